import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hono } from 'hono';
import { dynamoDbClient, LINK_MAIL_TIMEOUT_MS, sesClient } from '../aws/clients.ts';
import { DynamoBlocks } from '../aws/dynamo-blocks.ts';
import { DynamoContactStore } from '../aws/dynamo-contact-store.ts';
import { DynamoDailySalts } from '../aws/dynamo-daily-salts.ts';
import { DynamoDeclineStore } from '../aws/dynamo-decline-store.ts';
import { DynamoKillSwitch } from '../aws/dynamo-kill-switch.ts';
import { DynamoLinkStore } from '../aws/dynamo-link-store.ts';
import { DynamoMailHealth } from '../aws/dynamo-mail-health.ts';
import { DynamoMailboxStops } from '../aws/dynamo-mailbox-stops.ts';
import { DynamoRateLimiter } from '../aws/dynamo-rate-limiter.ts';
import { jsonLog } from '../aws/json-log.ts';
import { SesMailer } from '../aws/ses-mailer.ts';
import { Table } from '../aws/table.ts';
import { tablePacer } from '../aws/table-pacer.ts';
import { isPubliclyAllowed, parseAllowList, publicAllowList } from '../core/allow-list.ts';
import { addressKey } from '../core/email-address.ts';
import { createBreaker } from '../core/limits/breaker.ts';
import { createNoteHints } from '../core/vague/note-hints.ts';
import { deploymentOf, parseEnvironment, webEnvironment } from '../environment.ts';
import { assetContent, assetNames } from '../files/asset-files.ts';
import { listOf } from '../files/list-file.ts';
import { templateFiles, vagueFiles } from '../files/template-files.ts';
import type { SiteEnv } from '../site/context.ts';
import { ANSWER_FLOOR_MS, answerFloor } from './answer-floor.ts';
import { createWebApp } from './app.ts';
import { createLinkDoor } from './link-door.ts';

/**
 * Creates the app from the environment variables, on AWS and for `npm start`.
 *
 * @param options `answerFloorMs`: the least time that a request for a link takes.
 *   `linkMailTimeoutMs`: when SES is given up. Both in ms; other values are for tests
 */
export function web(
  variables: Readonly<Record<string, string | undefined>>,
  {
    answerFloorMs = ANSWER_FLOOR_MS,
    linkMailTimeoutMs = LINK_MAIL_TIMEOUT_MS,
  }: { readonly answerFloorMs?: number; readonly linkMailTimeoutMs?: number } = {},
): Hono<SiteEnv> {
  const environment = parseEnvironment(webEnvironment, variables);
  const table = new Table(dynamoDbClient(), environment.TABLE_NAME, Date.now);
  const contacts = new DynamoContactStore(table);
  const limiter = new DynamoRateLimiter(table);
  const blocks = new DynamoBlocks(table);
  const stops = new DynamoMailboxStops(table);
  const killSwitch = new DynamoKillSwitch(table);
  const allowedCandidates = listOf(environment.ALLOWED_CANDIDATES);
  const allowList = publicAllowList(allowedCandidates);
  const now = () => new Date();
  return createWebApp({
    store: new DynamoDeclineStore(table, environment.LETTER_DAYS),
    contacts,
    recorder: contacts,
    links: new DynamoLinkStore(table),
    // The SDK may retry: a link that is emailed twice does no harm.
    mailer: new SesMailer(sesClient(), environment.CONFIGURATION_SET, linkMailTimeoutMs),
    stops,
    door: createLinkDoor({
      limiter,
      stops,
      salts: new DynamoDailySalts(table, randomBytes),
      pace: tablePacer(table, 'links', environment),
      breaker: createBreaker({
        health: new DynamoMailHealth(table),
        limiter,
        hasConfirmed: (address) => contacts.hasAny(addressKey(address)),
        now,
      }),
      killSwitch,
      blocks,
      isPublic: (address) => isPubliclyAllowed(allowList, address),
      limits: {
        perMailboxDay: environment.LINKS_PER_MAILBOX_DAY,
        contactsPerMailboxDay: environment.CONTACTS_LINKS_PER_MAILBOX_DAY,
        perNetworkHour: environment.LINKS_PER_NETWORK_HOUR,
      },
      random: randomBytes,
      now,
    }),
    killSwitch,
    blocks,
    templates: templateFiles,
    hintsOf: createNoteHints(vagueFiles),
    asset: assetContent,
    isAllowed: parseAllowList(allowedCandidates),
    allowList,
    holdAnswer: answerFloor({ now: () => performance.now(), sleep }, answerFloorMs),
    random: randomBytes,
    now,
    sleep,
    log: jsonLog,
    deployment: { ...deploymentOf(environment), assets: assetNames() },
    settings: {
      origin: environment.ORIGIN,
      reviewAddress: environment.REVIEW_ADDRESS,
      lettersAddress: environment.LETTERS_ADDRESS,
      linkHours: environment.LINK_HOURS,
      trustedProxyHops: environment.TRUSTED_PROXY_HOPS,
      hasNoLettersLink: environment.NO_LETTERS_LINK === 'on',
    },
  });
}
