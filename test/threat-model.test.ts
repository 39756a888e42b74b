import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const model = readFileSync('docs/threat-model.md', 'utf8');
/** A test that the model names: its file, and a part of its title. */
const named = [...model.matchAll(/`(test\/[\w./-]+)` "([^"]+)"/g)].map(
  ([, file = '', title = '']) => ({
    file,
    title,
  }),
);

test('when the model is read, then it has a row for each threat, with a test', () => {
  const rows = [...model.matchAll(/^\| (\d+) \|.*$/gm)];
  expect(rows.map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 45 }, (_, index) => index + 1),
  );
  expect(rows.filter(([row]) => !row.includes('`test/')).map(([, number]) => number)).toEqual([]);
  expect(named.length).toBeGreaterThanOrEqual(rows.length);
});

test('when the model names a test, then the test exists', () => {
  const missing = named.filter(
    ({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title),
  );
  expect(missing).toEqual([]);
});
