import type { DueContact } from '../core/contact/contact-store.ts';
import { isReceiptNext } from '../core/contact/reminder-group.ts';
import { hashSecret, type MagicLink, newSecret } from '../core/magic-link.ts';
import type { SendResult } from '../core/mail/mail.ts';
import { receiptMail } from '../core/mail/receipt-mail.ts';
import { reminderDueAt } from '../core/time/reminder-day.ts';
import {
  ATTEMPT_MS,
  backoffMs,
  dropIfNotArrived,
  LINK_LIFE_MS,
  logFailure,
  RETRY_AFTER_MS,
  type SendRemindersDependencies,
} from './attempt.ts';

/** Claims a due contact, and makes one attempt at its receipt. */
async function attemptReceipt(
  dependencies: SendRemindersDependencies,
  due: DueContact,
  link: MagicLink,
  until: number,
): Promise<SendResult['kind'] | 'nothing-due'> {
  const { reminders, mailer, templates, settings, now, log } = dependencies;
  const at = now().getTime();
  const claim = await reminders.claim(due, at + RETRY_AFTER_MS);
  if (claim === 'restored') {
    log({ event: 'reminder-held' });
    return 'nothing-due';
  }
  if (claim === undefined) return 'nothing-due';
  const { reconnectOn, timeZone, attempts } = claim.contact;
  if (reconnectOn === undefined) return 'nothing-due';
  if (now().getTime() > until - ATTEMPT_MS || !isReceiptNext(claim.contact, at)) {
    // This run may end before SES answers, or the day of the reminder has just begun:
    // leave the email to the next run.
    await reminders.reschedule(claim, now().getTime());
    return 'nothing-due';
  }
  if (await dropIfNotArrived(dependencies, claim)) return 'nothing-due';
  const contact = { ...claim.contact, reconnectOn };
  const result = await mailer.send(receiptMail(templates, settings, contact, link, new Date(at)));
  if (result.kind !== 'accepted') logFailure(log, result.code, attempts);
  // A receipt is at-most-once: if SES refuses it without a retry, or its answer is lost,
  // the reminder is due next. If SES refused it for now, it is retried.
  if (result.kind === 'not-sent' && result.retry !== 'never')
    await reminders.reschedule(claim, at + backoffMs(attempts));
  else await reminders.completeReceipt(claim, reminderDueAt(reconnectOn, timeZone));
  return result.kind;
}

/**
 * Emails one receipt. Each letter has its own: it holds the calendar entry of its day.
 *
 * @param until when this invocation ends, epoch ms
 * @returns whether SES accepted an email
 */
export async function sendReceipt(
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
  await links.grant(candidateId, { contactIds: [contactId], secretHash, expiresAt });
  const outcome = await attemptReceipt(dependencies, due, link, until);
  // The link was not sent.
  if (outcome === 'nothing-due' || outcome === 'not-sent')
    await links.revoke(candidateId, secretHash);
  return outcome === 'accepted';
}
