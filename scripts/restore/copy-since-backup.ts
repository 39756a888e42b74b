import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { contactPrefix } from '../../lambdas/aws/keys.ts';
import { eachConcurrently } from '../../lambdas/core/queue/each-concurrently.ts';

type Item = Record<string, AttributeValue>;

/**
 * How many items are written at once: sending is stopped until all are. DynamoDB answers
 * within 10 ms, so 25 use a good part of the 4,000 writes a second of a new table. The
 * clients of the commands wait if that is too many for a partition (`awsClients`).
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
 */
export const WORKERS = 25;

/**
 * Items of which the earlier table knows the present value, whatever the backup says:
 * limits, salts, the breaker and the kill switch.
 */
const isPresent = (pk: string): boolean => /^(?:(?:LIMIT|SALT)#|SWITCH$|BREAKER$)/.test(pk);

/** All items of a table, page by page. */
async function* pagesOf(client: DynamoDBClient, TableName: string): AsyncGenerator<Item[]> {
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName,
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    yield page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

/**
 * Copies to a restored table what was written since the backup and is not in it: letters,
 * contacts and links, with the epoch of the earlier table. So a letter that was confirmed
 * and waits is not lost: the sweep finds it, moves it to *unknown*, and the candidate is
 * notified. Nothing may use the restored table yet. Sending must be stopped in the
 * earlier table, so that no letter is confirmed after it was copied.
 *
 * It reads both tables as a whole. It can run again: it never overwrites what a person
 * wrote.
 *
 * @param tables their names
 * @param onProgress called after each page of items, with the number of items so far
 * @returns how many items the restored table did not have
 */
export async function copySinceBackup(
  client: DynamoDBClient,
  { restored, earlier }: { readonly restored: string; readonly earlier: string },
  onProgress: (items: number) => void = () => {},
): Promise<number> {
  let copied = 0;
  let items = 0;
  for await (const page of pagesOf(client, earlier)) {
    await eachConcurrently(page, WORKERS, async (item) => {
      const isNew = !isPresent(item['pk']?.S ?? '');
      try {
        await client.send(
          new PutItemCommand({
            TableName: restored,
            Item: item,
            ...(isNew && { ConditionExpression: 'attribute_not_exists(pk)' }),
          }),
        );
        if (isNew) copied += 1;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    });
    items += page.length;
    onProgress(items);
  }
  return copied;
}

/**
 * Counts the contacts of a restored table, and those of them that the earlier table does
 * not have any more. It reads the restored table as a whole.
 */
export async function countMissingContacts(
  client: DynamoDBClient,
  { restored, earlier }: { readonly restored: string; readonly earlier: string },
): Promise<{ readonly contacts: number; readonly missing: number }> {
  let contacts = 0;
  let found = 0;
  for await (const page of pagesOf(client, restored)) {
    const some = page.filter(({ sk }) => sk?.S?.startsWith(contactPrefix) === true);
    contacts += some.length;
    for (let at = 0; at < some.length; at += 100)
      found += await countExisting(client, earlier, some.slice(at, at + 100));
  }
  return { contacts, missing: contacts - found };
}

/** How many of at most 100 items a table has. */
async function countExisting(
  client: DynamoDBClient,
  table: string,
  items: readonly Item[],
): Promise<number> {
  let keys = items.map(({ pk, sk }): Item => ({ ...(pk && { pk }), ...(sk && { sk }) }));
  let count = 0;
  while (keys.length > 0) {
    const answer = await client.send(
      new BatchGetItemCommand({
        RequestItems: {
          [table]: { Keys: keys, ConsistentRead: true, ProjectionExpression: 'pk' },
        },
      }),
    );
    count += answer.Responses?.[table]?.length ?? 0;
    keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return count;
}
