import { expect, test } from 'vitest';
import {
  addToMonth,
  monthInWords,
  monthLimits,
  monthsBetween,
  readMonth,
} from '../../../lambdas/core/time/month.ts';

const today = '2026-11-26';

test.each([
  ['2027-05', '2027-05'],
  ['2027-5', '2027-05'],
  ['2027/05', '2027-05'],
  ['2027.05', '2027-05'],
  ['05/2027', '2027-05'],
  ['5/2027', '2027-05'],
  ['5-2027', '2027-05'],
  ['May 2027', '2027-05'],
  ['may 2027', '2027-05'],
  ['MAY, 2027', '2027-05'],
  ['in May 2027', '2027-05'],
  ['May of 2027', '2027-05'],
  ['2027 May', '2027-05'],
  ['mayo de 2027', '2027-05'],
  ['Mayo del 2027', '2027-05'],
  ['mayo 2027', '2027-05'],
  ['en mayo de 2027', '2027-05'],
  ['may. 2027', '2027-05'],
  ['Jan 2027', '2027-01'],
  ['enero de 2027', '2027-01'],
  ['ene 2027', '2027-01'],
  ['sept. 2027', '2027-09'],
  ['setiembre de 2027', '2027-09'],
  ['septiembre 2027', '2027-09'],
  ['Agosto 2027', '2027-08'],
  ['abril 2027', '2027-04'],
  ['dic 2027', '2027-12'],
  ['December 2026', '2026-12'],
  // Without a year it is the next such month, and this month is one.
  ['May', '2027-05'],
  ['in May', '2027-05'],
  ['mayo', '2027-05'],
  ['05', '2027-05'],
  ['November', '2026-11'],
  ['11', '2026-11'],
  ['octubre', '2027-10'],
  ['diciembre', '2026-12'],
])('when a month is typed as %s, then it is read as %s', (typed, month) => {
  expect(readMonth(typed, today)).toBe(month);
});

test.each([
  ...['2027-13', '2027-00', '13/2027', '0', '5', 'Mayhem 2027', 'ma', 'soon', 'next month'],
  ...['2027-05-03', '03/05/2027', 'May 3, 2027', '27-05', '05/27', 'May 27', 'mayo de 27', '2027'],
  ...['', ' ', '<May 2027>', 'May 20271', 'June or July', `May ${' '.repeat(50)}2027`],
])('when %j is typed, then it is no month', (typed) => {
  expect(readMonth(typed, today)).toBeUndefined();
});

test('when months are counted, then years are, too', () => {
  expect(addToMonth('2026-11', 24)).toBe('2028-11');
  expect(addToMonth('2026-11', 2)).toBe('2027-01');
  expect(addToMonth('2026-12', 0)).toBe('2026-12');
  expect(addToMonth('2026-01', -1)).toBe('2025-12');
  expect(monthsBetween('2026-11', '2027-11')).toBe(12);
  expect(monthsBetween('2026-11', '2026-10')).toBe(-1);
});

test.each([
  ['2026-11-26', '2026-11', '2028-11'],
  // On the other side of the world it is still, or already, another month.
  ['2026-12-01', '2026-11', '2028-12'],
  ['2026-12-31', '2026-12', '2029-01'],
])('when it is %s in UTC, then months from %s to %s may be chosen', (day, first, last) => {
  expect(monthLimits(day)).toEqual({ first, last });
});

test('when a month is put into words, then its year is only there if it is asked for', () => {
  expect(monthInWords('2028-05', false, 'en')).toBe('May');
  expect(monthInWords('2028-05', true, 'en')).toBe('May 2028');
  expect(monthInWords('2028-05', true, 'es-tu')).toBe('mayo de 2028');
  expect(monthInWords('2028-12', false, 'es')).toBe('diciembre');
});
