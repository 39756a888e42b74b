import type { ContactClaim, ReminderDays, ReminderQueue } from '../core/contact/contact-store.ts';
import type { LinkStore } from '../core/contact/link-store.ts';
import { REMINDER_LINK_DAYS } from '../core/kept-days.ts';
import type { TakeTurn } from '../core/limits/pacer.ts';
import type { Log } from '../core/log.ts';
import type { RandomBytes } from '../core/magic-link.ts';
import type { CandidateMailSettings } from '../core/mail/candidate-mail.ts';
import type { RawMailer } from '../core/mail/mail.ts';
import type { Templates } from '../core/text/templates.ts';

export interface SendRemindersDependencies {
  readonly reminders: ReminderQueue;
  readonly days: ReminderDays;
  readonly links: LinkStore;
  /** May email candidates only. Makes a single attempt per email. */
  readonly mailer: RawMailer;
  readonly templates: Templates;
  readonly random: RandomBytes;
  /** Waits for the turn of an email, see `createPacer`. */
  readonly pace: TakeTurn;
  readonly now: () => Date;
  readonly log: Log;
  readonly settings: CandidateMailSettings;
}

/** The time for one attempt: the timeout of the call (8 s), and the writes after it. */
export const ATTEMPT_MS = 9000;

const MINUTE_MS = 60_000;
/**
 * The lease of one attempt, after which an interrupted attempt is repeated; and the first
 * backoff.
 */
export const RETRY_AFTER_MS = 15 * MINUTE_MS;
const MAX_BACKOFF_MS = 24 * 60 * MINUTE_MS;
/**
 * From the third failed attempt on, some 45 minutes after the first, each failed attempt
 * logs `reminder-late`. Then an alarm goes off.
 */
const LATE_ATTEMPT = 3;

/** How long the link of a receipt or a reminder works. */
export const LINK_LIFE_MS = REMINDER_LINK_DAYS * 24 * 60 * MINUTE_MS;

/**
 * The delay before the next attempt: 15 minutes, then twice as long each time, at most a
 * day. The retries never end, because an operator may need days to correct the cause.
 */
export const backoffMs = (attempts: number): number =>
  Math.min(RETRY_AFTER_MS * 2 ** Math.min(attempts - 1, 10), MAX_BACKOFF_MS);

/**
 * Drops the reminder of a claimed contact if its letter did not arrive.
 *
 * @returns whether it was dropped
 */
export async function dropIfNotArrived(
  { reminders }: Pick<SendRemindersDependencies, 'reminders'>,
  claim: ContactClaim,
): Promise<boolean> {
  const { declineId, deliveryProblem } = claim.contact;
  const problem = await reminders.letterProblem(declineId);
  // The report is recorded on the letter, but not on the contact yet. If the contact has
  // it already, the candidate has chosen another day since.
  if (problem === undefined || problem === deliveryProblem) return false;
  await reminders.dropClaimed(claim, problem);
  return true;
}

/** Logs an attempt that SES did not accept, or whose answer was lost. */
export function logFailure(log: Log, code: string, attempt: number): void {
  log({ event: 'reminder-not-sent', code, attempt });
  if (attempt >= LATE_ATTEMPT) log({ event: 'reminder-late', code, attempt });
}
