import type { Hono, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { submittedFields } from '../core/decline/decline-form.ts';
import { provesMailbox } from '../core/decline/mailbox-proof.ts';
import { canonicalAddress } from '../core/email-address.ts';
import { actionNonce, actionNonceMatches, tokenOf } from '../core/magic-link.ts';
import { lookUpTimeZone } from '../core/time/find-time-zone.ts';
import { parseBody, textFields } from '../site/body.ts';
import { type SiteContext, type SiteEnv, wantsJson } from '../site/context.ts';
import { errorBody, respond } from '../site/respond.ts';
import { confirmationErrors } from './confirmation.ts';
import type { DraftDependencies } from './drafts.ts';
import {
  addressHints,
  type FormState,
  formOf,
  formState,
  orForm,
  type PostedForm,
  type RenderForm,
  readForm,
  respondInvalid,
  respondNoMoreDrafts,
  respondQuestion,
} from './form-responses.ts';
import { letterPath, redirectToLetter, respondState } from './letter-access.ts';
import { startOwnDraft } from './own-draft.ts';
import { formAnswerWords } from './words/form.ts';

const isSameAddress = (one: string, other: string): boolean =>
  canonicalAddress(one) === canonicalAddress(other);

/**
 * Adds the routes that make a new letter from the page of another one: `another` is to
 * anyone, `again` is the same letter to an address that has no typo. The new letter has
 * its own review. Nothing is sent, and no email is needed if the link proves the mailbox.
 */
export function addNextLetterRoutes(
  app: Hono<SiteEnv>,
  dependencies: DraftDependencies & {
    readonly openLink: MiddlewareHandler<SiteEnv>;
    readonly renderForm: RenderForm;
    readonly isOwn: (address: string) => boolean;
  },
): void {
  const { settings, now, openLink, renderForm, isOwn } = dependencies;

  const hasProof = (c: SiteContext): boolean => {
    const { decline, link } = c.var.openedLetter;
    return provesMailbox(decline, link.secret, now().getTime());
  };

  /** The form of a letter that is made with this link, see `startOwnDraft`. */
  const anotherOf = (c: SiteContext) => {
    const { link } = c.var.openedLetter;
    return { path: letterPath(c), nonce: actionNonce(link.secret, link.id) };
  };

  /** The form of the same letter once more, see `another` of the options of the form. */
  const onceMoreOf = (c: SiteContext) => {
    const { title } = formAnswerWords(c.get('words')).again;
    return { ...anotherOf(c), title };
  };

  /** The same if the link proves the mailbox. Otherwise the form has a link emailed. */
  const againForm = (c: SiteContext) => (hasProof(c) ? { another: onceMoreOf(c) } : {});

  /** Middleware: redirects a link that proves no mailbox to its letter's page. */
  const requireProof = createMiddleware<SiteEnv>(async (c, next) =>
    hasProof(c) ? next() : redirectToLetter(c),
  );

  /**
   * Makes the letter of a form, and answers with its review; or with the form, if it has
   * an error, or if the page did not show a question about the address.
   */
  async function respondMade(
    c: SiteContext,
    { result, questions, mustAsk }: Pick<PostedForm, 'result' | 'questions' | 'mustAsk'>,
    form: FormState,
    nonce: unknown,
  ): Promise<Response> {
    const letter = c.var.openedLetter;
    const words = c.get('words');
    if (!result.ok) return respondInvalid(c, renderForm, result.errors, form);
    const { state, letter: sent } = letter.decline;
    if (state === 'bounced' && isSameAddress(result.form.input.recruiterEmail, sent.to)) {
      const errors = [{ field: 'recruiterEmail', problem: 'not-delivered' }] as const;
      return respondInvalid(c, renderForm, errors, form);
    }
    if (mustAsk) return respondQuestion(c, renderForm, form);
    const { id, secret } = letter.link;
    if (typeof nonce !== 'string' || !actionNonceMatches(nonce, secret, id)) {
      return respond(c, {
        status: 409,
        json: errorBody(...confirmationErrors(words, ['not-from-page'])),
        page: () => renderForm(c, { ...form, banner: words.confirmation['not-from-page'] }),
      });
    }
    return orForm(c, dependencies, form, async () => {
      const outcome = await startOwnDraft(dependencies, letter, result.form, words.language);
      if (outcome.kind !== 'made') {
        return respondNoMoreDrafts(c, renderForm, outcome, now().getTime(), form);
      }
      const made = tokenOf(outcome.link);
      return respond(c, {
        status: 201,
        json: { letter: `${settings.origin}/letters/${made}`, ...addressHints(c, questions) },
        page: () => c.redirect(`/letters/${made}?lang=${words.language}`, 303),
      });
    });
  }

  app.get('/letters/:token/another', openLink, requireProof, async (c) => {
    const { candidateName, candidateEmail, timeZone } = submittedFields(c.var.openedLetter.decline);
    const submitted = {
      ...(candidateName !== undefined && { candidateName }),
      ...(candidateEmail !== undefined && { candidateEmail }),
      ...(timeZone !== undefined && { timeZone }),
    };
    return c.html(await renderForm(c, { submitted, another: anotherOf(c) }));
  });

  app.post('/letters/:token/another', openLink, requireProof, parseBody, async (c) => {
    const { isForm } = c.var.body;
    const { nonce, onceMore, ...others } = c.var.body.fields;
    const isOnceMore = isForm && onceMore !== undefined;
    const fields = isForm || onceMore === undefined ? others : { ...others, onceMore };
    const { decline } = c.var.openedLetter;
    const { candidateEmail } = decline.input;
    const posted = readForm({ isForm, fields }, now(), {
      fixed: { candidateEmail },
      stored: isOnceMore ? submittedFields(decline) : undefined,
      isOwn,
      zoneLookUp: lookUpTimeZone,
    });
    const form = { ...formState(posted), another: isOnceMore ? onceMoreOf(c) : anotherOf(c) };
    if (posted.isOnlyShown) return c.html(await renderForm(c, form));
    return respondMade(c, posted, form, nonce);
  });

  // Shows the form with the fields of a letter that may not have arrived.
  app.get('/letters/:token/again', openLink, async (c) => {
    const { decline } = c.var.openedLetter;
    const { state } = decline;
    if (state !== 'bounced' && state !== 'unknown') return redirectToLetter(c);
    const banner = formAnswerWords(c.get('words')).again[state];
    return c.html(await renderForm(c, { ...formOf(decline), banner, ...againForm(c) }));
  });

  // Makes the letter again, to another address. The page serves the field empty, so a
  // mail scanner that submits the form as it was served makes no letter.
  app.post('/letters/:token/again', openLink, parseBody, async (c) => {
    const { decline } = c.var.openedLetter;
    if (decline.state !== 'bounced') return respondState(c, dependencies.store);
    const { nonce, recruiterEmail = '' } = textFields(c.var.body);
    const { candidateEmail } = decline.input;
    const stored = submittedFields(decline);
    const posted = readForm({ isForm: false, fields: { ...stored, recruiterEmail } }, now(), {
      fixed: { candidateEmail },
      stored,
      isOwn,
      zoneLookUp: lookUpTimeZone,
    });
    const form = { ...formState(posted), ...againForm(c) };
    if (hasProof(c) || !posted.result.ok) {
      const mustAsk = !wantsJson(c) && posted.questions.length > 0;
      return respondMade(c, { ...posted, mustAsk }, form, nonce);
    }
    // The form emails a link for the new letter.
    const banner = formAnswerWords(c.get('words')).again.expired;
    return respond(c, {
      status: 409,
      json: errorBody({ field: '', message: banner }),
      page: () => renderForm(c, { ...form, banner }),
    });
  });
}
