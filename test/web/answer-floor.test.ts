import { describe, expect, test } from 'vitest';
import { ANSWER_FLOOR_MS, answerFloor } from '../../lambdas/web/answer-floor.ts';

/** A clock that only moves when somebody waits on it. */
function virtualClock() {
  const clock = { ms: 1000 };
  const sleep = async (ms: number) => {
    clock.ms += ms;
  };
  return { now: () => clock.ms, sleep };
}

describe('the time of an answer', () => {
  test.each([0, 1, 30, 250, 499, 500])(
    'when the work takes %i ms, then the answer comes at the floor',
    async (workMs) => {
      const clock = virtualClock();
      const startedAt = clock.now();
      const hold = answerFloor(clock, 500);
      const answer = await hold(async () => {
        await clock.sleep(workMs);
        return 'done';
      });
      expect([answer, clock.now() - startedAt]).toEqual(['done', 500]);
    },
  );

  test.each([0, 30, 499])('when the work fails after %i ms, then it waits, too', async (workMs) => {
    const clock = virtualClock();
    const startedAt = clock.now();
    const held = answerFloor(
      clock,
      500,
    )(async () => {
      await clock.sleep(workMs);
      throw new Error('broken');
    });
    await expect(held).rejects.toThrow('broken');
    expect(clock.now() - startedAt).toBe(500);
  });

  test('when the work takes longer than the floor, then the answer does not wait', async () => {
    const clock = virtualClock();
    const startedAt = clock.now();
    await answerFloor(clock, 500)(() => clock.sleep(900));
    expect(clock.now() - startedAt).toBe(900);
  });

  test('when the function runs on Lambda, then the floor is far below its time-out', () => {
    expect(ANSWER_FLOOR_MS).toBeGreaterThanOrEqual(400);
    expect(ANSWER_FLOOR_MS).toBeLessThanOrEqual(1000);
  });
});
