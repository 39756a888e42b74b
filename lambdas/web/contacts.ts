import type { PageLanguage } from '../core/choices.ts';
import type { Contact } from '../core/contact/contact.ts';
import { changesForZone } from '../core/contact/contact-actions.ts';
import type { ContactChanges, ContactStore, WindowPlace } from '../core/contact/contact-store.ts';
import type { LinkStore } from '../core/contact/link-store.ts';
import { addressKey } from '../core/email-address.ts';
import type { Log } from '../core/log.ts';
import { hashSecret, newSecret, type RandomBytes } from '../core/magic-link.ts';
import { contactsLinkMail } from '../core/mail/contacts-link-mail.ts';
import type { Mailer } from '../core/mail/mail.ts';
import { eachConcurrently } from '../core/queue/each-concurrently.ts';
import type { Templates } from '../core/text/templates.ts';
import type { EraseDependencies } from './erase.ts';
import {
  type LinkDoor,
  type LinkEmail,
  type LinkMailer,
  type LinkMailing,
  neverSent,
} from './link-door.ts';

export interface ContactsDependencies extends EraseDependencies {
  readonly contacts: ContactStore;
  readonly links: LinkStore;
  /** May only send emails to candidates. */
  readonly mailer: Mailer;
  /** Every email with a link leaves through it. */
  readonly door: LinkDoor;
  readonly templates: Templates;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly log: Log;
  readonly settings: {
    readonly origin: string;
    readonly reviewAddress: string;
    readonly linkHours: number;
    /** How many proxies in front of the site are trusted, see `sourceOf`; default: 0. */
    readonly trustedProxyHops?: number;
  };
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * Emails a link to the contacts of an address, even if it has no contacts: the answer
 * does not show whether there are any. Above the quota (`contactsLimits`) no link is
 * emailed, and the answer is the same.
 *
 * @param request `source`: the IP address of the client, see `sourceOf`
 * @returns `mailed`: also above the quota
 */
export async function mailContactsLink(
  { links, mailer, door, templates, random, now, log, settings }: ContactsDependencies,
  address: string,
  { language, source }: { readonly language: PageLanguage; readonly source: string | undefined },
): Promise<LinkMailing> {
  const candidateId = addressKey(address);
  const link = { id: candidateId, secret: newSecret(random) };
  const secretHash = hashSecret(link.secret);
  let isHeldBack = true;
  const email: LinkEmail = {
    store: async () => {
      const expiresAt = now().getTime() + settings.linkHours * HOUR_MS;
      await links.grant(candidateId, { secretHash, expiresAt });
      return undefined;
    },
    undo: () => links.revoke(candidateId, secretHash),
    send: async (notYou) => {
      isHeldBack = false;
      const { origin, reviewAddress, linkHours } = settings;
      const letter = contactsLinkMail(
        templates,
        { origin, fromAddress: reviewAddress, linkHours },
        { address, link, language, notYou },
      );
      const result = await mailer.send(letter);
      if (result.kind === 'accepted') log({ event: 'contacts-link-mailed' });
      else log({ event: 'contacts-link-refused', code: result.code });
      // SES did not accept the email, so the link is revoked. The page asks the candidate
      // to try again.
      if (result.kind === 'not-sent') await links.revoke(candidateId, secretHash);
      return result.kind;
    },
  };
  const mailing = await door.open({ kind: 'contacts', address, source }, (mail) =>
    mailUnlessJoined(mail, email),
  );
  if (isHeldBack && mailing === 'mailed') log({ event: 'contacts-link-held-back' });
  return mailing;
}

/** How often a request looks at the limits again, because others changed them. */
const LOOKS = 3;

/** For contacts, the answer above the limit is the usual one. */
async function mailUnlessJoined(mail: LinkMailer, email: LinkEmail): Promise<LinkMailing> {
  for (let look = 0; look < LOOKS; look += 1) {
    const result = await mail<never>(email);
    if (result !== 'joined') return result;
  }
  return 'mailed';
}

/**
 * Instead of `mailContactsLink`, for an address that is not on the allow-list: emails
 * nothing and stores no link. It takes its places in the limits, see `refuseDraft`.
 */
export function refuseContactsLink(
  { door, log }: Pick<ContactsDependencies, 'door' | 'log'>,
  address: string,
  { source }: { readonly source: string | undefined },
): Promise<LinkMailing> {
  log({ event: 'link-not-allowed' });
  return door.open({ kind: 'contacts', address, source, isHeldBack: true }, (mail) =>
    mailUnlessJoined(mail, { send: neverSent }),
  );
}

/** How many contacts are changed at once. They share a partition. */
const WORKERS = 10;

/** Where an action on all contacts begins, and until when it runs. */
interface ChangeRun {
  readonly place: WindowPlace;
  readonly hasTime: () => boolean;
}

const wholeRun: ChangeRun = { place: {}, hasTime: () => true };

/**
 * Changes all contacts of a candidate, from a place on, until all are changed or the time
 * is up: a candidate may have more than one request can change.
 *
 * @param changesOf undefined if there is nothing to change: so what is changed already
 *   costs no write when the next request goes on
 * @returns where the next request goes on. Undefined: all are changed
 */
async function changeAll(
  contacts: ContactStore,
  candidateId: string,
  { place, hasTime }: ChangeRun,
  changesOf: (contact: Contact) => ContactChanges | undefined,
): Promise<WindowPlace | undefined> {
  let next: WindowPlace | undefined = place;
  while (next !== undefined && hasTime()) {
    const window = await contacts.window(candidateId, next);
    const waiting = window.contacts.flatMap((contact) => {
      const changes = changesOf(contact);
      return changes === undefined ? [] : [{ id: contact.id, changes }];
    });
    let left = waiting.length;
    const change = async ({ id, changes }: (typeof waiting)[number]): Promise<void> => {
      await contacts.change(candidateId, id, changes);
      left -= 1;
    };
    await eachConcurrently(waiting, WORKERS, change, hasTime);
    // The time was up before the end of the window.
    if (left > 0) return next;
    next = window.next;
  }
  return next;
}

/**
 * Stops the reminders of all contacts. The contacts stay, and the candidate can choose a
 * new day for each of them.
 *
 * @returns see `changeAll`
 */
export async function stopReminders(
  { contacts, log }: Pick<ContactsDependencies, 'contacts' | 'log'>,
  candidateId: string,
  run = wholeRun,
): Promise<WindowPlace | undefined> {
  const next = await changeAll(contacts, candidateId, run, ({ reconnectOn }) =>
    reconnectOn === undefined ? undefined : { next: null },
  );
  log({ event: 'contact-changed', action: 'unsubscribe' });
  return next;
}

/**
 * Sets the time zone of all contacts of a candidate, and moves the reminders that are not
 * due yet.
 *
 * @returns see `changeAll`
 */
export async function moveToZone(
  { contacts, now, log }: Pick<ContactsDependencies, 'contacts' | 'now' | 'log'>,
  candidateId: string,
  timeZone: string,
  run = wholeRun,
): Promise<WindowPlace | undefined> {
  const nowMs = now().getTime();
  const next = await changeAll(contacts, candidateId, run, (contact) =>
    contact.timeZone === timeZone ? undefined : changesForZone(contact, timeZone, nowMs),
  );
  log({ event: 'contact-changed', action: 'time-zone' });
  return next;
}
