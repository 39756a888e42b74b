import {
  ConditionalCheckFailedException,
  DescribeTableCommand,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';

/**
 * The behaviour of DynamoDB that the stores rely on. The tests check it on each emulator
 * that the other tests use.
 */
describe.each(availableEmulators())('the emulator %s', (kind) => {
  let db: TestTable;
  beforeAll(async () => {
    db = await createTestTable(kind);
  });
  afterAll(() => db.close());

  const key = (name: string) => ({ pk: { S: `LETTER#${name}` }, sk: { S: 'LETTER' } });

  const update = (
    name: string,
    expression: string,
    values: Record<string, unknown>,
    condition?: string,
    names?: Record<string, string>,
  ) =>
    db.client.send(
      new UpdateItemCommand({
        TableName: db.tableName,
        Key: key(name),
        UpdateExpression: expression,
        ExpressionAttributeValues: marshall(values),
        ...(condition === undefined ? {} : { ConditionExpression: condition }),
        ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
      }),
    );

  const read = async (name: string) => {
    const { Item } = await db.client.send(
      new GetItemCommand({ TableName: db.tableName, Key: key(name), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unmarshall(Item);
  };

  it('when a table is created, then it has the keys of lib/table-definition.ts', async () => {
    const { Table } = await db.client.send(new DescribeTableCommand({ TableName: db.tableName }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [
            { AttributeName: 'due', KeyType: 'HASH' },
            { AttributeName: 'dueAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
  });

  it('when items are due, then the index has their keys by time, and no others', async () => {
    for (const [name, dueAt] of [
      ['due-late', 3000],
      ['due-soon', 1000],
      ['due-later', 5000],
    ] as const) {
      await update(name, 'SET due = :due, dueAt = :at, body = :body', {
        ':due': 'SHARD#1',
        ':at': dueAt,
        ':body': 'x',
      });
    }
    const due = async () => {
      const { Items = [] } = await db.client.send(
        new QueryCommand({
          TableName: db.tableName,
          IndexName: 'due',
          KeyConditionExpression: 'due = :due AND dueAt <= :now',
          ExpressionAttributeValues: marshall({ ':due': 'SHARD#1', ':now': 3000 }),
        }),
      );
      return Items.map((item) => unmarshall(item));
    };
    expect(await due()).toEqual([
      { pk: 'LETTER#due-soon', sk: 'LETTER', due: 'SHARD#1', dueAt: 1000 },
      { pk: 'LETTER#due-late', sk: 'LETTER', due: 'SHARD#1', dueAt: 3000 },
    ]);

    await update('due-soon', 'SET body = :body REMOVE due, dueAt', { ':body': 'y' });
    expect(await due()).toMatchObject([{ pk: 'LETTER#due-late' }]);
  });

  it('when a condition does not hold, then the write fails and changes nothing', async () => {
    const claim = (owner: string) =>
      update(
        'claimed',
        'SET #state = :sending, #owner = :owner',
        { ':sending': 'sending', ':owner': owner },
        'attribute_not_exists(#state)',
        { '#state': 'state', '#owner': 'owner' },
      );
    await claim('first');
    await expect(claim('second')).rejects.toThrow(ConditionalCheckFailedException);
    expect(await read('claimed')).toMatchObject({ state: 'sending', owner: 'first' });
  });

  it('when ten claims race, then exactly one succeeds', async () => {
    const claims = Array.from({ length: 10 }, (_, index) =>
      update('contended', 'SET #by = :by', { ':by': index }, 'attribute_not_exists(#by)', {
        '#by': 'by',
      }),
    );
    const outcomes = await Promise.allSettled(claims);
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    expect(refused).toHaveLength(9);
    for (const reason of refused) expect(reason).toBeInstanceOf(ConditionalCheckFailedException);
  });

  it('when an item is absent, then attribute_exists fails and creates no item', async () => {
    await expect(
      update('absent', 'SET #n = :one', { ':one': 1 }, 'attribute_exists(pk)', { '#n': 'n' }),
    ).rejects.toThrow(ConditionalCheckFailedException);
    expect(await read('absent')).toBeUndefined();
  });

  it('when a list is absent, then list_append with a default creates it', async () => {
    for (const event of ['send', 'delivery']) {
      await update('events', 'SET events = list_append(if_not_exists(events, :none), :event)', {
        ':none': [],
        ':event': [event],
      });
    }
    expect(await read('events')).toMatchObject({ events: ['send', 'delivery'] });
  });

  it('when a string set has an element, then NOT contains refuses to add it', async () => {
    const record = (id: string) =>
      update(
        'seen',
        'ADD seen :set SET #count = if_not_exists(#count, :zero) + :one',
        { ':set': new Set([id]), ':id': id, ':zero': 0, ':one': 1 },
        'NOT contains(seen, :id)',
        { '#count': 'count' },
      );
    await record('a');
    await record('b');
    await expect(record('a')).rejects.toThrow(ConditionalCheckFailedException);
    expect(await read('seen')).toMatchObject({ seen: new Set(['a', 'b']), count: 2 });
  });

  it('when a counter has reached its limit, then the condition refuses to add', async () => {
    const take = () =>
      update(
        'limit',
        'ADD used :one',
        { ':one': 1, ':limit': 2 },
        'attribute_not_exists(used) OR used < :limit',
      );
    await take();
    await take();
    await expect(take()).rejects.toThrow(ConditionalCheckFailedException);
    expect(await read('limit')).toMatchObject({ used: 2 });
  });
});
