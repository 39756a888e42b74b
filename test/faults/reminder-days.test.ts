import { describe, expect, test } from 'vitest';
import {
  days,
  daysNotAtNine,
  isDueAtNine,
  startsAtLocalMidnight,
  zones,
} from '../support/days-and-zones.ts';

/**
 * Each day of two years in each of 12 time zones, against Temporal. The unit tests check
 * a sample of the days and every change of clocks.
 */
describe.each(zones)('every day of two years in %s', (timeZone) => {
  test('when a reminder is due on a day, then it is due at nine local time', () => {
    expect(days).toHaveLength(731);
    expect(days).toContain('2028-02-29');
    expect(days.filter((day) => !isDueAtNine(day, timeZone))).toEqual([]);
  });

  test('when a calendar has every day, then each entry is at nine local time', () => {
    expect(daysNotAtNine(timeZone)).toEqual([]);
  });

  test('when a local day begins, then the day in the zone changes at that millisecond', () => {
    expect(days.filter((day) => !startsAtLocalMidnight(day, timeZone))).toEqual([]);
  });
});
