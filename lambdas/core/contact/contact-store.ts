import type { PersonOfLetter } from '../letter/person-key.ts';
import type { Contact, DeclinedContact, MailableContact } from './contact.ts';

/** The letter for which a contact is prepared. */
export interface ContactLetter {
  readonly id: string;
  readonly input: PersonOfLetter & { readonly candidateEmail: string };
}

/** Writes to a contact what follows from a letter. */
export interface ContactRecorder {
  /**
   * Prepares the contact that a letter will leave. The caller does it before the letter
   * may leave: `record` needs the item, so that after an erasing nothing is recorded. A
   * prepared contact that stays empty is not shown, and expires.
   *
   * @returns `isErasing`: the candidate is erasing everything. The letter must not leave.
   *   `isFirst`: this call has created the item.
   */
  prepare(
    letter: ContactLetter,
  ): Promise<{ readonly isErasing: boolean; readonly isFirst: boolean }>;
  /** Whether the candidate is erasing everything, and has not finished. */
  isErasing(candidateId: string): Promise<boolean>;
  /**
   * Prepares the contact of a letter that was just claimed. Before the claim, the caller
   * has looked at {@link isErasing}.
   *
   * @returns whether this call has created the item
   */
  prepareClaimed(letter: ContactLetter): Promise<boolean>;
  /**
   * Removes a contact that this caller has just prepared, because its letter was erased
   * meanwhile. No-op if the contact was recorded, or prepared for another letter.
   */
  unprepare(letter: ContactLetter): Promise<void>;
  /**
   * Records a contact. Idempotent: recording the same decline again is a no-op. It is
   * also a no-op if the person's contact was not prepared, or was erased since.
   */
  record(contact: DeclinedContact): Promise<void>;
  /**
   * Cancels the reminder because of a delivery problem. `bounced` applies only if the
   * letter is the latest one to the person. `complained` applies for any letter to the
   * person, and closes the contact. A repeated call for the same problem is a no-op: the
   * candidate may have chosen another day since.
   */
  dropReminder(contact: DeclinedContact, problem: LetterProblem): Promise<void>;
}

/** A report because of which no email about the contact follows the letter. */
export type LetterProblem = NonNullable<Contact['deliveryProblem']>;

/** A contact whose receipt or reminder is due. */
export interface DueContact {
  /** The item's key in the table. It does not reveal the person. */
  readonly key: { readonly pk: string; readonly sk: string };
  /** `candidateId` and `contactId` as in {@link ContactStore}. */
  readonly candidateId: string;
  readonly contactId: string;
  /** Epoch ms. */
  readonly dueAt: number;
}

/** A contact of one candidate with an email that is due, and what decides which one. */
export interface ListedContact {
  readonly due: DueContact;
  /** These as in `MailableContact`; undefined also if they cannot be read. */
  readonly reconnectOn?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly receiptFor?: string | undefined;
}

/** A due contact that one run has claimed for one attempt at its email. */
export interface ContactClaim {
  readonly due: DueContact;
  /**
   * Epoch ms. No other run claims the contact before then. If this run is interrupted,
   * the contact is due again at this time.
   */
  readonly leaseUntil: number;
  readonly contact: MailableContact;
}

/** The contacts whose email is due: a receipt or a reminder. */
export interface ReminderQueue {
  /**
   * Contacts that are due by `now` (epoch ms), the longest overdue first; at most `limit`
   * of each shard. The index is eventually consistent: the list may be out of date.
   */
  dueContacts(now: number, limit: number): Promise<readonly DueContact[]>;
  /**
   * Claims a due contact. Undefined if another run holds it, or if it does not exist.
   * `restored` if the contact comes from a backup: since then the candidate may have got
   * the email, stopped the reminders or erased everything. It is due again a day later.
   */
  claim(due: DueContact, leaseUntil: number): Promise<ContactClaim | 'restored' | undefined>;
  /**
   * Whether the letter of this decline did not arrive, or was marked as unwanted.
   * Undefined also if there is no such letter any more. Reads with strong consistency.
   */
  letterProblem(declineId: string): Promise<LetterProblem | undefined>;
  /**
   * No email follows, because of a problem with the letter. No-op if the contact's day
   * has changed since the claim.
   */
  dropClaimed(claim: ContactClaim, problem: LetterProblem): Promise<void>;
  /**
   * The email was not sent: the contact is due again at `at`, epoch ms. No-op if the
   * contact's day has changed since the claim.
   */
  reschedule(claim: ContactClaim, at: number): Promise<void>;
  /**
   * The reminder was sent at `sentAt`, epoch ms: nothing more is due. No-op if the
   * contact's day has changed since the claim.
   */
  completeReminder(claim: Omit<ContactClaim, 'contact'>, sentAt: number): Promise<void>;
  /**
   * The receipt is done: it was sent, or will not be sent any more. The reminder is due
   * next, at `remindAt`, epoch ms. No-op if the contact's day has changed since the
   * claim.
   */
  completeReceipt(claim: ContactClaim, remindAt: number): Promise<void>;
}

