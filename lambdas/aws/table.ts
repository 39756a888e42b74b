import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { Condition, type ItemUpdate, toItem } from './item-expressions.ts';
import { ItemReader } from './item-reader.ts';
import { dueIndex } from './keys.ts';
import { tableEpoch } from './table-epoch.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const dueEntrySchema = z.object({ pk: z.string(), sk: z.string(), dueAt: z.number() });

type Data = Record<string, unknown>;

const dataOf = (item: Record<string, AttributeValue>): Data => unmarshall(item);

/** Undefined if the condition did not hold: that is an expected outcome, not an error. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** The smallest sort key after this one. Our keys have printable ASCII signs only. */
const after = (sk: string): string => `${sk} `;

const expirySchema = z.object({ ttl: z.optional(z.number()) });

/**
 * The one table, with the operations that Open Door uses: writes of single items, each
 * with its condition; reads; and queries. No scan, no transaction. An item whose `ttl`
 * has passed counts as absent, because DynamoDB may take two days to delete it.
 */
export class Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;
  readonly #reader: ItemReader;
  /** The current time, epoch ms. Items expire by it. */
  readonly now: () => number;
  /** See {@link tableEpoch}. */
  readonly epoch: () => Promise<string>;

  constructor(
    client: DynamoDBClient,
    name: string,
    now: () => number,
    epoch = tableEpoch(client, name, now),
  ) {
    this.#client = client;
    this.#name = name;
    this.#reader = new ItemReader(client, name);
    this.now = now;
    this.epoch = epoch;
  }

  #isAlive(data: Data): boolean {
    const { ttl } = expirySchema.parse(data);
    return ttl === undefined || ttl * 1000 > this.now();
  }

  /**
   * A strongly consistent read. Undefined if the item is absent or has expired. Reads
   * that are asked for at the same time are one call to DynamoDB.
   */
  async get(key: Key): Promise<Data | undefined> {
    const item = await this.#reader.read(key);
    const data = item && dataOf(item);
    return data && this.#isAlive(data) ? data : undefined;
  }

  /**
   * The items of a partition whose sort key begins with `prefix`, by strongly consistent
   * reads. The cost depends on the size of the partition, not on the size of the table.
   */
  async partition(pk: string, prefix: string): Promise<readonly Data[]> {
    const found: Data[] = [];
    let from: Record<string, AttributeValue> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#client.send(
        new QueryCommand({
          TableName: this.#name,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: toItem({ ':pk': pk, ':prefix': prefix }),
          ConsistentRead: true,
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      found.push(...Items.map(dataOf).filter((data) => this.#isAlive(data)));
      from = LastEvaluatedKey;
    } while (from !== undefined);
    return found;
  }

  /**
   * The items of a partition that are due by `by` (epoch ms) and whose sort key begins
   * with `prefix`, by strongly consistent reads. The cost depends on the size of the
   * partition, the answer on what is due.
   *
   * @param options `attributes`: what is read of each item. `limit`: how many items
   */
  async dueIn(
    pk: string,
    {
      prefix,
      by,
      attributes,
      limit,
    }: {
      readonly prefix: string;
      readonly by: number;
      readonly attributes: readonly string[];
      readonly limit: number;
    },
  ): Promise<readonly Data[]> {
    const found: Data[] = [];
    let from: Record<string, AttributeValue> | undefined;
    const names = [...new Set(['dueAt', 'ttl', ...attributes])];
    do {
      const { Items = [], LastEvaluatedKey } = await this.#client.send(
        new QueryCommand({
          TableName: this.#name,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          FilterExpression: '#dueAt <= :by',
          ProjectionExpression: names.map((name) => `#${name}`).join(', '),
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: toItem({ ':pk': pk, ':prefix': prefix, ':by': by }),
          ConsistentRead: true,
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      found.push(...Items.map(dataOf).filter((data) => this.#isAlive(data)));
      from = LastEvaluatedKey;
    } while (from !== undefined && found.length < limit);
    return found.slice(0, limit);
  }

  /**
   * One page of the items of a partition whose sort key is in a range, by a strongly
   * consistent read. Also expired items: an erasure must remove these as well.
   *
   * @param range sort keys, both inclusive; `limit`: the number of items that are read
   * @returns `next`: the `from` of the next page; undefined if this is the last one
   */
  async page(
    pk: string,
    { from, to, limit }: { readonly from: string; readonly to: string; readonly limit: number },
  ): Promise<{ readonly items: readonly Data[]; readonly next?: string }> {
    // DynamoDB refuses such a range.
    if (from > to) return { items: [] };
    const { items, last } = await this.#range(pk, { from, to, limit });
    return { items, ...(last !== undefined && { next: after(last) }) };
  }

  /**
   * One strongly consistent query of a range of sort keys, both inclusive.
   *
   * @param range `isBackwards`: begins at its end
   * @returns `last`: the sort key at which it stopped; undefined if it read all
   */
  async #range(
    pk: string,
    {
      from,
      to,
      limit,
      isBackwards = false,
    }: {
      readonly from: string;
      readonly to: string;
      readonly limit: number;
      readonly isBackwards?: boolean;
    },
  ): Promise<{ readonly items: readonly Data[]; readonly last: string | undefined }> {
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#name,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: toItem({ ':pk': pk, ':from': from, ':to': to }),
        ConsistentRead: true,
        ScanIndexForward: !isBackwards,
        Limit: limit,
      }),
    );
    return { items: Items.map(dataOf), last: LastEvaluatedKey?.['sk']?.S };
  }

  /**
   * Writes a new item, or replaces an expired one. False if the item exists.
   *
   * @param replaces also an item for which this condition holds is replaced
   */
  async create(key: Key, data: Readonly<Data>, replaces?: Condition): Promise<boolean> {
    const condition = new Condition().whenAny(
      new Condition().whenAbsent('pk'),
      new Condition().when('ttl', '<=', this.#nowInSeconds()),
      ...(replaces ? [replaces] : []),
    );
    const command = new PutItemCommand({
      TableName: this.#name,
      Item: toItem({ ...key, ...data }),
      ...condition.toInput(),
    });
    return (await unlessRefused(this.#client.send(command))) !== undefined;
  }

  /** Updates an item that has not expired. False if the condition did not hold. */
  async update(key: Key, update: ItemUpdate): Promise<boolean> {
    return (await this.#update(key, update.toInput(this.#isAliveNow()))) !== undefined;
  }

  /** As {@link update}. Returns the item as it is then; undefined if it was refused. */
  async updateAndRead(key: Key, update: ItemUpdate): Promise<Data | undefined> {
    return this.#updateAndRead(key, update.toInput(this.#isAliveNow()));
  }

  /**
   * Updates an item, also an expired one, or creates it if it is missing. False if the
   * condition did not hold.
   */
  async upsert(key: Key, update: ItemUpdate): Promise<boolean> {
    return (await this.#update(key, update.toInput())) !== undefined;
  }

  /** As {@link upsert}. Returns the item as it is then; undefined if it was refused. */
  async upsertAndRead(key: Key, update: ItemUpdate): Promise<Data | undefined> {
    return this.#updateAndRead(key, update.toInput());
  }

  #isAliveNow(): Condition {
    return new Condition().whenAbsentOr('ttl', '>', this.#nowInSeconds());
  }

  #update(
    key: Key,
    input: ReturnType<ItemUpdate['toInput']>,
    returned?: 'ALL_NEW',
  ): Promise<UpdateItemCommandOutput | undefined> {
    const command = new UpdateItemCommand({
      TableName: this.#name,
      Key: toItem({ ...key }),
      ...input,
      ...(returned && { ReturnValues: returned }),
    });
    return unlessRefused(this.#client.send(command));
  }

  async #updateAndRead(
    key: Key,
    input: ReturnType<ItemUpdate['toInput']>,
  ): Promise<Data | undefined> {
    const answer = await this.#update(key, input, 'ALL_NEW');
    return answer && dataOf(answer.Attributes ?? {});
  }

  /** Deletes an item. False if the condition did not hold. */
  async remove(key: Key, condition = new Condition()): Promise<boolean> {
    const command = new DeleteItemCommand({
      TableName: this.#name,
      Key: toItem({ ...key }),
      ...condition.toInput(),
    });
    return (await unlessRefused(this.#client.send(command))) !== undefined;
  }

  #nowInSeconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /**
   * Reads the entries of some shards of the `due` index that are due by `now`, epoch ms:
   * at most `limit` of each shard, the longest due first. The cost depends on what is
   * due, not on what is stored. The index is eventually consistent, so the caller must
   * act on an entry by a conditional write.
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

  /**
   * Some items of a partition, by one strongly consistent query: those whose sort key
   * begins with `prefix`, after a sort key or before one. DynamoDB reads 1 MB at most, so
   * what it costs does not grow with the partition.
   *
   * @param range `after`, `before`: sort keys, exclusive. With `before`, the last items
   *   of the range; else the first ones. `limit`: the greatest number of items
   * @returns the items in the order of their sort keys; `first`, `last`: the sort keys of
   *   what was read, expired items included; `hasMore`: whether the range has others
   */
  async window(
    pk: string,
    {
      prefix,
      after: from = prefix,
      before: to = `${prefix}~`,
      limit,
    }: {
      readonly prefix: string;
      readonly after?: string | undefined;
      readonly before?: string | undefined;
      readonly limit: number;
    },
  ): Promise<{
    readonly items: readonly Data[];
    readonly first?: string | undefined;
    readonly last?: string | undefined;
    readonly hasMore: boolean;
  }> {
    const isBackwards = to !== `${prefix}~`;
    // Both ends are inclusive, and the place itself does not belong to the range. One
    // more shows whether there are others.
    const range = { from, to, limit: limit + 2, isBackwards };
    const { items, last: stoppedAt } = await this.#range(pk, range);
    const inRange = items.filter(({ sk }) => sk !== from && sk !== to);
    const read = inRange.slice(0, limit);
    if (isBackwards) read.reverse();
    return {
      items: read.filter((data) => this.#isAlive(data)),
      first: read[0] && String(read[0]['sk']),
      last: read.length > 0 ? String(read.at(-1)?.['sk']) : undefined,
      hasMore: inRange.length > limit || stoppedAt !== undefined,
    };
  }
}
