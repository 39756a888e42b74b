import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const CODE_COLUMNS = 100;
const PROSE_COLUMNS = 90;

const folders = ['bin', 'lib', 'lambdas', 'local', 'scripts', 'bench', 'test', 'docs'];
/** A URL cannot be broken. */
const URL_ONLY = /^\s*(?:\*|\/\/)?\s*(?:@see |\[[^\]]+\]: )?https?:\/\/\S+$/;

const filesOf = (folder: string, extension: RegExp): string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    // The benchmark's peers are installed below bench/.
    .filter((file) => extension.test(file) && !file.includes('node_modules'))
    .map((file) => `${folder}/${file}`);
const longLines = (file: string, limitOf: (line: string) => number): string[] =>
  readFileSync(`${root}${file}`, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      line.length > limitOf(line) && !URL_ONLY.test(line) ? [`${file}:${index + 1}`] : [],
    );

test('when a line is code, then it has at most 100 columns; a comment has at most 90', () => {
  const isComment = (line: string): boolean => /^\s*(?:\/\/|\*|\/\*|\{\/\*)/.test(line);
  const files = folders.flatMap((folder) => filesOf(folder, /(?<!\.d)\.(?:tsx?|js|css)$/));
  expect(files.length).toBeGreaterThan(200);
  expect(
    files.flatMap((file) =>
      longLines(file, (line) => (isComment(line) ? PROSE_COLUMNS : CODE_COLUMNS)),
    ),
  ).toEqual([]);
});

test('when a line of a document is prose, then it has at most 90 columns', () => {
  const files = [
    ...['docs', 'templates', 'test'].flatMap((folder) => filesOf(folder, /\.md$/)),
    'README.md',
    'CONTRIBUTING.md',
  ];
  // Generated: letters as they arrive. Tables and indented code keep their lines.
  const documents = files.filter((file) => file !== 'docs/letters.md');
  expect(documents.length).toBeGreaterThan(15);
  const isProse = (line: string): boolean => !/^\s*(?:\||```|aws |--)/.test(line);
  expect(
    documents.flatMap((file) =>
      longLines(file, (line) => (isProse(line) ? PROSE_COLUMNS : Number.POSITIVE_INFINITY)),
    ),
  ).toEqual([]);
});

test('when a document has a table or a block of code, then no line of it was joined', () => {
  const files = [...filesOf('docs', /\.md$/), 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
  const joined = files.flatMap((file) =>
    readFileSync(`${root}${file}`, 'utf8')
      .split('\n')
      .filter((line) => /\|\s+\|[-: ]*-{2}[-: ]*\||^\s*```\w*\s+\S/.test(line))
      .map((line) => `${file}: ${line}`),
  );
  expect(joined).toEqual([]);
});
