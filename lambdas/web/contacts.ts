import type { PageLanguage } from '../core/choices.ts';
import { changesForZone } from '../core/contact/contact-actions.ts';
import type { ContactStore } from '../core/contact/contact-store.ts';
import type { LinkStore } from '../core/contact/link-store.ts';
import { addressKey } from '../core/email-address.ts';
import type { Log } from '../core/log.ts';
import { hashSecret, newSecret, type RandomBytes } from '../core/magic-link.ts';
import { contactsLinkMail } from '../core/mail/contacts-link-mail.ts';
import type { Mailer } from '../core/mail/mail.ts';
import type { Templates } from '../core/text/templates.ts';
import type { EraseDependencies } from './erase.ts';

export interface ContactsDependencies extends EraseDependencies {
  readonly contacts: ContactStore;
  readonly links: LinkStore;
  /** May mail candidates only. */
  readonly mailer: Mailer;
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
 * Mails a link to the contacts of an address, whether there are any or not: who asks
 * learns nothing of it. Where one was mailed a moment ago, or five today, none is, and
 * the answer is the same.
 *
 * @returns false where SES did not surely take the mail
 */
export async function mailContactsLink(
  { links, mailer, templates, random, now, log, settings }: ContactsDependencies,
  address: string,
  language: PageLanguage,
): Promise<boolean> {
  const candidateId = addressKey(address);
  const at = now().getTime();
  if (!(await links.consumeLinkQuota(candidateId, at))) {
    log({ event: 'contacts-link-held-back' });
    return true;
  }
  const { origin, reviewAddress, linkHours } = settings;
  const link = { id: candidateId, secret: newSecret(random) };
  const secretHash = hashSecret(link.secret);
  await links.grant(candidateId, { secretHash, expiresAt: at + linkHours * HOUR_MS });
  const mail = contactsLinkMail(
    templates,
    { origin, fromAddress: reviewAddress, linkHours },
    { address, link, language },
  );
  const result = await mailer.send(mail);
  if (result.kind === 'accepted') {
    log({ event: 'contacts-link-mailed' });
    return true;
  }
  log({ event: 'contacts-link-refused', code: result.code });
  // Nobody has the link, and who is asked to try again must be able to.
  if (result.kind === 'not-sent') {
    await Promise.all([links.revoke(candidateId, secretHash), links.refundLinkQuota(candidateId)]);
  }
  return false;
}

/**
 * No reminders any more, of anyone; the contacts stay, and each may be given a day again.
 */
export async function stopReminders(
  { contacts, log }: Pick<ContactsDependencies, 'contacts' | 'log'>,
  candidateId: string,
): Promise<void> {
  const all = await contacts.list(candidateId);
  const waiting = all.filter(({ reconnectOn }) => reconnectOn !== undefined);
  await Promise.all(waiting.map(({ id }) => contacts.change(candidateId, id, { next: null })));
  log({ event: 'contact-changed', action: 'unsubscribe' });
}

/**
 * Takes a time zone for all of a candidate's contacts, and moves the reminders that are
 * still to come.
 */
export async function moveToZone(
  { contacts, now, log }: Pick<ContactsDependencies, 'contacts' | 'now' | 'log'>,
  candidateId: string,
  timeZone: string,
): Promise<void> {
  const all = await contacts.list(candidateId);
  const at = now().getTime();
  await Promise.all(
    all.map((contact) =>
      contacts.change(candidateId, contact.id, changesForZone(contact, timeZone, at)),
    ),
  );
  log({ event: 'contact-changed', action: 'time-zone' });
}
