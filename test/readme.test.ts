import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { helpAddresses } from './support/local-product.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');
const readme = read('README.md');

/** The relative links and pictures of a document, from the root. */
function linksIn(file: string): string[] {
  const folder = file.includes('/') ? 'docs/' : '';
  return (
    [...read(file).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
      .map(([, link, picture]) => link ?? picture ?? '')
      // Not those of other sites, and not a link that an example shows.
      .filter((link) => !/^(?:https?:|\{\{)/.test(link))
      .map((link) => (link.startsWith('#') ? `${file}${link}` : `${folder}${link}`))
  );
}

/** The anchor that GitHub gives to a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

test.each(['README.md', 'CONTRIBUTING.md', 'docs/local.md'])(
  'when %s links to a file or a heading, then it is there',
  (file) => {
    const links = linksIn(file);
    expect(links.length).toBeGreaterThan(1);
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      if (!existsSync(`${root}${path}`)) return true;
      if (anchor === undefined) return false;
      const headings = [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
      return !headings.map(anchorOf).includes(anchor);
    });
    expect(broken).toEqual([]);
  },
);

test('when the README promises something, then a test that exists proves it', () => {
  const [, section = ''] = /## What it promises[^\n]*\n([\s\S]*?)\n## /.exec(readme) ?? [];
  const promises = section.split('\n').filter((line) => line.startsWith('| **'));
  expect(promises.length).toBeGreaterThan(5);
  for (const promise of promises) expect(promise).toMatch(/\]\(test\/[\w/.-]+\.test\.tsx?\)/);
});

test('when the README names a command, then package.json has it', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
  const named = [readme, read('docs/local.md'), read('CONTRIBUTING.md')].flatMap((text) =>
    [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  expect(readme).toContain('npm ci && npm start\n');
  expect(readme).toContain('npm ci && npm test\n');
});

test('when an address fails on demand, then docs/local.md says what happens', () => {
  const local = read('docs/local.md');
  expect(helpAddresses.filter((address) => !local.includes(`\`${address}\``))).toEqual([]);
});
