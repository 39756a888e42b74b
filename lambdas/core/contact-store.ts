import type { Contact } from './contact.ts';

/** A contact whose day has come. The key is the store's own and says nothing of the person. */
export interface DueContact {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly dueAt: number;
}

export interface ContactStore {
  /** Records a contact; recording the same decline again changes nothing. */
  record(contact: Contact): Promise<void>;
  /** No reminder after all, if this decline is the latest to the person: the letter did not arrive, or was unwelcome. */
  dropReminder(contact: Contact): Promise<void>;
  /** Contacts due by `now`, the longest due first; at most `limit` of each shard. May be a moment old. */
  dueContacts(now: number, limit: number): Promise<readonly DueContact[]>;
  /**
   * Takes a due contact for one attempt at its reminder, by moving it to `dueAgainAt`: should the attempt break off,
   * it comes up again then. Undefined where someone else has it, or it is gone.
   */
  claimReminder(due: DueContact, dueAgainAt: number): Promise<Contact | undefined>;
  /** The reminder is out: takes the claimed contact off the list. */
  reminded(due: DueContact, dueAgainAt: number, at: number): Promise<void>;
}
