import type { PageLanguage } from '../core/choices.ts';
import { changesForZone } from '../core/contact/contact-actions.ts';
import type { ContactStore } from '../core/contact/contact-store.ts';
import type { LinkStore } from '../core/contact/link-store.ts';
import { addressKey } from '../core/email-address.ts';
import type { Pace } from '../core/limits/pacer.ts';
import type { Log } from '../core/log.ts';
import { hashSecret, newSecret, type RandomBytes } from '../core/magic-link.ts';
import { contactsLinkMail } from '../core/mail/contacts-link-mail.ts';
import type { Mailer } from '../core/mail/mail.ts';
import type { Templates } from '../core/text/templates.ts';
import { type LinkMailing, MAX_TURN_WAIT_MS } from './drafts.ts';
import type { EraseDependencies } from './erase.ts';

export interface ContactsDependencies extends EraseDependencies {
  readonly contacts: ContactStore;
  readonly links: LinkStore;
  /** May only send emails to candidates. */
  readonly mailer: Mailer;
  /** Waits for the turn of an email with a link, see `createPacer`. */
  readonly pace: Pace;
  readonly templates: Templates;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly log: Log;
  readonly settings: {
    readonly origin: string;
    readonly reviewAddress: string;
    readonly linkHours: number;
  };
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * Emails a link to the contacts of an address, even if it has no contacts: the answer
 * does not show whether there are any. Above the quota (`LINKS_A_DAY`,
 * `LINK_INTERVAL_MS`) no link is emailed, and the answer is the same.
 *
 * @returns `mailed`: also above the quota
 */
export async function mailContactsLink(
  { links, mailer, pace, templates, random, now, log, settings }: ContactsDependencies,
  address: string,
  language: PageLanguage,
): Promise<LinkMailing> {
  const candidateId = addressKey(address);
  const nowMs = now().getTime();
  if (!(await links.consumeLinkQuota(candidateId, nowMs))) {
    log({ event: 'contacts-link-held-back' });
    return 'mailed';
  }
  const turn = await pace(1, MAX_TURN_WAIT_MS, address);
  if (!turn.isAllowed) {
    await links.refundLinkQuota(candidateId);
    return turn;
  }
  const { origin, reviewAddress, linkHours } = settings;
  const link = { id: candidateId, secret: newSecret(random) };
  const secretHash = hashSecret(link.secret);
  await links.grant(candidateId, { secretHash, expiresAt: nowMs + linkHours * HOUR_MS });
  const mail = contactsLinkMail(
    templates,
    { origin, fromAddress: reviewAddress, linkHours },
    { address, link, language },
  );
  const result = await mailer.send(mail);
  if (result.kind === 'accepted') {
    log({ event: 'contacts-link-mailed' });
    return 'mailed';
  }
  log({ event: 'contacts-link-refused', code: result.code });
  // SES did not accept the email, so the link is revoked. The page asks the candidate to
  // try again, so the link must not count.
  if (result.kind === 'not-sent') {
    await Promise.all([links.revoke(candidateId, secretHash), links.refundLinkQuota(candidateId)]);
  }
  return 'mail-refused';
}

/**
 * Stops the reminders of all contacts. The contacts stay, and the candidate can choose a
 * new day for each of them.
 */
export async function stopReminders(
  { contacts, log }: Pick<ContactsDependencies, 'contacts' | 'log'>,
  candidateId: string,
): Promise<void> {
  const all = await contacts.list(candidateId);
  const withReminder = all.filter(({ reconnectOn }) => reconnectOn !== undefined);
  await Promise.all(withReminder.map(({ id }) => contacts.change(candidateId, id, { next: null })));
  log({ event: 'contact-changed', action: 'unsubscribe' });
}

/**
 * Sets the time zone of all contacts of a candidate, and moves the reminders that are not
 * due yet.
 */
export async function moveToZone(
  { contacts, now, log }: Pick<ContactsDependencies, 'contacts' | 'now' | 'log'>,
  candidateId: string,
  timeZone: string,
): Promise<void> {
  const all = await contacts.list(candidateId);
  const nowMs = now().getTime();
  await Promise.all(
    all.map((contact) =>
      contacts.change(candidateId, contact.id, changesForZone(contact, timeZone, nowMs)),
    ),
  );
  log({ event: 'contact-changed', action: 'time-zone' });
}
