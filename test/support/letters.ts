import { type AttributeValue, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { formOf } from '../journey/http-driver.ts';
import { journeys, linkIn } from '../journey/journey.ts';
import type { RunningProduct } from './product.ts';
import { origin } from './product.ts';

const [first] = journeys;
if (first === undefined) throw new Error('There is no journey.');
/** A form that is in order. */
export const goodForm = first.form;

export const post = (
  path: string,
  values: Readonly<Record<string, string>>,
  headers = {},
): Request =>
  new Request(new URL(path, origin), {
    method: 'POST',
    body: new URLSearchParams({ ...values }),
    headers,
  });

export const json = (path: string, body: unknown): Request =>
  new Request(new URL(path, origin), {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  });

export interface DraftedLetter {
  /** `/letters/{token}` */
  readonly path: string;
  readonly id: string;
  /** What the review page's send form posts, box ticked. */
  readonly confirmation: Readonly<Record<string, string>>;
}

type Product = Pick<RunningProduct, 'fetch' | 'mails' | 'clearMails'>;

/** What the send form on the letter's page would post. */
export async function confirmationOf({ fetch }: Pick<Product, 'fetch'>, path: string) {
  const page = await (await fetch(new Request(new URL(path, origin)))).text();
  const { values, checkboxes } = formOf(page, '/send');
  return { ...values, ...checkboxes };
}

/** Drafts a letter through the form and opens its link. */
export async function draftLetter(
  product: Product,
  values = {},
  language = 'en',
): Promise<DraftedLetter> {
  await product.clearMails();
  await product.fetch(post(`/declines?lang=${language}`, { ...goodForm, ...values }));
  const path = new URL(linkIn(await product.mails())).pathname;
  const id = path.split('/').at(-1)?.split('.')[0] ?? '';
  return { path, id, confirmation: await confirmationOf(product, path) };
}

type Table = RunningProduct['dynamoDb'];

/**
 * Everything in the table, by key, for a test to compare. The product itself never scans.
 */
export async function tableOf({
  client,
  tableName,
}: Table): Promise<Map<string, Record<string, unknown>>> {
  const items: Record<string, AttributeValue>[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return new Map(
    items.map((item) => unmarshall(item)).map((item) => [`${item['pk']} ${item['sk']}`, item]),
  );
}

export const letterItem = async (table: Table, id: string) =>
  (await tableOf(table)).get(`LETTER#${id} LETTER`);

/** The recorded contacts with a person, by the person's address. */
export const contactsWith = async (table: Table, address: string) =>
  [...(await tableOf(table))]
    .filter(
      // A place without a person is of a letter that has not left.
      ([key, item]) =>
        key.includes(' CONTACT#') && JSON.stringify(item['person'] ?? {}).includes(`"${address}"`),
    )
    .map(([, item]) => item);

type Item = Readonly<Record<string, unknown>>;

/**
 * Writes attributes of an item as a test needs them, such as an expiry that has passed.
 */
async function setItem(
  { client, tableName }: Pick<Table, 'client' | 'tableName'>,
  key: Item,
  attributes: Item,
) {
  const names = Object.keys(attributes);
  await client.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key: marshall({ pk: key['pk'], sk: key['sk'] }),
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: marshall(
        Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:${name}`, value])),
      ),
    }),
  );
}

export const setLetter = (
  table: Pick<Table, 'client' | 'tableName'>,
  id: string,
  attributes: Item,
): Promise<void> => setItem(table, { pk: `LETTER#${id}`, sk: 'LETTER' }, attributes);

/** Makes a contact due at another time, epoch ms. */
export const setDue = (table: Table, contact: Item | undefined, dueAt: number): Promise<void> =>
  setItem(table, contact ?? {}, { dueAt });
