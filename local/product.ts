import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { jsonLog } from '../lambdas/aws/json-log.ts';
import { dynamoDbClient } from '../lambdas/aws/table-client.ts';
import type { Log } from '../lambdas/core/log.ts';
import { feedback } from '../lambdas/feedback/main.ts';
import { remind } from '../lambdas/remind/main.ts';
import { send } from '../lambdas/send/main.ts';
import { web } from '../lambdas/web/main.ts';
import { writeAssets } from '../lib/assets.ts';
import { createTable, startDynalite, startInbox } from './emulators.ts';
import { localHttpApi } from './http-api.ts';
import { startLocalSes } from './ses/local-ses.ts';
import { setClockAhead } from './set-clock-ahead.ts';
import type { LocalSettings } from './settings.ts';

const MINUTE_MS = 60_000;
/** The timeout of `send`, `feedback` and `remind` on AWS. */
const JOB_TIMEOUT_MS = 50_000;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/**
 * The environment variables of the AWS SDK and of the functions: the same names as on
 * AWS, with local endpoints.
 */
function environmentOf(port: number, dynamoDb: string, ses: string): Record<string, string> {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    // Hides the SDK's warning about the end of Node 20: the user can do nothing about it.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb,
    AWS_ENDPOINT_URL_SES: ses,
    TABLE_NAME: 'open-door',
    CONFIGURATION_SET: 'open-door',
    ORIGIN: `http://localhost:${port}`,
    LETTERS_ADDRESS: 'letters@open-door.example',
    REVIEW_ADDRESS: 'review@open-door.example',
    LINK_HOURS: '48',
    LOG_DAYS: '30',
    REGION: 'none',
    // A person who tries the product writes many letters with one address. So the limits
    // are wide, unless they are what the person tries.
    LINKS_PER_MAILBOX_DAY: process.env['LINKS_PER_MAILBOX_DAY'] || '1000',
    CONTACTS_LINKS_PER_MAILBOX_DAY: '1000',
    LINKS_PER_NETWORK_HOUR: process.env['LINKS_PER_NETWORK_HOUR'] || '10000',
    TRUSTED_PROXY_HOPS: '0',
    NO_LETTERS_LINK: 'off',
    LETTER_DAYS: '30',
    OPERATOR: '{}',
    SEND_RATE: '14',
    DAILY_QUOTA: '50000',
    LETTERS_PER_RECRUITER: '1000',
    LETTERS_PER_DOMAIN: '1000',
    ALLOWED_CANDIDATES: '*',
  };
}

/**
 * Runs a job at once and then every minute, never twice at the same time. If a run fails,
 * its error goes to stderr, and the next run starts as usual.
 *
 * @returns a function that stops it
 */
function schedule(job: (until: number) => Promise<void>): () => void {
  let isRunning = false;
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      await job(Date.now() + JOB_TIMEOUT_MS);
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    } finally {
      isRunning = false;
    }
  };
  void run();
  const timer = setInterval(run, MINUTE_MS);
  return () => clearInterval(timer);
}

/** The runs in which nothing was due would fill the terminal: three entries a minute. */
const log: Log = (entry) => {
  const isIdleRun = 'lateMs' in entry && entry.due === 0;
  if (!isIdleRun) jsonLog(entry);
};

interface RunningProduct {
  /** Delivers the events of the local SES that still wait, now. */
  readonly deliverEvents: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the whole product in this process, and prints what to open in a browser.
 *
 * @param holdsEvents whether the events of the local SES wait for `deliverEvents`; for
 *   tests
 */
export async function startLocalProduct(
  { port, inboxPort, dataFolder, daysAhead }: LocalSettings,
  { holdsEvents }: { readonly holdsEvents?: boolean } = {},
): Promise<RunningProduct> {
  if (daysAhead > 0) setClockAhead(daysAhead);
  if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true });

  const inbox = await startInbox(inboxPort);
  const dynamoDb = await startDynalite(dataFolder === undefined ? {} : { path: dataFolder });
  // The functions need the endpoints, so they are wired below. SES publishes no event
  // before a function has sent an email, so `feedbackFunction` is set by then.
  const ses = await startLocalSes({
    inbox: inbox.endpoint,
    onEvent: (event) => feedbackFunction.recordEvent(event),
    holdsEvents,
  });
  writeAssets(fileURLToPath(new URL('..', import.meta.url)));
  Object.assign(process.env, environmentOf(port, dynamoDb.endpoint, ses.endpoint));
  await createTable(dynamoDbClient(), 'open-door');

  const feedbackFunction = feedback(process.env, log);
  const sendFunction = send(process.env, log);
  const remindFunction = remind(process.env, log);
  const app = localHttpApi({ web: web(process.env), send: sendFunction.app });
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  await once(server, 'listening');

  const stopJobs = [
    sendFunction.sweep,
    remindFunction.sendReminders,
    feedbackFunction.sendNotices,
  ].map(schedule);

  print(`
  Open Door is running.

  Write a letter    http://localhost:${port}/
  Read the emails   http://localhost:${inboxPort}/

  ${
    dataFolder === undefined
      ? 'Letters and contacts are lost when it stops (OPEN_DOOR_DATA=folder keeps them).'
      : `Letters and contacts are kept in ${dataFolder}.`
  }
  No email leaves this machine. Stop with Ctrl-C.${
    daysAhead === 0
      ? ''
      : `\n  The clock is set to ${new Date().toDateString()}. Emails due by then are sent now.`
  }

  To see what happens when something goes wrong, write to bounce@simulator.amazonses.com or
  break@trouble.example; npm start -- --help lists all such addresses.
`);

  return {
    deliverEvents: ses.deliverEvents,
    stop: async () => {
      for (const stopJob of stopJobs) stopJob();
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await Promise.all([ses.stop(), inbox.stop(), dynamoDb.stop()]);
      print('Open Door has stopped.');
    },
  };
}
