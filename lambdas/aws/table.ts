import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { type ItemUpdate, toItem } from './item.ts';
import { dueIndex } from './keys.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const dueEntrySchema = z.object({ pk: z.string(), sk: z.string(), dueAt: z.number() });

type Data = Record<string, unknown>;

const dataOf = (item: Record<string, AttributeValue>): Data => unmarshall(item);

/** A condition that did not hold is an expected outcome, not an error. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** The one table, as far as Open Door uses it: single items, each write with its condition. No scan, no transaction. */
export class Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;

  constructor(client: DynamoDBClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  /** What was last written, not a moment ago. */
  async get(key: Key): Promise<Data | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#name, Key: toItem({ ...key }), ConsistentRead: true }),
    );
    return Item && dataOf(Item);
  }

  /** False where there is such an item already. */
  async create(key: Key, data: Readonly<Data>): Promise<boolean> {
    const put = new PutItemCommand({
      TableName: this.#name,
      Item: toItem({ ...key, ...data }),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    return (await unlessRefused(this.#client.send(put))) !== undefined;
  }

  /** The item as it is now, or undefined where the condition did not hold. */
  async update(key: Key, update: ItemUpdate): Promise<Data | undefined> {
    const command = new UpdateItemCommand({
      TableName: this.#name,
      Key: toItem({ ...key }),
      ...update.toInput(),
      ReturnValues: 'ALL_NEW',
    });
    const answer = await unlessRefused(this.#client.send(command));
    return answer && dataOf(answer.Attributes ?? {});
  }

  /**
   * Reads shards of the sparse index up to `now`, the longest due first, at most `limit` of each. Costs what is due,
   * not what is stored. May be a moment old: whoever acts on it does so by a condition.
   */
  async due(
    shards: readonly string[],
    now: number,
    limit: number,
  ): Promise<readonly (Key & { dueAt: number })[]> {
    const answers = await Promise.all(
      shards.map((shard) =>
        this.#client.send(
          new QueryCommand({
            TableName: this.#name,
            IndexName: dueIndex,
            KeyConditionExpression: '#due = :shard AND #dueAt <= :now',
            ExpressionAttributeNames: { '#due': 'due', '#dueAt': 'dueAt' },
            ExpressionAttributeValues: toItem({ ':shard': shard, ':now': now }),
            Limit: limit,
          }),
        ),
      ),
    );
    return answers
      .flatMap(({ Items = [] }) => Items.map((item) => dueEntrySchema.parse(dataOf(item))))
      .sort((one, other) => one.dueAt - other.dueAt);
  }
}
