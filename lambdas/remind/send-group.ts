import type { MailableContact } from '../core/contact/contact.ts';
import type { ContactClaim, ListedContact } from '../core/contact/contact-store.ts';
import { dayOverAt, groupReminders, isReceiptNext } from '../core/contact/reminder-group.ts';
import { errorCode } from '../core/log.ts';
import { hashSecret, type MagicLink, newId, newSecret } from '../core/magic-link.ts';
import type { RawMail } from '../core/mail/mail.ts';
import { reminderMail } from '../core/mail/reminder-mail.ts';
import {
  latestContact,
  MAX_NAMED,
  type RemindedPerson,
  remindedPerson,
  remindersMail,
} from '../core/mail/reminders-mail.ts';
import { eachConcurrently } from '../core/queue/each-concurrently.ts';
import { compareDays } from '../core/time/calendar-day.ts';
import { dayInZone } from '../core/time/time-zone.ts';
import {
  ATTEMPT_MS,
  backoffMs,
  dropIfNotArrived,
  LINK_LIFE_MS,
  logFailure,
  RETRY_AFTER_MS,
  type SendRemindersDependencies,
} from './attempt.ts';

/** How many contacts of one candidate are claimed, read or written at once. */
const AT_ONCE = 10;

/**
 * Claims the contacts, and reads whether a report came in since. A contact that another
 * run holds, that has changed, or that cannot be read is left out.
 */
async function claimAll(
  dependencies: SendRemindersDependencies,
  contacts: readonly ListedContact[],
  leaseUntil: number,
): Promise<readonly ContactClaim[]> {
  const { reminders, now, log } = dependencies;
  const claims: ContactClaim[] = [];
  await eachConcurrently(contacts, AT_ONCE, async ({ due }) => {
    try {
      const claim = await reminders.claim(due, leaseUntil);
      if (claim === 'restored') log({ event: 'reminder-held' });
      else if (claim !== undefined && isReceiptNext(claim.contact, now().getTime()))
        // Another letter to this person has left since.
        await reminders.reschedule(claim, now().getTime());
      else if (
        claim?.contact.reconnectOn !== undefined &&
        !(await dropIfNotArrived(dependencies, claim))
      )
        claims.push(claim);
    } catch (error) {
      // Its lease makes it due again, and the others must still be sent.
      log({ event: 'reminder-late', code: errorCode(error), attempt: 0 });
    }
  });
  return claims.sort((one, other) => compareContacts(one.contact, other.contact));
}

/** The order of the contacts page: the earliest day first, then the latest letter. */
const compareContacts = (one: MailableContact, other: MailableContact): number =>
  compareDays(one.reconnectOn, other.reconnectOn) || other.declinedAt - one.declinedAt;

interface Written {
  readonly mail: RawMail;
  /** The claims of the contacts that the email is about. */
  readonly claims: readonly ContactClaim[];
}

/**
 * Writes the email. A contact from which nothing can be written is left out: its lease
 * makes it due again. Undefined if none is left.
 *
 * @param named the ids of the contacts that the link opens
 */
function writeMail(
  { templates, settings, now, log }: SendRemindersDependencies,
  claims: readonly ContactClaim[],
  { link, named }: { readonly link: MagicLink; readonly named: ReadonlySet<string> },
): Written | undefined {
  const at = now().getTime();
  const todayOf = ({ timeZone }: MailableContact) => dayInZone(at, timeZone);
  const language = latestContact(claims.map(({ contact }) => contact)).pageLanguage;
  const others = claims.filter(({ due }) => !named.has(due.contactId));
  const written: { readonly claim: ContactClaim; readonly person: RemindedPerson }[] = [];
  for (const claim of claims.filter(({ due }) => named.has(due.contactId))) {
    const { contact } = claim;
    try {
      const options = { link, language, today: todayOf(contact) };
      written.push({ claim, person: remindedPerson(templates, settings, contact, options) });
    } catch (error) {
      log({ event: 'reminder-late', code: errorCode(error), attempt: 0 });
    }
  }
  const [first] = written;
  if (first === undefined) return undefined;
  const people = written.map(({ person }) => person);
  const mail =
    people.length + others.length === 1
      ? reminderMail(templates, settings, first.person.contact, link, todayOf(first.person.contact))
      : remindersMail(templates, settings, { people, more: others.length }, link);
  return { mail, claims: [...written.map(({ claim }) => claim), ...others] };
}

