import { describe, expect, test } from 'vitest';
import { type Chunk, joinChunks, joinedFiles } from '../../lib/join-chunks.ts';

interface Shape {
  readonly size?: number;
  readonly imports?: readonly string[];
  readonly loads?: readonly string[];
  readonly text?: string;
}

const pathOf = (name: string): string => (name === 'main' ? 'main.js' : `chunks/${name}.js`);

/** Chunks by their names. `main` is an entry, and so is a name with a capital. */
const chunksOf = (shapes: Readonly<Record<string, Shape>>): readonly Chunk[] =>
  Object.entries(shapes).map(([name, { size = 10_000, imports = [], loads = [], text = '' }]) => ({
    path: pathOf(name),
    text,
    size,
    isEntry: name === 'main' || /^[A-Z]/.test(name),
    imports: imports.map(pathOf),
    loads: loads.map(pathOf),
  }));

/** The names of the chunks in each file, for files that have more than one. */
const joinedOf = (shapes: Readonly<Record<string, Shape>>): readonly string[] =>
  joinedFiles(chunksOf(shapes))
    .map(({ chunks }) => chunks.map(({ path }) => path.replace(/^chunks\/|\.js$/g, '')).sort())
    .filter((names) => names.length > 1)
    .map((names) => names.join(' '))
    .sort();

const start = { main: { imports: ['base'], loads: ['Ask', 'List'] }, base: {} };

describe('chunks that become one file', () => {
  test('when the handler always loads chunks, then they are in its file', () => {
    const shapes = {
      main: { imports: ['one'], loads: ['Ask'] },
      one: { imports: ['two'], size: 90_000 },
      two: {},
      Ask: { imports: ['two'] },
    };
    expect(joinedOf(shapes)).toEqual(['main one two']);
  });

  test('when a small chunk is always loaded with a large one, then it joins that', () => {
    const shapes = {
      ...start,
      Ask: { imports: ['large', 'small', 'base'] },
      List: { imports: ['large', 'base'] },
      large: { imports: ['base'] },
      small: { imports: ['base'], size: 1000 },
    };
    expect(joinedOf(shapes)).toEqual(['base main', 'large small']);
  });

  test('when nothing is loaded with it and it is tiny, then it joins the start', () => {
    const shapes = {
      ...start,
      Ask: { imports: ['tiny', 'small'] },
      List: { imports: ['tiny', 'small'] },
      tiny: { size: 100 },
      small: { size: 1000 },
    };
    expect(joinedOf(shapes)).toEqual(['base main tiny']);
  });

  test('when others would load too much more, then it stays a file', () => {
    const shapes = {
      ...start,
      Ask: { imports: ['large', 'middle'] },
      List: { imports: ['large'] },
      large: {},
      middle: { size: 5000 },
    };
    expect(joinedOf(shapes)).toEqual(['base main']);
  });

  test('when a small chunk needs a file that a large one does not, then it joins it', () => {
    const shapes = {
      ...start,
      Ask: { imports: ['large', 'small', 'other'] },
      List: { imports: ['large'] },
      large: {},
      other: {},
      small: { size: 1000, imports: ['other'] },
    };
    expect(joinedOf(shapes)).toEqual(['base main', 'other small']);
  });

  test('when another file lies between two chunks, then they stay two files', () => {
    const shapes = {
      ...start,
      Ask: { imports: ['large'] },
      List: { imports: ['between', 'small'] },
      large: { imports: ['between'] },
      between: { imports: ['small'] },
      small: { size: 1000 },
    };
    // "small" joins "between", which needs it and is loaded by the same.
    expect(joinedOf(shapes)).toEqual(['base main', 'between small']);
  });

  test('when other files lie between two chunks, then these do not form a circle', () => {
    const shapes = {
      ...start,
      Ask: { imports: ['large'] },
      List: { imports: ['small'] },
      large: { size: 50_000, imports: ['one'] },
      one: { size: 40_000, imports: ['two'] },
      two: { size: 30_000, imports: ['small'] },
      small: { size: 1000 },
    };
    expect(joinedOf(shapes)).toEqual(['base main']);
  });

  test('when a chunk is loaded after a file that has the large one, then it joins that', () => {
    const shapes = {
      ...start,
      Ask: { imports: ['large', 'small'], loads: ['Later'] },
      List: { imports: ['large'] },
      large: {},
      Later: { imports: ['small'] },
      small: { size: 1000 },
    };
    expect(joinedOf(shapes)).toEqual(['base main', 'large small']);
  });

  test('when an entry is small, then it stays a file with its own name', () => {
    const shapes = { ...start, Ask: { size: 50 }, List: { size: 50 } };
    const paths = joinedFiles(chunksOf(shapes)).map(({ path }) => path);
    expect(paths).toEqual(['main.js', 'chunks/Ask.js', 'chunks/List.js']);
  });
});

test('when chunks are joined, then each file takes what it imports from where it is now', () => {
  const chunks = chunksOf({
    main: {
      imports: ['base'],
      loads: ['Ask'],
      text:
        'import{a as b}from"./chunks/base.js";' +
        'export const handler=()=>import("./chunks/Ask.js");b();',
    },
    base: { text: 'let count=0;const a=()=>{count+=1};export{a,count as c};' },
    Ask: {
      imports: ['base', 'large'],
      text:
        'import{c,a}from"./base.js";import{a as d}from"./large.js";' +
        'a();export const count=[c,d];',
    },
    large: { text: 'const a="large";export{a};' },
  });
  const texts = [...joinChunks(joinedFiles(chunks))].map(([{ path }, text]) => [
    path,
    text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ''),
  ]);
  const imports = texts.map(([path, text = '']) => [
    path,
    [...text.matchAll(/(?:from|import\()"([^"]+)"/g)].map(([, module]) => module).join(' '),
  ]);
  expect(imports).toEqual([
    ['main.js', './chunks/Ask.js'],
    ['chunks/Ask.js', '../main.js ./shared-large.js'],
    ['chunks/shared-large.js', ''],
  ]);
});
