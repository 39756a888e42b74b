import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hono } from 'hono';
import { DynamoBlocks } from '../aws/dynamo-blocks.ts';
import { DynamoContactStore } from '../aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../aws/dynamo-decline-store.ts';
import { DynamoKillSwitch } from '../aws/dynamo-kill-switch.ts';
import { DynamoLinkStore } from '../aws/dynamo-link-store.ts';
import { DynamoMailboxStops } from '../aws/dynamo-mailbox-stops.ts';
import { jsonLog } from '../aws/json-log.ts';
import { parseAllowList, publicAllowList } from '../core/allow-list.ts';
import type { Log } from '../core/log.ts';
import { assetContent } from '../files/asset-files.ts';
import { listOf } from '../files/list-file.ts';
import { openapiContent } from '../files/openapi-file.ts';
import { readBytes, templateFiles } from '../files/template-files.ts';
import type { SiteEnv } from '../site/context.ts';
import { ANSWER_FLOOR_MS, answerFloor } from './answer-floor.ts';
import { createWebApp } from './app.ts';
import { loadHints } from './parts/hints.ts';
import { openLinkEmails } from './parts/link-emails.ts';
import { openTable, type SharedByParts, settingsOf, type Variables } from './parts/table.ts';

/**
 * Creates the complete site from the environment variables, on AWS and for `npm start`.
 *
 * @param options `answerFloorMs`: the least time that a request for a link takes.
 *   `linkMailTimeoutMs`: when SES is given up. Both in ms; other values are for tests.
 *   `shared`: what other parts of the process have made already. `log`: default: the
 *   console
 */
export function web(
  variables: Variables,
  {
    answerFloorMs = ANSWER_FLOOR_MS,
    linkMailTimeoutMs,
    shared = {},
    log = jsonLog,
  }: {
    readonly answerFloorMs?: number;
    readonly linkMailTimeoutMs?: number;
    readonly shared?: SharedByParts;
    readonly log?: Log;
  } = {},
): Hono<SiteEnv> {
  const siteTable = openTable(variables, shared);
  const { environment, table } = siteTable;
  const contacts = new DynamoContactStore(table);
  const allowedCandidates = listOf(environment.ALLOWED_CANDIDATES);
  return createWebApp({
    ...openLinkEmails(siteTable, shared, linkMailTimeoutMs),
    store: new DynamoDeclineStore(table, environment.LETTER_DAYS),
    contacts,
    recorder: contacts,
    links: new DynamoLinkStore(table),
    stops: new DynamoMailboxStops(table),
    killSwitch: new DynamoKillSwitch(table),
    blocks: new DynamoBlocks(table),
    templates: templateFiles,
    loadHints,
    asset: assetContent,
    picture: readBytes,
    openapi: openapiContent,
    isAllowed: parseAllowList(allowedCandidates),
    allowList: publicAllowList(allowedCandidates),
    holdAnswer: answerFloor({ now: () => performance.now(), sleep }, answerFloorMs),
    random: randomBytes,
    now: () => new Date(),
    sleep,
    log,
    ...settingsOf(environment),
  });
}
