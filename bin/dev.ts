import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { dynamoDbClient } from '../lambdas/aws/clients.ts';
import { feedback } from '../lambdas/feedback/main.ts';
import { remind } from '../lambdas/remind/main.ts';
import { send } from '../lambdas/send/main.ts';
import { web } from '../lambdas/web/main.ts';
import { createTable, startDynalite, startInbox } from './local-aws.ts';
import { addressesHelp, startLocalSes } from './local-ses.ts';
import { localSite } from './local-site.ts';

const HELP = `Open Door on this machine: the whole product, with an embedded DynamoDB and an inbox instead of real mail.

  npm start                       the form on port 3000, the inbox on port 8005
  PORT=3001 npm start             the form on another port
  INBOX_PORT=8006 npm start       the inbox on another port
  OPEN_DOOR_DATA=data npm start   keeps letters and contacts in the folder "data"; the inbox starts empty each time
  DAYS_AHEAD=400 npm start        takes it to be that many days later: with kept data, reminders come due

Stop it with Ctrl-C. No mail leaves this machine.

See it go wrong: give the recruiter one of these addresses (bounce+anything@… works, too). Any other is delivered.

${addressesHelp}
`;

const MINUTE_MS = 60_000;
/** The functions' time-out on AWS. */
const JOB_TIMEOUT_MS = 50_000;

/** A fault of the start that its reader can mend. */
class StartError extends Error {}

/**
 * Lets this process live some days ahead, for whoever wants to see a reminder come today.
 * The product asks `Date` and knows nothing of it.
 */
function liveAhead(): number {
  const given = process.env['DAYS_AHEAD'] || '0';
  const days = Number(given);
  if (!Number.isInteger(days) || days < 0 || days > 3650) {
    throw new StartError(
      `DAYS_AHEAD is "${given}". Use a whole number of days, at most 3650: DAYS_AHEAD=400 npm ` +
        'start',
    );
  }
  if (days === 0) return days;
  const ahead = days * 24 * 60 * MINUTE_MS;
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given) =>
      Reflect.construct(target, given.length === 0 ? [target.now() + ahead] : given),
    get: (target, name) =>
      name === 'now' ? () => target.now() + ahead : Reflect.get(target, name),
  });
  return days;
}

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

function portFrom(name: 'PORT' | 'INBOX_PORT', otherwise: number): number {
  const given = process.env[name];
  if (given === undefined || given === '') return otherwise;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartError(
      `${name} is "${given}", which is no port. Use a number from 1 to 65535: ` +
        `${name}=${otherwise} npm start`,
    );
  }
  return port;
}

/**
 * Finds out before anything starts whether a port is free, so that the message can say
 * what to do.
 */
async function requireFree(name: 'PORT' | 'INBOX_PORT', port: number): Promise<void> {
  const probe = createServer();
  try {
    const listening = once(probe, 'listening');
    probe.listen(port, '127.0.0.1');
    await listening;
  } catch {
    throw new StartError(
      `Port ${port} is taken or not allowed. Stop what uses it, or choose another one: ` +
        `${name}=${port + 1} npm start`,
    );
  }
  const closed = once(probe, 'close');
  probe.close();
  await closed;
}

/**
 * What the AWS SDK and the functions read from their environment; the same names as on
 * AWS, other endpoints.
 */
function environmentOf(port: number, dynamoDb: string, ses: string): Record<string, string> {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    // The SDK warns of the end of Node 20, which whoever writes a letter here cannot
    // mend.
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
 * Runs a job at once, and then again and again, never two rounds at once. A broken round
 * is told and does not end the product.
 */
function every(ms: number, job: () => Promise<void>): () => void {
  let running = false;
  const round = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      await job();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    } finally {
      running = false;
    }
  };
  void round();
  const timer = setInterval(round, ms);
  return () => clearInterval(timer);
}

async function start(): Promise<void> {
  const daysAhead = liveAhead();
  const port = portFrom('PORT', 3000);
  const inboxPort = portFrom('INBOX_PORT', 8005);
  if (port === inboxPort)
    throw new StartError(`PORT and INBOX_PORT are both ${port}. Give them different ports.`);
  await requireFree('PORT', port);
  await requireFree('INBOX_PORT', inboxPort);

  const data = process.env['OPEN_DOOR_DATA'];
  const folder = data ? resolve(data) : undefined;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });

  const inbox = await startInbox(inboxPort);
  const dynamoDb = await startDynalite(folder === undefined ? {} : { path: folder });
  // The functions are wired once the environment says where everything is; no event comes
  // before they mail something.
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

  const stopTimers = [
    every(MINUTE_MS, () => sending.sweep(Date.now() + JOB_TIMEOUT_MS)),
    every(MINUTE_MS, () => reminding.sendReminders(Date.now() + JOB_TIMEOUT_MS)),
    every(MINUTE_MS, () => reports.sendNotices(Date.now() + JOB_TIMEOUT_MS)),
  ];

  say(`
  Open Door is open.

  Write a letter   http://localhost:${port}/
  Read the mail    http://localhost:${inboxPort}/

  ${folder === undefined ? 'Nothing is kept when it stops (OPEN_DOOR_DATA=folder keeps it).' : `Letters and contacts are kept in ${folder}.`}
  No mail leaves this machine. Stop with Ctrl-C.${daysAhead === 0 ? '' : `\n  It is taken to be ${new Date().toDateString()}. What was due by then is mailed now.`}

  See it go wrong: write to bounce@simulator.amazonses.com or break@trouble.example; npm start -- --help lists them all.
`);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    for (const stopTimer of stopTimers) stopTimer();
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    await Promise.all([ses.stop(), inbox.stop(), dynamoDb.stop()]);
    say('Open Door is closed.');
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } }, strict: false });
if (values.help) {
  say(HELP);
} else {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
