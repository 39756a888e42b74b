import { describe, expect, test } from 'vitest';
import { drain } from '../../../lambdas/core/queue/drain.ts';

/** A list that an index shows, with what was processed and how many at once. */
function list(items: readonly string[], { isStale = false, limit = 100 } = {}) {
  const waiting = new Set(items);
  const processed: string[] = [];
  const seen = { rounds: 0, atOnce: 0, most: 0 };
  return {
    processed,
    seen,
    options: {
      nextBatch: async () => {
        seen.rounds += 1;
        return (isStale ? items : [...waiting]).slice(0, limit);
      },
      keyOf: (item: string) => item,
      process: async (item: string) => {
        seen.atOnce += 1;
        seen.most = Math.max(seen.most, seen.atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        processed.push(item);
        waiting.delete(item);
        seen.atOnce -= 1;
      },
      hasTime: () => true,
      workers: 3,
    },
  };
}

const letters = [...'abcdefghij'];

test('each has its turn once, in the order in which they are due, so many at once', async () => {
  const { options, processed, seen } = list(letters);
  expect(await drain(options)).toBe(10);
  expect(processed).toEqual(letters);
  expect(seen).toMatchObject({ rounds: 2, most: 3 });
});

test('goes on in rounds where an index shows a few at a time', async () => {
  const { options, processed, seen } = list(letters, { limit: 4 });
  expect(await drain(options)).toBe(10);
  expect(processed).toEqual(letters);
  expect(seen.rounds).toBe(4);
});

test('what an index still shows after its turn has no second one', async () => {
  const { options, processed } = list(letters, { isStale: true });
  expect(await drain(options)).toBe(10);
  expect(processed).toEqual(letters);
});

test('with nothing due it asks once', async () => {
  const { options, seen } = list([]);
  expect(await drain(options)).toBe(0);
  expect(seen.rounds).toBe(1);
});

describe('without time', () => {
  test('it does not even ask', async () => {
    const { options, seen } = list(letters);
    expect(await drain({ ...options, hasTime: () => false })).toBe(0);
    expect(seen.rounds).toBe(0);
  });

  test('nothing is begun any more, what is begun is ended, and all that waited is counted', async () => {
    const { options, processed } = list(letters);
    expect(await drain({ ...options, hasTime: () => processed.length < 4 })).toBe(10);
    expect(processed.length).toBeGreaterThanOrEqual(4);
    expect(processed.length).toBeLessThanOrEqual(4 + options.workers);
    expect(processed).toEqual(letters.slice(0, processed.length));
  });
});

test('what the index cannot say is an error of the run, not an empty list', async () => {
  const { options } = list(letters);
  const nextBatch = () => Promise.reject(new Error('no index'));
  await expect(drain({ ...options, nextBatch })).rejects.toThrow('no index');
});
