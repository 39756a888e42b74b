import { expect, test } from 'vitest';
import { mailTurns } from '../../../lambdas/core/queue/mail-turns.ts';

const UNTIL = Date.parse('2026-11-26T12:00:50Z');
/** A run begins nothing in its last 10 s. */
const START = UNTIL - 50_000;

test('when an email has a turn, then it may wait until the run begins nothing new', async () => {
  const asked: number[][] = [];
  let now = START;
  const { hasTime, takeTurn } = mailTurns({
    pace: async (...wanted) => {
      asked.push(wanted);
      return { isAllowed: true };
    },
    until: UNTIL,
    now: () => new Date(now),
  });
  expect(await takeTurn()).toBe(true);
  now += 30_000;
  expect(await takeTurn()).toBe(true);
  expect(asked).toEqual([
    [1, 40_000],
    [1, 10_000],
  ]);
  now += 10_001;
  expect([hasTime(), await takeTurn()]).toEqual([false, false]);
});

test('when an email has no turn, then no other one begins in this run', async () => {
  const answers = [true, false, true];
  const { hasTime, takeTurn } = mailTurns({
    pace: async () => ({ isAllowed: answers.shift() ?? false }),
    until: UNTIL,
    now: () => new Date(START),
  });
  expect([await takeTurn(), await takeTurn(), await takeTurn()]).toEqual([true, false, false]);
  expect(hasTime()).toBe(false);
});
