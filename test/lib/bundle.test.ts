import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bundle, type FunctionName } from '../../lib/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'open-door-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names: FunctionName[] = ['web', 'send', 'feedback', 'remind'];
for (const name of names) {
  bundle(name, join(folder, name));
}

/** The files of a folder by their paths in it. */
function filesOf(path: string): Map<string, Buffer> {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(path, file)).isFile())
    .sort();
  return new Map(files.map((file) => [file, readFileSync(join(path, file))]));
}

function codeOf(name: FunctionName): string {
  return readFileSync(join(folder, name, 'handler.js'), 'utf8');
}

const wordsOf: Readonly<Record<FunctionName, readonly string[]>> = {
  web: ['hellos', 'letters', 'mails', 'vague'],
  send: [],
  feedback: ['mails'],
  remind: ['hellos', 'mails'],
};

describe.each(names)('the bundle of %s', (name) => {
  const files = filesOf(join(folder, name));

  test('holds the handler, its source map, and the words it reads, and no others', () => {
    const paths = [...files.keys()];
    expect(paths).toContain('handler.js');
    expect(paths).toContain('handler.js.map');
    const words = paths
      .filter((path) => path.startsWith('templates'))
      .map((path) => path.split(sep)[1] ?? '');
    expect([...new Set(words)].sort()).toEqual(wordsOf[name]);
  });

  test('needs nothing but Node’s own modules', () => {
    const needed = [...codeOf(name).matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(
      ([, module = '']) => module,
    );
    expect(needed.filter((module) => !isBuiltin(module))).toEqual([]);
  });

  test('takes its credentials from the environment, without the SDK’s chain of providers', () => {
    const sources = [...files]
      .filter(([path]) => path.endsWith('.map'))
      .map(([, content]) => content.toString())
      .join('\n');
    expect(sources).toContain('lib/environment-credentials.ts');
    expect(sources).not.toMatch(/credential-provider-(node|ini|sso|process|web-identity|imds)/);
  });

  test('holds no library whole: all of zod alone would add 444 KB', () => {
    expect(Buffer.byteLength(codeOf(name))).toBeLessThan(470 * 1024);
  });

  test('says nothing of the machine it was made on', () => {
    for (const content of files.values()) {
      expect(content.includes(process.cwd())).toBe(false);
    }
  });
});

test('the same sources make the same bytes, wherever they are put', () => {
  const again = join(folder, 'some', 'other', 'place');
  bundle('send', again);
  expect(filesOf(again)).toEqual(filesOf(join(folder, 'send')));
});
