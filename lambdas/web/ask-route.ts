import type { Hono } from 'hono';
import { isPubliclyAllowed, type PublicAllowList } from '../core/allow-list.ts';
import { submittedFields } from '../core/decline/decline-form.ts';
import { shortText } from '../core/letter/short-text.ts';
import { zoneLookUpFor } from '../core/time/zone-look-up.ts';
import { parseBody, textFields } from '../site/body.ts';
import type { SiteEnv } from '../site/context.ts';
import { respond, respondBusy } from '../site/respond.ts';
import { sourceOf } from '../site/source-address.ts';
import type { HoldAnswer } from './answer-floor.ts';
import { type DraftDependencies, refuseDraft, startDraft } from './drafts.ts';
import {
  addressHints,
  formState,
  orForm,
  type RenderForm,
  readForm,
  respondInvalid,
  respondNoMoreDrafts,
  respondQuestion,
  respondUnavailable,
} from './form-responses.ts';
import { linkOnItsWayPage } from './pages/link-mailed-page.tsx';
import { formAnswerWords, formWords } from './words/form.ts';

export interface AskDependencies extends DraftDependencies {
  /** Whether this deployment serves the candidate with this address. */
  readonly isAllowed: (address: string) => boolean;
  /** What the pages say of it. Undefined: everyone is allowed. */
  readonly allowList: PublicAllowList | undefined;
  readonly holdAnswer: HoldAnswer;
}

/**
 * Adds `POST /declines`, with which a candidate asks for the link to a new letter: the
 * form is stored as a draft, and the link is emailed.
 */
export function addAskRoute(
  app: Hono<SiteEnv>,
  dependencies: AskDependencies & {
    readonly renderForm: RenderForm;
    /** Whether Open Door sends from this address. */
    readonly isOwn: (address: string) => boolean;
  },
): void {
  const { settings, now, log, isAllowed, allowList, holdAnswer, renderForm, isOwn } = dependencies;

  app.post('/declines', parseBody, async (c) => {
    const { timeZone = '', browserTimeZone = '' } = textFields(c.var.body);
    const zoneLookUp = await zoneLookUpFor([timeZone, browserTimeZone]);
    const posted = readForm(c.var.body, now(), { isOwn, zoneLookUp });
    const { result, questions, mustAsk } = posted;
    if (!result.ok) return respondInvalid(c, renderForm, result.errors, formState(posted));
    const { candidateEmail } = result.form.input;
    if (mustAsk) return respondQuestion(c, renderForm, formState(posted));
    const words = c.get('words');
    return orForm(c, { log, renderForm }, formState(posted), async () => {
      const request = {
        language: words.language,
        source: sourceOf(c, settings.trustedProxyHops ?? 0),
      };
      const outcome = await holdAnswer(() =>
        isAllowed(candidateEmail)
          ? startDraft(dependencies, result.form, request)
          : refuseDraft(dependencies, result.form, request),
      );
      if (outcome === 'mail-refused')
        return respondUnavailable(c, renderForm, 503, 'mailRefused', formState(posted));
      // A single address of the allow-list is a secret, so it gets the same answer as one
      // that is not on it.
      if (outcome === 'not-delivered' && isPubliclyAllowed(allowList, candidateEmail)) {
        const errors = [{ field: 'candidateEmail', problem: 'not-delivered' }] as const;
        return respondInvalid(c, renderForm, errors, formState(posted));
      }
      if (typeof outcome === 'object' && outcome.kind !== 'busy') {
        return respondNoMoreDrafts(c, renderForm, outcome, now().getTime(), formState(posted));
      }
      if (typeof outcome === 'object') {
        const urgent = formAnswerWords(words).form.urgent(formWords(words).form.preview);
        return respondBusy(c, outcome, now(), (message) =>
          renderForm(c, { ...formState(posted), banner: `${message} ${urgent}` }),
        );
      }
      const { linkHours } = settings;
      const { channel, letterLanguage: language } = result.form.input;
      const byHand = channel && {
        channel,
        language,
        text: shortText(dependencies.templates, result.form.input),
        isReminded: result.form.privatePlan.reconnectOn !== undefined,
      };
      return respond(c, {
        status: 202,
        json: {
          mailedTo: candidateEmail,
          linkHours,
          ...(byHand && { text: byHand.text }),
          message: formAnswerWords(words).mailed.ifAllowed(candidateEmail),
          ...addressHints(c, questions),
        },
        page: () =>
          c.html(
            linkOnItsWayPage(words, {
              address: candidateEmail,
              linkHours,
              allowList,
              fields: submittedFields(result.form),
              byHand,
            }),
          ),
      });
    });
  });
}
