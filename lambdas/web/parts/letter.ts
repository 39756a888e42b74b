import type { Hono } from 'hono';
import { DynamoDeclineStore } from '../../aws/dynamo-decline-store.ts';
import { DynamoKillSwitch } from '../../aws/dynamo-kill-switch.ts';
import { jsonLog } from '../../aws/json-log.ts';
import type { SiteEnv } from '../../site/context.ts';
import { createSite } from '../../site/site.ts';
import { letterWords } from '../../site/words/letter.ts';
import { addLetterPageRoute } from '../letter-page-route.ts';
import type { AnswerByCompleteSite } from '../site-parts.ts';
import { loadHints } from './hints.ts';
import { openTable, type SharedByParts, settingsOf, type Variables } from './table.ts';

/** The letter's page, for Lambda: it needs the table, but neither SES nor the form. */
export function letterSite(
  variables: Variables,
  shared: SharedByParts,
  byCompleteSite: AnswerByCompleteSite,
): Hono<SiteEnv> {
  const { environment, table } = openTable(variables, shared);
  const { deployment, settings } = settingsOf(environment);
  const { origin } = settings;
  const app = createSite({ origin, log: jsonLog, deployment, texts: [letterWords] });
  addLetterPageRoute(app, {
    store: new DynamoDeclineStore(table, environment.LETTER_DAYS),
    killSwitch: new DynamoKillSwitch(table),
    loadHints,
    now: () => new Date(),
    // It shows the form.
    startAgain: byCompleteSite,
  });
  return app;
}
