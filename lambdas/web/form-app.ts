import type { Hono } from 'hono';
import type { SiteEnv } from '../site/context.ts';
import { createSite, type SiteSettings } from '../site/site.ts';
import { addAssetRoutes, type ReadAsset } from './asset-routes.ts';
import { addFormRoutes } from './form-routes.ts';
import type { PreviewDependencies } from './preview.ts';
import { formWords } from './words/form.ts';

export interface FormAppDependencies
  extends PreviewDependencies,
    Pick<SiteSettings, 'log' | 'deployment'> {
  readonly asset: ReadAsset;
}

/**
 * The routes of the site that need neither the table nor SES. Their answers are those of
 * the whole site (`createWebApp`), which has the same routes.
 */
export function createFormApp(dependencies: FormAppDependencies): Hono<SiteEnv> {
  const { origin } = dependencies.settings;
  const app = createSite({ ...dependencies, origin, texts: [formWords] });
  addFormRoutes(app, dependencies);
  addAssetRoutes(app, { read: dependencies.asset, names: dependencies.deployment?.assets });
  app.get('/healthz', (c) => c.json({ ok: true }));
  return app;
}
