import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hono } from 'hono';
import { DynamoDeclineStore } from '../../aws/dynamo-decline-store.ts';
import { jsonLog } from '../../aws/json-log.ts';
import { parseAllowList, publicAllowList } from '../../core/allow-list.ts';
import { ownAddresses } from '../../core/own-address.ts';
import { listOf } from '../../files/list-file.ts';
import { templateFiles } from '../../files/template-files.ts';
import type { SiteEnv } from '../../site/context.ts';
import { createSite } from '../../site/site.ts';
import { ANSWER_FLOOR_MS, answerFloor } from '../answer-floor.ts';
import { addAskRoute } from '../ask-route.ts';
import { createFormRenderer } from '../form-responses.ts';
import { formAnswerWords, formWords } from '../words/form.ts';
import { loadHints } from './hints.ts';
import { openLinkEmails } from './link-emails.ts';
import { openTable, type SharedByParts, settingsOf, type Variables } from './table.ts';

/** `POST /declines`, for Lambda: it needs the table, SES and the rules of the form. */
export function askSite(variables: Variables, shared: SharedByParts): Hono<SiteEnv> {
  const siteTable = openTable(variables, shared);
  const { environment, table } = siteTable;
  const { deployment, settings } = settingsOf(environment);
  const texts = [formWords, formAnswerWords];
  const app = createSite({ origin: settings.origin, log: jsonLog, deployment, texts });
  const now = () => new Date();
  const allowedCandidates = listOf(environment.ALLOWED_CANDIDATES);
  const allowList = publicAllowList(allowedCandidates);
  addAskRoute(app, {
    ...openLinkEmails(siteTable, shared),
    store: new DynamoDeclineStore(table, environment.LETTER_DAYS),
    templates: templateFiles,
    isAllowed: parseAllowList(allowedCandidates),
    allowList,
    holdAnswer: answerFloor({ now: () => performance.now(), sleep }, ANSWER_FLOOR_MS),
    renderForm: createFormRenderer({
      loadHints,
      now,
      allowList,
      templates: templateFiles,
      settings,
    }),
    isOwn: ownAddresses(settings),
    random: randomBytes,
    now,
    sleep,
    log: jsonLog,
    settings,
  });
  return app;
}
