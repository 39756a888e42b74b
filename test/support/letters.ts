import {
  type AttributeValue,
  type DynamoDBClient,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { formOf } from '../journey/http-driver.ts';
import { journeys, linkIn } from '../journey/journey.ts';
import type { RunningProduct } from './product.ts';
import { origin } from './product.ts';

const [first] = journeys;
if (first === undefined) throw new Error('There is no journey.');
/** A form that is in order. */
export const goodForm = first.form;

export const post = (path: string, values: Readonly<Record<string, string>>, headers = {}): Request =>
  new Request(new URL(path, origin), { method: 'POST', body: new URLSearchParams({ ...values }), headers });

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
export async function draftLetter(product: Product, values = {}, language = 'en'): Promise<DraftedLetter> {
  await product.clearMails();
  await product.fetch(post(`/declines?lang=${language}`, { ...goodForm, ...values }));
  const path = new URL(linkIn(await product.mails())).pathname;
  const id = path.split('/').at(-1)?.split('.')[0] ?? '';
  return { path, id, confirmation: await confirmationOf(product, path) };
}

type Table = RunningProduct['dynamoDb'];

/** Everything in the table, by key, for a test to compare. The product itself never scans. */
export async function tableOf({ client, tableName }: Table): Promise<Map<string, Record<string, unknown>>> {
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
  return new Map(items.map((item) => unmarshall(item)).map((item) => [`${item['pk']} ${item['sk']}`, item]));
}

export const letterItem = async (table: Table, id: string) =>
  (await tableOf(table)).get(`LETTER#${id} LETTER`);

/** The recorded contacts with a person, by the person's address. */
export const contactsWith = async (table: Table, address: string) =>
  [...(await tableOf(table))]
    .filter(
      ([key, item]) => key.includes(' CONTACT#') && JSON.stringify(item['person']).includes(`"${address}"`),
    )
    .map(([, item]) => item);

/** Writes attributes of a letter as a test needs them, such as an expiry that has passed. */
export async function setLetter(
  { client, tableName }: { readonly client: DynamoDBClient; readonly tableName: string },
  id: string,
  attributes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const names = Object.keys(attributes);
  await client.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key: marshall({ pk: `LETTER#${id}`, sk: 'LETTER' }),
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: marshall(
        Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:${name}`, value])),
      ),
    }),
  );
}
