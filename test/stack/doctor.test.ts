import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { run } from '../support/command.ts';
import { type DnsZone, startDnsServer } from '../support/dns-server.ts';
import { freePort } from '../support/free-port.ts';
import { aws, deployedFunction, deployment, dynamoDb } from './deployment.ts';
import { eventSource } from './event-source.ts';
import { sendRequest } from './http.ts';

const region = 'us-east-1';
/** The settings that test/stack/deploy.ts deploys. */
const settings = {
  stackName: 'OpenDoor',
  mailIdentity: 'door.example',
  allowedCandidates: ['candidates.example'],
  linksPerMailboxDay: 1000,
  linksPerNetworkHour: 10_000,
  lettersPerRecruiter: 1000,
  lettersPerDomain: 1000,
};
const zone: DnsZone = {
  'door.example': { soa: true },
  '_dmarc.door.example': { txt: ['v=DMARC1; p=none'] },
};

const reportSchema = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      status: z.string(),
      message: z.string(),
      todo: z.string().optional(),
    }),
  ),
});

let folder: string;
let dns: Awaited<ReturnType<typeof startDnsServer>>;
beforeAll(async () => {
  [folder, dns] = await Promise.all([mkdtemp(join(tmpdir(), 'doctor-')), startDnsServer()]);
  dns.answerWith(zone);
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
});
afterAll(() => Promise.all([dns.close(), rm(folder, { recursive: true })]));

/** Runs the operator's command. Gives the status and the message of each line. */
async function doctor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const command = ['--import', 'tsx', 'scripts/doctor.ts', '--json'];
  const options = ['--settings', join(folder, 'settings.json'), '--resolver', dns.address];
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const environment = {
    ...Object.fromEntries(inherited),
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: region },
    AWS_ENDPOINT_URL: deployment.endpoint,
    ...env,
  };
  const stdout = await run(process.execPath, [...command, ...options, ...args], {
    env: environment,
    timeoutMs: 110_000,
    // The exit code is 1 or 2, because the emulator lacks something.
  }).then(
    (result) => result.stdout,
    (error: unknown) => String(Object(error).stdout),
  );
  const { checks } = reportSchema.parse(JSON.parse(stdout));
  return new Map(checks.map(({ id, status, message }) => [id, { status, message }]));
}

/** MiniStack's log has the lines that Node printed for an object. */
const printedSchema = z.object({
  events: z.array(z.object({ message: z.string(), timestamp: z.number() })),
});

/** Log entries in the JSON format of Lambda, which MiniStack does not have. */
function asJsonFormat(answer: string): string {
  const { events } = printedSchema.parse(JSON.parse(answer));
  const last = events.at(-1)?.timestamp ?? 0;
  const printed = events.map(({ message }) => message).join('\n');
  const entries = [...printed.matchAll(/^\{([^{}]{1,2000})\}$/gm)].map(([, fields = '']) =>
    Object.fromEntries(
      [...fields.matchAll(/(\w+): (?:'([^']*)'|(\d+))/g)].map(([, name = '', word, number]) => [
        name,
        word ?? Number(number),
      ]),
    ),
  );
  return JSON.stringify({
    events: entries.map((message) => ({ timestamp: last, message: JSON.stringify({ message }) })),
  });
}

/**
 * Starts a proxy between doctor and MiniStack. It gives the tags of the next email, which
 * MiniStack does not store, and the log in Lambda's JSON format.
 */
async function startProxy() {
  const port = await freePort();
  const emailSchema = z.object({
    EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })),
  });
  let onTags: (tags: Readonly<Record<string, string>>) => void;
  const tags = new Promise<Readonly<Record<string, string>>>((resolve) => {
    onTags = resolve;
  });
  const server = createServer((request, response) => {
    const forward = async (): Promise<void> => {
      const { method = 'POST', url: path = '/', headers } = request;
      const isLog = String(headers['x-amz-target']).endsWith('.FilterLogEvents');
      const sent = (await buffer(request)).toString();
      // MiniStack does not know the patterns of the JSON format.
      const body = Buffer.from(
        isLog ? JSON.stringify({ ...JSON.parse(sent), filterPattern: undefined }) : sent,
      );
      const answer = await sendRequest(deployment.endpoint, {
        method,
        path,
        headers: { ...headers, 'content-length': String(body.length) },
        body,
      });
      const { status } = answer;
      if (isLog && status === 200) response.writeHead(200).end(asJsonFormat(`${answer.body}`));
      else response.writeHead(status, answer.headers).end(answer.body);
      if (method === 'POST' && path.startsWith('/v2/email/outbound-emails')) {
        const { EmailTags } = emailSchema.parse(JSON.parse(sent));
        onTags(Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, Value])));
      }
    };
    forward().catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  server.listen(port, '127.0.0.1');
  return { endpoint: `http://127.0.0.1:${port}`, tags, close: () => server.close() };
}

