import * as z from 'zod/mini';
import { NOT_YOU_DAYS } from '../core/kept-days.ts';
import type { LinkKind } from '../core/limits/link-limits.ts';
import type { MailboxStop, MailboxStops } from '../core/limits/mailbox-stops.ts';
import { toTtl } from '../core/time/ttl.ts';
import { ItemUpdate } from './item-expressions.ts';
import { notYouKey, stopKey } from './keys.ts';
import type { Table } from './table.ts';

const DAY_MS = 24 * 60 * 60_000;

const stopSchema = z.object({ by: z.optional(z.string()) });
const linkSchema = z.object({ kind: z.enum(['review', 'contacts']) });

/**
 * The stops and the "Not you?" links, in the mailbox's own partition. Their epoch says
 * that a person has decided since a restore, see `adoptRestoredTable`.
 */
export class DynamoMailboxStops implements MailboxStops {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  #expiry(): number {
    return toTtl(this.#table.now() + NOT_YOU_DAYS * DAY_MS);
  }

  async isStopped(mailbox: string, kind: LinkKind): Promise<boolean> {
    return (await this.#table.get(stopKey(mailbox, kind))) !== undefined;
  }

  async grant(
    mailbox: string,
    { secretHash, kind }: { readonly secretHash: string; readonly kind: LinkKind },
  ): Promise<void> {
    const epoch = await this.#table.epoch();
    await this.#table.create(notYouKey(mailbox, secretHash), { kind, ttl: this.#expiry(), epoch });
  }

  async revoke(mailbox: string, secretHash: string): Promise<void> {
    await this.#table.remove(notYouKey(mailbox, secretHash));
  }

  async find(mailbox: string, secretHash: string): Promise<MailboxStop | undefined> {
    const data = await this.#table.get(notYouKey(mailbox, secretHash));
    if (data === undefined) return undefined;
    const { kind } = linkSchema.parse(data);
    return { kind, isStopped: await this.isStopped(mailbox, kind) };
  }

  async set(mailbox: string, secretHash: string, { kind, isStopped }: MailboxStop): Promise<void> {
    const epoch = await this.#table.epoch();
    const ttl = isStopped ? null : this.#expiry();
    const link = new ItemUpdate().whenExists('pk').set({ ttl, epoch });
    if (isStopped) {
      // First the link: a stop without a link could not be undone.
      await this.#table.update(notYouKey(mailbox, secretHash), link);
      const stop = new ItemUpdate().set({ stoppedAt: this.#table.now(), by: secretHash, epoch });
      await this.#table.upsert(stopKey(mailbox, kind), stop);
    } else {
      const { by } = stopSchema.parse((await this.#table.get(stopKey(mailbox, kind))) ?? {});
      await this.#table.remove(stopKey(mailbox, kind));
      // Also the link that has stopped them expires again.
      for (const hash of new Set([secretHash, by ?? secretHash])) {
        await this.#table.update(notYouKey(mailbox, hash), link);
      }
    }
  }
}
