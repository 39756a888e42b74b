import {
  type AttributeValue,
  DeleteItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { TestTable } from './dynamodb.ts';

/**
 * All items of the table by `<pk> <sk>`. It scans the table, which the product never
 * does.
 */
export async function allItems({
  client,
  tableName,
}: Pick<TestTable, 'client' | 'tableName'>): Promise<Map<string, Record<string, unknown>>> {
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

/** Deletes all limits, before a test sets its clock back. */
export async function clearLimits(table: TestTable): Promise<void> {
  for (const { pk, sk } of (await allItems(table)).values()) {
    if (!String(pk).startsWith('LIMIT#')) continue;
    const { client, tableName } = table;
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: marshall({ pk, sk }) }));
  }
}

/** Lifts all blocks and closes the breaker, so that the next test is not affected. */
export async function clearBlocksAndBreaker(
  table: Pick<TestTable, 'client' | 'tableName'>,
): Promise<void> {
  for (const item of (await allItems(table)).values()) {
    if (!/^(?:BLOCK#|BREAKER$)/.test(String(item['pk']))) continue;
    const Key = marshall({ pk: item['pk'], sk: item['sk'] });
    await table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key }));
  }
}

/** The item of the letter with this id, or undefined. */
export const letterItem = async (table: TestTable, id: string) =>
  (await allItems(table)).get(`LETTER#${id} LETTER`);

/** The contact items, of all candidates, whose person has this address. */
export const contactsByAddress = async (table: TestTable, address: string) =>
  [...(await allItems(table))]
    .filter(
      // A place has no person until the first letter to this address is sent.
      ([key, item]) =>
        key.includes(' CONTACT#') && JSON.stringify(item['person'] ?? {}).includes(`"${address}"`),
    )
    .map(([, item]) => item);

type Item = Readonly<Record<string, unknown>>;

/** Overwrites attributes of an item, for example with an expiry in the past. */
async function setItem(
  { client, tableName }: Pick<TestTable, 'client' | 'tableName'>,
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

/**
 * Overwrites attributes of the item of a letter, for example with an expiry in the past.
 */
export const setLetterAttributes = (
  table: Pick<TestTable, 'client' | 'tableName'>,
  id: string,
  attributes: Item,
): Promise<void> => setItem(table, { pk: `LETTER#${id}`, sk: 'LETTER' }, attributes);

/** Sets the time at which a contact is due, epoch ms. */
/** Overwrites attributes of the contacts whose person has this address. */
export async function setContactAttributes(
  table: TestTable,
  address: string,
  attributes: Item,
): Promise<void> {
  for (const item of await contactsByAddress(table, address))
    await setItem(table, item, attributes);
}

export const setContactDueAt = (
  table: TestTable,
  contact: Item | undefined,
  dueAt: number,
): Promise<void> => setItem(table, contact ?? {}, { dueAt });

/** Each item of the table as JSON, with sets as arrays. A test searches it for words. */
export const itemsAsText = async (table: TestTable): Promise<readonly string[]> =>
  [...(await allItems(table)).values()].map((item) =>
    JSON.stringify(item, (_key, value: unknown) => (value instanceof Set ? [...value] : value)),
  );
