import type { Hono } from 'hono';
import {
  type ContactActionName,
  contactActions,
  readContactAction,
  reminderActions,
} from '../core/contact/contact-actions.ts';
import type { ContactAccess } from '../core/contact/link-store.ts';
import { readTimeZone } from '../core/decline/field-readers.ts';
import { lookUpTimeZone } from '../core/time/find-time-zone.ts';
import { dayInZone } from '../core/time/time-zone.ts';
import { parseBody, textFields } from '../site/body.ts';
import { logBroken, type SiteContext, type SiteEnv } from '../site/context.ts';
import { errorBody, respond, respondFailure } from '../site/respond.ts';
import { confirmationErrors, confirmationProblems } from './confirmation.ts';
import { openContactsLink, requireAllContacts } from './contact-access.ts';
import { type ContactsDependencies, moveToZone, stopReminders } from './contacts.ts';
import {
  CONTACT_ID,
  createShowContacts,
  placeOf,
  type Refusal,
  statusOf,
} from './contacts-page-route.ts';
import { eraseContact, timeToErase } from './erase.ts';
import type { ContactProblem } from './pages/contact-card.tsx';
import type { Flash } from './pages/contacts-page.tsx';
import { unsubscribedPage, unsubscribePage } from './pages/unsubscribe-page.tsx';
import { contactWords } from './words/contacts.ts';
import { problemText } from './words/form.ts';

/** A field, and what is wrong with it, for a JSON client. */
interface FieldMessage {
  readonly field: string;
  readonly message: string;
}

/** The field of an action with which the candidate confirms it. */
const fieldOf = (action: ContactActionName): string => {
  if (hasBox(action)) return 'sure';
  return action === 'snooze' ? 'months' : action;
};

/** The actions whose form has a box, because no other field confirms them. */
const hasBox = (action: ContactActionName): boolean => action === 'done' || action === 'stop';

/**
 * Redirects to the page of the link, so that a reload does not repeat the POST. On a page
 * of several contacts, the URL points to the contact that was changed.
 */
