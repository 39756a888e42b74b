import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { dynamoDbClient } from '../lambdas/aws/table-client.ts';
import { feedback } from '../lambdas/feedback/main.ts';
import { remind } from '../lambdas/remind/main.ts';
import { send } from '../lambdas/send/main.ts';
import { web } from '../lambdas/web/main.ts';
import { writeAssets } from '../lib/assets.ts';
import { createTable, startDynalite, startSesEmulator } from './emulators.ts';
import { localHttpApi } from './http-api.ts';
import { startInbox } from './inbox/inbox-server.ts';
import { startLocalSes } from './ses/local-ses.ts';
import { setClockAhead } from './set-clock-ahead.ts';
import type { LocalSettings } from './settings.ts';
import { mailLine, terminalLog } from './terminal.ts';

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
  { port, inboxPort, dataFolder, daysAhead, showsLog = false }: LocalSettings,
  { holdsEvents }: { readonly holdsEvents?: boolean } = {},
): Promise<RunningProduct> {
  if (daysAhead > 0) setClockAhead(daysAhead);
  if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true });

  const emulator = await startSesEmulator();
  const inbox = await startInbox({
    port: inboxPort,
    emulator: emulator.endpoint,
    site: `http://localhost:${port}`,
    onMail: (mail) => print(mailLine(mail, new Date())),
  });
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

  const log = terminalLog(showsLog);
  const feedbackFunction = feedback(process.env, log);
  const sendFunction = send(process.env, log);
  const remindFunction = remind(process.env, log);
  const app = localHttpApi({ web: web(process.env, { log }), send: sendFunction.app });
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  await once(server, 'listening');

  const stopJobs = [
    sendFunction.sweep,
    remindFunction.sendReminders,
    feedbackFunction.sendNotices,
  ].map(schedule);

  print(`
  Open Door is running. Stop it with Ctrl-C.

  Write a letter    http://localhost:${port}/
  Read the emails   http://localhost:${inboxPort}/

  No email leaves this machine. ${
    dataFolder === undefined
      ? 'Letters and contacts are lost when it stops.'
      : `Letters and contacts are kept in ${dataFolder}.`
  }${
    daysAhead === 0
      ? ''
      : `\n  The clock is set to ${new Date().toDateString()}. Emails due by then are sent now.`
  }
  To keep letters, to see the logs, or to see something go wrong: npm start -- --help
`);

  return {
    deliverEvents: ses.deliverEvents,
    stop: async () => {
      for (const stopJob of stopJobs) stopJob();
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await Promise.all([ses.stop(), inbox.stop(), emulator.stop(), dynamoDb.stop()]);
      print('Open Door has stopped.');
    },
  };
}
