import type { CandidateMailSettings } from '../core/candidate-mail.ts';
import type { MailableContact } from '../core/contact.ts';
import type { DueContact, ReminderQueue } from '../core/contact-store.ts';
import { dayInZone } from '../core/dates.ts';
import type { LinkStore } from '../core/link-store.ts';
import { errorCode, type Log } from '../core/log.ts';
import { hashSecret, type MagicLink, newSecret, type RandomBytes } from '../core/magic-link.ts';
import type { RichMail, RichMailer, SendResult } from '../core/mail.ts';
import { reminderDueAt } from '../core/reconnect.ts';
import { receiptMail, reminderMail } from '../core/reminder.ts';
import type { Templates } from '../core/templates.ts';
import { drain } from '../core/work-off.ts';

export interface SendRemindersDependencies {
  readonly reminders: ReminderQueue;
  readonly links: LinkStore;
  /** May mail candidates only; a single attempt each. */
  readonly mailer: RichMailer;
  readonly templates: Templates;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly log: Log;
  readonly settings: CandidateMailSettings;
}

/** Entries taken of each shard in one round. */
const BATCH_SIZE = 50;
const WORKERS = 4;
/**
 * No new mail is begun with less than this left: an attempt may take 8 s, and its outcome
 * must be written.
 */
const SHUTDOWN_MARGIN_MS = 10_000;
/** What one attempt may take: SES's time-out, and the write after it. */
const ATTEMPT_MS = 9000;

const MINUTE_MS = 60_000;
/** An attempt that broke off comes up again after this. */
const AGAIN_AFTER_MS = 15 * MINUTE_MS;
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
  Math.min(AGAIN_AFTER_MS * 2 ** Math.min(attempts - 1, 10), MAX_BACKOFF_MS);

const hasDay = (
  contact: MailableContact,
): contact is MailableContact & { readonly reconnectOn: string } =>
  contact.reconnectOn !== undefined;

/**
 * The mail that a contact is due for, and how it is taken off the list once it is out.
 */
function nextMail(
  { reminders, templates, settings, now }: SendRemindersDependencies,
  contact: MailableContact & { readonly reconnectOn: string },
  link: MagicLink,
) {
  const at = now();
  const remindAt = reminderDueAt(contact.reconnectOn, contact.timeZone);
  // A receipt that waited for so long that the reminder is due has come to nothing.
  if (contact.receipt !== undefined && at.getTime() < remindAt) {
    return {
      isReceipt: true,
      mail: receiptMail(templates, settings, contact, link, at) satisfies RichMail,
      done: (due: DueContact, again: number) => reminders.completeReceipt(due, again, remindAt),
    };
  }
  return {
    isReceipt: false,
    mail: reminderMail(
      templates,
      settings,
      contact,
      link,
      dayInZone(at.getTime(), contact.timeZone),
    ),
    done: (due: DueContact, again: number) =>
      reminders.completeReminder(due, again, now().getTime()),
  };
}

/** Mails what the contact is due for, in one attempt. */
async function attemptMail(
  dependencies: SendRemindersDependencies,
  due: DueContact,
  link: MagicLink,
  until: number,
): Promise<SendResult['kind'] | 'nothing-due'> {
  const { reminders, mailer, now, log } = dependencies;
  const at = now().getTime();
  const again = at + AGAIN_AFTER_MS;
  const contact = await reminders.claim(due, again);
  if (contact === undefined || !hasDay(contact)) return 'nothing-due';
  if (now().getTime() > until - ATTEMPT_MS) {
    // Too late to hear what SES says of it: the next run mails it.
    await reminders.postpone(due, again, now().getTime());
    return 'nothing-due';
  }
  const { mail, isReceipt, done } = nextMail(dependencies, contact, link);
  const result = await mailer.send(mail);
  if (result.kind === 'accepted') {
    await done(due, again);
    return result.kind;
  }
  const { attempts } = contact;
  log({ event: 'reminder-not-sent', code: result.code, attempt: attempts });
  if (attempts >= LATE_ATTEMPT)
    log({ event: 'reminder-late', code: result.code, attempt: attempts });
  // A receipt is no promise: one that SES will not take, or that may be out, gives way to
  // the reminder.
  if (isReceipt && (result.kind === 'cannot-know' || result.retry === 'never'))
    await done(due, again);
  // Told twice is better than not at all: what nobody can know comes up again, as a
  // letter never would.
  else await reminders.postpone(due, again, at + backoffMs(attempts));
  return result.kind;
}

/** @returns whether a mail has gone out */
async function sendDueMail(
  dependencies: SendRemindersDependencies,
  due: DueContact,
  until: number,
): Promise<boolean> {
  const { links, random, now } = dependencies;
  const link = { id: due.candidate, secret: newSecret(random) };
  const secretHash = hashSecret(link.secret);
  // Before the claim: of a candidate who erases everything meanwhile no link comes in
  // afterwards.
  const expiresAt = now().getTime() + LINK_LIFE_MS;
  await links.grant(due.candidate, { contact: due.contact, secretHash, expiresAt });
  const outcome = await attemptMail(dependencies, due, link, until);
  // Nobody has it.
  if (outcome === 'nothing-due' || outcome === 'not-sent')
    await links.revoke(due.candidate, secretHash);
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
    due: () => reminders.dueContacts(now().getTime(), BATCH_SIZE),
    keyOf: ({ key }) => `${key.pk} ${key.sk}`,
    hasTime: () => now().getTime() <= until - SHUTDOWN_MARGIN_MS,
    workers: WORKERS,
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
