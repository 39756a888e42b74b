import { type Contact, contactSchema, reminderDueAt } from '../core/contact.ts';
import type { ContactStore, DueContact } from '../core/contact-store.ts';
import { ItemUpdate } from './item.ts';
import { contactKey, dueShard, dueShards } from './keys.ts';
import type { Table } from './table.ts';

/** The contacts, one item a person and candidate, with the history of declines, in DynamoDB. */
export class DynamoContactStore implements ContactStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async record(contact: Contact): Promise<void> {
    const { candidateEmail, person, declineId, declinedAt } = contact;
    const key = contactKey(candidateEmail, person.address);
    const { company, role, stage, language, declinedOn, reason } = contact;
    const entry = { declineId, company, role, stage, language, declinedOn, reason };
    /** Once for each decline: the sweep repeats this, to be sure. */
    const appending = () => {
      const update = new ItemUpdate().append('history', entry).add('declines', declineId);
      return update.whenTrue(`NOT contains(${update.name('declines')}, ${update.value(declineId)})`);
    };

    const dueAt = contact.reconnectOn === undefined ? null : reminderDueAt(contact.reconnectOn);
    const newest = appending().set({
      ...contact,
      timeZone: contact.timeZone ?? null,
      reconnectOn: contact.reconnectOn ?? null,
      reason: reason ?? null,
      dueAt,
      due: dueAt === null ? null : dueShard('contacts', key.sk),
    });
    const since = newest.name('declinedAt');
    newest.whenTrue(`attribute_not_exists(${since}) OR ${since} <= ${newest.value(declinedAt)}`);
    // An older decline that comes in late adds to the history and leaves the later choices alone.
    if ((await this.#table.update(key, newest)) === undefined) await this.#table.update(key, appending());
  }

  async dropReminder({ candidateEmail, person, declineId }: Contact): Promise<void> {
    await this.#table.update(
      contactKey(candidateEmail, person.address),
      new ItemUpdate().set({ due: null, dueAt: null }).when('declineId', '=', declineId),
    );
  }

  async dueContacts(now: number, limit: number): Promise<readonly DueContact[]> {
    const entries = await this.#table.due(dueShards('contacts'), now, limit);
    return entries.map(({ pk, sk, dueAt }) => ({ key: { pk, sk }, dueAt }));
  }

  async claimReminder({ key, dueAt }: DueContact, dueAgainAt: number): Promise<Contact | undefined> {
    const data = await this.#table.update(
      key,
      new ItemUpdate().set({ dueAt: dueAgainAt }).when('dueAt', '=', dueAt),
    );
    return data && contactSchema.parse(data);
  }

  async reminded({ key }: DueContact, dueAgainAt: number, at: number): Promise<void> {
    // A new decline to the same person may have set another day meanwhile: that one stands.
    await this.#table.update(
      key,
      new ItemUpdate().set({ due: null, dueAt: null, remindedAt: at }).when('dueAt', '=', dueAgainAt),
    );
  }
}
