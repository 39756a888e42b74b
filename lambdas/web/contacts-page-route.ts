import type { Hono } from 'hono';
import type { PublicAllowList } from '../core/allow-list.ts';
import { isOneOf } from '../core/choices.ts';
import type { Contact } from '../core/contact/contact.ts';
import {
  type ContactSearch,
  contactFilters,
  searchContacts,
} from '../core/contact/contact-search.ts';
import {
  type ContactStore,
  type ContactWindow,
  isPart,
  type WindowPlace,
} from '../core/contact/contact-store.ts';
import { draftHello } from '../core/contact/hello-draft.ts';
import type { LinkStore } from '../core/contact/link-store.ts';
import { cleanValue } from '../core/decline/field-readers.ts';
import { actionNonce } from '../core/magic-link.ts';
import type { Templates } from '../core/text/templates.ts';
import { dayInZone } from '../core/time/time-zone.ts';
import { type SiteContext, type SiteEnv, wordsFor } from '../site/context.ts';
import { statusOfProblem } from './confirmation.ts';
import { openContactsLink, respondGone } from './contact-access.ts';
import type { ContactProblem } from './pages/contact-card.tsx';
import { requestLinkPage } from './pages/contacts-link-page.tsx';
import {
  type ContactsPageOptions,
  contactsPage,
  isFlash,
  remindedPage,
  type UnfinishedZone,
  type ZoneProblem,
} from './pages/contacts-page.tsx';
import { erasingPage } from './pages/erase-page.tsx';

export interface ContactsPageDependencies {
  readonly contacts: ContactStore;
  readonly links: LinkStore;
  readonly templates: Templates;
  readonly now: () => Date;
}

const MAX_SEARCH_LENGTH = 100;

/** In how many windows of contacts one request searches, as long as it finds nobody. */
const SEARCH_READS = 4;

/**
 * The format of an `addressKey`. The route does not look up any other id, because
 * DynamoDB rejects a key that is too long.
 */
export const CONTACT_ID = /^[A-Za-z0-9_-]{22}$/;

/** Why an action was refused. The page is then shown again instead of a redirect. */
export interface Refusal {
  /** 202: it is not finished, but was not refused. 500: an unexpected error. */
  readonly status?: 202 | 500;
  readonly problem?: ContactProblem;
  readonly wrongZone?: ZoneProblem;
  readonly unfinishedZone?: UnfinishedZone;
  readonly banner?: string;
}

export const statusOf = ({ status, banner, problem, wrongZone }: Refusal) => {
  if (status !== undefined) return status;
  if (banner !== undefined) return 409;
  const why = (problem ?? wrongZone)?.problem?.problem;
  return why === undefined ? 200 : statusOfProblem(why);
};

/** The place of the window, from its link. If it has none or a wrong one, the first. */
export function placeOf(c: SiteContext): WindowPlace {
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

/** Shows the contacts that the link of a request opens. */
export type ShowContacts = (c: SiteContext, refusal?: Refusal) => Promise<Response>;

/** Makes what shows the list of contacts, or the contacts of a reminder's link. */
export function createShowContacts({
  contacts,
  templates,
  now,
}: ContactsPageDependencies): ShowContacts {
  const nowMs = () => now().getTime();

  const pageOptions = (c: SiteContext, shown: readonly Contact[]): ContactsPageOptions => {
    const today = dayInZone(nowMs(), zoneOf(shown));
    const { flash = '', flashContactId, open } = c.req.query();
    return {
      words: c.get('words'),
      path: c.var.openedContacts.path,
      isAnswer: c.req.method === 'POST',
      today,
      draftHello: (contact) => draftHello(templates, contact, today),
      nonceOf: (subject) => actionNonce(c.var.openedContacts.secret, subject),
      flash: isFlash(flash) ? flash : undefined,
      flashContact: shown.find(({ id }) => id === flashContactId),
      opens: open === 'snooze' ? open : undefined,
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

  return showContacts;
}

/**
 * Adds the pages of the contacts: the one that asks for the link, and the one behind the
 * link. No GET changes anything.
 */
export function addContactsPageRoutes(
  app: Hono<SiteEnv>,
  dependencies: ContactsPageDependencies & {
    /** Who may write here. Undefined: everyone. */
    readonly allowList: PublicAllowList | undefined;
  },
): void {
  const { allowList } = dependencies;
  const showContacts = createShowContacts(dependencies);

  app.get('/contacts', (c) => c.html(requestLinkPage({ words: c.get('words'), allowList })));

  // GET on a POST-only URL (reload, bookmark): redirect to the page.
  app.get('/contacts/link', (c) => c.redirect(`/contacts?lang=${c.get('words').language}`, 303));

  app.get('/contacts/:token', openContactsLink(dependencies), (c) => showContacts(c));
}
