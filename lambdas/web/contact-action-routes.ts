import type { Hono } from 'hono';
import { isOneOf } from '../core/choices.ts';
import type { Contact } from '../core/contact/contact.ts';
import {
  type ContactActionName,
  contactActions,
  readContactAction,
  reminderActions,
} from '../core/contact/contact-actions.ts';
import {
  type ContactSearch,
  contactFilters,
  searchContacts,
} from '../core/contact/contact-search.ts';
import { type ContactWindow, isPart, type WindowPlace } from '../core/contact/contact-store.ts';
import { draftHello } from '../core/contact/hello-draft.ts';
import type { ContactAccess } from '../core/contact/link-store.ts';
import { cleanValue, readTimeZone } from '../core/decline/field-readers.ts';
import { actionNonce } from '../core/magic-link.ts';
import { lookUpTimeZone } from '../core/time/find-time-zone.ts';
import { dayInZone } from '../core/time/time-zone.ts';
import { parseBody, textFields } from '../site/body.ts';
import { type SiteContext, type SiteEnv, wordsFor } from '../site/context.ts';
import { errorBody, respond } from '../site/respond.ts';
import { confirmationErrors, confirmationProblems, statusOfProblem } from './confirmation.ts';
import { openContactsLink, requireAllContacts, respondGone } from './contact-access.ts';
import { type ContactsDependencies, moveToZone, stopReminders } from './contacts.ts';
import { eraseContact, timeToErase } from './erase.ts';
import type { ContactProblem } from './pages/contact-card.tsx';
import {
  type ContactsPageOptions,
  contactsPage,
  type Flash,
  isFlash,
  remindedPage,
  type UnfinishedZone,
  type ZoneProblem,
} from './pages/contacts-page.tsx';
import { erasingPage } from './pages/erase-page.tsx';
import { unsubscribedPage, unsubscribePage } from './pages/unsubscribe-page.tsx';
import { contactWords } from './words/contacts.ts';
import { problemText } from './words/form.ts';

const MAX_SEARCH_LENGTH = 100;

/** In how many windows of contacts one request searches, as long as it finds nobody. */
const SEARCH_READS = 4;

/**
 * The format of an `addressKey`. The route does not look up any other id, because
 * DynamoDB rejects a key that is too long.
 */
const CONTACT_ID = /^[A-Za-z0-9_-]{22}$/;

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

/** Why an action was refused. The page is then shown again instead of a redirect. */
interface Refusal {
  /** 202: it was not refused, but is not finished. */
  readonly status?: 202;
  readonly problem?: ContactProblem;
  readonly wrongZone?: ZoneProblem;
  readonly unfinishedZone?: UnfinishedZone;
  readonly banner?: string;
}

const statusOf = ({ status, banner, problem, wrongZone }: Refusal) => {
  if (status !== undefined) return status;
  if (banner !== undefined) return 409;
  const why = (problem ?? wrongZone)?.problem.problem;
  return why === undefined ? 200 : statusOfProblem(why);
};

/** The actions whose form has a box, because no other field confirms them. */
const hasBox = (action: ContactActionName): boolean => action === 'done' || action === 'stop';

/**
 * Redirects to the page of the link, so that a reload does not repeat the POST. On a page
 * of several contacts, the URL points to the contact that was changed.
 */
