import type { Hono } from 'hono';
import { jsonLog } from '../aws/json-log.ts';
import { publicAllowList } from '../core/allow-list.ts';
import { assetContent, assetNames } from '../files/asset-files.ts';
import { builtFormFor } from '../files/form-files.ts';
import { listOf } from '../files/list-file.ts';
import { readBytes, templateFiles } from '../files/template-files.ts';
import type { SiteEnv } from '../site/context.ts';
import { createFormApp } from './form-app.ts';
import { formEnvironment } from './form-environment.ts';
import { loadHints } from './parts/hints.ts';

/**
 * Creates the routes of the site that need neither the table nor SES from the environment
 * variables. Only Lambda uses it: most candidates are the first visitor of the hour, and
 * the form is what they see first.
 */
export function formSite(variables: Readonly<Record<string, string | undefined>>): Hono<SiteEnv> {
  const environment = formEnvironment(variables);
  return createFormApp({
    templates: templateFiles,
    allowList: publicAllowList(listOf(environment.ALLOWED_CANDIDATES)),
    asset: assetContent,
    picture: readBytes,
    builtForm: builtFormFor(variables),
    loadHints,
    now: () => new Date(),
    log: jsonLog,
    deployment: {
      letterDays: environment.LETTER_DAYS,
      operator: environment.OPERATOR,
      assets: assetNames(),
    },
    settings: {
      origin: environment.ORIGIN,
      reviewAddress: environment.REVIEW_ADDRESS,
      lettersAddress: environment.LETTERS_ADDRESS,
      hasNoLettersLink: environment.NO_LETTERS_LINK === 'on',
    },
  });
}
