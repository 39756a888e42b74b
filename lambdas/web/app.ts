import type { Hono } from 'hono';
import { isPubliclyAllowed } from '../core/allow-list.ts';
import { languageTag } from '../core/choices.ts';
import { partialInput } from '../core/decline/decline-form.ts';
import type { LetterInput } from '../core/letter/letter.ts';
import { renderLetter } from '../core/letter/render-letter.ts';
import type { KillSwitch } from '../core/limits/kill-switch.ts';
import type { MailboxStops } from '../core/limits/mailbox-stops.ts';
import { ownAddresses } from '../core/own-address.ts';
import type { HintsOf } from '../core/vague/note-hints.ts';
import { parseBody } from '../site/body.ts';
import { logBroken, type SiteEnv } from '../site/context.ts';
import type { Deployment } from '../site/deployment.ts';
import { respond, respondBusy } from '../site/respond.ts';
import { createSite } from '../site/site.ts';
import { sourceOf } from '../site/source-address.ts';
import { addAssetRoutes, type ReadAsset } from './asset-routes.ts';
import { addContactActionRoutes } from './contact-action-routes.ts';
import { addContactDataRoutes } from './contact-data-routes.ts';
import { addContactLinkRoutes, type ContactRoutesDependencies } from './contact-link-routes.ts';
import { type DraftDependencies, refuseDraft, startDraft } from './drafts.ts';
import {
  addressHints,
  createFormRenderer,
  hintsOnNote,
  type PostedForm,
  readForm,
  respondInvalid,
  respondNoMoreDrafts,
  respondQuestion,
  respondUnavailable,
  situationOf,
} from './form-responses.ts';
import { addFormRoute } from './form-route.ts';
import type { LetterActionDependencies } from './letter-actions.ts';
import { addLetterRoutes } from './letter-routes.ts';
import { addNoLettersRoutes, type NoLettersDependencies } from './no-letters-routes.ts';
import { addNotYouRoutes } from './not-you-routes.ts';
import { linkOnItsWayPage } from './pages/link-mailed-page.tsx';
import { formWords } from './words/form.ts';

export interface WebDependencies
  extends DraftDependencies,
    LetterActionDependencies,
    NoLettersDependencies,
    Omit<ContactRoutesDependencies, 'isOwn'> {
  readonly settings: DraftDependencies['settings'];
  /** What the pages say of this deployment; default: nothing. */
  readonly deployment?: Deployment;
  readonly killSwitch: KillSwitch;
  /** The mailboxes that get no more emails with links. */
  readonly stops: MailboxStops;
  /** Gives the vague guard's hints on a personal note. */
  readonly hintsOf: HintsOf;
  readonly asset: ReadAsset;
}

/** The whole site except sending: only the function `send` may email a recruiter. */
export function createWebApp(dependencies: WebDependencies): Hono<SiteEnv> {
  const { templates, settings, now, log, hintsOf, isAllowed, allowList, holdAnswer } = dependencies;
  const app = createSite({ ...dependencies, origin: settings.origin });
  const renderForm = createFormRenderer(dependencies);
  const isOwn = ownAddresses(settings);
  // The link of a letter is made with its draft.
  const previewUrl = settings.hasNoLettersLink ? `${settings.origin}/no-letters/…` : undefined;
  const previewOf = (input: LetterInput) => ({
    ...renderLetter(templates, input, previewUrl),
    language: languageTag(input.letterLanguage),
  });
  /** What the form shows again after it was posted. */
  const formState = ({ submitted, result, questions }: PostedForm) => ({
    submitted,
    questions,
    situation: situationOf(result),
    reminderDay: result.reconnectOn,
  });

  addFormRoute(app, (c) => renderForm(c, { submitted: {}, switchable: true }));

  app.post('/preview', parseBody, (c) => {
    const posted = readForm(c.var.body, now(), { isPreview: true, isOwn });
    const { submitted, result, isLive, acceptSuggestion } = posted;
    if (isLive || acceptSuggestion) {
      const input = partialInput(result);
      const preview = input === undefined ? 'no-stage' : previewOf(input);
      return c.html(renderForm(c, { ...formState(posted), preview }));
    }
    if (!result.ok) return respondInvalid(c, renderForm, result.errors, formState(posted));
    const preview = previewOf(result.form.input);
    return respond(c, {
      json: () => {
        const { language: _language, ...letter } = preview;
        const { hints } = hintsOnNote(hintsOf, submitted, c.get('words').language);
        return { ...letter, hints, ...addressHints(c, posted.questions) };
      },
      page: () => renderForm(c, { ...formState(posted), preview }),
    });
  });

  app.post('/declines', parseBody, async (c) => {
    const posted = readForm(c.var.body, now(), { isOwn });
    const { result, questions, mustAsk } = posted;
    if (!result.ok) return respondInvalid(c, renderForm, result.errors, formState(posted));
    const { candidateEmail } = result.form.input;
    if (mustAsk) return respondQuestion(c, renderForm, formState(posted));
    const words = c.get('words');
    try {
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
        const { urgent } = formWords(words).form;
        return respondBusy(c, outcome, now(), (message) =>
          renderForm(c, { ...formState(posted), banner: `${message} ${urgent}` }),
        );
      }
    } catch (error) {
      logBroken(c, log, error);
      return respondUnavailable(c, renderForm, 500, 'broken', formState(posted));
    }
    const { linkHours } = settings;
    return respond(c, {
      status: 202,
      json: {
        mailedTo: candidateEmail,
        linkHours,
        message: formWords(words).mailed.ifAllowed(candidateEmail),
        ...addressHints(c, questions),
      },
      page: () => c.html(linkOnItsWayPage(words, candidateEmail, linkHours, allowList)),
    });
  });

  // GET on a POST-only URL (reload, bookmark): redirect to the form.
  app.get('/:form{(?:declines|preview)}', (c) =>
    c.redirect(`/?lang=${c.get('words').language}`, 303),
  );

  addLetterRoutes(app, { ...dependencies, renderForm, isOwn });
  addNotYouRoutes(app, dependencies);
  addNoLettersRoutes(app, dependencies);
  addContactLinkRoutes(app, { ...dependencies, isOwn });
  addContactActionRoutes(app, dependencies);
  addContactDataRoutes(app, dependencies);

  addAssetRoutes(app, { read: dependencies.asset, names: dependencies.deployment?.assets });

  app.get('/healthz', (c) => c.json({ ok: true }));

  return app;
}
