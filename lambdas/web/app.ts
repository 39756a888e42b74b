import type { Hono } from 'hono';
import { languageTag } from '../core/choices.ts';
import type { LetterInput } from '../core/letter/letter.ts';
import { renderLetter } from '../core/letter/render-letter.ts';
import { newId } from '../core/magic-link.ts';
import type { HintsOf } from '../core/vague/note-hints.ts';
import { logBroken, type SiteEnv, wantsJson } from '../site/context.ts';
import { createSite } from '../site/site.ts';
import { addContactRoutes, type ContactRoutesDependencies } from './contact-routes.ts';
import { type DraftDependencies, startDraft } from './drafts.ts';
import {
  createFormRenderer,
  readForm,
  readPartialForm,
  respondInvalid,
  respondUnavailable,
} from './form-answers.ts';
import type { LetterActionDependencies } from './letter-actions.ts';
import { addLetterRoutes } from './letter-routes.ts';
import { mailedPage } from './pages/mailed-page.tsx';

export interface WebDependencies
  extends DraftDependencies,
    LetterActionDependencies,
    ContactRoutesDependencies {
  readonly settings: DraftDependencies['settings'];
  /** What the vague guard says of a personal note. */
  readonly hintsOf: HintsOf;
  /** Reads a file of `lambdas/web/assets/`. */
  readonly asset: (name: string) => string;
}

const assetTypes = {
  'open-door.css': 'text/css; charset=utf-8',
  'open-door.js': 'text/javascript; charset=utf-8',
} as const;

/** Everything of the site but sending: no function but `send` may mail a recruiter. */
export function createWebApp(dependencies: WebDependencies): Hono<SiteEnv> {
  const { templates, settings, random, now, log, hintsOf } = dependencies;
  const app = createSite({ origin: settings.origin, log });
  const renderForm = createFormRenderer(dependencies);
  const issuePage = () => ({ pageId: newId(random) });

  app.get('/', (c) => c.html(renderForm(c, { submitted: {}, ...issuePage(), switchable: true })));

  app.post('/preview', async (c) => {
    const form = await readForm(c, now(), { isPreview: true });
    if (form instanceof Response) return form;
    const { submitted, result, isLive, acceptSuggestion } = form;
    const previewOf = (input: LetterInput) => ({
      ...renderLetter(templates, input),
      language: languageTag(input.letterLanguage),
    });
    if (isLive || acceptSuggestion) {
      const input = readPartialForm(submitted, result, now());
      const preview = input === undefined ? 'no-stage' : previewOf(input);
      return c.html(renderForm(c, { submitted, ...issuePage(), preview }));
    }
    if (!result.ok)
      return respondInvalid(c, renderForm, result.errors, { submitted, ...issuePage() });
    const { language, ...letter } = previewOf(result.form.input);
    if (!wantsJson(c))
      return c.html(renderForm(c, { submitted, ...issuePage(), preview: { ...letter, language } }));
    return c.json({
      ...letter,
      hints: hintsOf(submitted.personalNote ?? '', c.get('words').language),
    });
  });

  app.post('/declines', async (c) => {
    const form = await readForm(c, now());
    if (form instanceof Response) return form;
    const { submitted, result, pageId } = form;
    if (!result.ok)
      return respondInvalid(c, renderForm, result.errors, { submitted, ...issuePage() });
    const { candidateEmail } = result.form.input;
    if (!dependencies.isAllowed(candidateEmail)) {
      const errors = [{ field: 'candidateEmail', problem: 'not-allowed' }] as const;
      return respondInvalid(c, renderForm, errors, { submitted, ...issuePage() });
    }
    const words = c.get('words');
    try {
      const mailed = await startDraft(dependencies, result.form, {
        language: words.language,
        pageId,
      });
      if (!mailed)
        return respondUnavailable(c, renderForm, 503, 'mailRefused', { submitted, ...issuePage() });
    } catch (error) {
      logBroken(c, log, error);
      return respondUnavailable(c, renderForm, 500, 'broken', { submitted, ...issuePage() });
    }
    if (wantsJson(c))
      return c.json({ mailedTo: candidateEmail, linkHours: settings.linkHours }, 202);
    return c.html(mailedPage(words, candidateEmail, settings.linkHours));
  });

  // Somebody opens the address that the form was posted to.
  app.get('/:form{declines|preview}', (c) => c.redirect(`/?lang=${c.get('words').language}`, 303));

  addLetterRoutes(app, { ...dependencies, renderForm });
  addContactRoutes(app, dependencies);

  app.get('/assets/:name{open-door\\.(?:css|js)}', (c) => {
    const name = c.req.param('name') === 'open-door.css' ? 'open-door.css' : 'open-door.js';
    return c.body(dependencies.asset(name), 200, {
      'Content-Type': assetTypes[name],
      'Cache-Control': 'public, max-age=300',
    });
  });

  app.get('/healthz', (c) => c.json({ ok: true }));

  return app;
}
