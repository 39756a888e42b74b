import { describe, expect, test } from 'vitest';
import { drain } from '../../../lambdas/core/queue/drain.ts';

/**
 * A queue in memory that records the processed items, the batches and the concurrency.
 *
 * @param options `isStale`: the index still lists processed items; `limit`: items a batch
 */
function createQueue(items: readonly string[], { isStale = false, limit = 100 } = {}) {
  const waiting = new Set(items);
  const processed: string[] = [];
  const counts = { batches: 0, running: 0, maxRunning: 0 };
  return {
    processed,
    counts,
    options: {
      nextBatch: async () => {
        counts.batches += 1;
        return (isStale ? items : [...waiting]).slice(0, limit);
      },
      keyOf: (item: string) => item,
      process: async (item: string) => {
        counts.running += 1;
        counts.maxRunning = Math.max(counts.maxRunning, counts.running);
        await new Promise((resolve) => setImmediate(resolve));
        processed.push(item);
        waiting.delete(item);
        counts.running -= 1;
      },
      hasTime: () => true,
      workers: 3,
    },
  };
}

const letters = [...'abcdefghij'];

test('when items are due, then each is processed once, in order, three concurrently', async () => {
  const { options, processed, counts } = createQueue(letters);
  expect(await drain(options)).toBe(10);
  expect(processed).toEqual(letters);
  expect(counts).toMatchObject({ batches: 2, maxRunning: 3 });
});

test('when the index lists four items at a time, then the drain takes all batches', async () => {
  const { options, processed, counts } = createQueue(letters, { limit: 4 });
  expect(await drain(options)).toBe(10);
  expect(processed).toEqual(letters);
  expect(counts.batches).toBe(4);
});

test('when the index still lists processed items, then they are not processed again', async () => {
  const { options, processed } = createQueue(letters, { isStale: true });
  expect(await drain(options)).toBe(10);
  expect(processed).toEqual(letters);
});

test('when items have no key and are listed again, then they are processed again', async () => {
  const attempts: string[] = [];
  const remaining = ['a', 'a', 'b'];
  const count = await drain({
    nextBatch: async () => remaining.splice(0, 1),
    process: async (item: string) => {
      attempts.push(item);
    },
    workers: 3,
  });
  expect([count, attempts]).toEqual([3, ['a', 'a', 'b']]);
});

test('when nothing is due, then the index is queried once', async () => {
  const { options, counts } = createQueue([]);
  expect(await drain(options)).toBe(0);
  expect(counts.batches).toBe(1);
});

describe('a drain without time', () => {
  test('when there is no time at the start, then the index is not queried', async () => {
    const { options, counts } = createQueue(letters);
    expect(await drain({ ...options, hasTime: () => false })).toBe(0);
    expect(counts.batches).toBe(0);
  });

  test('when the time is up, then no item starts, running items end, all are counted', async () => {
    const { options, processed } = createQueue(letters);
    expect(await drain({ ...options, hasTime: () => processed.length < 4 })).toBe(10);
    expect(processed.length).toBeGreaterThanOrEqual(4);
    expect(processed.length).toBeLessThanOrEqual(4 + options.workers);
    expect(processed).toEqual(letters.slice(0, processed.length));
  });
});

test('when the index query fails, then so does the drain, instead of finding nothing', async () => {
  const { options } = createQueue(letters);
  const nextBatch = () => Promise.reject(new Error('no index'));
  await expect(drain({ ...options, nextBatch })).rejects.toThrow('no index');
});
