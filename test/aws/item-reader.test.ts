import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ItemReader } from '../../lambdas/aws/item-reader.ts';
import { serviceOf } from '../../local/emulators.ts';

const keySchema = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });
const callSchema = z.object({
  Key: keySchema.optional(),
  ConsistentRead: z.boolean().optional(),
  RequestItems: z
    .object({ letters: z.object({ Keys: z.array(keySchema), ConsistentRead: z.boolean() }) })
    .optional(),
});
type Call = z.infer<typeof callSchema>;

const keyOf = (name: string) => ({ pk: name, sk: 'ITEM' });

/**
 * DynamoDB on the wire: the emulators never leave keys of a batch out. It has an item for
 * each key but `missing`.
 */
describe('the reader of items', () => {
  const calls: Call[] = [];
  /** What the next batches leave out: how many of their keys. */
  const leftOut: number[] = [];
  let failsWith: string | undefined;
  const server = createServer(async (request, response) => {
    const call = callSchema.parse(await json(request));
    calls.push(call);
    const answer = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
        .end(JSON.stringify(body));
    if (failsWith !== undefined) return answer(400, { __type: `x#${failsWith}`, message: '' });
    if (call.Key !== undefined) return answer(200, { Item: call.Key });
    const keys = call.RequestItems?.letters.Keys ?? [];
    const count = leftOut.shift() ?? 0;
    const [read, left] = [keys.slice(count), keys.slice(0, count)];
    return answer(200, {
      Responses: { letters: read.filter(({ pk }) => pk.S !== 'missing').reverse() },
      UnprocessedKeys: left.length === 0 ? {} : { letters: { Keys: left, ConsistentRead: true } },
    });
  });
  let reader: ItemReader;
  let service: ReturnType<typeof serviceOf>;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    service = serviceOf(server);
    const client = new DynamoDBClient({ endpoint: service.endpoint, maxAttempts: 1 });
    reader = new ItemReader(client, 'letters');
  });
  beforeEach(() => {
    calls.length = 0;
    leftOut.length = 0;
    failsWith = undefined;
  });
  afterAll(() => service.stop());

  const read = async (names: readonly string[]) =>
    (await Promise.all(names.map((name) => reader.read(keyOf(name))))).map(
      (item) => item?.['pk']?.S,
    );

  test('when one item is read, then it is a single read with strong consistency', async () => {
    expect(await read(['a'])).toEqual(['a']);
    expect(calls).toEqual([{ Key: { pk: { S: 'a' }, sk: { S: 'ITEM' } }, ConsistentRead: true }]);
  });

  test('when several are read at once, then each caller gets its own, in one call', async () => {
    expect(await read(['a', 'missing', 'b', 'a'])).toEqual(['a', undefined, 'b', 'a']);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.RequestItems?.letters).toMatchObject({ ConsistentRead: true });
    expect(calls[0]?.RequestItems?.letters.Keys.map(({ pk }) => pk.S)).toEqual([
      'a',
      'missing',
      'b',
    ]);
  });

  test('when a read follows promises that are settled, then it comes along', async () => {
    const late = async () => {
      for (let ticks = 0; ticks < 20; ticks += 1) await Promise.resolve();
      return reader.read(keyOf('late'));
    };
    await Promise.all([reader.read(keyOf('first')), late()]);
    expect(calls).toHaveLength(1);
  });

  test('when a read begins after the answer, then it is a new read', async () => {
    await read(['a']);
    await read(['a']);
    expect(calls).toHaveLength(2);
  });

  test('when there are 250 keys, then no call has more than 100', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `item${index}`);
    expect(await read(names)).toEqual(names);
    const sizes = calls.map(({ RequestItems }) => RequestItems?.letters.Keys.length);
    expect(sizes).toEqual([100, 100, 50]);
  });

  test('when DynamoDB leaves keys out, then these are read again', async () => {
    leftOut.push(2, 1);
    expect(await read(['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
    const asked = calls.map(({ RequestItems }) => RequestItems?.letters.Keys.map(({ pk }) => pk.S));
    expect(asked).toEqual([['a', 'b', 'c'], ['a', 'b'], ['a']]);
  });

  test('when it leaves keys out again and again, then the reads fail', async () => {
    leftOut.push(...Array.from({ length: 10 }, () => 1));
    const both = await Promise.allSettled([reader.read(keyOf('a')), reader.read(keyOf('b'))]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(calls).toHaveLength(6);
  });

  test('when the call fails, then each read fails with its error, and the next works', async () => {
    failsWith = 'AccessDeniedException';
    const both = await Promise.allSettled([reader.read(keyOf('a')), reader.read(keyOf('b'))]);
    for (const one of both)
      expect(one).toMatchObject({ status: 'rejected', reason: { name: 'AccessDeniedException' } });
    failsWith = undefined;
    expect(await read(['a', 'b'])).toEqual(['a', 'b']);
  });
});
