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
  ReminderQueue,
} from '../core/contact/contact-store.ts';
import { Condition, ItemUpdate } from './item.ts';
import {
  candidatePartition,
  contactItemKey,
  contactKey,
  contactPrefix,
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

/** Nothing to be mailed about any more. */
const notDue = { due: null, dueAt: null, attempts: null } as const;

/**
 * The contacts, one item a person and candidate, with the history of declines, in
 * DynamoDB.
 */
export class DynamoContactStore implements ContactRecorder, ReminderQueue, ContactStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async record(contact: DeclinedContact): Promise<void> {
    const { candidateEmail, person, declineId, declinedAt } = contact;
    const key = contactKey(candidateEmail, person.address);
    const { company, role, stage, language, declinedOn, thanked, reason } = contact;
    const pastDecline = { declineId, company, role, stage, language, declinedOn, thanked, reason };
    /** Once for each decline: the sweep repeats this, to be sure. */
    const appending = () =>
      new ItemUpdate()
        .append('history', pastDecline)
        .add('declines', declineId)
        .whenExists('pk')
        .whenWithout('declines', declineId);

    const hasReminder = contact.reconnectOn !== undefined;
    const newest = appending().set({
      // A time zone that is not known this time stays as it was.
      ...contact,
      reconnectOn: contact.reconnectOn ?? null,
      reason: reason ?? null,
      status: 'open',
      deliveryProblem: null,
      remindedAt: null,
      // Its place was only kept until now.
      ttl: null,
      ...notDue,
      // The receipt is what it is due for first, see `remind`.
      receipt: hasReminder ? declineId : null,
      ...(hasReminder && { dueAt: declinedAt, due: dueShard('contacts', key.sk) }),
    });
    newest.whenAbsentOr('declinedAt', '<=', declinedAt);
    // An older decline that comes in late adds to the history and leaves the later
    // choices alone.
    if ((await this.#table.update(key, newest)) === undefined)
      await this.#table.update(key, appending());
  }

  async dropReminder(
    { candidateEmail, person, declineId }: DeclinedContact,
    deliveryProblem: 'bounced' | 'complained',
  ): Promise<void> {
    const update = new ItemUpdate().set({
      ...notDue,
      receipt: null,
      reconnectOn: null,
      deliveryProblem,
      ...(deliveryProblem === 'complained' && { status: 'closed' }),
    });
    // Told again, it does not take back a day that was chosen since.
    update.whenAbsentOr('deliveryProblem', '<>', deliveryProblem);
    // An address that one letter did not reach may have been reached by another; whoever
    // complained means them all.
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

  async claim(due: DueContact, leaseUntil: number): Promise<ContactClaim | undefined> {
    const data = await this.#table.update(
      due.key,
      new ItemUpdate()
        .set({ dueAt: leaseUntil })
        .increment('attempts')
        .when('dueAt', '=', due.dueAt),
    );
    return data && { due, leaseUntil, contact: mailableContactSchema.parse(withId(data)) };
  }

  reschedule(claim: ContactClaim, at: number): Promise<void> {
    return this.#endClaim(claim, { dueAt: at });
  }

  completeReminder(claim: ContactClaim, sentAt: number): Promise<void> {
    return this.#endClaim(claim, { ...notDue, receipt: null, remindedAt: sentAt });
  }

  completeReceipt(claim: ContactClaim, remindAt: number): Promise<void> {
    return this.#endClaim(claim, { dueAt: remindAt, receipt: null, attempts: null });
  }

  /**
   * Writes how a claim ended, if the claim still stands. The candidate, or a new letter to
   * the same person, may have set another day meanwhile: that one stands.
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
    // A place without a letter that has left is no contact yet.
    return items.filter(({ declinedAt }) => declinedAt !== undefined).map(this.#kept);
  }

  async find(candidateId: string, contactId: string): Promise<Contact | undefined> {
    const data = await this.#table.get(contactItemKey(candidateId, contactId));
    return data?.['declinedAt'] === undefined ? undefined : this.#kept(data);
  }

  readonly #kept = (data: Readonly<Record<string, unknown>>): Contact =>
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
        receipt: null,
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
