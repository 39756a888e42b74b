import * as z from 'zod/mini';
import {
  isUnhealthy,
  type MailCounts,
  type MailHealth,
  type MailOutcome,
} from '../core/limits/breaker.ts';
import { ItemUpdate } from './item-expressions.ts';
import { mailHealthKey } from './keys.ts';
import type { Table } from './table.ts';

const MINUTE_MS = 60_000;

/** A ring of time buckets. A bucket that is used again begins at 0. */
const rings = [
  { name: 'hour', bucketMs: 5 * MINUTE_MS, buckets: 13 },
  { name: 'day', bucketMs: 60 * MINUTE_MS, buckets: 25 },
] as const;
type Ring = (typeof rings)[number];

const outcomes = ['sent', 'bounced', 'complained'] as const;
const itemSchema = z.record(z.string(), z.unknown());
type Item = z.infer<typeof itemSchema>;

/** Concurrent counts refuse each other only when a bucket begins. */
const MAX_TRIES = 20;

const numberIn = (item: Item, name: string): number => Number(item[name] ?? 0);
const attribute = (ring: Ring, what: string, label: number): string =>
  `${ring.name}${what}${label % ring.buckets}`;

/** Adds up the buckets of a ring that are not too old. */
function sumOf(item: Item, ring: Ring, now: number): MailCounts {
  const sum = { sent: 0, bounced: 0, complained: 0 };
  const last = Math.floor(now / ring.bucketMs);
  for (let label = last - ring.buckets + 1; label <= last; label += 1) {
    if (numberIn(item, attribute(ring, 'at', label)) !== label) continue;
    for (const outcome of outcomes) sum[outcome] += numberIn(item, attribute(ring, outcome, label));
  }
  return sum;
}

/** The outcomes of all emails in DynamoDB: one item of some 2 KB. */
export class DynamoMailHealth implements MailHealth {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async count(outcome: MailOutcome): Promise<'tripped' | undefined> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const before = itemSchema.parse((await this.#table.get(mailHealthKey)) ?? {});
      const now = this.#table.now();
      const update = new ItemUpdate();
      for (const ring of rings) {
        const label = Math.floor(now / ring.bucketMs);
        const at = attribute(ring, 'at', label);
        const stored = numberIn(before, at);
        // A clock that is behind counts in the bucket that is there.
        if (stored >= label) {
          update.increment(attribute(ring, outcome, label)).when(at, '=', stored);
        } else {
          const counts = outcomes.map((of) => [attribute(ring, of, label), of === outcome ? 1 : 0]);
          update.set({ [at]: label, ...Object.fromEntries(counts) }).whenAbsentOr(at, '<', label);
        }
      }
      const after = await this.#table.upsertAndRead(mailHealthKey, update);
      if (after === undefined) continue;
      const [hour, day] = [sumOf(after, rings[0], now), sumOf(after, rings[1], now)];
      if (!isUnhealthy(outcome, { hour, day })) return undefined;
      await this.#table.update(
        mailHealthKey,
        new ItemUpdate().set({ trippedAt: now }).whenAbsentOr('trippedAt', '<', now),
      );
      return 'tripped';
    }
    throw new Error('The counts of emails changed too often at once.');
  }

  async trippedAt(): Promise<number> {
    return numberIn(itemSchema.parse((await this.#table.get(mailHealthKey)) ?? {}), 'trippedAt');
  }
}
