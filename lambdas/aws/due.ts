import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { dueIndex } from './keys.ts';

const entrySchema = z.object({
  pk: z.string(),
  sk: z.string(),
  dueAt: z.number(),
});
export type DueEntry = z.infer<typeof entrySchema>;

/** Reads every shard of the sparse index up to `now`, the longest due first. Costs what is due, not what is stored. */
export async function queryDue(
  client: DynamoDBClient,
  tableName: string,
  shards: readonly string[],
  now: number,
  limit: number,
): Promise<readonly DueEntry[]> {
  const answers = await Promise.all(
    shards.map((shard) =>
      client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: dueIndex,
          KeyConditionExpression: '#due = :shard AND #dueAt <= :now',
          ExpressionAttributeNames: { '#due': 'due', '#dueAt': 'dueAt' },
          ExpressionAttributeValues: {
            ':shard': { S: shard },
            ':now': { N: String(now) },
          },
          Limit: limit,
        }),
      ),
    ),
  );
  return answers
    .flatMap(({ Items = [] }) => Items.map((item) => entrySchema.parse(unmarshall(item))))
    .sort((one, other) => one.dueAt - other.dueAt);
}