function redirectToContacts(c: SiteContext, flash?: Flash, flashContactId?: string): Response {
  const { path, access } = c.var.openedContacts;
  const query = new URLSearchParams({ lang: c.get('words').language });
  if (flash !== undefined) query.set('flash', flash);
  if (flashContactId !== undefined) query.set('flashContactId', flashContactId);
  const isOnList = flashContactId !== undefined && access.contactIds?.length !== 1;
  return c.redirect(`${path}?${query}${isOnList ? `#contact-${flashContactId}` : ''}`, 303);
}

/** The place of the window, from its link. If it has none or a wrong one, the first. */
function placeOf(c: SiteContext): WindowPlace {
  const { after = '', before = '' } = c.req.query();
  if (CONTACT_ID.test(after)) return { after };
  return CONTACT_ID.test(before) ? { before } : {};
}

function searchOf(c: SiteContext): ContactSearch {
  const { words = '', filter = '' } = c.req.query();
  return {
    words: cleanValue(words.slice(0, MAX_SEARCH_LENGTH)),
    filter: isOneOf(contactFilters, filter) ? filter : 'all',
  };
}

/** The contact with the latest letter. */
function latestOf(contacts: readonly Contact[]): Contact | undefined {
  let latest: Contact | undefined;
  for (const contact of contacts) {
    if (latest === undefined || contact.declinedAt > latest.declinedAt) latest = contact;
  }
  return latest;
}

/** The candidate's time zone, from the contact with the latest letter. */
const zoneOf = (contacts: readonly Contact[]): string | undefined => latestOf(contacts)?.timeZone;

/**
 * The contact that an action is about. The link of a reminder only acts on its own
 * contacts: if it has one, a posted id is ignored.
 */
function contactIdOf({ contactIds }: ContactAccess, posted: Readonly<Record<string, string>>) {
  const { contact = '' } = posted;
  if (contactIds === undefined || contactIds.includes(contact)) return contact;
  return contactIds.length === 1 ? (contactIds[0] ?? '') : '';
}

/**
 * Adds the routes that show contacts, and that act on one contact or on all of them. No
 * GET changes anything.
 */
export function addContactActionRoutes(
  app: Hono<SiteEnv>,
  dependencies: ContactsDependencies,
): void {
  const { contacts, templates, now, log } = dependencies;
  const nowMs = () => now().getTime();
  const openLink = openContactsLink(dependencies);

  const pageOptions = (c: SiteContext, shown: readonly Contact[]): ContactsPageOptions => {
    const today = dayInZone(nowMs(), zoneOf(shown));
    const { flash = '', flashContactId } = c.req.query();
    return {
      words: c.get('words'),
      path: c.var.openedContacts.path,
      today,
      draftHello: (contact) => draftHello(templates, contact, today),
      nonceOf: (subject) => actionNonce(c.var.openedContacts.secret, subject),
      flash: isFlash(flash) ? flash : undefined,
      flashContact: shown.find(({ id }) => id === flashContactId),
    };
  };

  /**
   * Shows the contacts that a reminder's link opens, in the page language of the latest
   * letter to one of them.
   */
  async function showReminded(c: SiteContext, ids: readonly string[], refusal: Refusal) {
    const { candidateId } = c.var.openedContacts;
    const found = await Promise.all(ids.map((id) => contacts.find(candidateId, id)));
    const shown = found.filter((contact) => contact !== undefined);
    const latest = latestOf(shown);
    if (latest === undefined) return respondGone(c);
    c.set('words', await wordsFor(c, latest.pageLanguage));
    const page = remindedPage({
      ...pageOptions(c, shown),
      ...refusal,
      contacts: shown,
      isOfOne: ids.length === 1,
    });
    return c.html(page, statusOf(refusal));
  }

  async function showContacts(c: SiteContext, refusal: Refusal = {}): Promise<Response> {
    const { candidateId, access } = c.var.openedContacts;
    if (access.contactIds !== undefined) return showReminded(c, access.contactIds, refusal);
    const search = searchOf(c);
    const window = await readWindow(candidateId, search, placeOf(c));
    const shown = window.contacts;
    // Erasing begins with the contacts.
    if (shown.length === 0 && (await contacts.isErasing(candidateId))) {
      const { path, secret } = c.var.openedContacts;
      const nonce = actionNonce(secret, 'all');
      return c.html(erasingPage({ words: c.get('words'), path, nonce }));
    }
    /** A contact that the page is about: perhaps of another window. */
    const findContact = async (id: string | undefined): Promise<Contact | undefined> =>
      shown.find((contact) => contact.id === id) ??
      (id !== undefined && CONTACT_ID.test(id) && isPart(window)
        ? await contacts.find(candidateId, id)
        : undefined);
    const from = Number(/^\d{1,6}$/.exec(c.req.query('from') ?? '')?.[0] ?? 0);
    const page = contactsPage({
      ...pageOptions(c, shown),
      ...refusal,
      flashContact: await findContact(c.req.query('flashContactId')),
      problemContact: await findContact(refusal.problem?.contactId),
      window,
      search,
      from,
      timeZone: zoneOf(shown),
    });
    return c.html(page, statusOf(refusal));
  }

  /**
   * The contacts at a place. A search that finds nobody there goes on, but not through
   * all contacts: what a request costs must not grow with their number.
   */
  async function readWindow(
    candidateId: string,
    search: ContactSearch,
    place: WindowPlace,
  ): Promise<ContactWindow> {
    const isSearch = search.words !== '' || search.filter !== 'all';
    let window = await contacts.window(candidateId, place);
    if (!isSearch || place.before !== undefined) return window;
    for (let reads = 1; ; reads += 1) {
      const { contacts: read, next } = window;
      const today = dayInZone(nowMs(), zoneOf(read));
      if (searchContacts(read, search, today).length > 0) return window;
      if (next === undefined) break;
      if (reads === SEARCH_READS) return window;
      window = await contacts.window(candidateId, next);
    }
    // Nobody from the first contact to the last: no other window has anybody.
    const isAll = place.after === undefined && window.contacts.length > 0;
    return isAll ? { ...window, previous: undefined } : window;
  }

  /** Answers an action that was refused: the page with the reason, or the errors. */
  const respondRefused = (c: SiteContext, refusal: Refusal, errors: readonly FieldMessage[]) =>
    respond(c, {
      status: statusOf(refusal),
      json: errorBody(...errors),
      page: () => showContacts(c, refusal),
    });

  const respondNoContact = (c: SiteContext, status: 404 | 409) =>
    respond(c, { status, json: errorBody(), page: () => redirectToContacts(c) });

  app.get('/contacts/:token', openLink, (c) => showContacts(c));

  const handleAction = (action: ContactActionName) => async (c: SiteContext) => {
    const { access, candidateId } = c.var.openedContacts;
    const posted = textFields(c.var.body);
    const contactId = contactIdOf(access, posted);
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
    const submitted = posted[fieldOf(action)] ?? '';
    const refused = { contactId, action, submitted };
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
    const { candidateId, secret } = c.var.openedContacts;
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
    const run = { place: placeOf(c), hasTime: timeToErase(now) };
    const rest = await moveToZone(dependencies, candidateId, zone.value, run);
    if (rest !== undefined) {
      const { unfinished } = contactWords(words).zone;
      const next = `${c.var.openedContacts.path}/time-zone?${new URLSearchParams({ ...rest })}`;
      return respond(c, {
        status: 202,
        json: { timeZone: zone.value, saved: false, message: unfinished, next },
        page: () =>
          showContacts(c, {
            banner: unfinished,
            status: 202,
            unfinishedZone: { submitted, place: rest },
          }),
      });
    }
    return respond(c, {
      json: { timeZone: zone.value },
      page: () => redirectToContacts(c, 'time-zone'),
    });
  });

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
