import { describe, expect, test } from 'vitest';
import type { MemoryCurve } from '../../bench/memory-curve.ts';
import { performancePage } from '../../bench/performance-page.ts';
import type { Results } from '../../bench/results.ts';

const results: Results = {
  at: '2026-11-26T12:00:00.000Z',
  commits: { 'Open Door': 'bcc886d' },
  machine: { node: 'v24.21.0', cpu: 'Xeon', cores: 2, load: [0.5, 2.25] },
  loaded: { 'Open Door form': { files: 2, bytes: 65 * 1024 } },
  calls: { 'Open Door': { review: [['GetItem LETTER'], ['GetItem A', 'GetItem B']] } },
  cold: {
    'floor init': { cpuMs: [100, 200, 100], wallMs: [90, 90, 90] },
    'Open Door form': { cpuMs: [40, 60, 35], wallMs: [45, 45, 45] },
  },
  warm: {
    'Open Door review': {
      cpuMs: [2.04],
      cpuMs16: [2],
      perSecond1: [300],
      perSecond16: [410.4],
      p50: 2.5,
      p99: 9.123,
      requests: 550,
    },
  },
};
const times = { coldMs: 300, warmMs: 12, coldBilledMs: 500, warmBilledMs: 500 };
const memory: MemoryCurve = {
  at: '2026-11-26T12:00:00.000Z',
  commit: 'bcc886d',
  method: 'cgroup v2',
  sizes: [{ megabytes: 1024, routes: { form: times, ask: times, review: times, confirm: times } }],
};

describe('the page of the performance', () => {
  const page = performancePage(results, { costs: 'The SDK costs most.\n', memory });

  test.each([
    '| `GET /` cold, to the floor | ≤ 0.5 | 0.35 | 0.35 (0.30–0.40) × | reached the stretch |',
    '| Open Door form | 40.0 | 45.0 | floor init | 0.35 (0.30–0.40) | 0.50 (0.50–0.50) |',
    '| Open Door form | 2 | 65 |',
    '| Open Door review | 2.04 |  |  | 2.50 | 9.12 | 300 | 410 |',
    '| Open Door review | 3 | 2 | GetItem LETTER → GetItem A, GetItem B |',
    'The SDK costs most.',
    '| 1024 | 58 % | 300 · 12.0 |',
    'Open Door at bcc886d',
  ])('when it is generated, then it has: %s', (text) => {
    expect(page.replace(/\n(?!\||\n)/g, ' ')).toContain(text);
  });

  test('when it is generated, then prose has at most 90 characters in a line', () => {
    const prose = page.split('\n').filter((line) => !line.startsWith('|'));
    expect(prose.filter((line) => line.length > 90)).toEqual([]);
  });

  test('when a part was not measured, then the page says so', () => {
    const { at, commits, machine } = results;
    const empty = { at, commits, machine, loaded: {}, calls: {}, cold: {}, warm: {} };
    const missing = performancePage(empty, { costs: 'None.' });
    expect(missing).toContain('This run did not measure it.');
    expect(missing).toContain('| not measured |');
    expect(missing).toContain('Not measured yet: `npm run bench -- memory`.');
  });
});
