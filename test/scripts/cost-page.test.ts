import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { limits } from '../../scripts/cost/limits.ts';
import { costOf, costOfMonth, costPage } from '../../scripts/cost-page.ts';

test('when the page of costs is read, then it is what the script writes', () => {
  const page = readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8');
  expect(page === costPage(), 'run npm run docs:cost').toBe(true);
});

test('when a thousand emails are sent, then SES costs ten cents', () => {
  expect(costOf('emailRecipients', 1000, false)).toBeCloseTo(0.1, 10);
});

test('when there is a free tier, then only what is above it costs', () => {
  expect(costOf('invocations', 1_000_000, true)).toBe(0);
  expect(costOf('invocations', 2_000_000, true)).toBeCloseTo(0.2, 10);
  expect(costOf('invocations', 1_000_000, false)).toBeCloseTo(0.2, 10);
});

test('when nobody comes, then the free tiers leave less than half a dollar a month', () => {
  expect(costOfMonth(0, true)).toBeLessThan(0.5);
});

test('when limits are listed, then the lowest is first', () => {
  const rates = limits.map(({ declinesPerSecond }) => declinesPerSecond);
  expect(rates).toEqual([...rates].sort((one, other) => one - other));
});
