import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hono } from 'hono';
import { singleAttemptSesClient } from '../../lambdas/aws/clients.ts';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { LetterMailer } from '../../lambdas/aws/letter-mailer.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { createSendApp } from '../../lambdas/send/app.ts';
import { type SendFunction, send } from '../../lambdas/send/main.ts';
import type { SiteEnv } from '../../lambdas/site/context.ts';
import { web } from '../../lambdas/web/main.ts';
import { localHttpApi } from '../../local/http-api.ts';
import type { ArrivedMail } from '../journey/journey.ts';
import { createTestTable, type DynamoDbKind, type TestTable } from './dynamodb.ts';
import { lettersAddress, origin, reviewAddress } from './fixtures.ts';
import { ampleLinks } from './link-door.ts';
import { ampleQuota, paceOn, sendDoorOn } from './pace.ts';
import { type ReceivedMail, sharedSes } from './ses.ts';

export const toArrivedMail = ({
  from,
  replyTo,
  destination,
  subject,
  body,
}: ReceivedMail): ArrivedMail => ({
  from,
  replyTo,
  to: destination.to,
  bcc: destination.bcc,
  subject,
  text: body.text ?? '',
  html: body.html ?? '',
});

export interface RunningProduct {
  readonly dynamoDb: TestTable;
  readonly web: Hono<SiteEnv>;
  readonly send: SendFunction;
  /** Answers a request by `web` or `send`, routed as the HTTP API does. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly mails: () => Promise<readonly ArrivedMail[]>;
  readonly clearMails: () => Promise<void>;
  readonly close: () => void;
}

/** For journeys of one candidate, who asks for links to the contacts again and again. */
export const manyContactsLinks = { CONTACTS_LINKS_PER_MAILBOX_DAY: '1000' };

/** The environment variables of the functions. On AWS the stack sets them. */
export const productEnvironment = (tableName: string): Record<string, string> => ({
  TABLE_NAME: tableName,
  CONFIGURATION_SET: 'open-door',
  ORIGIN: origin,
  LETTERS_ADDRESS: lettersAddress,
  REVIEW_ADDRESS: reviewAddress,
  LINK_HOURS: '48',
  LOG_DAYS: '30',
  REGION: 'eu-west-1',
  LINKS_PER_MAILBOX_DAY: String(ampleLinks.perMailboxDay),
  CONTACTS_LINKS_PER_MAILBOX_DAY: String(ampleLinks.contactsPerMailboxDay),
  LINKS_PER_NETWORK_HOUR: String(ampleLinks.perNetworkHour),
  TRUSTED_PROXY_HOPS: '0',
  NO_LETTERS_LINK: 'off',
  LETTER_DAYS: '30',
  OPERATOR: '{}',
  SEND_RATE: String(ampleQuota.sendRate),
  DAILY_QUOTA: String(ampleQuota.dailyQuota),
  LETTERS_PER_RECRUITER: '1000',
  LETTERS_PER_DOMAIN: '1000',
  ALLOWED_CANDIDATES: 'candidates.example',
});

/**
 * The app of the `send` function for hundreds of requests at the same time. On Lambda
 * each request has its own process. Here all requests share one process, so each table
 * command takes longer. Therefore a request that lost the claim waits 10 times as long
 * for the outcome as on Lambda.
 */
export function sendAppForLoad({ dynamoDb }: Pick<RunningProduct, 'dynamoDb'>): Hono<SiteEnv> {
  const table = new Table(dynamoDb.client, dynamoDb.tableName, Date.now);
  return createSendApp({
    store: new DynamoDeclineStore(table),
    recorder: new DynamoContactStore(table),
    mailer: new LetterMailer(singleAttemptSesClient(), 'open-door'),
    pace: paceOn(table, 'letters'),
    ...sendDoorOn(table),
    random: randomBytes,
    now: () => new Date(),
    sleep: async (ms) => {
      await sleep(10 * ms);
    },
    log: () => {},
    origin,
  });
}

/**
 * Starts the product in this process, on emulators with the real APIs. It sets the
 * environment variables of this process.
 *
 * @param settings environment variables of the functions that are not as usual
 */
export async function startProduct(
  kind: DynamoDbKind,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningProduct> {
  const [dynamoDb, ses] = await Promise.all([createTestTable(kind), sharedSes()]);
  Object.assign(process.env, productEnvironment(dynamoDb.tableName), settings, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
    AWS_ENDPOINT_URL_SES: ses.endpoint,
  });
  const sending = send(process.env);
  // The tests of the answer floor have their own clock. The others need not wait. The
  // local SES may be slow on a busy machine: ses-hangs.test.ts has the real time.
  const site = web(process.env, { answerFloorMs: 0, linkMailTimeoutMs: 60_000 });
  const app = localHttpApi({ web: site, send: sending.app });
  return {
    dynamoDb,
    web: site,
    send: sending,
    fetch: async (request) => app.fetch(request),
    mails: async () => (await ses.mails()).map(toArrivedMail),
    clearMails: ses.clear,
    close: dynamoDb.close,
  };
}
