import { afterEach, describe, expect, test, vi } from 'vitest';
import { type PageLanguage, pageLanguages } from '../../../lambdas/core/choices.ts';
import { readClassifier } from '../../../lambdas/core/vague/classifier.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import { Pattern } from '../../../lambdas/core/vague/pattern.ts';
import { SortedLines } from '../../../lambdas/core/vague/sorted-lines.ts';
import {
  checkWordList,
  compileWordList,
  patternsOf,
} from '../../../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../../../lambdas/files/template-files.ts';

/**
 * The first note of a process is fast because it reads and compiles little. These tests
 * count what it reads, because a time depends on the machine.
 */

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the first note of a process needs. The guard is the real one, and is watched. */
function needsOf(note: string, reader: PageLanguage) {
  const read = new Set<string>();
  const [indexed, tried] = [new Set<unknown>(), new Set<unknown>()];
  const firstWords = vi.spyOn(Pattern.prototype, 'firstWords');
  const matchBeforeExceptionsAt = vi.spyOn(Pattern.prototype, 'matchBeforeExceptionsAt');
  const hintsOf = createNoteHints((language) => ({
    get list() {
      read.add(`${language} list`);
      return vagueFiles(language).list;
    },
    get weights() {
      read.add(`${language} weights`);
      return vagueFiles(language).weights;
    },
  }));
  const hints = hintsOf(note, reader);
  for (const pattern of firstWords.mock.contexts) indexed.add(pattern);
  for (const pattern of matchBeforeExceptionsAt.mock.contexts) tried.add(pattern);
  return { hints, read: [...read].sort(), indexed: indexed.size, tried: tried.size };
}

const countOf = (language: PageLanguage): number =>
  patternsOf(compileWordList(vagueFiles(language).list)).length;

describe('the first note of a process', () => {
  test.each([
    ['en', 'Thank you for the tour.'],
    ['en', 'It was lovely to meet you all!'],
    ['es', 'Gracias por su tiempo y por su amabilidad.'],
    ['es', 'Un saludo a todo el equipo.'],
  ] as const)('when it is clean (%s: %s), then no pattern for hints is read', (language, note) => {
    const { hints, read, indexed, tried } = needsOf(note, language);
    expect(hints).toEqual([]);
    expect(read).toEqual(['en weights', 'es weights', `${language} list`].sort());
    // The conjunctions, to find the parts of the sentence.
    expect(indexed).toBeLessThan(countOf(language) / 20);
    expect(tried).toBeLessThan(10);
  });

  test.each([
    ['en', "I'm sorry, but I've accepted another offer."],
    ['en', 'Unfortunately the salary was too low for my family.'],
    ['es', 'Lamentablemente acepte otra oferta, me apena avisar tan tarde.'],
    ['es', 'El proceso fue muy lento y nadie contestó.'],
  ] as const)('when it gets hints (%s: %s), then most patterns are not tried', (language, note) => {
    const { hints, read, indexed, tried } = needsOf(note, language);
    expect(hints).not.toEqual([]);
    expect(read).toEqual(['en weights', 'es weights', `${language} list`].sort());
    expect(indexed).toBeLessThan(countOf(language));
    expect(tried).toBeGreaterThan(0);
    expect(tried).toBeLessThan(countOf(language) / 4);
  });

  test('when its reader has another language, then both lists are read, but only for hints', () => {
    expect(needsOf('Thank you for the tour.', 'es').read).not.toContain('es list');
    expect(needsOf('I took another job.', 'es').read).toContain('es list');
  });
});

describe.each(pageLanguages)('the files in %s', (language) => {
  const { list, weights } = vagueFiles(language);

  test('when the whole word list is compiled, then it has no mistake', () => {
    expect(() => checkWordList(list)).not.toThrow();
  });

  test('when the speller gets its words unparsed, then they are those of the patterns', () => {
    const { patterns, exceptions, vocabulary } = compileWordList(list);
    const long = (words: Iterable<string>) => [...words].filter((word) => word.length >= 6);
    const parsed = [...patterns, ...exceptions].flatMap((pattern) => pattern.vocabulary());
    expect(new Set(long(vocabulary))).toEqual(new Set(long(parsed)));
  });

  test('when a line of weights is looked up, then each is found and no other', () => {
    const lines = weights.split('\n').filter((line) => !line.startsWith('#') && line !== '');
    const [, ...sorted] = lines;
    const { knows } = readClassifier(weights);
    for (const line of sorted) {
      const [feature = ''] = line.split('\t');
      expect(knows(feature), feature).toBe(true);
      expect(knows(`${feature}\u{10FFFF}`), feature).toBe(false);
    }
    expect(sorted.length).toBeGreaterThan(10_000);
  });
});

describe('sorted lines', () => {
  const text = 'head\na\t1\na b\t2\nab\t3\nabc\t4\nb\t5\nzz\t6';
  const lines = () => new SortedLines(text, 'head\n'.length);

  test.each([
    ['a', 'a\t1'],
    ['a b', 'a b\t2'],
    ['ab', 'ab\t3'],
    ['abc', 'abc\t4'],
    ['b', 'b\t5'],
    ['zz', 'zz\t6'],
    ['', undefined],
    ['head', undefined],
    ['a ', undefined],
    ['abcd', undefined],
    ['c', undefined],
    ['z', undefined],
    ['zzz', undefined],
    ['\u{10FFFF}', undefined],
    ['constructor', undefined],
  ])('when %j is looked up, then the line is %j, in any order', (key, line) => {
    expect(lines().find(key)).toBe(line);
    const used = lines();
    for (const other of ['zz', 'a', 'q', key, 'abc']) used.find(other);
    expect(used.find(key)).toBe(line);
  });

  test('when thousands of strange keys were looked up, then the lines are still found', () => {
    const used = lines();
    for (let code = 0x4e00; code < 0x6000; code += 1) used.find(String.fromCharCode(code, code));
    expect(['a', 'a b', 'zz', 'c'].map((key) => used.find(key))).toEqual([
      'a\t1',
      'a b\t2',
      'zz\t6',
      undefined,
    ]);
  });

  test('when there are none, then nothing is found', () => {
    expect(new SortedLines('', 0).find('a')).toBeUndefined();
  });
});

test('when a list is wrong, then the error names its own line', () => {
  const broken = [
    ['== lists ==\nkin = wife + dad\n== reason ==\nmy @kin', /Line 2\. "\+" has no meaning/],
    ['== lists ==\nkin = (wife\n== reason ==\nmy @kin', /Line 4\. A bracket "\)" is missing/],
    ['== reason ==\na unless: (b', /Line 2\. A bracket "\)" is missing/],
    ['== reason ==\na unless: b + c', /Line 2\. "\+" has no meaning/],
    ['== reason ==\na unless anywhere: @b', /Line 2\. There is no list "b"/],
    ['== keep ==\na b)', /Line 2\. "\)" is outside of brackets/],
    ['== lists ==\na = @b\nb = @a\n== reason ==\nx @a', /Line 5\. Lists are nested deeper/],
  ] as const;
  for (const [file, message] of broken) expect(() => checkWordList(file)).toThrow(message);
});
