import type { Hono } from 'hono';
import { isOneOf, type PageLanguage } from '../core/choices.ts';
import type { Contact } from '../core/contact/contact.ts';
import {
  type ContactActionName,
  contactActions,
  readContactAction,
  reminderActions,
} from '../core/contact/contact-actions.ts';
import { type ContactSearch, contactFilters } from '../core/contact/contact-search.ts';
import { draftHello } from '../core/contact/hello-draft.ts';
import { readTimeZone } from '../core/decline/field-readers.ts';
import type { FieldProblem } from '../core/decline/form-fields.ts';
import { parseEmailAddress } from '../core/email-address.ts';
import { addDays } from '../core/time/calendar-day.ts';
import { dayInZone } from '../core/time/time-zone.ts';
import { readBody, textFields } from '../site/body.ts';
import { logBroken, type SiteContext, type SiteEnv, wantsJson, wordsFor } from '../site/context.ts';
import { failure } from '../site/site.ts';
import {
  type ContactsDependencies,
  mailContactsLink,
  moveToZone,
  type OpenedContacts,
  openContacts,
  stopReminders,
} from './contacts.ts';
import { eraseCandidate, eraseContact } from './erase.ts';
import { type ExportFormat, exportContacts, exportFormats } from './export.ts';
import type { ContactProblem } from './pages/contact-card.tsx';
import {
  contactsMailedPage,
  erasedPage,
  erasePage,
  requestLinkPage,
  unsubscribedPage,
  unsubscribePage,
} from './pages/contacts-access-page.tsx';
import {
  type ContactsPageOptions,
  contactPage,
  contactsPage,
  isFlash,
} from './pages/contacts-page.tsx';
import { contactWords } from './words/contacts.ts';
import { formWords } from './words/form.ts';

export interface ContactRoutesDependencies extends ContactsDependencies {
  /** Whether this deployment serves the candidate with this address. */
  readonly isAllowed: (address: string) => boolean;
}

/**
 * How far back the table can be put, `lib/table-definition.ts`: until then what was
 * erased is in its backups.
 */
export const BACKUP_DAYS = 35;

const MAX_SEARCH = 100;

/** See `addressKey`. */
const CONTACT_ID = /^[A-Za-z0-9_-]{22}$/;

type ContactsHandler = (c: SiteContext, opened: OpenedContacts) => Response | Promise<Response>;

/**
 * Back to the list, so that a reload repeats nothing; to the person whom it was about.
 */
function toContacts(
  c: SiteContext,
  opened: OpenedContacts,
  flash?: string,
  flashContactId?: string,
): Response {
  const query = new URLSearchParams({ lang: c.get('words').language });
  if (flash !== undefined) query.set('flash', flash);
  if (flashContactId !== undefined) query.set('flashContactId', flashContactId);
  const to =
    flashContactId === undefined || opened.access.contactId !== undefined
      ? ''
      : `#contact-${flashContactId}`;
  return c.redirect(`${opened.path}?${query}${to}`, 303);
}

function searchOf(c: SiteContext): ContactSearch {
  const { words = '', filter = '' } = c.req.query();
  return {
    words: words.slice(0, MAX_SEARCH),
    filter: isOneOf(contactFilters, filter) ? filter : 'all',
  };
}

/** The clocks of the latest letter are the candidate's. */
const zoneOf = (contacts: readonly Contact[]): string | undefined =>
  [...contacts].sort((one, other) => other.declinedAt - one.declinedAt)[0]?.timeZone;

