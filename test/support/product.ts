import type { Hono } from 'hono';
import { localSite } from '../../bin/local-site.ts';
import { type SendFunction, send } from '../../lambdas/send/main.ts';
import type { SiteEnv } from '../../lambdas/site/context.ts';
import { web } from '../../lambdas/web/main.ts';
import type { ArrivedMail } from '../journey/journey.ts';
import { type DynamoDbKind, type RunningDynamoDb, startDynamoDb } from './dynamodb.ts';
import { type ReceivedMail, startSes } from './ses.ts';

const arrived = ({ from, replyTo, destination, subject, body }: ReceivedMail): ArrivedMail => ({
  from,
  replyTo,
  to: destination.to,
  bcc: destination.bcc,
  subject,
  text: body.text ?? '',
  html: body.html ?? '',
});

export interface RunningProduct {
  readonly dynamoDb: RunningDynamoDb;
  readonly web: Hono<SiteEnv>;
  readonly send: SendFunction;
  /** Both together, as one site. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly mails: () => Promise<readonly ArrivedMail[]>;
  readonly clearMails: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const origin = 'https://door.example';

/** The functions' environment, as the stack sets it. */
const productEnvironment = (tableName: string): Record<string, string> => ({
  TABLE_NAME: tableName,
  CONFIGURATION_SET: 'open-door',
  ORIGIN: origin,
  LETTERS_ADDRESS: 'letters@door.example',
  REVIEW_ADDRESS: 'review@door.example',
  LINK_HOURS: '48',
  SEND_RATE: '100',
  ALLOWED_CANDIDATES: 'candidates.example',
});

/** Starts the product in this process, on emulators that speak the real APIs. */
export async function startProduct(kind: DynamoDbKind): Promise<RunningProduct> {
  const [dynamoDb, ses] = await Promise.all([startDynamoDb(kind), startSes()]);
  Object.assign(process.env, productEnvironment(dynamoDb.tableName), {
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
    AWS_ENDPOINT_URL_SES: ses.endpoint,
  });
  const sending = send(process.env);
  const site = web(process.env);
  const app = localSite({ web: site, send: sending.app });
  return {
    dynamoDb,
    web: site,
    send: sending,
    fetch: async (request) => app.fetch(request),
    mails: async () => (await ses.mails()).map(arrived),
    clearMails: () => ses.clear(),
    stop: async () => {
      await Promise.all([dynamoDb.stop(), ses.stop()]);
    },
  };
}
