import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { dynamoDbClient } from '../lambdas/aws/clients.ts';
import { feedback } from '../lambdas/feedback/main.ts';
import { remind } from '../lambdas/remind/main.ts';
import { send } from '../lambdas/send/main.ts';
import { web } from '../lambdas/web/main.ts';
import { createTable, startDynalite, startInbox } from './emulators.ts';
import { localSite } from './local-site.ts';
import { startLocalSes } from './ses/local-ses.ts';
import { setClockAhead } from './set-clock-ahead.ts';
import { readDaysAhead, readPort, requireFreePort, SettingError } from './settings.ts';

const MINUTE_MS = 60_000;
/** The time-out of the functions on AWS. */
const JOB_TIMEOUT_MS = 50_000;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/**
 * The environment of the AWS SDK and of the functions: the same names as on AWS, other
 * endpoints.
 */
function environmentOf(port: number, dynamoDb: string, ses: string): Record<string, string> {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    // The SDK warns about the end of Node 20, about which a user of this can do nothing.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb,
    AWS_ENDPOINT_URL_SES: ses,
    TABLE_NAME: 'open-door',
    CONFIGURATION_SET: 'open-door',
    ORIGIN: `http://localhost:${port}`,
    LETTERS_ADDRESS: 'letters@open-door.example',
    REVIEW_ADDRESS: 'review@open-door.example',
    LINK_HOURS: '48',
    SEND_RATE: '10',
    ALLOWED_CANDIDATES: '*',
  };
}

/**
 * Runs a job at once and then periodically, never twice at the same time. If a run fails, it
 * is reported and the next run comes as usual.
 *
 * @returns stops it
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

/**
 * Starts the whole product in this process, and prints what to open in a browser.
 *
 * @param variables `PORT`, `INBOX_PORT`, `OPEN_DOOR_DATA`, `DAYS_AHEAD`; see `bin/dev.ts`
 * @throws {SettingError}
 */
export async function startLocalProduct(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly stop: () => Promise<void> }> {
  const daysAhead = readDaysAhead(variables);
  if (daysAhead > 0) setClockAhead(daysAhead);
  const port = readPort(variables, 'PORT', 3000);
  const inboxPort = readPort(variables, 'INBOX_PORT', 8005);
  if (port === inboxPort) {
    throw new SettingError(`PORT and INBOX_PORT are both ${port}. Give them different ports.`);
  }
  await requireFreePort('PORT', port);
  await requireFreePort('INBOX_PORT', inboxPort);

  const data = variables['OPEN_DOOR_DATA'];
  const folder = data ? resolve(data) : undefined;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });

  const inbox = await startInbox(inboxPort);
  const dynamoDb = await startDynalite(folder === undefined ? {} : { path: folder });
  // The functions start once the environment has the endpoints. No event comes before one of
  // them has mailed something.
  const ses = await startLocalSes({
    inbox: inbox.endpoint,
    onEvent: (event) => reports.recordEvent(event),
  });
  Object.assign(process.env, environmentOf(port, dynamoDb.endpoint, ses.endpoint));
  await createTable(dynamoDbClient(), 'open-door');

  const reports = feedback(process.env);
  const sending = send(process.env);
  const reminding = remind(process.env);
  const app = localSite({ web: web(process.env), send: sending.app });
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  await once(server, 'listening');

  const stopJobs = [sending.sweep, reminding.sendReminders, reports.sendNotices].map(schedule);

  print(`
  Open Door is open.

  Write a letter   http://localhost:${port}/
  Read the mail    http://localhost:${inboxPort}/

  ${
    folder === undefined
      ? 'Nothing is kept when it stops (OPEN_DOOR_DATA=folder keeps it).'
      : `Letters and contacts are kept in ${folder}.`
  }
  No mail leaves this machine. Stop with Ctrl-C.${
    daysAhead === 0
      ? ''
      : `\n  The clock is set to ${new Date().toDateString()}. What was due by then is mailed now.`
  }

  To see it go wrong, write to bounce@simulator.amazonses.com or break@trouble.example;
  npm start -- --help lists all such addresses.
`);

  return {
    stop: async () => {
      for (const stopJob of stopJobs) stopJob();
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await Promise.all([ses.stop(), inbox.stop(), dynamoDb.stop()]);
      print('Open Door is closed.');
    },
  };
}
