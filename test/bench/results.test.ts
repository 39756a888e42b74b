import { describe, expect, test } from 'vitest';
import { dollarsPerMillion } from '../../bench/memory-curve.ts';
import { type Budget, budgets, type Results, verdictOf } from '../../bench/results.ts';

const budget = (changes: Partial<Budget> = {}): Budget => ({
  name: 'a budget',
  unit: '×',
  limit: 1,
  stretch: 0.5,
  figure: () => 0,
  ...changes,
});

describe('the verdict on a budget', () => {
  test.each([
    [0.5, 'reached the stretch'],
    [0.51, 'met'],
    [1, 'met'],
    [1.1, 'missed by less than a tenth'],
    [1.11, 'missed'],
  ])('when the figure is %d of at most 1, then it is %s', (figure, verdict) => {
    expect(verdictOf(budget(), figure)).toBe(verdict);
  });

  test.each([
    [2, 'met'],
    [1, 'met'],
    [0.9, 'missed by less than a tenth'],
    [0.89, 'missed'],
  ])('when the figure is %d of at least 1, then it is %s', (figure, verdict) => {
    const { stretch: _stretch, ...least } = budget({ isLeast: true });
    expect(verdictOf(least, figure)).toBe(verdict);
  });

  test('when there is a spread, then its median counts', () => {
    expect(verdictOf(budget(), { minimum: 0.4, median: 0.6, maximum: 9 })).toBe('met');
  });
});

describe('the figure of a budget', () => {
  const times = (cpuMs: number[]) => ({ cpuMs, wallMs: cpuMs });
  const results: Results = {
    at: '2026-11-26T12:00:00.000Z',
    commits: { 'Open Door': 'abc', against: 'def' },
    machine: { node: 'v24.21.0', cpu: 'x', cores: 2, load: [0, 0] },
    loaded: {},
    calls: { 'Open Door': { review: [['GetItem LETTER'], ['a', 'b']] } },
    cold: {
      'floor init': times([10, 20]),
      'Open Door form': times([4, 8]),
      'against form': times([20, 40]),
      'same ask': times([10]),
      'same as against ask': times([20]),
      'Open Door ask': times([11]),
      'against ask': times([40]),
    },
    warm: {},
  };
  const figureOf = (name: string, product: string) => {
    const found = budgets.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`There is no budget "${name}".`);
    return found.figure(results, product);
  };
  const all = (value: number) => ({ minimum: value, median: value, maximum: value });

  test('when two checkouts are measured, then each has its own figure', () => {
    expect(figureOf('`GET /` cold, to the floor', 'Open Door')).toEqual(all(0.4));
    expect(figureOf('`GET /` cold, to the floor', 'against')).toEqual(all(2));
    expect(figureOf('ask cold, to `same`', 'Open Door')).toEqual(all(1.1));
    expect(figureOf('ask cold, to `same`', 'against')).toEqual(all(2));
  });

  test('when calls are counted, then those side by side count, too', () => {
    expect(figureOf('reads of review', 'Open Door')).toBe(3);
  });

  test('when a run left a part out, then there is no figure', () => {
    expect(figureOf('ask, to `same`', 'Open Door')).toBeUndefined();
    expect(figureOf('what `GET /` loads', 'Open Door')).toBeUndefined();
    expect(figureOf('reads of review', 'against')).toBeUndefined();
  });
});

test('when a request takes part of a ms, then the whole ms is paid', () => {
  expect(dollarsPerMillion(100, 1024, 0.00001)).toBeCloseTo(1);
  expect(dollarsPerMillion(0.2, 1024, 0.00001)).toBeCloseTo(0.01);
});
