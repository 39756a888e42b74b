import * as z from 'zod/mini';
import { SALT_DAYS } from '../core/kept-days.ts';
import type { DailySalts } from '../core/limits/daily-salts.ts';
import type { RandomBytes } from '../core/magic-link.ts';
import { toTtl } from '../core/time/ttl.ts';
import { saltKey } from './keys.ts';
import type { Table } from './table.ts';

const DAY_MS = 24 * 60 * 60_000;

const saltSchema = z.object({ salt: z.string() });

/**
 * The salts in the table. Each process reads a salt once. DynamoDB deletes it after its
 * second day; then nobody can find out the networks that it hid.
 */
export class DynamoDailySalts implements DailySalts {
  readonly #table: Table;
  readonly #random: RandomBytes;
  readonly #known = new Map<string, string>();

  constructor(table: Table, random: RandomBytes) {
    this.#table = table;
    this.#random = random;
  }

  async find(day: string): Promise<string | undefined> {
    const known = this.#known.get(day);
    if (known !== undefined) return known;
    const data = await this.#table.get(saltKey(day));
    return data && this.#remember(day, saltSchema.parse(data).salt);
  }

  async findOrCreate(day: string): Promise<string> {
    const found = await this.find(day);
    if (found !== undefined) return found;
    const salt = this.#random(32).toString('base64url');
    const ttl = toTtl(Date.parse(day) + SALT_DAYS * DAY_MS);
    if (await this.#table.create(saltKey(day), { salt, ttl })) return this.#remember(day, salt);
    // Another process has just created it.
    return saltSchema.parse(await this.#table.get(saltKey(day))).salt;
  }

  #remember(day: string, salt: string): string {
    // Only today's salt and yesterday's are used.
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size > 1) this.#known.delete(oldest);
    this.#known.set(day, salt);
    return salt;
  }
}
