import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type BundledFile, bundle, type FunctionName } from '../../lib/bundle.ts';
import { productEnvironment } from '../support/product.ts';

const folder = mkdtempSync(join(tmpdir(), 'open-door-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names: FunctionName[] = ['web', 'send', 'feedback', 'remind'];
const bundled = new Map<string, readonly BundledFile[]>(
  names.map((name) => [name, bundle(name, join(folder, name), {}, productEnvironment('table'))]),
);

/** The files of a folder, by their relative paths. */
function filesOf(path: string): Map<string, Buffer> {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(path, file)).isFile())
    .sort();
  return new Map(files.map((file) => [file, readFileSync(join(path, file))]));
}

/** The code of a bundle: its handler, what the handler loads, and all its chunks. */
function codeOf(name: FunctionName): string {
  return [...filesOf(join(folder, name))]
    .filter(([path]) => /^(?:handler|main)\.js$/.test(path) || path.startsWith('chunks'))
    .filter(([path]) => path.endsWith('.js'))
    .map(([, content]) => content.toString())
    .join('\n');
}

const templateFoldersOf: Readonly<Record<FunctionName, readonly string[]>> = {
  web: ['hellos', 'letters', 'mails', 'short', 'vague'],
  send: [],
  feedback: ['mails'],
  remind: ['hellos', 'mails'],
};

