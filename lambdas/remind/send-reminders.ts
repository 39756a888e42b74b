import type { MailableContact } from '../core/contact/contact.ts';
import type { ContactClaim, DueContact, ReminderQueue } from '../core/contact/contact-store.ts';
import type { LinkStore } from '../core/contact/link-store.ts';
import type { Pace } from '../core/limits/pacer.ts';
import { errorCode, type Log } from '../core/log.ts';
import { hashSecret, type MagicLink, newSecret, type RandomBytes } from '../core/magic-link.ts';
import type { CandidateMailSettings } from '../core/mail/candidate-mail.ts';
import type { RawMail, RawMailer, SendResult } from '../core/mail/mail.ts';
import { receiptMail } from '../core/mail/receipt-mail.ts';
import { reminderMail } from '../core/mail/reminder-mail.ts';
import { BATCH_SIZE, drain } from '../core/queue/drain.ts';
import { watchLateness } from '../core/queue/lateness.ts';
import { mailTurns } from '../core/queue/mail-turns.ts';
import type { Templates } from '../core/text/templates.ts';
import { reminderDueAt } from '../core/time/reminder-day.ts';
import { dayInZone } from '../core/time/time-zone.ts';

export interface SendRemindersDependencies {
  readonly reminders: ReminderQueue;
  readonly links: LinkStore;
  /** May email candidates only. Makes a single attempt per email. */
  readonly mailer: RawMailer;
  readonly templates: Templates;
  readonly random: RandomBytes;
  /** Waits for the turn of an email, see `createPacer`. */
  readonly pace: Pace;
  readonly now: () => Date;
  readonly log: Log;
  readonly settings: CandidateMailSettings;
}

const WORKERS = 4;
/** The time for one attempt: the timeout of the call (8 s), and the write after it. */
const ATTEMPT_MS = 9000;

const MINUTE_MS = 60_000;
/**
 * The lease of one attempt, after which an interrupted attempt is repeated; and the first
 * backoff.
 */
const RETRY_AFTER_MS = 15 * MINUTE_MS;
const MAX_BACKOFF_MS = 24 * 60 * MINUTE_MS;
/**
 * From the third failed attempt on, some 45 minutes after the first, each failed attempt
 * logs `reminder-late`. Then an alarm goes off.
 */
const LATE_ATTEMPT = 3;

/**
 * Long enough that the candidate may find the reminder weeks later. After that the
 * contacts page emails a new link.
 */
const LINK_LIFE_MS = 90 * 24 * 60 * MINUTE_MS;

/**
 * The delay before the next attempt: 15 minutes, then twice as long each time, at most a
 * day. The retries never end, because an operator may need days to correct the cause.
 */
const backoffMs = (attempts: number): number =>
  Math.min(RETRY_AFTER_MS * 2 ** Math.min(attempts - 1, 10), MAX_BACKOFF_MS);

type RemindableContact = MailableContact & { readonly reconnectOn: string };

const hasReconnectDay = (contact: MailableContact): contact is RemindableContact =>
  contact.reconnectOn !== undefined;

interface NextMail {
  readonly mail: RawMail;
  readonly isReceipt: boolean;
  /** Records that the email was sent. */
  readonly complete: () => Promise<void>;
}

/** The email that a claimed contact is due for: its receipt or its reminder. */
function nextMail(
  { reminders, templates, settings, now }: SendRemindersDependencies,
  claim: ContactClaim,
  contact: RemindableContact,
  link: MagicLink,
): NextMail {
  const at = now();
  const remindAt = reminderDueAt(contact.reconnectOn, contact.timeZone);
  // If the receipt waited so long that the reminder is due, the reminder replaces it.
  if (contact.receiptFor !== undefined && at.getTime() < remindAt) {
    return {
      isReceipt: true,
      mail: receiptMail(templates, settings, contact, link, at),
      complete: () => reminders.completeReceipt(claim, remindAt),
    };
  }
  const today = dayInZone(at.getTime(), contact.timeZone);
  return {
    isReceipt: false,
    mail: reminderMail(templates, settings, contact, link, today),
    complete: () => reminders.completeReminder(claim, now().getTime()),
  };
}

