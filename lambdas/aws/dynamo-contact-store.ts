import * as z from 'zod/mini';
import {
  type Contact,
  contactSchema,
  type DeclinedContact,
  mailableContactSchema,
} from '../core/contact/contact.ts';
import type {
  ContactChanges,
  ContactClaim,
  ContactLetter,
  ContactRecorder,
  ContactStore,
  ContactWindow,
  DueContact,
  LetterProblem,
  ReminderQueue,
  WindowPlace,
} from '../core/contact/contact-store.ts';
import { HISTORY_KEPT } from '../core/contact/history-kept.ts';
import { letterKeptUntil } from '../core/decline/retention.ts';
import { addressKey } from '../core/email-address.ts';
import { once } from '../core/once.ts';
import { toTtl } from '../core/time/ttl.ts';
import { Condition, ItemUpdate } from './item-expressions.ts';
import {
  candidatePartition,
  contactIdOf,
  contactItemKey,
  contactKeyOf,
  contactPrefix,
  declineKey,
  dueShard,
  dueShards,
  erasingKey,
} from './keys.ts';
import { extendPlace } from './letter-place.ts';
import type { Key, Table } from './table.ts';

const preparedSchema = z.object({ prepared: z._default(z.number(), 0) });

/** What `record` needs of a contact whose history is full. */
const historySchema = once(() =>
  z.object({
    history: z.array(z.looseObject({ declineId: z.string(), at: z._default(z.number(), 0) })),
    declines: z.set(z.string()),
    recorded: z.number(),
  }),
);

const withId = (data: Readonly<Record<string, unknown>>) => ({
  ...data,
  id: contactIdOf(data['sk']),
});

/**
 * How many contacts a window has at most. Fewer people have more, so their list is one
 * window. A query also ends after 1 MB: contacts with long histories are fewer.
 */
const WINDOW_SIZE = 500;

/** How many contacts are removed at once. */
const REMOVED_AT_ONCE = 20;

/** How long a contact from a backup is not looked at again, in ms: a day. */
const HELD_MS = 24 * 60 * 60_000;

/** Removes a contact from the `due` index, and resets its attempts. */
const notDue = { due: null, dueAt: null, attempts: null } as const;

const letterProblemSchema = once(() => z.object({ state: z.enum(['bounced', 'complained']) }));

/** What a contact keeps of a problem with its letter. Nothing is due any more. */
const dropped = (deliveryProblem: LetterProblem) => ({
  ...notDue,
  receiptFor: null,
  reconnectOn: null,
  deliveryProblem,
  ...(deliveryProblem === 'complained' && { status: 'closed' }),
});

/** What the key of a contact is made of. */
const personOf = ({ candidateEmail, person, company }: DeclinedContact) => ({
  candidateEmail,
  recruiterEmail: person.address,
  recruiterName: person.name,
  company,
});

/**
 * The contacts in DynamoDB. A contact is one item: one person of one candidate, with the
 * history of declines.
 */
