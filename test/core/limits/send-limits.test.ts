import { expect, test } from 'vitest';
import { sendLimits, sendShares } from '../../../lambdas/core/limits/send-limits.ts';

const kinds = ['letters', 'links', 'notices', 'reminders'] as const;
const DAY_MS = 24 * 60 * 60_000;

test('when the shares are listed, then each kind has one', () => {
  expect(Object.keys(sendShares)).toEqual(kinds);
});

test.each([
  { sendRate: 1, dailyQuota: 200 },
  { sendRate: 14, dailyQuota: 50_000 },
  { sendRate: 10_000, dailyQuota: 100_000_000 },
])('when all kinds use their whole shares, then SES allows it: %j', (quota) => {
  const limits = kinds.map((kind) => sendLimits(quota, kind));
  // In any 24 hours: the burst, and what becomes free after it.
  const daily = limits.map(([, , day]) =>
    day === undefined ? Number.NaN : day.burst + DAY_MS / day.intervalMs,
  );
  expect(daily.reduce((sum, units) => sum + units, 0)).toBeLessThanOrEqual(quota.dailyQuota);
  const rates = limits.map(([, share]) => 1000 / (share?.intervalMs ?? 0));
  expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(quota.sendRate);
  // The rate of the account is common to all kinds.
  expect(new Set(limits.map(([rate]) => JSON.stringify(rate))).size).toBe(1);
});

test.each(kinds)('when the account is in the sandbox, then %s can still be sent', (kind) => {
  for (const { burst, intervalMs } of sendLimits({ sendRate: 1, dailyQuota: 200 }, kind)) {
    expect(burst).toBeGreaterThanOrEqual(1);
    expect(intervalMs).toBeLessThanOrEqual(DAY_MS / 5);
  }
});
