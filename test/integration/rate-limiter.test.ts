import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DynamoRateLimiter } from '../../lambdas/aws/dynamo-rate-limiter.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { dailyLimit, type RateLimit } from '../../lambdas/core/limits/rate-limit.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { allItems } from '../support/table.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const minute: RateLimit = { name: 'minute', burst: 3, intervalMs: MINUTE_MS };
const day = dailyLimit('day', 20);

describe.each(availableEmulators())('rate limits on %s', (kind) => {
  let table: TestTable;
  let now = Date.parse('2026-11-26T12:00:00Z');
  let limiter: DynamoRateLimiter;
  beforeAll(async () => {
    table = await createTestTable(kind);
    limiter = new DynamoRateLimiter(new Table(table.client, table.tableName, () => now));
  });
  afterAll(() => table.close());

  test('when one asks on and on, then a burst is allowed, and then one a minute', async () => {
    const allowed: number[] = [];
    const begun = now;
    for (let second = 0; second < 180; second += 10) {
      now = begun + second * 1000;
      if ((await limiter.take('steady', [minute])).isAllowed) allowed.push(second);
    }
    expect(allowed).toEqual([0, 10, 20, 60, 120]);
  });

  test('when a limit refuses, then it says when it allows, and not before', async () => {
    for (let count = 0; count < 3; count += 1) await limiter.take('told', [minute, day]);
    const refused = await limiter.take('told', [minute, day]);
    expect(refused).toMatchObject({ isAllowed: false, limit: 'minute' });
    const retryAt = refused.isAllowed ? 0 : refused.retryAt;
    now = retryAt - 1;
    expect(await limiter.take('told', [minute, day])).toMatchObject({ isAllowed: false });
    now = retryAt;
    expect(await limiter.take('told', [minute, day])).toEqual({ isAllowed: true, waitMs: 0 });
  });

  test('when one asks each minute for three days, then no 24 hours have more than 20', async () => {
    const allowed: number[] = [];
    for (const end = now + 3 * DAY_MS; now < end; ) {
      const taking = await limiter.take('greedy', [minute, day]);
      if (taking.isAllowed) allowed.push(now);
      now = Math.max(now + MINUTE_MS, taking.isAllowed ? 0 : taking.retryAt);
    }
    const most = Math.max(
      ...allowed.map((from) => allowed.filter((at) => at >= from && at < from + DAY_MS).length),
    );
    expect(most).toBeLessThanOrEqual(20);
    expect(most).toBeGreaterThanOrEqual(19);
    expect(allowed.length).toBeGreaterThan(35);
  });

  test('when 100 ask at once, then exactly the burst is allowed', async () => {
    const limits = [{ ...minute, burst: 30 }];
    const takings = await Promise.all(
      Array.from({ length: 100 }, () => limiter.take('crowd', limits)),
    );
    expect(takings.filter(({ isAllowed }) => isAllowed)).toHaveLength(30);
  });

  test('when 20 take turns at once, then their turns are evenly spaced', async () => {
    const limits = [{ name: 'rate', burst: 1, intervalMs: 100 }];
    const takings = await Promise.all(
      Array.from({ length: 20 }, () => limiter.take('turns', limits, { maxWaitMs: 1500 })),
    );
    const waits = takings.flatMap((taking) => (taking.isAllowed ? [taking.waitMs] : []));
    expect(waits.sort((one, other) => one - other)).toEqual(
      Array.from({ length: 16 }, (_, turn) => turn * 100),
    );
  });

  test('when units are given back, then they can be taken again', async () => {
    for (let count = 0; count < 3; count += 1) await limiter.take('returned', [minute, day]);
    await limiter.giveBack('returned', [minute, day]);
    expect((await limiter.take('returned', [minute, day])).isAllowed).toBe(true);
    expect((await limiter.take('returned', [minute, day])).isAllowed).toBe(false);
  });

  test('when all is given back, then nothing is stored, and nothing is lost', async () => {
    const before = await allItems(table);
    await limiter.take('nothing', [minute, day]);
    await limiter.giveBack('nothing', [minute, day]);
    expect(await allItems(table)).toEqual(before);
    // Each of 20 gives its unit back while others take theirs.
    const limits = [{ name: 'hour', burst: 100, intervalMs: DAY_MS }];
    await Promise.all(
      Array.from({ length: 20 }, async (_, turn) => {
        await limiter.take('crossing', limits);
        if (turn % 2 === 0) await limiter.giveBack('crossing', limits);
      }),
    );
    const left = await limiter.take('crossing', limits, { count: 91 });
    expect(left.isAllowed).toBe(false);
    expect((await limiter.take('crossing', limits, { count: 90 })).isAllowed).toBe(true);
  });

  test('when a clock was ahead, then the limit is used up, and no longer than usual', async () => {
    const today = now;
    now += 400 * DAY_MS;
    await limiter.take('clock', [minute]);
    now = today;
    const taking = await limiter.take('clock', [minute]);
    expect(taking).toEqual({ isAllowed: false, limit: 'minute', retryAt: today + MINUTE_MS });
    now += MINUTE_MS;
    expect((await limiter.take('clock', [minute])).isAllowed).toBe(true);
  });

  test('when a taking is refused, then it takes nothing from the other limits', async () => {
    const other: RateLimit = { name: 'other', burst: 4, intervalMs: DAY_MS };
    for (let count = 0; count < 9; count += 1) await limiter.take('whole', [minute, other]);
    expect((await limiter.take('whole', [other])).isAllowed).toBe(true);
    expect((await limiter.take('whole', [other])).isAllowed).toBe(false);
  });
});