/** The last email of reminders to a candidate. */
export interface LastReminders {
  /** Epoch ms. */
  readonly sentAt: number;
  /** When its local day ends, in each zone of its contacts; epoch ms. */
  readonly dayOverAt: number;
  /** The end of the lease of its contacts, epoch ms. */
  readonly leaseUntil: number;
  /** All contacts that it was about, also those that it did not name. */
  readonly contactIds: ReadonlySet<string>;
}

/**
 * The due contacts of a candidate, the right to email their reminders, and the last such
 * email. One run has the right at a time, so that the contacts that are due together are
 * in one email. The record expires: nothing of it is needed after the day.
 */
export interface ReminderDays {
  /**
   * The contacts of a candidate that are due by `by` (epoch ms), at most `limit`. Reads
   * with strong consistency.
   */
  dueOf(candidateId: string, by: number, limit: number): Promise<readonly ListedContact[]>;
  /**
   * The contact is due at `at`, epoch ms, instead. No-op if it has been claimed or
   * changed since it was listed.
   */
  postpone(due: DueContact, at: number): Promise<void>;
  /**
   * Takes the right. Undefined if another run has it.
   *
   * @param claim `owner`: a new id. `leaseUntil`: when the right ends by itself, epoch ms
   */
  claim(
    candidateId: string,
    claim: { readonly owner: string; readonly leaseUntil: number },
  ): Promise<{ readonly last?: LastReminders } | undefined>;
  /** Gives the right back: no email was sent. No-op if another run has it. */
  release(candidateId: string, owner: string): Promise<void>;
  /**
   * Records the email, and gives the right back. No-op if another run has it, or if the
   * candidate has erased everything since.
   */
  record(candidateId: string, owner: string, last: LastReminders): Promise<void>;
}

/** A candidate's changes to a contact. `null` removes a value; a missing one stays. */
export interface ContactChanges {
  readonly status?: Contact['status'];
  readonly note?: string | null;
  readonly wroteOn?: string;
  readonly timeZone?: string;
  /**
   * The next day to write, and when its reminder is due, epoch ms. They change together.
   */
  readonly next?: { readonly reconnectOn: string; readonly remindAt: number } | null;
}

/** A place in the contacts of a candidate, in the order of their ids. */
export type WindowPlace =
  | { readonly after?: string; readonly before?: never }
  | { readonly before: string; readonly after?: never };

/** Some contacts of a candidate that follow one another, by one query of limited size. */
export interface ContactWindow {
  readonly place: WindowPlace;
  /** In the order of their ids. Perhaps none, although there are others. */
  readonly contacts: readonly Contact[];
  /** The place of the window before this one. Undefined if this is the first one. */
  readonly previous?: WindowPlace | undefined;
  /** The place of the window after this one. Undefined if this is the last one. */
  readonly next?: WindowPlace | undefined;
}

/** Whether there are contacts that are not in this window. */
export const isPart = ({ previous, next }: ContactWindow): boolean =>
  previous !== undefined || next !== undefined;

/**
 * The contacts of one candidate, for the candidate. `candidateId` is `addressKey` of the
 * candidate's address, `contactId` that of the person's.
 */
export interface ContactStore {
  /**
   * The contacts after or before a place; without one, the first contacts. What it costs
   * does not grow with the number of contacts.
   */
  window(candidateId: string, place?: WindowPlace): Promise<ContactWindow>;
  /** All contacts. */
  list(candidateId: string): Promise<readonly Contact[]>;
  /** Whether a letter of the candidate was ever confirmed and not erased. One read. */
  hasAny(candidateId: string): Promise<boolean>;
  find(candidateId: string, contactId: string): Promise<Contact | undefined>;
  /** Returns false if there is no such contact. */
  change(candidateId: string, contactId: string, changes: ContactChanges): Promise<boolean>;
  /**
   * How often the contact was prepared for a letter. If the number has changed, another
   * letter to the person may be leaving. Undefined if there is no contact, not even an
   * empty one.
   */
  preparations(candidateId: string, contactId: string): Promise<number | undefined>;
  /**
   * Removes a contact. Returns false if it was prepared for another letter since
   * `preparations` was read: then the caller must look for letters again.
   */
  remove(candidateId: string, contactId: string, preparations: number): Promise<boolean>;
  /**
   * From now on no letter of the candidate leaves and no contact is recorded, until
   * `endErasing`. Idempotent.
   */
  startErasing(candidateId: string): Promise<void>;
  /** Whether an erasing was started and is not finished. */
  isErasing(candidateId: string): Promise<boolean>;
  endErasing(candidateId: string): Promise<void>;
  /**
   * Removes contacts of the candidate, also empty ones, until none is left or the time is
   * up.
   *
   * @returns the number of removed items, and whether none is left
   */
  removeAll(
    candidateId: string,
    hasTime: () => boolean,
  ): Promise<{ readonly removed: number; readonly isDone: boolean }>;
}
