import type { MailableContact } from '../core/contact/contact.ts';
import type { ContactClaim, DueContact, ReminderQueue } from '../core/contact/contact-store.ts';
import type { LinkStore } from '../core/contact/link-store.ts';
import { errorCode, type Log } from '../core/log.ts';
import { hashSecret, type MagicLink, newSecret, type RandomBytes } from '../core/magic-link.ts';
import type { CandidateMailSettings } from '../core/mail/candidate-mail.ts';
import type { RawMail, RawMailer, SendResult } from '../core/mail/mail.ts';
import { receiptMail } from '../core/mail/receipt-mail.ts';
import { reminderMail } from '../core/mail/reminder-mail.ts';
import { BATCH_SIZE, drain, hasTimeUntil } from '../core/queue/drain.ts';
import type { Templates } from '../core/text/templates.ts';
import { reminderDueAt } from '../core/time/reminder-day.ts';
import { dayInZone } from '../core/time/time-zone.ts';

export interface SendRemindersDependencies {
  readonly reminders: ReminderQueue;
  readonly links: LinkStore;
  /** May mail candidates only; a single attempt each. */
  readonly mailer: RawMailer;
  readonly templates: Templates;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly log: Log;
  readonly settings: CandidateMailSettings;
}

const WORKERS = 4;
/** What one attempt may take: SES's time-out, and the write after it. */
const ATTEMPT_MS = 9000;

const MINUTE_MS = 60_000;
/** An attempt that broke off is made again after this. */
const RETRY_AFTER_MS = 15 * MINUTE_MS;
const MAX_BACKOFF_MS = 24 * 60 * MINUTE_MS;
/**
 * At the third failed attempt, some 45 minutes late, and at each one after, an alarm is
 * told.
 */
const LATE_ATTEMPT = 3;

/**
 * A reminder's links still work when the mail is found weeks later; after that the
 * contacts' page mails a new one.
 */
const LINK_LIFE_MS = 90 * 24 * 60 * MINUTE_MS;

/**
 * It comes up again and again, less and less often: what is missing may be an operator's
 * word, days later.
 */
const backoffMs = (attempts: number): number =>
  Math.min(RETRY_AFTER_MS * 2 ** Math.min(attempts - 1, 10), MAX_BACKOFF_MS);

type RemindableContact = MailableContact & { readonly reconnectOn: string };

const hasReconnectDay = (contact: MailableContact): contact is RemindableContact =>
  contact.reconnectOn !== undefined;

interface NextMail {
  readonly mail: RawMail;
  readonly isReceipt: boolean;
  /** Records that the mail was sent. */
  readonly complete: () => Promise<void>;
}

/** The mail that a claimed contact is due for. */
function nextMail(
  { reminders, templates, settings, now }: SendRemindersDependencies,
  claim: ContactClaim,
  contact: RemindableContact,
  link: MagicLink,
): NextMail {
  const at = now();
  const remindAt = reminderDueAt(contact.reconnectOn, contact.timeZone);
  // If the receipt waited so long that the reminder is due, the reminder replaces it.
  if (contact.receipt !== undefined && at.getTime() < remindAt) {
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

/** Makes one attempt at the mail that the contact is due for. */
async function attemptMail(
  dependencies: SendRemindersDependencies,
  due: DueContact,
  link: MagicLink,
  until: number,
): Promise<SendResult['kind'] | 'nothing-due'> {
  const { reminders, mailer, now, log } = dependencies;
  const at = now().getTime();
  const claim = await reminders.claim(due, at + RETRY_AFTER_MS);
  if (claim === undefined || !hasReconnectDay(claim.contact)) return 'nothing-due';
  if (now().getTime() > until - ATTEMPT_MS) {
    // This run ends before SES could answer: the next run mails it.
    await reminders.reschedule(claim, now().getTime());
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
  // A receipt is sent at most once: if SES refuses it, or may have sent it, the reminder is
  // next.
  const isLostReceipt = isReceipt && (result.kind === 'cannot-know' || result.retry === 'never');
  if (isLostReceipt) await complete();
  // A reminder is sent at least once: if SES's answer is lost, we try again.
  else await reminders.reschedule(claim, at + backoffMs(attempts));
  return result.kind;
}

/** @returns whether a mail has gone out */
async function sendDueMail(
  dependencies: SendRemindersDependencies,
  due: DueContact,
  until: number,
): Promise<boolean> {
  const { links, random, now } = dependencies;
  const { candidateId, contactId } = due;
  const link = { id: candidateId, secret: newSecret(random) };
  const secretHash = hashSecret(link.secret);
  // Before the claim: of a candidate who erases everything meanwhile no link comes in
  // afterwards.
  const expiresAt = now().getTime() + LINK_LIFE_MS;
  await links.grant(candidateId, { contactId, secretHash, expiresAt });
  const outcome = await attemptMail(dependencies, due, link, until);
  // Nobody has it.
  if (outcome === 'nothing-due' || outcome === 'not-sent')
    await links.revoke(candidateId, secretHash);
  return outcome === 'accepted';
}

/**
 * Mails the reminders, and the receipts, that are due. Each is claimed first, so that two
 * runs at once send it once; what could not be mailed comes up again, and nothing is
 * deleted.
 *
 * @param until when this invocation ends, epoch ms
 */
export async function sendReminders(
  dependencies: SendRemindersDependencies,
  until: number,
): Promise<void> {
  const { reminders, now, log } = dependencies;
  let sent = 0;
  const due = await drain({
    nextBatch: () => reminders.dueContacts(now().getTime(), BATCH_SIZE),
    keyOf: ({ key }) => `${key.pk} ${key.sk}`,
    workers: WORKERS,
    hasTime: hasTimeUntil(until, now),
    process: async (contact) => {
      try {
        if (await sendDueMail(dependencies, contact, until)) sent += 1;
      } catch (error) {
        // One that nobody planned for must not hold up the others, and must not go
        // unnoticed.
        log({ event: 'reminder-late', code: errorCode(error), attempt: 0 });
      }
    },
  });
  if (due > 0) log({ event: 'reminders-done', due, sent });
}
