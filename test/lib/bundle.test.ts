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

/** The files of a folder, by their relative paths. */
function filesOf(path: string): Map<string, Buffer> {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(path, file)).isFile())
    .sort();
  return new Map(files.map((file) => [file, readFileSync(join(path, file))]));
}

function codeOf(name: FunctionName): string {
  return readFileSync(join(folder, name, 'handler.js'), 'utf8');
}

const templateFoldersOf: Readonly<Record<FunctionName, readonly string[]>> = {
  web: ['hellos', 'letters', 'mails', 'vague'],
  send: [],
  feedback: ['mails'],
  remind: ['hellos', 'mails'],
};

describe.each(names)('the bundle of %s', (name) => {
  const files = filesOf(join(folder, name));

  test('when it is built, then it has the handler, a source map and the templates it reads', () => {
    const paths = [...files.keys()];
    expect(paths).toContain('handler.js');
    expect(paths).toContain('handler.js.map');
    const folders = paths
      .filter((path) => path.startsWith('templates'))
      .map((path) => path.split(sep)[1] ?? '');
    expect([...new Set(folders)].sort()).toEqual(templateFoldersOf[name]);
  });

  test('when its code is read, then it imports only modules of Node', () => {
    const imported = [...codeOf(name).matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(
      ([, module = '']) => module,
    );
    expect(imported.filter((module) => !isBuiltin(module))).toEqual([]);
  });

  test('when it needs credentials, then it reads the environment, without SDK providers', () => {
    const sources = [...files]
      .filter(([path]) => path.endsWith('.map'))
      .map(([, content]) => content.toString())
      .join('\n');
    expect(sources).toContain('lib/environment-credentials.ts');
    expect(sources).not.toMatch(/credential-provider-(node|ini|sso|process|web-identity|imds)/);
  });

  test('when it is built, then it is small and so has no whole library', () => {
    // All of zod alone would add 444 KB. The cities of the time zones take 28 KB,
    // the free-mail domains 5 KB.
    expect(Buffer.byteLength(codeOf(name))).toBeLessThan(640 * 1024);
  });

  test('when it is built, then it does not contain the path of the repository', () => {
    for (const content of files.values()) {
      expect(content.includes(process.cwd())).toBe(false);
    }
  });
});

test('when it gets more files, then they are beside the templates, where the code looks', () => {
  const otherFolder = join(folder, 'with-a-list');
  bundle('web', otherFolder, { 'allowed-candidates.txt': 'sam@school.test,ana@school.test' });
  const files = filesOf(otherFolder);
  expect(files.get('allowed-candidates.txt')?.toString()).toBe('sam@school.test,ana@school.test');
  expect(files.size).toBe(filesOf(join(folder, 'web')).size + 1);
});

test('when the same sources are built into another folder, then the bytes are the same', () => {
  const otherFolder = join(folder, 'some', 'other', 'place');
  bundle('send', otherFolder);
  expect(filesOf(otherFolder)).toEqual(filesOf(join(folder, 'send')));
});
