import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { singleAttemptSesClient } from '../../lambdas/aws/clients.ts';
import { mailHealthKey } from '../../lambdas/aws/keys.ts';
import { SesMailer } from '../../lambdas/aws/ses-mailer.ts';
import { SesRawMailer } from '../../lambdas/aws/ses-raw-mailer.ts';
import type { Mailer } from '../../lambdas/core/mail/mail.ts';
import { send } from '../../lambdas/send/main.ts';
import { web } from '../../lambdas/web/main.ts';
import { createTable } from '../../local/emulators.ts';
import { localHttpApi } from '../../local/http-api.ts';
import { origin } from '../support/fixtures.ts';
import { type Product, productOn } from '../support/harness.ts';
import { productEnvironment } from '../support/product.ts';

/**
 * The functions `web` and `send`, as `main.ts` connects them, on dynalite and
 * aws-ses-v2-local. The emulators run in another process (`emulators.js`), and tell what
 * came over the wire. So each request shows what it cost, what it stored and what it
 * emailed.
 */

const keySchema = z.object({ pk: z.string(), sk: z.string() });
type Key = z.infer<typeof keySchema>;
const wireSchema = z.object({
  writes: z.array(keySchema),
  mails: z.array(z.string()),
  commands: z.number(),
});
const portsSchema = z.object({ table: z.number(), inbox: z.number() });

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One request and everything that came of it. */
export interface Exchange {
  /** `POST /declines`, with `{token}` for a token. */
  readonly request: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** CPU time of this process, ms. */
  readonly cpuMs: number;
  readonly requestBytes: number;
  readonly answerBytes: number;
  /** How many items there are more than before. */
  readonly newItems: number;
  /** By how many bytes the items that the request wrote became larger, as JSON. */
  readonly storedBytes: number;
  /** How many items are not as before. */
  readonly changedItems: number;
  /** Commands to the table. */
  readonly commands: number;
  /** The parameters of each request to SES that it accepted. */
  readonly mails: readonly URLSearchParams[];
}

export interface HostileProduct {
  readonly exchange: (request: SentRequest) => Promise<Exchange>;
  /** The emails of `work`: a job, not a request. */
  readonly mailsOf: (work: () => Promise<unknown>) => Promise<readonly URLSearchParams[]>;
  /** The product's functions at another time, so that what is due later is due now. */
  readonly at: (daysAhead: number) => Product;
  readonly table: { readonly client: DynamoDBClient; readonly tableName: string };
  /** How many emails the inbox of aws-ses-v2-local has received. It is emptied. */
  readonly emptyInbox: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

const DAY_MS = 24 * 60 * 60_000;
const tableName = 'hostile';

/** `/letters/{token}/edit`: the path without what differs between two cases. */
const routeOf = (path: string): string =>
  path.replace(/^\/(letters|contacts|not-you)\/[^/]{20,}/, '/$1/{token}').slice(0, 80);

/**
 * Starts the product.
 *
 * @param limits environment variables of the functions that replace those of the other
 *   tests. A run of thousands of letters must not end at a limit on letters or links.
 */
export async function startHostileProduct(
  limits: Readonly<Record<string, string>> = {},
): Promise<HostileProduct> {
  const child = fork(fileURLToPath(new URL('emulators.js', import.meta.url)));
  const [ports] = await once(child, 'message');
  const { table: tablePort, inbox: inboxPort } = portsSchema.parse(ports);
  const inbox = `http://127.0.0.1:${inboxPort}`;
  Object.assign(process.env, productEnvironment(tableName), limits, {
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${tablePort}`,
    AWS_ENDPOINT_URL_SES: inbox,
  });
  const client = new DynamoDBClient({});
  await createTable(client, tableName);
  const app = localHttpApi({
    web: web(process.env, { answerFloorMs: 0 }),
    send: send(process.env).app,
  });

  /** What the emulators have heard since the last question. */
  async function wire(): Promise<z.infer<typeof wireSchema>> {
    child.send('take');
    const [heard] = await once(child, 'message');
    return wireSchema.parse(heard);
  }

  /** The size of each item, by its key: the table as this process knows it. */
  const known = new Map<string, { readonly text: string; readonly bytes: number }>();
  async function changesOf(keys: readonly Key[]) {
    const changes = { newItems: 0, storedBytes: 0, changedItems: 0 };
    const distinct = new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key]));
    for (const [name, { pk, sk }] of distinct) {
      const Key: Record<string, AttributeValue> = { pk: { S: pk }, sk: { S: sk } };
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
      );
      const before = known.get(name);
      const text = Item === undefined ? '' : JSON.stringify(Item);
      const bytes = Buffer.byteLength(text);
      if (Item === undefined) known.delete(name);
      else known.set(name, { text, bytes });
      changes.newItems += (Item === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
      changes.storedBytes += bytes - (before?.bytes ?? 0);
      changes.changedItems += text === (before?.text ?? '') ? 0 : 1;
    }
    return changes;
  }

  const ses = singleAttemptSesClient();
  const plain = new SesMailer(ses, 'open-door');
  const raw = new SesRawMailer(ses, 'open-door');
  const products = new Map<number, Product>();
  const mailer: Mailer = {
    send: (mail) => ('headers' in mail ? raw : plain).send(mail),
  };

  return {
    exchange: async (request) => {
      await changesOf((await wire()).writes);
      const { method, path, headers = {}, body } = request;
      const url = new URL(path, origin);
      const sent = new Request(url, { method, headers, ...(body !== undefined && { body }) });
      const before = process.cpuUsage();
      const response = await app.fetch(sent);
      const answer = Buffer.from(await response.arrayBuffer());
      const { user, system } = process.cpuUsage(before);
      const { writes, mails, commands } = await wire();
      return {
        request: `${method} ${routeOf(url.pathname)}`,
        status: response.status,
        headers: response.headers,
        body: answer.toString(),
        cpuMs: (user + system) / 1000,
        requestBytes: url.href.length + Buffer.byteLength(body ?? ''),
        answerBytes: answer.byteLength,
        ...(await changesOf(writes)),
        commands,
        mails: mails.map((mail) => new URLSearchParams(mail)),
      };
    },
    mailsOf: async (work) => {
      await wire();
      await work();
      // The events of thousands of cases would stop the links: that has its own tests.
      await client.send(
        new DeleteItemCommand({ TableName: tableName, Key: marshall(mailHealthKey) }),
      );
      const { writes, mails } = await wire();
      await changesOf(writes);
      return mails.map((mail) => new URLSearchParams(mail));
    },
    at: (daysAhead) => {
      const now = () => Date.now() + daysAhead * DAY_MS;
      const found = products.get(daysAhead) ?? productOn({ client, tableName, mailer, now });
      products.set(daysAhead, found);
      return found;
    },
    table: { client, tableName },
    emptyInbox: async () => {
      const store: unknown = await (await fetch(`${inbox}/store`)).json();
      await fetch(`${inbox}/clear-store`, { method: 'POST' });
      return z.object({ emails: z.array(z.unknown()) }).parse(store).emails.length;
    },
    stop: async () => {
      client.destroy();
      const closed = once(child, 'exit');
      child.disconnect();
      await closed;
    },
  };
}
