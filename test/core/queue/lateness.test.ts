import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drain } from '../../../lambdas/core/queue/drain.ts';
import { watchLateness } from '../../../lambdas/core/queue/lateness.ts';

const now = 1_000_000;
interface Item {
  readonly id: string;
  readonly dueAt: number;
}
const keyOf = ({ id }: Item) => id;

/** A run that reads these batches, and the last one again and again. */
async function lateAfter(
  batches: readonly (readonly Item[])[],
  { ignored = [] }: { readonly ignored?: readonly string[] } = {},
): Promise<number> {
  let read = 0;
  const lateness = watchLateness({
    nextBatch: async () => batches[Math.min(read++, batches.length - 1)] ?? [],
    keyOf,
    now: () => new Date(now),
  });
  await drain({
    nextBatch: lateness.nextBatch,
    keyOf,
    workers: 2,
    process: async (item) => {
      if (ignored.includes(item.id)) lateness.ignore(item);
    },
  });
  return lateness.lateMs();
}

const item = (id: string, lateMs: number): Item => ({ id, dueAt: now - lateMs });

test.each<[string, readonly (readonly Item[])[], number]>([
  ['nothing was due', [[]], 0],
  ['all was processed', [[item('a', 5000), item('b', 10)], []], 0],
  ['one item stays due', [[item('a', 5000), item('b', 10)], [item('a', 5000)]], 5000],
  [
    'the order is another',
    [
      [item('a', 10), item('b', 9000)],
      [item('a', 10), item('b', 9000)],
    ],
    9000,
  ],
  ['new items came', [[item('a', 5000)], [item('b', 20)], []], 0],
  ['an item is due just now', [[item('a', 0)], [item('a', 0)]], 0],
  ['an item is due by a clock that is ahead', [[item('a', -50)], [item('a', -50)]], 0],
])('when %s, then the run is as late as the oldest item that is left', async (_, batches, late) => {
  expect(await lateAfter(batches)).toBe(late);
});

test('when an item needs nothing, then it is not late', async () => {
  const left = [item('gone', 99_000), item('a', 300)];
  expect(await lateAfter([left, left], { ignored: ['gone'] })).toBe(300);
});

test('when its time is up, then a run is as late as the batch that it did not finish', async () => {
  const lateness = watchLateness({
    nextBatch: async () => [item('a', 700), item('b', 600)],
    keyOf,
    now: () => new Date(now),
  });
  let hasTime = true;
  await drain({
    nextBatch: lateness.nextBatch,
    keyOf,
    workers: 1,
    hasTime: () => hasTime,
    process: async () => {
      hasTime = false;
    },
  });
  expect(lateness.lateMs()).toBe(700);
});

test('when a run has no time at all, then it does not say that it is late', async () => {
  const lateness = watchLateness({
    nextBatch: async () => [item('a', 700)],
    keyOf,
    now: () => new Date(now),
  });
  expect(lateness.lateMs()).toBe(0);
});

test('when any items are left, then the run is never less late than one of them', async () => {
  const items = fc.uniqueArray(
    fc.record({ id: fc.string(), dueAt: fc.integer({ min: 0, max: now }) }),
    { selector: keyOf },
  );
  await fc.assert(
    fc.asyncProperty(items, async (left) => {
      const late = await lateAfter([left, left]);
      expect(late).toBe(Math.max(0, ...left.map(({ dueAt }) => now - dueAt)));
    }),
  );
});