export function redirectToContacts(
  c: SiteContext,
  flash?: Flash,
  flashContactId?: string,
): Response {
  const { path, access } = c.var.openedContacts;
  const query = new URLSearchParams({ lang: c.get('words').language });
  if (flash !== undefined) query.set('flash', flash);
  if (flashContactId !== undefined) query.set('flashContactId', flashContactId);
  const isOnList = flashContactId !== undefined && access.contactIds?.length !== 1;
  return c.redirect(`${path}?${query}${isOnList ? `#contact-${flashContactId}` : ''}`, 303);
}

/**
 * The contact that an action is about. The link of a reminder only acts on its own
 * contacts: if it has one, another id is ignored.
 */
export function contactIdOf(
  { contactIds }: ContactAccess,
  posted: Readonly<Record<string, string>>,
) {
  const { contact = '' } = posted;
  if (contactIds === undefined || contactIds.includes(contact)) return contact;
  return contactIds.length === 1 ? (contactIds[0] ?? '') : '';
}

/**
 * Adds the routes that act on one contact or on all of them. No GET changes anything.
 */
export function addContactActionRoutes(
  app: Hono<SiteEnv>,
  dependencies: ContactsDependencies,
): void {
  const { contacts, now, log } = dependencies;
  const nowMs = () => now().getTime();
  const openLink = openContactsLink(dependencies);
  const showContacts = createShowContacts(dependencies);

  /** Answers an action that was refused: the page with the reason, or the errors. */
  const respondRefused = (c: SiteContext, refusal: Refusal, errors: readonly FieldMessage[]) =>
    respond(c, {
      status: statusOf(refusal),
      json: errorBody(...errors),
      page: () => showContacts(c, refusal),
    });

  /** Answers with the page and what was typed if an unexpected error stops an action. */
  const orContacts = async (
    c: SiteContext,
    refusal: Refusal,
    run: () => Promise<Response>,
  ): Promise<Response> => {
    try {
      return await run();
    } catch (error) {
      logBroken(c, log, error);
      return respondFailure(c, 500, 'broken', (banner) =>
        showContacts(c, { ...refusal, banner, status: 500 }),
      );
    }
  };

  const respondNoContact = (c: SiteContext, status: 404 | 409) =>
    respond(c, { status, json: errorBody(), page: () => redirectToContacts(c) });

  const handleAction = (action: ContactActionName) => async (c: SiteContext) => {
    const posted = textFields(c.var.body);
    const contactId = contactIdOf(c.var.openedContacts.access, posted);
    const refused = { contactId, action, submitted: posted[fieldOf(action)] ?? '' };
    return orContacts(c, { problem: refused }, () => act(c, posted, refused));
  };

  const act = async (
    c: SiteContext,
    posted: Readonly<Record<string, string>>,
    refused: Omit<ContactProblem, 'problem'> & { readonly action: ContactActionName },
  ): Promise<Response> => {
    const { candidateId } = c.var.openedContacts;
    const { contactId, action } = refused;
    const contact = CONTACT_ID.test(contactId)
      ? await contacts.find(candidateId, contactId)
      : undefined;
    if (contact === undefined) return respondNoContact(c, 404);
    // A recruiter who complained must not be written to. So `done`, `snooze` and `date`
    // are refused; the page does not offer them either.
    if (contact.deliveryProblem === 'complained' && action !== 'stop' && action !== 'note') {
      return respondNoContact(c, 409);
    }
    const { secret } = c.var.openedContacts;
    const form = { secret, subject: contactId, hasBox: hasBox(action) };
    const unconfirmed = confirmationProblems(posted, form);
    const today = dayInZone(nowMs(), contact.timeZone);
    const changes = readContactAction(action, posted, contact, today);
    if (!changes.ok) {
      const { ok: _ok, ...problem } = changes;
      const message = problemText(c.get('words'), problem);
      const errors = [{ field: fieldOf(action), message }];
      return respondRefused(c, { problem: { ...refused, problem } }, errors);
    }
    const [problem] = unconfirmed;
    if (problem !== undefined) {
      const errors = confirmationErrors(c.get('words'), unconfirmed);
      return respondRefused(c, { problem: { ...refused, problem: { problem } } }, errors);
    }
    const { next } = changes.value;
    if (!(await contacts.change(candidateId, contactId, changes.value))) {
      return respondNoContact(c, 404);
    }
    log({ event: 'contact-changed', action });
    const reconnectOn = (next === undefined ? contact.reconnectOn : next?.reconnectOn) ?? null;
    return respond(c, {
      json: { contact: contactId, reconnectOn },
      page: () => redirectToContacts(c, action === 'date' ? 'snooze' : action, contactId),
    });
  };

  for (const name of contactActions) {
    const path = `/contacts/:token/${name}`;
    if (reminderActions.includes(name)) app.post(path, openLink, parseBody, handleAction(name));
    else app.post(path, openLink, requireAllContacts, parseBody, handleAction(name));
  }

  app.post('/contacts/:token/delete', openLink, requireAllContacts, parseBody, async (c) => {
    const posted = textFields(c.var.body);
    const { contact = '' } = posted;
    const { candidateId, secret } = c.var.openedContacts;
    const words = c.get('words');
    const isThere =
      CONTACT_ID.test(contact) && (await contacts.find(candidateId, contact)) !== undefined;
    // A second click finds nothing: what was asked is done.
    const problems = isThere
      ? confirmationProblems(posted, { secret, subject: contact, hasBox: true })
      : [];
    const [problem] = problems;
    if (problem !== undefined) {
      const refused = { contactId: contact, action: 'delete', submitted: '' } as const;
      const errors = confirmationErrors(words, problems);
      return respondRefused(c, { problem: { ...refused, problem: { problem } } }, errors);
    }
    const result = isThere
      ? await eraseContact(dependencies, candidateId, contact, timeToErase(now))
      : 'erased';
    if (result === 'erased') {
      return respond(c, { json: { contact }, page: () => redirectToContacts(c, 'delete') });
    }
    if (result === 'unfinished') {
      const { unfinished } = contactWords(words).delete;
      return respond(c, {
        status: 202,
        json: { contact, deleted: false, message: unfinished },
        page: () => showContacts(c, { banner: unfinished, status: 202 }),
      });
    }
    const banner = contactWords(words).delete.leaving;
    return respondRefused(c, { banner }, [{ field: 'contact', message: banner }]);
  });

  app.post('/contacts/:token/time-zone', openLink, requireAllContacts, parseBody, async (c) => {
    const posted = textFields(c.var.body);
    const { timeZone: submitted = '' } = posted;
    const { secret } = c.var.openedContacts;
    const words = c.get('words');
    const unconfirmed = confirmationProblems(posted, { secret, subject: 'all', hasBox: false });
    const zone = readTimeZone(submitted, lookUpTimeZone);
    if (!zone.ok) {
      const { ok: _ok, ...problem } = zone;
      const errors = [{ field: 'timeZone', message: problemText(words, problem) }];
      return respondRefused(c, { wrongZone: { submitted, problem } }, errors);
    }
    const [problem] = unconfirmed;
    if (problem !== undefined) {
      const errors = confirmationErrors(words, unconfirmed);
      return respondRefused(c, { wrongZone: { submitted, problem: { problem } } }, errors);
    }
    return orContacts(c, { wrongZone: { submitted } }, () => saveZone(c, submitted, zone.value));
  });

  const saveZone = async (
    c: SiteContext,
    submitted: string,
    timeZone: string,
  ): Promise<Response> => {
    const { candidateId } = c.var.openedContacts;
    const words = c.get('words');
    const run = { place: placeOf(c), hasTime: timeToErase(now) };
    const rest = await moveToZone(dependencies, candidateId, timeZone, run);
    if (rest !== undefined) {
      const { unfinished } = contactWords(words).zone;
      const next = `${c.var.openedContacts.path}/time-zone?${new URLSearchParams({ ...rest })}`;
      return respond(c, {
        status: 202,
        json: { timeZone, saved: false, message: unfinished, next },
        page: () =>
          showContacts(c, {
            banner: unfinished,
            status: 202,
            unfinishedZone: { submitted, place: rest },
          }),
      });
    }
    return respond(c, {
      json: { timeZone },
      page: () => redirectToContacts(c, 'time-zone'),
    });
  };

  app.get('/contacts/:token/unsubscribe', openLink, (c) =>
    c.html(unsubscribePage(c.get('words'), c.var.openedContacts.path)),
  );

  // RFC 8058 (one-click unsubscribe): the mail program posts here by itself. Its body is
  // not read, and the answer is no redirect, because mail programs do not follow one.
  app.post('/contacts/:token/unsubscribe', openLink, async (c) => {
    const { candidateId, path } = c.var.openedContacts;
    const run = { place: placeOf(c), hasTime: timeToErase(now) };
    const rest = await stopReminders(dependencies, candidateId, run);
    if (rest !== undefined) return c.html(unsubscribePage(c.get('words'), path, rest), 202);
    return c.html(unsubscribedPage(c.get('words')));
  });

  // GET on a POST-only URL (reload, bookmark): redirect to the list.
  const postOnly = [...contactActions, 'delete', 'time-zone'].join('|');
  app.get(`/contacts/:token/:action{(?:${postOnly})}`, openLink, (c) => redirectToContacts(c));
}
