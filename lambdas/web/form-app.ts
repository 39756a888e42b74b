import type { Hono } from 'hono';
import type { BuiltForm } from '../core/built-form.ts';
import type { SiteEnv } from '../site/context.ts';
import { createSite, type SiteSettings } from '../site/site.ts';
import { addAssetRoutes, type ReadAsset } from './asset-routes.ts';
import { addFormRoutes } from './form-routes.ts';
import { addPictureRoutes, type ReadPicture } from './picture-routes.ts';
import type { PreviewDependencies } from './preview.ts';

export interface FormAppDependencies
  extends PreviewDependencies,
    Pick<SiteSettings, 'log' | 'deployment'> {
  readonly asset: ReadAsset;
  readonly picture: ReadPicture;
  /** The empty form, if it was made with the bundle. */
  readonly builtForm?: BuiltForm | undefined;
}

/**
 * The routes of the site that need neither the table nor SES. Their answers are those of
 * the whole site (`createWebApp`), which has the same routes.
 */
export function createFormApp(dependencies: FormAppDependencies): Hono<SiteEnv> {
  const { origin } = dependencies.settings;
  const app = createSite({ ...dependencies, origin });
  addFormRoutes(app, dependencies);
  addPictureRoutes(app, dependencies.picture);
  addAssetRoutes(app, { read: dependencies.asset, names: dependencies.deployment?.assets });
  app.get('/healthz', (c) => c.json({ ok: true }));
  return app;
}