export class DynamoContactStore implements ContactRecorder, ReminderQueue, ContactStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async prepare(letter: ContactLetter) {
    const candidateId = addressKey(letter.input.candidateEmail);
    if (await this.isErasing(candidateId)) return { isErasing: true, isFirst: false };
    const isFirst = await this.prepareClaimed(letter);
    // Again, after the contact: an erasing that starts now removes what is prepared.
    const isErasing = await this.isErasing(candidateId);
    // Nothing must be recorded there. The erasing removes the item.
    if (isErasing && isFirst) {
      const key = contactKeyOf(letter.input);
      await this.#table.update(key, new ItemUpdate().set({ ttl: 0 }).when('prepared', '=', 1));
    }
    return { isErasing, isFirst };
  }

  async prepareClaimed({ id, input }: ContactLetter): Promise<boolean> {
    const key = contactKeyOf(input);
    const until = letterKeptUntil(this.#table.now());
    const [prepared] = await Promise.all([
      this.#countPreparation(key, until),
      extendPlace(this.#table, input, id, until),
    ]);
    return prepared === 1;
  }

  /** @returns how often the contact was prepared */
  async #countPreparation(key: Key, until: number): Promise<number> {
    const epoch = await this.#table.epoch();
    for (;;) {
      const empty = new ItemUpdate()
        .increment('prepared')
        .set({ ttl: toTtl(until), epoch })
        .whenAbsent('declinedAt');
      const recorded = new ItemUpdate().increment('prepared').whenExists('declinedAt');
      // Both are refused only if the contact was recorded or erased in between.
      const data =
        (await this.#table.upsertAndRead(key, empty)) ??
        (await this.#table.upsertAndRead(key, recorded));
      if (data !== undefined) return preparedSchema.parse(data).prepared;
    }
  }

  async unprepare({ input }: ContactLetter): Promise<void> {
    const isOnlyOurs = new Condition().when('prepared', '=', 1).whenAbsent('declinedAt');
    await this.#table.remove(contactKeyOf(input), isOnlyOurs);
  }

  async record({ isRestored, ...contact }: DeclinedContact): Promise<void> {
    const epoch = isRestored ? null : await this.#table.epoch();
    const { declineId, declinedAt } = contact;
    const key = contactKeyOf(personOf(contact));
    const { company, role, referenceNumber, stage, language, declinedOn, thanked } = contact;
    const { reason } = contact;
    const pastDecline = {
      ...{ declineId, company, role, referenceNumber, stage, language, declinedOn, thanked },
      reason,
      at: declinedAt,
    };
    const hasReminder = contact.reconnectOn !== undefined;
    const fields = {
      // If this decline has no time zone, the contact keeps the one it has.
      ...contact,
      reconnectOn: contact.reconnectOn ?? null,
      reason: reason ?? null,
      referenceNumber: referenceNumber ?? null,
      // The hello recalls this letter: it does not belong into an earlier one's thread.
      thread: contact.thread ?? null,
      status: 'open',
      epoch,
      deliveryProblem: null,
      remindedAt: null,
      // A prepared contact expires, a recorded one does not.
      ttl: null,
      ...notDue,
      // The receipt is due first, the reminder after it; see `sendReminders`.
      receiptFor: hasReminder ? declineId : null,
      ...(hasReminder && { dueAt: declinedAt, due: dueShard('contacts', key.sk) }),
    };
    /**
     * Adds the decline to the history, at most once: the sweep records each contact
     * again. Refused if the contact was not prepared, see `prepare`.
     *
     * @param change the new history; `recorded` counts its changes
     */
    const write = async (change: () => ItemUpdate): Promise<boolean> => {
      const joining = () =>
        change().increment('recorded').whenExists('pk').whenWithout('declines', declineId);
      const leading = joining().set(fields).whenAbsentOr('declinedAt', '<=', declinedAt);
      // Refused if a later decline is recorded already: this one only joins the history,
      // so that the later choices stay.
      return (await this.#table.update(key, leading)) || (await this.#table.update(key, joining()));
    };
    const append = () =>
      new ItemUpdate()
        .append('history', pastDecline)
        .add('declines', declineId)
        .whenAbsentOr('recorded', '<', HISTORY_KEPT);
    if (await write(append)) return;
    for (;;) {
      const data = await this.#table.get(key);
      const full = historySchema().safeParse(data).data;
      if (full === undefined || full.recorded < HISTORY_KEPT || full.declines.has(declineId))
        return;
      const history = [...full.history, pastDecline]
        .sort((one, other) => one.at - other.at)
        .slice(-HISTORY_KEPT);
      // It is older than all that the history keeps.
      if (!history.includes(pastDecline)) return;
      const declines = new Set(history.map((past) => past.declineId));
      const replace = () =>
        new ItemUpdate().set({ history, declines }).when('recorded', '=', full.recorded);
      if (await write(replace)) return;
    }
  }

  async dropReminder(contact: DeclinedContact, deliveryProblem: LetterProblem): Promise<void> {
    // The epoch says that this is newer than a backup, see `adoptRestoredTable`.
    const epoch = await this.#table.epoch();
    const update = new ItemUpdate().set({ ...dropped(deliveryProblem), epoch });
    // Idempotent: the same problem, reported again, must not remove a reminder day that
    // the candidate has chosen since.
    update.whenAbsentOr('deliveryProblem', '<>', deliveryProblem);
    // A bounce counts only if its letter is the latest: a later letter may have arrived
    // at the same address. A complaint counts for all letters to the person.
    if (deliveryProblem === 'complained') update.whenExists('declinedAt');
    else update.when('declineId', '=', contact.declineId);
    await this.#table.update(contactKeyOf(personOf(contact)), update);
  }

  async dueContacts(now: number, limit: number): Promise<readonly DueContact[]> {
    const entries = await this.#table.due(dueShards('contacts'), now, limit);
    return entries.map(({ pk, sk, dueAt }) => ({
      key: { pk, sk },
      candidateId: pk.slice(candidatePartition('').length),
      contactId: contactIdOf(sk),
      dueAt,
    }));
  }

  async claim(due: DueContact, leaseUntil: number): Promise<ContactClaim | 'restored' | undefined> {
    const epoch = await this.#table.epoch();
    const update = new ItemUpdate()
      .set({ dueAt: leaseUntil })
      .increment('attempts')
      .when('dueAt', '=', due.dueAt)
      .when('epoch', '=', epoch);
    const data = await this.#table.updateAndRead(due.key, update);
    if (data) return { due, leaseUntil, contact: mailableContactSchema().parse(withId(data)) };
    const hold = new ItemUpdate()
      .set({ dueAt: this.#table.now() + HELD_MS })
      .when('dueAt', '=', due.dueAt)
      .whenAbsentOr('epoch', '<>', epoch);
    return (await this.#table.update(due.key, hold)) ? 'restored' : undefined;
  }

  async letterProblem(declineId: string): Promise<LetterProblem | undefined> {
    const letter = await this.#table.get(declineKey(declineId));
    return letterProblemSchema().safeParse(letter).data?.state;
  }

  dropClaimed(claim: ContactClaim, problem: LetterProblem): Promise<void> {
    return this.#endClaim(claim, dropped(problem));
  }

  reschedule(claim: ContactClaim, at: number): Promise<void> {
    return this.#endClaim(claim, { dueAt: at });
  }

  completeReminder(claim: Omit<ContactClaim, 'contact'>, sentAt: number): Promise<void> {
    return this.#endClaim(claim, { ...notDue, receiptFor: null, remindedAt: sentAt });
  }

  completeReceipt(claim: ContactClaim, remindAt: number): Promise<void> {
    return this.#endClaim(claim, { dueAt: remindAt, receiptFor: null, attempts: null });
  }

  /**
   * Writes the outcome of a claim, if `dueAt` is still the end of its lease. If the
   * candidate, or a new letter to the same person, has set another day since, that day
   * stays.
   */
  async #endClaim(
    { due, leaseUntil }: Omit<ContactClaim, 'contact'>,
    attributes: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const update = new ItemUpdate().set(attributes).when('dueAt', '=', leaseUntil);
    await this.#table.update(due.key, update);
  }

  async window(candidateId: string, place: WindowPlace = {}): Promise<ContactWindow> {
    const { items, first, last, hasMore } = await this.#table.window(
      candidatePartition(candidateId),
      {
        prefix: contactPrefix,
        after: place.after === undefined ? undefined : `${contactPrefix}${place.after}`,
        before: place.before === undefined ? undefined : `${contactPrefix}${place.before}`,
        limit: WINDOW_SIZE,
      },
    );
    const isBackwards = place.before !== undefined;
    const hasPrevious = isBackwards ? hasMore : place.after !== undefined;
    const hasNext = isBackwards || (hasMore && last !== undefined);
    return {
      place,
      contacts: this.#recorded(items),
      // If all contacts there were deleted meanwhile, the first window is as good.
      previous: hasPrevious
        ? first === undefined
          ? {}
          : { before: contactIdOf(first) }
        : undefined,
      next: hasNext ? (last === undefined ? {} : { after: contactIdOf(last) }) : undefined,
    };
  }

  async list(candidateId: string): Promise<readonly Contact[]> {
    const pk = candidatePartition(candidateId);
    return this.#recorded(await this.#table.partition(pk, contactPrefix));
  }

  /** A prepared contact is empty until a letter to the person was sent. */
  #recorded(items: readonly Readonly<Record<string, unknown>>[]): readonly Contact[] {
    return items.filter(({ declinedAt }) => declinedAt !== undefined).map(this.#parse);
  }

  async hasAny(candidateId: string): Promise<boolean> {
    const range = { from: contactPrefix, to: `${contactPrefix}~`, limit: 1 };
    return (await this.#table.page(candidatePartition(candidateId), range)).items.length > 0;
  }

  async find(candidateId: string, contactId: string): Promise<Contact | undefined> {
    const data = await this.#table.get(contactItemKey(candidateId, contactId));
    return data?.['declinedAt'] === undefined ? undefined : this.#parse(data);
  }

  readonly #parse = (data: Readonly<Record<string, unknown>>): Contact =>
    contactSchema().parse(withId(data));

  async change(
    candidateId: string,
    contactId: string,
    { next, ...changes }: ContactChanges,
  ): Promise<boolean> {
    const key = contactItemKey(candidateId, contactId);
    const update = new ItemUpdate().set({ ...changes });
    if (next !== undefined) {
      update.set({
        ...notDue,
        // The candidate has chosen just now, also if the contact comes from a backup.
        epoch: await this.#table.epoch(),
        receiptFor: null,
        remindedAt: null,
        reconnectOn: next?.reconnectOn ?? null,
        ...(next && { dueAt: next.remindAt, due: dueShard('contacts', key.sk) }),
      });
    }
    update.whenExists('declinedAt');
    return this.#table.update(key, update);
  }

  async preparations(candidateId: string, contactId: string): Promise<number | undefined> {
    // Also an expired one.
    const { sk } = contactItemKey(candidateId, contactId);
    const pk = candidatePartition(candidateId);
    const [item] = (await this.#table.page(pk, { from: sk, to: sk, limit: 1 })).items;
    return item && preparedSchema.parse(item).prepared;
  }

  remove(candidateId: string, contactId: string, preparations: number): Promise<boolean> {
    const condition = new Condition();
    if (preparations === 0) condition.whenAbsent('prepared');
    else condition.whenAbsentOr('prepared', '=', preparations);
    return this.#table.remove(contactItemKey(candidateId, contactId), condition);
  }

  async startErasing(candidateId: string): Promise<void> {
    // By then everything but the contacts has expired, and those are erased first.
    const ttl = toTtl(letterKeptUntil(this.#table.now()));
    const epoch = await this.#table.epoch();
    await this.#table.upsert(erasingKey(candidateId), new ItemUpdate().set({ ttl, epoch }));
  }

  async isErasing(candidateId: string): Promise<boolean> {
    return (await this.#table.get(erasingKey(candidateId))) !== undefined;
  }

  async endErasing(candidateId: string): Promise<void> {
    await this.#table.remove(erasingKey(candidateId));
  }

  async removeAll(candidateId: string, hasTime: () => boolean) {
    const pk = candidatePartition(candidateId);
    let removed = 0;
    while (hasTime()) {
      const { items } = await this.#table.page(pk, {
        from: contactPrefix,
        to: `${contactPrefix}~`,
        limit: REMOVED_AT_ONCE,
      });
      if (items.length === 0) return { removed, isDone: true };
      await Promise.all(items.map(({ sk }) => this.#table.remove({ pk, sk: String(sk) })));
      removed += items.length;
    }
    return { removed, isDone: false };
  }
}
