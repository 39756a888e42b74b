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
  readonly candidate: string;
  readonly contact: string;
  readonly dueAt: number;
}

/** What the mails about contacts need: to find what is due, and to mail each once. */
export interface ReminderQueue {
  /**
   * Contacts due by `now`, the longest due first; at most `limit` of each shard. May be a
   * moment old.
   */
  dueContacts(now: number, limit: number): Promise<readonly DueContact[]>;
  /**
   * Takes a due contact for one attempt at its mail, by moving it to `again`: should the
   * attempt break off, it comes up again then. Undefined where someone else has it, or it
   * is gone.
   */
  claim(due: DueContact, again: number): Promise<MailableContact | undefined>;
  /**
   * The claimed mail did not go out: it comes up again at `until`, unless the candidate
   * has decided otherwise since.
   */
  postpone(due: DueContact, again: number, until: number): Promise<void>;
  /** The reminder is out: takes the claimed contact off the list. */
  completeReminder(due: DueContact, again: number, at: number): Promise<void>;
  /** The receipt is out: the reminder is next, at `remindAt`. */
  completeReceipt(due: DueContact, again: number, remindAt: number): Promise<void>;
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
  readonly contact: string;
  readonly letters: ReadonlySet<string>;
  /** How often it was kept for a letter: one that was kept again since is another. */
  readonly kept: number;
}

/**
 * The contacts of one candidate, for themselves. `candidate` is the key of their address,
 * see `addressKey`.
 */
export interface ContactStore {
  list(candidate: string): Promise<readonly Contact[]>;
  find(candidate: string, contact: string): Promise<Contact | undefined>;
  /** False where there is no such contact any more. */
  change(candidate: string, contact: string, changes: ContactChanges): Promise<boolean>;
  /** Everyone whom the candidate has a letter to, sent or not. */
  places(candidate: string): Promise<readonly ContactPlace[]>;
  /**
   * Takes a place away with all that is in it. False where a letter to the person came in
   * meanwhile: look again.
   */
  remove(candidate: string, place: ContactPlace): Promise<boolean>;
}