/**
 * Claims the contacts, and makes one attempt at the email.
 *
 * @returns whether SES accepted it
 */
async function attemptGroup(
  dependencies: SendRemindersDependencies,
  going: readonly ListedContact[],
  run: {
    readonly candidateId: string;
    readonly owner: string;
    readonly leaseUntil: number;
    readonly until: number;
  },
): Promise<boolean> {
  const { reminders, days, links, random, mailer, now, log } = dependencies;
  const { candidateId, owner, leaseUntil, until } = run;
  const link = { id: candidateId, secret: newSecret(random) };
  const secretHash = hashSecret(link.secret);
  const contactIds = going.slice(0, MAX_NAMED).map(({ due }) => due.contactId);
  // Store the link before the claims: if the candidate erases everything in between, the
  // claims are refused. A link that is stored after a claim could outlive the erasure.
  const expiresAt = now().getTime() + LINK_LIFE_MS;
  await links.grant(candidateId, { contactIds, secretHash, expiresAt });
  const giveUp = async (): Promise<false> => {
    await Promise.all([links.revoke(candidateId, secretHash), days.release(candidateId, owner)]);
    return false;
  };
  const claims = await claimAll(dependencies, going, leaseUntil);
  if (claims.length === 0) return giveUp();
  const at = now().getTime();
  if (at > until - ATTEMPT_MS) {
    // This run may end before SES answers: leave the email to the next run.
    await eachConcurrently(claims, AT_ONCE, (claim) => reminders.reschedule(claim, at));
    return giveUp();
  }
  const written = writeMail(dependencies, claims, { link, named: new Set(contactIds) });
  if (written === undefined) return giveUp();
  const result = await mailer.send(written.mail);
  if (result.kind === 'accepted') {
    const sentAt = now().getTime();
    const sent = {
      sentAt,
      dayOverAt: dayOverAt(going, sentAt),
      leaseUntil,
      contactIds: new Set(written.claims.map(({ due }) => due.contactId)),
    };
    // First this one write: if this run ends before the others, the next run knows that
    // the contacts were in an email.
    await days.record(candidateId, owner, sent);
    await eachConcurrently(written.claims, AT_ONCE, (claim) =>
      reminders.completeReminder(claim, sentAt),
    );
    return true;
  }
  const attempt = Math.max(...written.claims.map(({ contact }) => contact.attempts));
  logFailure(log, result.code, attempt);
  // A reminder is at-least-once: we retry it, also if SES's answer is lost.
  await eachConcurrently(written.claims, AT_ONCE, (claim) =>
    reminders.reschedule(claim, at + backoffMs(claim.contact.attempts)),
  );
  if (result.kind === 'not-sent') return giveUp();
  await days.release(candidateId, owner);
  return false;
}

/**
 * Emails the reminders of a candidate that are due on one local day, in one email. One
 * run does this at a time. If the candidate has had such an email today, the reminders
 * wait for the next workday.
 *
 * @param listed see `dueMails`
 * @param until when this invocation ends, epoch ms
 * @returns whether SES accepted an email
 */
export async function sendGroup(
  dependencies: SendRemindersDependencies,
  candidateId: string,
  listed: readonly ListedContact[],
  until: number,
): Promise<boolean> {
  const { reminders, days, random, now } = dependencies;
  const at = now().getTime();
  const owner = newId(random);
  // The lease of the contacts is the same: while the right is ours, nobody else has one
  // of them in an attempt.
  const leaseUntil = at + RETRY_AFTER_MS;
  const right = await days.claim(candidateId, { owner, leaseUntil });
  if (right === undefined) return false;
  const { going, sent, waiting } = groupReminders(listed, right.last, at);
  const sentAt = right.last?.sentAt ?? at;
  await eachConcurrently(sent, AT_ONCE, ({ due }) =>
    reminders.completeReminder({ due, leaseUntil: due.dueAt }, sentAt),
  );
  await eachConcurrently(waiting, AT_ONCE, ({ contact, at: next }) =>
    days.postpone(contact.due, next),
  );
  if (going.length === 0) {
    await days.release(candidateId, owner);
    return false;
  }
  return attemptGroup(dependencies, going, { candidateId, owner, leaseUntil, until });
}
