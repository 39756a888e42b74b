import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { configKeys } from '../../lib/config.ts';
import { ConfigError, readSettings } from '../../lib/settings-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'open-door-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The path of a file with this text. */
function fileOf(text: string): string {
  const path = join(folder, 'careers.json');
  writeFileSync(path, text);
  return path;
}

describe('a file of settings', () => {
  test.each(['{"linkHours": 24}', '\uFEFF{"linkHours": 24}', ' {\r\n"linkHours" : 24 }\r\n'])(
    'when it holds %j, then its settings are read',
    (text) => {
      expect(readSettings(fileOf(text))).toEqual({ linkHours: 24 });
    },
  );

  test.each(['', '{"linkHours": 24,}', "{'linkHours': 24}", '{} // x', '{"a": 1', 'linkHours=24'])(
    'when it holds %j, then the error names the file and what JSON needs',
    (text) => {
      const path = fileOf(text);
      expect(() => readSettings(path)).toThrow(ConfigError);
      expect(() => readSettings(path)).toThrow(`${path} is not valid JSON: `);
      expect(() => readSettings(path)).toThrow('Names and texts are in double quotes');
    },
  );

  test.each(['[]', '"x"', '7', 'null', 'true'])(
    'when it holds %s, which is no object, then the error says so',
    (text) => {
      const path = fileOf(text);
      expect(() => readSettings(path)).toThrow(`${path} must hold one object of settings`);
    },
  );

  test.each(['no-such-file.json', '.', ''])(
    'when the named file is %j, which cannot be read, then no other file is used',
    (name) => {
      expect(() => readSettings(name)).toThrow(ConfigError);
      expect(() => readSettings(name)).toThrow('cannot be read: ');
    },
  );
});

test('when the settings are documented, then each one has a row, and each row is a setting', () => {
  const page = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(rows).toHaveLength(configKeys.length);
  expect(new Set(rows)).toEqual(new Set(configKeys));
});
