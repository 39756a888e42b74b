import type { Hono } from 'hono';
import { renderLetter } from '../core/render-letter.ts';
import { type SiteEnv, wantsJson } from '../site/context.ts';
import { formPage } from '../site/pages/form-page.tsx';
import { mailedPage } from '../site/pages/message-page.tsx';
import { createSite, failure } from '../site/site.ts';
import { type DraftDependencies, startDraft } from './drafts.ts';
import { readForm, refuse } from './form-answers.ts';
import { addLetterRoutes } from './letter-routes.ts';

export interface WebDependencies extends DraftDependencies {
  /** Whether this deployment serves the candidate with this address. */
  readonly isAllowed: (address: string) => boolean;
  /** Reads a file of `lambdas/web/assets/`. */
  readonly asset: (name: string) => string;
}

const assetTypes = {
  'open-door.css': 'text/css; charset=utf-8',
  'open-door.js': 'text/javascript; charset=utf-8',
} as const;

/** Everything of the site but sending: no function but `send` may mail a recruiter. */
export function createWebApp(dependencies: WebDependencies): Hono<SiteEnv> {
  const { templates, settings, now, log } = dependencies;
  const app = createSite({ origin: settings.origin, log });

  app.get('/', (c) => c.html(formPage({ words: c.get('words'), typed: {}, switchable: true })));

  app.post('/preview', async (c) => {
    const form = await readForm(c, now());
    if (form instanceof Response) return form;
    const { typed, result } = form;
    if (!result.ok) return refuse(c, result.errors, { typed });
    const { request } = result.form;
    const { subject, text, html } = renderLetter(templates, request);
    if (wantsJson(c)) return c.json({ subject, text, html, hints: [] });
    const language = request.letterLanguage === 'en' ? 'en' : 'es';
    return c.html(formPage({ words: c.get('words'), typed, preview: { subject, text, language } }));
  });

  app.post('/declines', async (c) => {
    const form = await readForm(c, now());
    if (form instanceof Response) return form;
    const { typed, result } = form;
    if (!result.ok) return refuse(c, result.errors, { typed });
    const { candidateEmail } = result.form.request;
    if (!dependencies.isAllowed(candidateEmail)) {
      return refuse(c, [{ field: 'candidateEmail', problem: 'not-allowed' }], { typed });
    }
    const words = c.get('words');
    const mailed = await startDraft(dependencies, result.form, words.language);
    if (!mailed) return failure(c, 503, 'mailRefused');
    if (wantsJson(c)) return c.json({ mailedTo: candidateEmail, linkHours: settings.linkHours }, 202);
    return c.html(mailedPage(words, candidateEmail, settings.linkHours));
  });

  // Somebody reloads the address that the form was posted to.
  app.get('/:form{declines|preview}', (c) => c.redirect(`/?lang=${c.get('words').language}`, 303));

  addLetterRoutes(app, dependencies);

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
