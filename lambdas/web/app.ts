import type { Hono } from 'hono';
import { isPubliclyAllowed } from '../core/allow-list.ts';
import type { KillSwitch } from '../core/limits/kill-switch.ts';
import type { MailboxStops } from '../core/limits/mailbox-stops.ts';
import { ownAddresses } from '../core/own-address.ts';
import { lookUpTimeZone } from '../core/time/find-time-zone.ts';
import type { HintsOf } from '../core/vague/note-hints.ts';
import { parseBody } from '../site/body.ts';
import { logBroken, type SiteEnv } from '../site/context.ts';
import type { Deployment } from '../site/deployment.ts';
import { respond, respondBusy } from '../site/respond.ts';
import { createSite } from '../site/site.ts';
import { sourceOf } from '../site/source-address.ts';
import { failureWords } from '../site/words/failures.ts';
import { letterWords } from '../site/words/letter.ts';
import { addAssetRoutes, type ReadAsset } from './asset-routes.ts';
import { addContactActionRoutes } from './contact-action-routes.ts';
import { addContactDataRoutes } from './contact-data-routes.ts';
import { addContactLinkRoutes, type ContactRoutesDependencies } from './contact-link-routes.ts';
import { type DraftDependencies, refuseDraft, startDraft } from './drafts.ts';
import {
  addressHints,
  createFormRenderer,
  formState,
  readForm,
  respondInvalid,
  respondNoMoreDrafts,
  respondQuestion,
  respondUnavailable,
} from './form-responses.ts';
import { addFormRoutes } from './form-routes.ts';
import type { LetterActionDependencies } from './letter-actions.ts';
import { addLetterRoutes } from './letter-routes.ts';
import { addNoLettersRoutes, type NoLettersDependencies } from './no-letters-routes.ts';
import { addNotYouRoutes } from './not-you-routes.ts';
import { linkOnItsWayPage } from './pages/link-mailed-page.tsx';
import { formAnswerWords, formWords } from './words/form.ts';

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
  const { settings, now, log, hintsOf, isAllowed, allowList, holdAnswer } = dependencies;
  const texts = [formWords, formAnswerWords, letterWords, failureWords];
  const app = createSite({ ...dependencies, origin: settings.origin, texts });
  const renderForm = createFormRenderer(dependencies);
  const isOwn = ownAddresses(settings);
  addFormRoutes(app, { ...dependencies, loadHints: async () => hintsOf });

  app.post('/declines', parseBody, async (c) => {
    const posted = readForm(c.var.body, now(), { isOwn, zoneLookUp: lookUpTimeZone });
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
        const urgent = formAnswerWords(words).form.urgent(formWords(words).form.preview);
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
        message: formAnswerWords(words).mailed.ifAllowed(candidateEmail),
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