/** The routes of a candidate's contacts: no GET changes anything. */
export function addContactRoutes(
  app: Hono<SiteEnv>,
  dependencies: ContactRoutesDependencies,
): void {
  const { contacts, templates, now, log, settings, isAllowed } = dependencies;
  const at = () => now().getTime();
  const backupsUntil = () => addDays(dayInZone(at(), undefined), BACKUP_DAYS);

  const renderLinkRequest = (c: SiteContext, status: 200 | 410 | 422 | 500 | 503, more = {}) =>
    c.html(requestLinkPage({ words: c.get('words'), ...more }), status);

  app.get('/contacts', (c) => renderLinkRequest(c, 200));

  app.post('/contacts/link', async (c) => {
    const read = await readBody(c);
    if (!read.ok) return failure(c, read.status, read.failure);
    const words = c.get('words');
    const { candidateEmail: submitted = '' } = textFields(read.body);
    const respondInvalid = (problem: FieldProblem) =>
      wantsJson(c)
        ? c.json(
            { errors: [{ field: 'candidateEmail', message: formWords(words).problems[problem] }] },
            422,
          )
        : renderLinkRequest(c, 422, { submitted, problem });
    if (submitted.trim() === '') return respondInvalid('required');
    const address = parseEmailAddress(submitted);
    if (address === undefined) return respondInvalid('not-an-address');
    if (!isAllowed(address)) return respondInvalid('not-allowed');
    const respondUnavailable = (status: 500 | 503, name: 'mailRefused' | 'broken') =>
      wantsJson(c)
        ? failure(c, status, name)
        : renderLinkRequest(c, status, { submitted, banner: words.failures[name] });
    try {
      if (!(await mailContactsLink(dependencies, address, words.language)))
        return respondUnavailable(503, 'mailRefused');
    } catch (error) {
      logBroken(c, log, error);
      return respondUnavailable(500, 'broken');
    }
    if (wantsJson(c)) return c.json({ mailedTo: address, linkHours: settings.linkHours }, 202);
    return c.html(contactsMailedPage(words, address, settings.linkHours));
  });

  app.get('/contacts/link', (c) => c.redirect(`/contacts?lang=${c.get('words').language}`, 303));

  /** Opens what the link is to, or offers a new one. */
  const withContacts = (handle: ContactsHandler) => async (c: SiteContext) => {
    const opened = await openContacts(dependencies, c.req.param('token') ?? '');
    if (opened !== undefined) return handle(c, opened);
    return wantsJson(c)
      ? c.json({ errors: [] }, 410)
      : renderLinkRequest(c, 410, { banner: contactWords(c.get('words')).requestLink.gone });
  };

  /** For what a reminder's link, which lives long, may not do. */
  const withAllContacts = (handle: ContactsHandler) =>
    withContacts((c, opened) =>
      opened.access.contactId === undefined ? handle(c, opened) : c.notFound(),
    );

  /**
   * A person's pages speak the language of the letter's, unless the address says
   * otherwise.
   */
  const useLanguage = (c: SiteContext, language: PageLanguage | undefined): void => {
    if (language !== undefined) c.set('words', wordsFor(c, language));
  };

  const optionsOf = (
    c: SiteContext,
    opened: OpenedContacts,
    contacts: readonly Contact[],
  ): ContactsPageOptions => {
    const today = dayInZone(at(), zoneOf(contacts));
    const { flash = '', flashContactId } = c.req.query();
    return {
      words: c.get('words'),
      path: opened.path,
      today,
      draftHello: (contact) => draftHello(templates, contact, today),
      flash: isFlash(flash) ? flash : undefined,
      flashContact: contacts.find(({ id }) => id === flashContactId),
    };
  };

  /**
   * The list, or the one contact of a reminder's link; with what could not be taken, or
   * done.
   */
  async function show(
    c: SiteContext,
    opened: OpenedContacts,
    wrong: {
      readonly problem?: ContactProblem;
      readonly wrongZone?: { readonly submitted: string; readonly problem: FieldProblem };
      readonly banner?: string;
    } = {},
  ) {
    const { contactId: id } = opened.access;
    if (id !== undefined) {
      const contact = await contacts.find(opened.candidateId, id);
      if (contact === undefined)
        return renderLinkRequest(c, 410, { banner: contactWords(c.get('words')).requestLink.gone });
      useLanguage(c, contact.pageLanguage);
      const page = contactPage({ ...optionsOf(c, opened, [contact]), ...wrong, contact });
      return c.html(page, statusOf(wrong));
    }
    const all = await contacts.list(opened.candidateId);
    const options = { ...optionsOf(c, opened, all), ...wrong };
    const from = Number(/^\d{1,6}$/.exec(c.req.query('from') ?? '')?.[0] ?? 0);
    const timeZone = zoneOf(all);
    const page = contactsPage({ ...options, contacts: all, search: searchOf(c), from, timeZone });
    return c.html(page, statusOf(wrong));
  }

  app.get(
    '/contacts/:token',
    withContacts((c, opened) => show(c, opened)),
  );

  const act =
    (name: ContactActionName): ContactsHandler =>
    async (c, opened) => {
      const { access, candidateId } = opened;
      const read = await readBody(c);
      if (!read.ok) return failure(c, read.status, read.failure);
      const posted = textFields(read.body);
      // A reminder's link acts on its own contact, whatever is posted.
      const id = access.contactId ?? posted['contact'] ?? '';
      // What is no id is not looked for: the table refuses keys that are too long.
      const contact = CONTACT_ID.test(id) ? await contacts.find(candidateId, id) : undefined;
      if (contact === undefined)
        return wantsJson(c) ? c.json({ errors: [] }, 404) : toContacts(c, opened);
      // Whoever does not want to hear from the candidate is not to be written to: the
      // page offers no day either.
      if (contact.deliveryProblem === 'complained' && name !== 'stop' && name !== 'note') {
        return wantsJson(c) ? c.json({ errors: [] }, 409) : toContacts(c, opened);
      }
      const changes = readContactAction(name, posted, contact, dayInZone(at(), contact.timeZone));
      if (!changes.ok) {
        const field = name === 'snooze' ? 'months' : name;
        const message = formWords(c.get('words')).problems[changes.problem];
        if (wantsJson(c)) return c.json({ errors: [{ field, message }] }, 422);
        const problem = {
          contactId: id,
          action: name,
          submitted: posted[field] ?? '',
          problem: changes.problem,
        };
        return show(c, opened, { problem });
      }
      const { next } = changes.value;
      if (!(await contacts.change(candidateId, id, changes.value))) {
        return wantsJson(c) ? c.json({ errors: [] }, 404) : toContacts(c, opened);
      }
      log({ event: 'contact-changed', action: name });
      if (wantsJson(c)) {
        const day = next === undefined ? contact.reconnectOn : next?.reconnectOn;
        return c.json({ contact: id, reconnectOn: day ?? null });
      }
      return toContacts(c, opened, name === 'date' ? 'snooze' : name, id);
    };

  for (const name of contactActions) {
    const open = reminderActions.includes(name) ? withContacts : withAllContacts;
    app.post(`/contacts/:token/${name}`, open(act(name)));
  }

  app.post(
    '/contacts/:token/delete',
    withAllContacts(async (c, opened) => {
      const read = await readBody(c);
      if (!read.ok) return failure(c, read.status, read.failure);
      const { contact = '' } = textFields(read.body);
      const erased = await eraseContact(dependencies, opened.candidateId, contact);
      if (erased === 'erased')
        return wantsJson(c) ? c.json({ contact }) : toContacts(c, opened, 'delete');
      const banner = contactWords(c.get('words')).delete.leaving;
      if (wantsJson(c)) return c.json({ errors: [{ field: 'contact', message: banner }] }, 409);
      return show(c, opened, { banner });
    }),
  );

  app.post(
    '/contacts/:token/time-zone',
    withAllContacts(async (c, opened) => {
      const read = await readBody(c);
      if (!read.ok) return failure(c, read.status, read.failure);
      const { timeZone: submitted = '' } = textFields(read.body);
      const zone = readTimeZone(submitted);
      if (!zone.ok) {
        const message = formWords(c.get('words')).problems[zone.problem];
        if (wantsJson(c)) return c.json({ errors: [{ field: 'timeZone', message }] }, 422);
        return show(c, opened, { wrongZone: { submitted, problem: zone.problem } });
      }
      await moveToZone(dependencies, opened.candidateId, zone.value);
      return wantsJson(c) ? c.json({ timeZone: zone.value }) : toContacts(c, opened, 'time-zone');
    }),
  );

  app.get(
    '/contacts/:token/unsubscribe',
    withContacts((c, opened) => c.html(unsubscribePage(c.get('words'), opened.path))),
  );

  // RFC 8058: posted by the mail program itself, with whatever body; answered without a
  // redirect.
  app.post(
    '/contacts/:token/unsubscribe',
    withContacts(async (c, opened) => {
      await stopReminders(dependencies, opened.candidateId);
      return c.html(unsubscribedPage(c.get('words')));
    }),
  );

  app.get(
    '/contacts/:token/erase',
    withAllContacts((c, opened) =>
      c.html(erasePage({ words: c.get('words'), path: opened.path, backupsUntil: backupsUntil() })),
    ),
  );

  app.post(
    '/contacts/:token/erase',
    withAllContacts(async (c, opened) => {
      const read = await readBody(c);
      if (!read.ok) return failure(c, read.status, read.failure);
      const words = c.get('words');
      const again = (banner: 'tick' | 'leaving', status: 409 | 422) =>
        wantsJson(c)
          ? c.json(
              { errors: [{ field: 'sure', message: contactWords(words).erase[banner] }] },
              status,
            )
          : c.html(
              erasePage({ words, path: opened.path, backupsUntil: backupsUntil(), banner }),
              status,
            );
      if (textFields(read.body)['sure'] !== 'yes') return again('tick', 422);
      if ((await eraseCandidate(dependencies, opened.candidateId)) === 'leaving')
        return again('leaving', 409);
      if (wantsJson(c)) return c.json({ erased: true, backupsUntil: backupsUntil() });
      return c.html(erasedPage(words, backupsUntil()));
    }),
  );

  const formats = Object.keys(exportFormats).join('|');
  app.get(
    `/contacts/:token/:file{export\\.(?:${formats})}`,
    withAllContacts(async (c, opened) => {
      const format = (c.req.param('file') ?? '').slice('export.'.length);
      if (!isFormat(format)) return c.notFound();
      const { contentType, body } = await exportContacts(
        dependencies,
        opened.candidateId,
        format,
        c.get('words').language,
      );
      return c.body(body, 200, {
        'Content-Type': contentType,
        'Content-Disposition': `attachment; filename="open-door-contacts.${format}"`,
      });
    }),
  );

  // Somebody opens the address that a form was posted to: show what they mean.
  app.get(
    `/contacts/:token/:action{${[...contactActions, 'delete', 'time-zone'].join('|')}}`,
    withContacts((c, opened) => toContacts(c, opened)),
  );
}

const isFormat = (text: string): text is ExportFormat => Object.hasOwn(exportFormats, text);

const statusOf = (wrong: {
  readonly banner?: string;
  readonly problem?: unknown;
  readonly wrongZone?: unknown;
}) => {
  if (wrong.banner !== undefined) return 409;
  return wrong.problem === undefined && wrong.wrongZone === undefined ? 200 : 422;
};
