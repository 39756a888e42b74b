import { readdirSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { check } from 'recheck';
import { expect, test, vi } from 'vitest';
import { stubEnvironment } from './support/environment.ts';

/**
 * The time of a pattern must not grow faster than the text that it reads, also if the
 * text is hostile. recheck proves it, or searches for a text that proves the opposite. It
 * needs seconds for a pattern that looks behind or ahead.
 */

// Makes each pattern at the import, so that it is seen.
vi.mock('../lambdas/core/lazy-pattern.ts', () => ({
  lazyPattern: (make: () => RegExp) => {
    const pattern = make();
    return () => pattern;
  },
}));

const root = new URL('../lambdas/', import.meta.url);

interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** What constructs a pattern. `phrases` does it where it is called, in other files. */
const constructors: ReadonlySet<string> = new Set(['RegExp', 'phrases']);
const PHRASES_FILE = 'core/message/words.ts';

interface FilePatterns {
  readonly file: string;
  /** The literals in the file. */
  readonly literals: readonly Pattern[];
  /** How often the file constructs one, see `constructors`. */
  readonly constructed: number;
}

function patternsOf(file: string): FilePatterns {
  const literals: Pattern[] = [];
  let constructed = 0;
  const { program, errors } = parseSync(file, readFileSync(new URL(file, root), 'utf8'));
  expect(errors).toEqual([]);
  const visitor = new Visitor({
    Literal: (node) => {
      if ('regex' in node) literals.push({ source: node.regex.pattern, flags: node.regex.flags });
    },
    NewExpression: ({ callee }) => {
      if (callee.type === 'Identifier' && constructors.has(callee.name)) constructed += 1;
    },
    CallExpression: ({ callee }) => {
      if (callee.type === 'Identifier' && constructors.has(callee.name)) constructed += 1;
    },
  });
  visitor.visit(program);
  return { file, literals, constructed };
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:tsx?|js)$/.test(file))
  .sort()
  .map(patternsOf);
const withPatterns = files.filter(
  ({ literals, constructed }) => literals.length > 0 || constructed > 0,
);

/** What recheck says against a pattern, if anything. */
async function complaintAbout({ source, flags }: Pattern): Promise<string | undefined> {
  const found = await check(source, flags, {
    // No limit in time, so that a busy machine gives the same answer. One round of the
    // search is enough to find what ten find.
    timeout: null,
    attackTimeout: null,
    incubationTimeout: null,
    seedingTimeout: null,
    maxIteration: 1,
  });
  if (found.status === 'safe') return undefined;
  const reason =
    found.status === 'vulnerable' ? `slow for ${found.attack.pattern}` : found.error.kind;
  return `/${source}/${flags}: ${reason}`;
}

async function complaintsAbout(patterns: readonly Pattern[]): Promise<readonly string[]> {
  // recheck in JavaScript: it gives the same answer on every machine.
  stubEnvironment('RECHECK_BACKEND', 'pure');
  const complaints: string[] = [];
  for (const pattern of patterns) {
    const complaint = await complaintAbout(pattern);
    if (complaint !== undefined) complaints.push(complaint);
  }
  return complaints;
}

/** The patterns that a file constructs while it is imported. */
async function constructedPatterns(file: string): Promise<readonly Pattern[]> {
  const patterns: Pattern[] = [];
  const RealRegExp = globalThis.RegExp;
  globalThis.RegExp = new Proxy(RealRegExp, {
    construct: (target, given, newTarget) => {
      const pattern: RegExp = Reflect.construct(target, given, newTarget);
      patterns.push({ source: pattern.source, flags: pattern.flags });
      return pattern;
    },
  });
  try {
    // The query makes it another module, so it is evaluated although it was imported.
    await import(/* @vite-ignore */ `${new URL(file, root).pathname}?patterns`);
  } finally {
    globalThis.RegExp = RealRegExp;
  }
  return patterns;
}

const NO_LIMIT_MS = 600_000;

test.each([
  ['/^(?:a+)+$/', '^(?:a+)+$', 'exponential'],
  ['/\\s+$/', '\\s+$', 'polynomial'],
  ['/(?<!x)[\\w-]+@/', '(?<!x)[\\w-]+@', 'polynomial, with a lookbehind'],
])('when a pattern is slow (%s), then it is found', async (_, source) => {
  expect(await complaintsAbout([{ source, flags: 'u' }])).toHaveLength(1);
});

test('when the files of the functions are read, then all patterns are found', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(withPatterns.flatMap(({ literals }) => literals).length).toBeGreaterThan(90);
  expect(withPatterns.filter(({ constructed }) => constructed > 0).length).toBeGreaterThan(3);
});

test.each(withPatterns)(
  'when $file has patterns, then their time grows no faster than the text',
  async ({ file, literals, constructed }) => {
    const computed = constructed > 0 ? await constructedPatterns(file) : [];
    // A pattern that is constructed later than at the import would not be seen.
    if (constructed > 0 && file !== PHRASES_FILE) expect(computed).not.toEqual([]);
    expect(await complaintsAbout([...literals, ...computed])).toEqual([]);
  },
  NO_LIMIT_MS,
);
