import { describe, expect, test } from 'vitest';
import { workOff } from '../../lambdas/core/work-off.ts';

/** A list that an index shows, with what was tended and how many at once. */
function list(items: readonly string[], { isStale = false, limit = 100 } = {}) {
  const waiting = new Set(items);
  const tended: string[] = [];
  const seen = { rounds: 0, atOnce: 0, most: 0 };
  return {
    tended,
    seen,
    options: {
      due: async () => {
        seen.rounds += 1;
        return (isStale ? items : [...waiting]).slice(0, limit);
      },
      idOf: (item: string) => item,
      tend: async (item: string) => {
        seen.atOnce += 1;
        seen.most = Math.max(seen.most, seen.atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        tended.push(item);
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
  const { options, tended, seen } = list(letters);
  expect(await workOff(options)).toBe(10);
  expect(tended).toEqual(letters);
  expect(seen).toMatchObject({ rounds: 2, most: 3 });
});

test('goes on in rounds where an index shows a few at a time', async () => {
  const { options, tended, seen } = list(letters, { limit: 4 });
  expect(await workOff(options)).toBe(10);
  expect(tended).toEqual(letters);
  expect(seen.rounds).toBe(4);
});

test('what an index still shows after its turn has no second one', async () => {
  const { options, tended } = list(letters, { isStale: true });
  expect(await workOff(options)).toBe(10);
  expect(tended).toEqual(letters);
});

test('with nothing due it asks once', async () => {
  const { options, seen } = list([]);
  expect(await workOff(options)).toBe(0);
  expect(seen.rounds).toBe(1);
});

describe('without time', () => {
  test('it does not even ask', async () => {
    const { options, seen } = list(letters);
    expect(await workOff({ ...options, hasTime: () => false })).toBe(0);
    expect(seen.rounds).toBe(0);
  });

  test('nothing is begun any more, what is begun is ended, and all that waited is counted', async () => {
    const { options, tended } = list(letters);
    expect(await workOff({ ...options, hasTime: () => tended.length < 4 })).toBe(10);
    expect(tended.length).toBeGreaterThanOrEqual(4);
    expect(tended.length).toBeLessThanOrEqual(4 + options.workers);
    expect(tended).toEqual(letters.slice(0, tended.length));
  });
});

test('what the index cannot say is an error of the run, not an empty list', async () => {
  const { options } = list(letters);
  const due = () => Promise.reject(new Error('no index'));
  await expect(workOff({ ...options, due })).rejects.toThrow('no index');
});