describe.each(names)('the bundle of %s', (name) => {
  const files = filesOf(join(folder, name));

  test('when it is built, then it has the handler, a source map and the templates it reads', () => {
    const paths = [...files.keys()];
    expect(paths).toContain('handler.js');
    expect(paths).toContain('main.js');
    expect(paths).toContain('main.js.map');
    const folders = paths
      .filter((path) => path.startsWith('templates'))
      .map((path) => path.split(sep)[1] ?? '');
    expect([...new Set(folders)].sort()).toEqual(templateFoldersOf[name]);
  });

  test('when its code is read, then it imports only its chunks and modules of Node', () => {
    const imported = [...codeOf(name).matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(
      ([, module = '']) => module,
    );
    const isChunk = (module: string) =>
      files.has(join('chunks', module.replace(/^\.\/(?:chunks\/)?/, '')));
    const others = imported.filter((module) => !isBuiltin(module) && !isChunk(module));
    expect(others).toEqual(['./main.js']);
  });

  test('when a runtime imports it instead of requiring it, then it finds the handler', () => {
    // The chunks require `main.js`, too. It must not be made a second time for them.
    const script =
      'const [, url, path] = process.argv;' +
      'import(url).then((m) => console.log(typeof m.handler, require(path).handler === m.handler))';
    const handler = join(folder, name, 'handler.js');
    const output = execFileSync(
      process.execPath,
      ['-e', script, pathToFileURL(handler).href, handler],
      { encoding: 'utf8', env: { ...productEnvironment('table'), AWS_REGION: 'us-east-1' } },
    );
    expect(output.trim()).toBe('function true');
  });

  const sources = [...files]
    .filter(([path]) => path.endsWith('.map'))
    .map(([, content]) => content.toString())
    .join('\n');

  test('when it needs credentials, then it reads the environment, without SDK providers', () => {
    expect(sources).toContain('lib/environment-credentials.ts');
    expect(sources).not.toMatch(/credential-provider-(node|ini|sso|process|web-identity|imds)/);
  });

  test('when it is built, then it has nothing of the SDK that never runs on Lambda', () => {
    // Readers of ~/.aws/config, hashes in JavaScript, the service of EC2 for the region,
    // and the discovery of endpoints.
    expect(sources).not.toMatch(/shared-ini-file-loader\/(readFile|parseIni|loadSharedConfig)/);
    expect(sources).not.toMatch(
      /Sha256Js|Crc32Js|getInstanceMetadataRegion|endpoint-(cache|discovery\/)/,
    );
    expect(codeOf(name)).not.toContain('downlevel-dts');
  });

  test('when its source map is followed, then it leads to the sources', () => {
    for (const [path, content] of files) {
      if (!path.endsWith('.js') || path.includes('assets') || path === 'handler.js') continue;
      expect(content.toString()).toContain(`//# sourceMappingURL=${path.split(sep).at(-1)}.map`);
    }
    const map = z
      .object({ sources: z.array(z.string()) })
      .parse(JSON.parse(files.get('main.js.map')?.toString() ?? ''));
    expect(map.sources).toContain(`../../lambdas/${name}/handler.ts`);
  });

  test('when it is built, then it does not contain the path of the repository', () => {
    for (const content of files.values()) {
      expect(content.includes(process.cwd())).toBe(false);
    }
  });
});

test('when it gets more files, then they are beside the templates, where the code looks', () => {
  const otherFolder = join(folder, 'with-a-list');
  const list = 'sam@school.test,ana@school.test';
  bundle('web', otherFolder, { 'allowed-candidates.txt': list }, productEnvironment('table'));
  const files = filesOf(otherFolder);
  expect(files.get('allowed-candidates.txt')?.toString()).toBe(list);
  expect(files.size).toBe(filesOf(join(folder, 'web')).size + 1);
});

// Two bundles are built here: on a busy machine that took 73 s.
const BUILD_MS = 10 * 60_000;
test(
  'when the same sources are built into another folder, then the bytes are the same',
  () => {
    for (const name of ['web', 'send'] as const) {
      const otherFolder = join(folder, 'some', 'other', name);
      bundle(name, otherFolder, {}, productEnvironment('another table'));
      expect(filesOf(otherFolder)).toEqual(filesOf(join(folder, name)));
    }
  },
  BUILD_MS,
);

/** A program that loads a bundle in a process of its own, and asks it for an answer. */
const loadBundle = fileURLToPath(new URL('load-bundle.cjs', import.meta.url));
const loadedSchema = z.object({
  /** The files of the bundle and the modules of Node that were asked for, in order. */
  files: z.array(z.string()),
  builtIns: z.array(z.string()),
  /** The status of the answer. Absent if nothing was asked. */
  status: z.optional(z.number()),
  hasUndici: z.boolean(),
});

function loadedBy(name: FunctionName, request?: { method: string; path: string; body?: string }) {
  const output = execFileSync(
    process.execPath,
    [loadBundle, join(folder, name), JSON.stringify(request ?? null)],
    { encoding: 'utf8', env: { ...productEnvironment('table'), AWS_REGION: 'us-east-1' } },
  );
  return loadedSchema.parse(JSON.parse(output));
}

/** The sources in some files of a bundle: ours by their paths, the others by package. */
function sourcesOf(name: FunctionName, files: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { path, sources } of bundled.get(name) ?? []) {
    if (!files.includes(path)) continue;
    for (const source of sources.keys()) {
      const [, dependency] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
      const key = dependency ?? source;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, count]) => (/^(?:lambdas|lib)\//.test(key) ? key : `${key} (${count})`));
}

const sizeOf = (name: FunctionName, files: readonly string[]): number =>
  (bundled.get(name) ?? [])
    .filter(({ path }) => files.includes(path))
    .reduce((sum, { size }) => sum + size, 0);

const form = new URLSearchParams({
  ...{ candidateName: 'Sam Ortiz', candidateEmail: 'sam@candidates.example' },
  ...{ recruiterName: 'Dana Lee', recruiterEmail: 'dana@acme.example', company: 'Acme' },
  ...{ role: 'Analyst', stage: 'screen', tone: 'warm', letterLanguage: 'en' },
  ...{ reconnect: '6-months', browserTimeZone: 'Europe/Madrid' },
}).toString();

const preview = (body: string) => ({ method: 'POST', path: '/preview', body });
const ask = (body: string) => ({ method: 'POST', path: '/declines', body });

/** What is loaded, and the most bytes of code that it may take. */
const moments = [
  { what: 'web at its start', name: 'web', most: 57_900 },
  { what: 'web by the form', name: 'web', request: { method: 'GET', path: '/' }, most: 60_500 },
  // What the page's script asks for while one types, and the button without it.
  { what: 'web by the preview', name: 'web', request: preview(`${form}&live=yes`), most: 186_900 },
  { what: 'web by the preview as a page', name: 'web', request: preview(form), most: 207_600 },
  // Each of these needs no table to answer, but loads what a right request needs.
  {
    what: 'web by the review',
    name: 'web',
    request: { method: 'GET', path: '/letters/wrong' },
    answer: 404,
    most: 332_000,
  },
  {
    what: 'web by the ask',
    name: 'web',
    request: ask('x'.repeat(40_000)),
    answer: 413,
    most: 476_000,
  },
  {
    what: 'web by a wrong ask',
    name: 'web',
    request: ask('stage=screen'),
    answer: 422,
    most: 486_000,
  },
  {
    what: 'web by the contacts',
    name: 'web',
    request: { method: 'GET', path: '/contacts/wrong' },
    answer: 410,
    most: 382_000,
  },
  { what: 'send at its start', name: 'send', most: 335_000 },
  { what: 'feedback at its start', name: 'feedback', most: 279_000 },
  { what: 'remind at its start', name: 'remind', most: 437_000 },
] as const;

describe.each(moments)('what is loaded: $what', ({ what, name, most, ...moment }) => {
  const request = 'request' in moment ? moment.request : undefined;
  const { files, builtIns, status, hasUndici } = loadedBy(name, request);

  test('when it is loaded, then the client of fetch is not', () => {
    const expected = 'answer' in moment ? moment.answer : request && 200;
    expect([status, hasUndici]).toEqual([expected, false]);
  });

  test('when it is loaded, then its code is no larger than it was', () => {
    expect(sizeOf(name, files)).toBeLessThan(most);
  });

  // A new line in the list is a new cost of each cold start. If it is meant:
  // npx vitest run --project unit test/lib/bundle.test.ts -u
  test('when it is loaded, then it is made of what the list names', async () => {
    const list = [...sourcesOf(name, files), ...builtIns.map((module) => `node:${module}`)];
    await expect(`${list.join('\n')}\n`).toMatchFileSnapshot(
      `__snapshots__/loaded/${what.replaceAll(' ', '-')}.txt`,
    );
  });
});

test('when the form and its preview are answered, then the SDK is not loaded', () => {
  const { files, builtIns } = loadedBy('web', preview(form));
  expect(sourcesOf('web', files).filter((source) => /^@(aws|smithy)/.test(source))).toEqual([]);
  expect(builtIns).not.toContain('crypto');
});

test.each([
  ['the review', '/letters/wrong'],
  ['the contacts', '/contacts/wrong'],
])('when %s is answered, then nothing is loaded that it does not use', (_, path) => {
  const { files } = loadedBy('web', { method: 'GET', path });
  const unused = /client-ses|csv-stringify|\/vague\/|link-door|decline-form\.ts|zone-tables/;
  expect(sourcesOf('web', files).filter((source) => unused.test(source))).toEqual([]);
});
