import type { Hono } from 'hono';
import { suggestAddress } from '../core/address-typo.ts';
import { readAddress } from '../core/decline/decline-form.ts';
import type { Problem } from '../core/decline/form-fields.ts';
import { parseBody, textFields } from '../site/body.ts';
import { logBroken, type SiteEnv } from '../site/context.ts';
import { errorBody, respond, respondBusy, respondFailure } from '../site/respond.ts';
import { type ContactsDependencies, mailContactsLink } from './contacts.ts';
import { contactsMailedPage, requestLinkPage } from './pages/contacts-link-page.tsx';
import { problemText } from './words/form.ts';

export interface ContactRoutesDependencies extends ContactsDependencies {
  /** Whether this deployment serves the candidate with this address. */
  readonly isAllowed: (address: string) => boolean;
  /** Whether Open Door sends from this address. */
  readonly isOwn: (address: string) => boolean;
}

/** Adds the routes with which a candidate asks for the link to their contacts. */
export function addContactLinkRoutes(
  app: Hono<SiteEnv>,
  dependencies: ContactRoutesDependencies,
): void {
  const { log, now, settings, isAllowed, isOwn } = dependencies;

  app.get('/contacts', (c) => c.html(requestLinkPage({ words: c.get('words') })));

  app.post('/contacts/link', parseBody, async (c) => {
    const words = c.get('words');
    const { candidateEmail = '', takeCandidateEmail } = textFields(c.var.body);
    // The button of the question "Did you mean …?" posts the other address.
    const submitted = takeCandidateEmail ?? candidateEmail;
    const respondInvalid = (problem: Problem, suggestion?: string) =>
      respond(c, {
        status: 422,
        json: errorBody({
          field: 'candidateEmail',
          message: problemText(words, problem),
        }),
        page: () => requestLinkPage({ words, submitted, problem, suggestion }),
      });
    const respondUnavailable = (status: 500 | 503, name: 'mailRefused' | 'broken') =>
      respondFailure(c, status, name, (banner) => requestLinkPage({ words, submitted, banner }));

    const read = readAddress(submitted, { isOwn });
    if (!read.ok) return respondInvalid(read);
    const address = read.value;
    if (!isAllowed(address)) {
      return respondInvalid({ problem: 'not-allowed' }, suggestAddress(address));
    }
    try {
      const outcome = await mailContactsLink(dependencies, address, words.language);
      if (outcome === 'mail-refused') return respondUnavailable(503, 'mailRefused');
      if (outcome !== 'mailed') {
        return respondBusy(c, outcome, now(), (banner) =>
          requestLinkPage({ words, submitted, banner }),
        );
      }
    } catch (error) {
      logBroken(c, log, error);
      return respondUnavailable(500, 'broken');
    }
    const { linkHours } = settings;
    return respond(c, {
      status: 202,
      json: { mailedTo: address, linkHours },
      page: () => c.html(contactsMailedPage(words, address, linkHours)),
    });
  });

  // GET on a POST-only URL (reload, bookmark): redirect to the page.
  app.get('/contacts/link', (c) => c.redirect(`/contacts?lang=${c.get('words').language}`, 303));
}
