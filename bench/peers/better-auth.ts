import { randomUUID } from 'node:crypto';
import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { betterAuth } from 'better-auth';
import { type CustomAdapter, createAdapterFactory } from 'better-auth/adapters';
import { magicLink } from 'better-auth/plugins';
import { lambdaHandler } from './http-api.ts';
import { mailLink } from './mailer.ts';

const client = new DynamoDBClient();
const TableName = process.env['TABLE_NAME'] ?? '';

/**
 * better-auth has no adapter for DynamoDB. This one makes as few calls as one can: the id
 * of a row is the value by which the magic link looks it up, so a look-up is one
 * `GetItem`, and no row needs an index.
 */
const naturalKeys: Readonly<Record<string, string>> = {
  user: 'email',
  session: 'token',
  verification: 'identifier',
};

type Where = Parameters<CustomAdapter['findOne']>[0]['where'];
type Row = Record<string, unknown>;

const keyOf = (model: string, id: unknown) => marshall({ pk: `${model}#${String(id)}` });

/** The id of the one row for which these conditions can hold; undefined if none can. */
function idIn(model: string, where: Where): unknown {
  const names = ['id', naturalKeys[model] ?? 'id'];
  const about = where.filter(({ field }) => names.includes(field));
  const id = about.find(({ operator }) => operator === 'eq')?.value;
  return about.every(({ operator, value }) => (operator === 'eq') === (value === id))
    ? id
    : undefined;
}

const rowOf = (item: Parameters<typeof unmarshall>[0] | undefined): Row | null => {
  if (item === undefined) return null;
  const { pk: _pk, ...row } = unmarshall(item);
  return row;
};

async function find(model: string, where: Where): Promise<Row | null> {
  const id = idIn(model, where);
  if (id === undefined) return null;
  const Key = keyOf(model, id);
  const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  return rowOf(Item);
}

async function put(model: string, row: Row): Promise<Row> {
  const id = row[naturalKeys[model] ?? 'id'] ?? randomUUID();
  const stored = { ...row, id };
  const Item = marshall({ ...stored, pk: `${model}#${id}` }, { removeUndefinedValues: true });
  await client.send(new PutItemCommand({ TableName, Item }));
  return stored;
}

async function remove(model: string, where: Where): Promise<Row | null> {
  const id = idIn(model, where);
  if (id === undefined) return null;
  const { Attributes } = await client.send(
    new DeleteItemCommand({ TableName, Key: keyOf(model, id), ReturnValues: 'ALL_OLD' }),
  );
  return rowOf(Attributes);
}

async function change(model: string, where: Where, update: unknown): Promise<Row | null> {
  const row = await find(model, where);
  return row === null ? null : put(model, { ...row, ...Object(update) });
}

const adapter: CustomAdapter = {
  // biome-ignore-start lint/nursery/noUnsafeTypeAssertion: the interface is generic
  create: async ({ model, data }) => (await put(model, data)) as never,
  findOne: async ({ model, where }) => (await find(model, where)) as never,
  findMany: async ({ model, where }) => {
    const row = where === undefined ? null : await find(model, where);
    return (row === null ? [] : [row]) as never;
  },
  update: async ({ model, where, update }) => (await change(model, where, update)) as never,
  consumeOne: async ({ model, where }) => (await remove(model, where)) as never,
  // biome-ignore-end lint/nursery/noUnsafeTypeAssertion: see above
  updateMany: async ({ model, where, update }) =>
    (await change(model, where, update)) === null ? 0 : 1,
  delete: async ({ model, where }) => {
    await remove(model, where);
  },
  deleteMany: async ({ model, where }) => ((await remove(model, where)) === null ? 0 : 1),
  count: async ({ model, where }) =>
    where === undefined || (await find(model, where)) === null ? 0 : 1,
};

const auth = betterAuth({
  baseURL: 'https://door.example',
  secret: 'benchmark-benchmark-benchmark-benchmark',
  database: createAdapterFactory({
    config: {
      adapterId: 'dynamodb',
      adapterName: 'DynamoDB',
      supportsDates: false,
      supportsJSON: false,
      disableIdGeneration: true,
    },
    adapter: () => adapter,
  }),
  // Expired rows would be removed by the table's time to live.
  verification: { disableCleanup: true },
  telemetry: { enabled: false },
  // Its limit is in the memory of one process. The emails of Open Door have limits.
  rateLimit: { enabled: false },
  plugins: [magicLink({ sendMagicLink: ({ email, url }) => mailLink(email, url) })],
});

export const handler = lambdaHandler((request) => auth.handler(request));
