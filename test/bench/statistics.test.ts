import { describe, expect, test } from 'vitest';
import { median, quantile, ratios, spreadOf } from '../../bench/statistics.ts';

describe('the statistics', () => {
  test.each([
    [[3], 3],
    [[4, 1], 2.5],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 2], 9],
  ])('when the numbers are %j, then the median is %d', (numbers, expected) => {
    expect(median(numbers)).toBe(expected);
  });

  test.each([
    [0, 1],
    [0.5, 50],
    [0.99, 99],
    [1, 100],
  ])('when %d of 1 to 100 are asked for, then %d is the quantile', (share, expected) => {
    const numbers = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(quantile(numbers, share)).toBe(expected);
  });

  test('when numbers have several digits, then they are ordered as numbers', () => {
    expect(spreadOf([100, 9, 20])).toEqual({ minimum: 9, median: 20, maximum: 100 });
  });

  test('when there are no numbers, then that is an error', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => ratios([], [1])).toThrow(RangeError);
  });

  test('when one round was slow for both, then its ratio is as in the others', () => {
    expect(ratios([2, 20, 2], [1, 10, 1])).toEqual({ minimum: 2, median: 2, maximum: 2 });
  });

  test('when one has fewer rounds, then only the common ones are compared', () => {
    expect(ratios([2, 9], [1])).toEqual({ minimum: 2, median: 2, maximum: 2 });
    expect(ratios([2], [1, 9])).toEqual({ minimum: 2, median: 2, maximum: 2 });
  });
});