describe('doctor on the deployed stack', () => {
  test('when the stack is deployed, then these lines are ok', async () => {
    const lines = await doctor(['--address', 'alex@candidates.example']);
    const expected = [
      ...['settings', 'credentials', 'stack', 'settings-deployed', 'identity', 'paused'],
      ...['sender-identities', 'configuration-set', 'suppression-reasons', 'event-destination'],
      ...['functions', 'reserved-concurrency', 'schedule-sweep', 'schedule-notices'],
      ...['schedule-reminders', 'table', 'table-keys', 'dmarc'],
      ...['address-allowed', 'address-blocked', 'tables-retained'],
    ];
    expect(expected.filter((id) => lines.get(id)?.status !== 'ok')).toEqual([]);
  });

  // Other files of this tier use the same stack at the same time: nothing here changes
  // what they see.
  test('when the jobs have run by their schedules, then their lines say so', async () => {
    const proxy = await startProxy();
    try {
      await vi.waitFor(
        async () => {
          const lines = await doctor([], { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: proxy.endpoint });
          const jobs = ['last-sweep', 'last-notices'];
          expect(jobs.map((id) => lines.get(id)?.status)).toEqual(['ok', 'ok']);
        },
        { timeout: 240_000, interval: 5000 },
      );
    } finally {
      proxy.close();
    }
  }, 300_000);

  test('when the protection of the table is changed, then its line says so', async () => {
    const { environment } = await deployedFunction('ReconnectRemind');
    const TableName = environment['TABLE_NAME'];
    for (const DeletionProtectionEnabled of [false, true]) {
      await dynamoDb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled }));
      expect((await doctor([])).get('table-protection')?.status).toBe(
        DeletionProtectionEnabled ? 'ok' : 'todo',
      );
    }
  });

  test('when a test email is sent, then the event that feedback gets is found', async () => {
    const proxy = await startProxy();
    try {
      const lines = doctor(['--send'], {
        AWS_ENDPOINT_URL_SESV2: proxy.endpoint,
        AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: proxy.endpoint,
      });
      const tags = await Promise.race([
        proxy.tags,
        lines.then((found) => {
          throw new Error(`Doctor sent no email: ${JSON.stringify([...found])}`);
        }),
      ]);
      const feedback = await deployedFunction('Feedback');
      // MiniStack publishes no events of SES.
      const detail = {
        eventType: 'Delivery',
        mail: {
          timestamp: new Date().toISOString(),
          messageId: 'probe',
          tags: {
            'ses:configuration-set': [feedback.environment['CONFIGURATION_SET']],
            ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
          },
        },
        delivery: { timestamp: new Date().toISOString(), recipients: ['success@simulator'] },
      };
      const entry = {
        Source: eventSource,
        DetailType: 'Email Delivered',
        Detail: JSON.stringify(detail),
      };
      await aws('events', '/', { target: 'AWSEvents.PutEvents', body: { Entries: [entry] } });
      expect((await lines).get('probe')).toMatchObject({
        status: 'ok',
        message: expect.stringContaining('delivered'),
      });
    } finally {
      proxy.close();
    }
  });

  test('when nothing is deployed in a region, then before a deployment it says so', async () => {
    const lines = await doctor(['--before'], { AWS_REGION: 'eu-west-1' });
    expect(lines.get('stack')).toEqual({
      status: 'ok',
      message: 'There is no stack OpenDoor yet.',
    });
    expect(lines.get('bootstrap')?.status).toBe('todo');
    expect(lines.get('identity')).toMatchObject({
      message: expect.stringContaining('creates it'),
    });
    expect((await doctor([], { AWS_REGION: 'eu-west-1' })).get('stack')?.status).toBe('todo');
  });
});
