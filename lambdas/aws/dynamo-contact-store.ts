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
  ContactPlace,
  ContactRecorder,
  ContactStore,
  DueContact,
  LetterProblem,
  ReminderQueue,
} from '../core/contact/contact-store.ts';
import { Condition, ItemUpdate } from './item-expressions.ts';
import {
  candidatePartition,
  contactItemKey,
  contactKey,
  contactPrefix,
  declineKey,
  dueShard,
  dueShards,
} from './keys.ts';
import type { Table } from './table.ts';

const placeSchema = z.object({
  sk: z.string(),
  letters: z._default(z.set(z.string()), new Set<string>()),
  kept: z._default(z.number(), 0),
});

const contactIdOf = (sk: unknown): string => String(sk).slice(contactPrefix.length);
const withId = (data: Readonly<Record<string, unknown>>) => ({
  ...data,
  id: contactIdOf(data['sk']),
});

/** How long a contact from a backup is not looked at again, in ms: a day. */
const HELD_MS = 24 * 60 * 60_000;

/** Removes a contact from the `due` index, and resets its attempts. */
const notDue = { due: null, dueAt: null, attempts: null } as const;

const letterProblemSchema = z.object({ state: z.enum(['bounced', 'complained']) });

/** What a contact keeps of a problem with its letter. Nothing is due any more. */
const dropped = (deliveryProblem: LetterProblem) => ({
  ...notDue,
  receiptFor: null,
  reconnectOn: null,
  deliveryProblem,
  ...(deliveryProblem === 'complained' && { status: 'closed' }),
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

  async record({ isRestored, ...contact }: DeclinedContact): Promise<void> {
    const epoch = isRestored ? null : await this.#table.epoch();
    const { candidateEmail, person, declineId, declinedAt } = contact;
    const key = contactKey(candidateEmail, person.address);
    const { company, role, stage, language, declinedOn, thanked, reason } = contact;
    const pastDecline = { declineId, company, role, stage, language, declinedOn, thanked, reason };
    /**
     * Appends the decline to the history, at most once: the sweep records each contact
     * again. Refused if there is no place, see `keepPlace`.
     */
    const historyUpdate = () =>
      new ItemUpdate()
        .append('history', pastDecline)
        .add('declines', declineId)
        .whenExists('pk')
        .whenWithout('declines', declineId);

    const hasReminder = contact.reconnectOn !== undefined;
    const fullUpdate = historyUpdate().set({
      // If this decline has no time zone, the contact keeps the one it has.
      ...contact,
      reconnectOn: contact.reconnectOn ?? null,
      reason: reason ?? null,
      status: 'open',
      epoch,
      deliveryProblem: null,
      remindedAt: null,
      // A place expires, a recorded contact does not.
      ttl: null,
      ...notDue,
      // The receipt is due first, the reminder after it; see `sendReminders`.
      receiptFor: hasReminder ? declineId : null,
      ...(hasReminder && { dueAt: declinedAt, due: dueShard('contacts', key.sk) }),
    });
    fullUpdate.whenAbsentOr('declinedAt', '<=', declinedAt);
    // Refused if a later decline is recorded already: this one only joins the history, so
    // that the later choices stay.
    if ((await this.#table.update(key, fullUpdate)) === undefined)
      await this.#table.update(key, historyUpdate());
  }

  async dropReminder(
    { candidateEmail, person, declineId }: DeclinedContact,
    deliveryProblem: LetterProblem,
  ): Promise<void> {
    const update = new ItemUpdate().set(dropped(deliveryProblem));
    // Idempotent: the same problem, reported again, must not remove a reminder day that
    // the candidate has chosen since.
    update.whenAbsentOr('deliveryProblem', '<>', deliveryProblem);
    // A bounce counts only if its letter is the latest: a later letter may have arrived
    // at the same address. A complaint counts for all letters to the person.
    if (deliveryProblem === 'complained') update.whenExists('declinedAt');
    else update.when('declineId', '=', declineId);
    await this.#table.update(contactKey(candidateEmail, person.address), update);
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
    const data = await this.#table.update(due.key, update);
    if (data) return { due, leaseUntil, contact: mailableContactSchema.parse(withId(data)) };
    const hold = new ItemUpdate()
      .set({ dueAt: this.#table.now() + HELD_MS })
      .when('dueAt', '=', due.dueAt)
      .whenAbsentOr('epoch', '<>', epoch);
    return (await this.#table.update(due.key, hold)) && 'restored';
  }

  async letterProblem(declineId: string): Promise<LetterProblem | undefined> {
    const letter = await this.#table.get(declineKey(declineId));
    return letterProblemSchema.safeParse(letter).data?.state;
  }

  dropClaimed(claim: ContactClaim, problem: LetterProblem): Promise<void> {
    return this.#endClaim(claim, dropped(problem));
  }

  reschedule(claim: ContactClaim, at: number): Promise<void> {
    return this.#endClaim(claim, { dueAt: at });
  }

  completeReminder(claim: ContactClaim, sentAt: number): Promise<void> {
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
    { due, leaseUntil }: ContactClaim,
    attributes: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const update = new ItemUpdate().set(attributes).when('dueAt', '=', leaseUntil);
    await this.#table.update(due.key, update);
  }

  async list(candidateId: string): Promise<readonly Contact[]> {
    const items = await this.#table.partition(candidatePartition(candidateId), contactPrefix);
    // A place is not a contact until a letter to the person was sent.
    return items.filter(({ declinedAt }) => declinedAt !== undefined).map(this.#parse);
  }

  async find(candidateId: string, contactId: string): Promise<Contact | undefined> {
    const data = await this.#table.get(contactItemKey(candidateId, contactId));
    return data?.['declinedAt'] === undefined ? undefined : this.#parse(data);
  }

  readonly #parse = (data: Readonly<Record<string, unknown>>): Contact =>
    contactSchema.parse(withId(data));

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
    return (await this.#table.update(key, update)) !== undefined;
  }

  async places(candidateId: string): Promise<readonly ContactPlace[]> {
    const items = await this.#table.withExpired(candidatePartition(candidateId), contactPrefix);
    return items.map((item) => {
      const { sk, letters, kept } = placeSchema.parse(item);
      return { contactId: contactIdOf(sk), letters, kept };
    });
  }

  remove(candidateId: string, { contactId, kept }: ContactPlace): Promise<boolean> {
    const condition = new Condition();
    if (kept === 0) condition.whenAbsent('kept');
    else condition.whenAbsentOr('kept', '=', kept);
    return this.#table.remove(contactItemKey(candidateId, contactId), condition);
  }
}
