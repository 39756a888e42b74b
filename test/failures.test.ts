import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alarmsOf } from './lib/alarm-metrics.ts';
import { synthesise } from './lib/synthesise.ts';

const text = readFileSync('docs/failures.md', 'utf8');
const rows = [...text.matchAll(/^\| (\d+) \|.*$/gm)].map(([row, number]) => {
  const [, failure = '', before = '', now = '', tests = ''] = row.split(' | ');
  return { number: Number(number), failure, before, now, tests };
});
const alarmsIn = (cell: string): string[] =>
  [...cell.matchAll(/`([A-Z]\w+)`/g)].map(([, name = '']) => name);

test('when the failures are read, then each has a number, and most tell the operator', () => {
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
  const silent = rows.filter(({ now }) => alarmsIn(now).length === 0);
  expect(silent.every(({ now }) => now === 'doctor' || now.startsWith('nobody here'))).toBe(true);
  const told = rows.length - silent.length;
  expect(told).toBeGreaterThanOrEqual(19);
  const toldBefore = rows.filter(({ before }) => alarmsIn(before).length > 0).length;
  expect(text.replace(/\s+/g, ' ')).toContain(
    `Before, ${toldBefore} of these ${rows.length} told the operator anything`,
  );
  expect(text).toContain(`Now ${told} do.`);
});

test('when the failures name alarms, then these are the alarms of the stack', () => {
  const alarms = alarmsOf(
    synthesise({ mailIdentity: 'door.test', allowedCandidates: ['school.test'] }),
  );
  expect(new Set(rows.flatMap(({ now }) => alarmsIn(now)))).toEqual(new Set(Object.keys(alarms)));
});

test('when an alarm tells of a failure, then a test shows it, and the test exists', () => {
  const named = rows.flatMap(({ number, now, tests }) => {
    const found = [...tests.matchAll(/`(test\/[\w./-]+)` "([^"]+)"/g)];
    if (alarmsIn(now).length > 0) expect({ number, found }).not.toEqual({ number, found: [] });
    return found.map(([, file = '', title = '']) => ({ number, file, title }));
  });
  const missing = named.filter(
    ({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title),
  );
  expect(missing).toEqual([]);
});
