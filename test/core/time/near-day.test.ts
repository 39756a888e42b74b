import { expect, test } from 'vitest';
import { formatNearDay } from '../../../lambdas/core/time/near-day.ts';

test.each([
  ['2027-05-25', 'en', 'May 25'],
  ['2027-12-01', 'en', 'December 1'],
  ['2028-01-03', 'en', 'January 3, 2028'],
  ['2026-12-31', 'en', 'December 31, 2026'],
  ['2027-05-25', 'es', '25 de mayo'],
  ['2028-01-03', 'es', '3 de enero de 2028'],
] as const)(
  'when the day is %s in %s and this year is 2027, then it is %s',
  (day, language, text) => {
    expect(formatNearDay(day, '2027-06-01', language)).toBe(text);
  },
);
