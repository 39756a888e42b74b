import type { Hono } from 'hono';
import { suggestAddress } from '../core/address-typo.ts';
import type { PublicAllowList } from '../core/allow-list.ts';
import { readAddress } from '../core/decline/decline-form.ts';
import type { Problem } from '../core/decline/form-fields.ts';
import { parseBody, textFields } from '../site/body.ts';
import { logBroken, type SiteEnv } from '../site/context.ts';
import { errorBody, respond, respondBusy, respondFailure } from '../site/respond.ts';
import { sourceOf } from '../site/source-address.ts';
import type { HoldAnswer } from './answer-floor.ts';
import { type ContactsDependencies, mailContactsLink, refuseContactsLink } from './contacts.ts';
import { contactsMailedPage, requestLinkPage } from './pages/contacts-link-page.tsx';
import { formAnswerWords, problemText } from './words/form.ts';

export interface ContactRoutesDependencies extends ContactsDependencies {
  /** Whether this deployment serves the candidate with this address. */
  readonly isAllowed: (address: string) => boolean;
  /** What the pages say of it. Undefined: everyone is allowed. */
  readonly allowList: PublicAllowList | undefined;
  readonly holdAnswer: HoldAnswer;
  /** Whether Open Door sends from this address. */
  readonly isOwn: (address: string) => boolean;
}

/** Adds `POST /contacts/link`, by which a candidate gets the link to their contacts. */
export function addContactLinkRoutes(
  app: Hono<SiteEnv>,
  dependencies: ContactRoutesDependencies,
): void {
  const { log, now, settings, isAllowed, allowList, holdAnswer, isOwn } = dependencies;

  app.post('/contacts/link', parseBody, async (c) => {
    const words = c.get('words');
    const { candidateEmail = '', takeCandidateEmail } = textFields(c.var.body);
    // The button of the question "Did you mean …?" posts the other address.
    const submitted = takeCandidateEmail ?? candidateEmail;
    const respondInvalid = (problem: Problem) =>
      respond(c, {
        status: 422,
        json: errorBody({
          field: 'candidateEmail',
          message: problemText(words, problem),
        }),
        page: () => requestLinkPage({ words, allowList, submitted, problem, isAnswer: true }),
      });
    const respondUnavailable = (status: 500 | 503, name: 'mailRefused' | 'broken') =>
      respondFailure(c, status, name, (banner) =>
        requestLinkPage({ words, allowList, submitted, banner, isAnswer: true }),
      );

    const read = readAddress(submitted, { isOwn });
    if (!read.ok) return respondInvalid(read);
    const address = read.value;
    try {
      const source = sourceOf(c, settings.trustedProxyHops ?? 0);
      const outcome = await holdAnswer(() =>
        isAllowed(address)
          ? mailContactsLink(dependencies, address, { language: words.language, source })
          : refuseContactsLink(dependencies, address, { source }),
      );
      if (outcome === 'mail-refused') return respondUnavailable(503, 'mailRefused');
      if (outcome !== 'mailed') {
        return respondBusy(c, outcome, now(), (banner) =>
          requestLinkPage({ words, allowList, submitted, banner, isAnswer: true }),
        );
      }
    } catch (error) {
      logBroken(c, log, error);
      return respondUnavailable(500, 'broken');
    }
    const { linkHours } = settings;
    const suggestion = suggestAddress(address);
    return respond(c, {
      status: 202,
      json: {
        mailedTo: address,
        linkHours,
        message: formAnswerWords(words).mailed.ifAllowed(address),
        ...(suggestion !== undefined && {
          addressHints: [
            {
              field: 'candidateEmail',
              message: formAnswerWords(words).question.didYouMean(suggestion),
              suggestion,
            },
          ],
        }),
      },
      page: () => c.html(contactsMailedPage({ words, address, linkHours, allowList, suggestion })),
    });
  });
}
