import { expect, test } from 'vitest';
import { createPacer, sendShares } from '../../../lambdas/core/queue/pacer.ts';

test('when all jobs run at once, then their shares are not more than the whole rate', () => {
  const total = Object.values(sendShares).reduce((sum, share) => sum + share, 0);
  expect(total).toBeLessThanOrEqual(1);
});

test.each([
  { sendRate: 14, recipients: [1, 1, 1], share: 'notices' },
  { sendRate: 14, recipients: [2, 2, 1, 2], share: 'letters' },
  { sendRate: 1, recipients: [2, 2], share: 'letters' },
] as const)('when emails take turns, then recipients keep to the share: %j', async (example) => {
  const { sendRate, recipients, share } = example;
  const waits: number[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  const pace = createPacer({ sendRate, share, now: () => new Date(0), sleep });
  for (const count of recipients) await pace(count);
  // The last email waits for all recipients before it.
  const before = recipients.slice(0, -1).reduce((sum: number, count) => sum + count, 0);
  expect(waits.at(-1)).toBeCloseTo((before * 1000) / (sendRate * sendShares[share]));
  expect(waits).toHaveLength(recipients.length - 1);
});

test('when time has passed since the last email, then the next one need not wait', async () => {
  let now = 0;
  const pace = createPacer({
    sendRate: 1,
    share: 'reminders',
    now: () => new Date(now),
    sleep: () => Promise.reject(new Error('It waited.')),
  });
  await pace(1);
  now = 60_000;
  await pace(1);
});
