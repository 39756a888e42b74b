import { afterEach, describe, expect, test, vi } from 'vitest';
import { type PageLanguage, pageLanguages } from '../../../lambdas/core/choices.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import { Pattern } from '../../../lambdas/core/vague/pattern.ts';
import {
  checkWordList,
  compileWordList,
  indexOf,
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
  const { hints } = hintsOf(note, reader);
  for (const pattern of firstWords.mock.contexts) indexed.add(pattern);
  for (const pattern of matchBeforeExceptionsAt.mock.contexts) tried.add(pattern);
  return { hints, read: [...read].sort(), indexed: indexed.size, tried: tried.size };
}

const countOf = (language: PageLanguage): number =>
  patternsOf(compileWordList(vagueFiles(language).list)).length;

const certainOf = (language: PageLanguage): number =>
  compileWordList(vagueFiles(language).list).patterns.filter(({ isCertain }) => isCertain).length;

describe('the first note of a process', () => {
  test.each([
    ['en', 'Thank you for the tour.'],
    ['en', 'It was lovely to meet you all!'],
    ['es', 'Gracias por su tiempo y por su amabilidad.'],
    ['es', 'Un saludo a todo el equipo.'],
  ] as const)(
    'when it is clean (%s: %s), then only certain patterns are read',
    (language, note) => {
      const { hints, read, indexed, tried } = needsOf(note, language);
      expect(hints).toEqual([]);
      expect(read).toEqual(['en weights', 'es weights', `${language} list`].sort());
      // And the conjunctions, to find the parts of the sentence.
      expect(indexed).toBeLessThan(countOf(language) / 20 + certainOf(language));
      expect(tried).toBeLessThan(20);
    },
  );

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
  const { list } = vagueFiles(language);

  test('when the whole word list is compiled, then it has no mistake', () => {
    expect(() => checkWordList(list)).not.toThrow();
  });

  test('when the list is compiled with its index, then it has the same words', () => {
    const plain = compileWordList(list);
    const index = indexOf(plain);
    const indexed = compileWordList(list, index);
    expect(indexOf(indexed)).toEqual(index);
    expect(index.firstWords).toHaveLength(plain.patterns.length);
    expect(new Set(index.vocabulary)).toEqual(plain.vocabulary);
  });

  test('when the speller gets its words unparsed, then they are those of the patterns', () => {
    const { patterns, exceptions, vocabulary } = compileWordList(list);
    const long = (words: Iterable<string>) => [...words].filter((word) => word.length >= 6);
    const parsed = [...patterns, ...exceptions].flatMap((pattern) => pattern.vocabulary());
    expect(new Set(long(vocabulary))).toEqual(new Set(long(parsed)));
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