/** Claims a due contact, and makes one attempt at its email. */
async function attemptMail(
  dependencies: SendRemindersDependencies,
  due: DueContact,
  link: MagicLink,
  until: number,
): Promise<SendResult['kind'] | 'nothing-due'> {
  const { reminders, mailer, now, log } = dependencies;
  const at = now().getTime();
  const claim = await reminders.claim(due, at + RETRY_AFTER_MS);
  if (claim === 'restored') {
    log({ event: 'reminder-held' });
    return 'nothing-due';
  }
  if (claim === undefined || !hasReconnectDay(claim.contact)) return 'nothing-due';
  if (now().getTime() > until - ATTEMPT_MS) {
    // This run may end before SES answers: leave the email to the next run.
    await reminders.reschedule(claim, now().getTime());
    return 'nothing-due';
  }
  const { declineId, deliveryProblem } = claim.contact;
  const problem = await reminders.letterProblem(declineId);
  // The report is recorded on the letter, but not on the contact yet. If the contact has
  // it already, the candidate has chosen another day since.
  if (problem !== undefined && problem !== deliveryProblem) {
    await reminders.dropClaimed(claim, problem);
    return 'nothing-due';
  }
  const { mail, isReceipt, complete } = nextMail(dependencies, claim, claim.contact, link);
  const result = await mailer.send(mail);
  if (result.kind === 'accepted') {
    await complete();
    return result.kind;
  }
  const { attempts } = claim.contact;
  log({ event: 'reminder-not-sent', code: result.code, attempt: attempts });
  if (attempts >= LATE_ATTEMPT) {
    log({ event: 'reminder-late', code: result.code, attempt: attempts });
  }
  // A receipt is at-most-once: if SES refuses it without a retry, or its answer is lost,
  // the reminder is due next.
  const isLostReceipt = isReceipt && (result.kind === 'cannot-know' || result.retry === 'never');
  if (isLostReceipt) await complete();
  // A reminder is at-least-once: we retry it, also if SES's answer is lost. A receipt
  // that SES refused for now is retried, too.
  else await reminders.reschedule(claim, at + backoffMs(attempts));
  return result.kind;
}

/** @returns whether SES accepted an email */
async function sendDueMail(
  dependencies: SendRemindersDependencies,
  due: DueContact,
  until: number,
): Promise<boolean> {
  const { links, random, now } = dependencies;
  const { candidateId, contactId } = due;
  const link = { id: candidateId, secret: newSecret(random) };
  const secretHash = hashSecret(link.secret);
  // Store the link before the claim: if the candidate erases everything in between, the
  // claim is refused. A link that is stored after the claim could outlive the erasure.
  const expiresAt = now().getTime() + LINK_LIFE_MS;
  await links.grant(candidateId, { contactId, secretHash, expiresAt });
  const outcome = await attemptMail(dependencies, due, link, until);
  // The link was not sent.
  if (outcome === 'nothing-due' || outcome === 'not-sent')
    await links.revoke(candidateId, secretHash);
  return outcome === 'accepted';
}

/**
 * Emails the receipts and reminders that are due. Each contact is claimed first, so that
 * two runs at once send one email. If an email cannot be sent, its contact is due again
 * later; nothing is deleted.
 *
 * @param until when this invocation ends, epoch ms
 */
export async function sendReminders(
  dependencies: SendRemindersDependencies,
  until: number,
): Promise<void> {
  const { reminders, now, log, pace } = dependencies;
  const { hasTime, takeTurn } = mailTurns({ pace, until, now });
  let sent = 0;
  const keyOf = ({ key }: DueContact) => `${key.pk} ${key.sk}`;
  const lateness = watchLateness({
    nextBatch: () => reminders.dueContacts(now().getTime(), BATCH_SIZE),
    keyOf,
    now,
  });
  const due = await drain({
    nextBatch: lateness.nextBatch,
    keyOf,
    workers: WORKERS,
    hasTime,
    process: async (contact) => {
      try {
        if (!(await takeTurn())) return;
        if (await sendDueMail(dependencies, contact, until)) sent += 1;
      } catch (error) {
        // After an unexpected error the alarm must go off, and the other contacts must
        // still be processed.
        log({ event: 'reminder-late', code: errorCode(error), attempt: 0 });
      }
    },
  });
  log({ event: 'reminders-done', due, sent, lateMs: lateness.lateMs() });
}
