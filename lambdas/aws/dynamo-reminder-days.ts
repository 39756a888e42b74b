import * as z from 'zod/mini';
import type {
  DueContact,
  LastReminders,
  ListedContact,
  ReminderDays,
} from '../core/contact/contact-store.ts';
import { isLocalDate } from '../core/time/calendar-day.ts';
import { isTimeZone } from '../core/time/time-zone.ts';
import { toTtl } from '../core/time/ttl.ts';
import { Condition, ItemUpdate } from './item-expressions.ts';
import { candidatePartition, contactIdOf, contactPrefix, remindersKey } from './keys.ts';
import type { Table } from './table.ts';

const lastSchema = z.object({
  sentAt: z.number(),
  dayOverAt: z.number(),
  sentLease: z.number(),
  contactIds: z.set(z.string()),
});

/** A text, or undefined if it is anything else. */
const textIf = (isValid: (text: string) => boolean) =>
  z.catch(z.optional(z.string().check(z.refine(isValid))), undefined);
/**
 * What the list of a candidate's due contacts reads of each. A value that cannot be read
 * counts as absent: one contact must not hold back the others.
 */
const listedSchema = z.object({
  sk: z.string(),
  dueAt: z.number(),
  reconnectOn: textIf(isLocalDate),
  timeZone: textIf(isTimeZone),
  receiptFor: textIf(() => true),
});

/** Longer than any local day, a retry after the lease, and the days of a weekend. */
const KEPT_MS = 4 * 24 * 60 * 60_000;

/** The rights to email reminders: one item in the candidate's partition. */
export class DynamoReminderDays implements ReminderDays {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  #ttl(): number {
    return toTtl(this.#table.now() + KEPT_MS);
  }

  async dueOf(candidateId: string, by: number, limit: number): Promise<readonly ListedContact[]> {
    const pk = candidatePartition(candidateId);
    const attributes = Object.keys(listedSchema.shape);
    const items = await this.#table.dueIn(pk, { prefix: contactPrefix, by, attributes, limit });
    return items.map((item) => {
      const { sk, dueAt, ...listed } = listedSchema.parse(item);
      return {
        ...listed,
        due: { key: { pk, sk }, candidateId, contactId: contactIdOf(sk), dueAt },
      };
    });
  }

  async postpone({ key, dueAt }: DueContact, at: number): Promise<void> {
    await this.#table.update(key, new ItemUpdate().set({ dueAt: at }).when('dueAt', '=', dueAt));
  }

  async claim(
    candidateId: string,
    { owner, leaseUntil }: { readonly owner: string; readonly leaseUntil: number },
  ): Promise<{ readonly last?: LastReminders } | undefined> {
    const epoch = await this.#table.epoch();
    const update = new ItemUpdate().set({ owner, leaseUntil, ttl: this.#ttl(), epoch }).whenAny(
      new Condition().whenAbsentOr('leaseUntil', '<=', this.#table.now()),
      // Our own claim: DynamoDB's answer was lost, and the SDK tries again.
      new Condition().when('owner', '=', owner),
    );
    const data = await this.#table.upsertAndRead(remindersKey(candidateId), update);
    if (data === undefined) return undefined;
    const { success, data: last } = lastSchema.safeParse(data);
    if (!success) return {};
    const { sentLease, ...others } = last;
    return { last: { ...others, leaseUntil: sentLease } };
  }

  async release(candidateId: string, owner: string): Promise<void> {
    const key = remindersKey(candidateId);
    // If the candidate has erased everything, nothing must stay.
    const isUnused = new Condition().when('owner', '=', owner).whenAbsent('sentAt');
    if (await this.#table.remove(key, isUnused)) return;
    const free = new ItemUpdate().set({ owner: null, leaseUntil: null });
    await this.#table.update(key, free.when('owner', '=', owner));
  }

  async record(
    candidateId: string,
    owner: string,
    { sentAt, dayOverAt, leaseUntil, contactIds }: LastReminders,
  ): Promise<void> {
    const update = new ItemUpdate()
      .set({ sentAt, dayOverAt, sentLease: leaseUntil, contactIds: new Set(contactIds) })
      .set({ owner: null, leaseUntil: null, ttl: this.#ttl() })
      .when('owner', '=', owner);
    await this.#table.update(remindersKey(candidateId), update);
  }
}
