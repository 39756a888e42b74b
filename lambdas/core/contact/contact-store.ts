import type { Contact, DeclinedContact, MailableContact } from './contact.ts';

/** What happens to a contact because of a letter. */
export interface ContactRecorder {
  /**
   * Records a contact; recording the same decline again changes nothing. Of someone whose
   * place was taken away since, because the candidate erased it, nothing is recorded.
   */
  record(contact: DeclinedContact): Promise<void>;
  /**
   * No reminder after all: the letter did not arrive, and is the latest to the person; or
   * any letter was unwelcome. Once for each problem.
   */
  dropReminder(contact: DeclinedContact, problem: 'bounced' | 'complained'): Promise<void>;
}

/**
 * A contact whose day has come. The key is the store's own and says nothing of the
 * person.
 */
export interface DueContact {
  readonly key: { readonly pk: string; readonly sk: string };
  /**
   * The candidate, and the person among their contacts, as {@link ContactStore} calls
   * them.
   */
  readonly candidateId: string;
  readonly contactId: string;
  readonly dueAt: number;
}

/** A due contact that one run has claimed for one attempt at its mail. */
export interface ContactClaim {
  readonly due: DueContact;
  /**
   * Epoch ms. No other run takes the contact before then. If the run breaks off, the
   * contact is due again at this moment.
   */
  readonly leaseUntil: number;
  readonly contact: MailableContact;
}

/** The contacts whose mail is due: a receipt or a reminder. */
export interface ReminderQueue {
  /**
   * Contacts that are due by `now`, the longest due first; at most `limit` of each shard.
   * The list may be a moment old.
   */
  dueContacts(now: number, limit: number): Promise<readonly DueContact[]>;
  /** Claims a due contact. Undefined if another run holds it, or it is gone. */
  claim(due: DueContact, leaseUntil: number): Promise<ContactClaim | undefined>;
  /**
   * The mail was not sent: the contact is due again at `at`, epoch ms. If the candidate
   * has changed the contact since the claim, their change stands.
   */
  reschedule(claim: ContactClaim, at: number): Promise<void>;
  /** The reminder was sent at `sentAt`, epoch ms: nothing is due any more. */
  completeReminder(claim: ContactClaim, sentAt: number): Promise<void>;
  /** The receipt was sent: the reminder is due next, at `remindAt`, epoch ms. */
  completeReceipt(claim: ContactClaim, remindAt: number): Promise<void>;
}

/**
 * What a candidate changes about a contact. `null` takes it away, what is left out stays.
 */
export interface ContactChanges {
  readonly status?: Contact['status'];
  readonly note?: string | null;
  readonly wroteOn?: string;
  readonly timeZone?: string;
  /** The next day to write, with the moment of its reminder: one goes with the other. */
  readonly next?: { readonly reconnectOn: string; readonly remindAt: number } | null;
}

/**
 * Where something of one person's is found: their letters, by id, recorded or not yet
 * sent.
 */
export interface ContactPlace {
  readonly contactId: string;
  readonly letters: ReadonlySet<string>;
  /** How often it was kept for a letter: one that was kept again since is another. */
  readonly kept: number;
}

/**
 * The contacts of one candidate, for themselves. `candidate` is the key of their address,
 * see `addressKey`.
 */
export interface ContactStore {
  list(candidateId: string): Promise<readonly Contact[]>;
  find(candidateId: string, contactId: string): Promise<Contact | undefined>;
  /** False where there is no such contact any more. */
  change(candidateId: string, contactId: string, changes: ContactChanges): Promise<boolean>;
  /** Everyone whom the candidate has a letter to, sent or not. */
  places(candidateId: string): Promise<readonly ContactPlace[]>;
  /**
   * Takes a place away with all that is in it. False where a letter to the person came in
   * meanwhile: look again.
   */
  remove(candidateId: string, place: ContactPlace): Promise<boolean>;
}
