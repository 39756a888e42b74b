import type { Hono } from 'hono';
import { jsonLog } from '../../aws/json-log.ts';
import { deploymentOf, parseEnvironment, webEnvironment } from '../../environment.ts';
import { assetNames } from '../../files/asset-files.ts';
import type { SiteEnv } from '../../site/context.ts';
import { createSite } from '../../site/site.ts';
import { addAboutRoutes } from '../about-routes.ts';
import type { Variables } from './table.ts';

/** The pages about the site, for Lambda: they need neither the table nor SES. */
export function aboutSite(variables: Variables): Hono<SiteEnv> {
  const environment = parseEnvironment(webEnvironment, variables);
  const deployment = { ...deploymentOf(environment), assets: assetNames() };
  const app = createSite({ origin: environment.ORIGIN, log: jsonLog, deployment });
  addAboutRoutes(app, {
    settings: {
      linkHours: environment.LINK_HOURS,
      logDays: environment.LOG_DAYS,
      region: environment.REGION,
      hasNoLettersLink: environment.NO_LETTERS_LINK === 'on',
    },
  });
  return app;
}
