import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pageLanguages } from '../../../lambdas/core/choices.ts';
import { createClassifier, FILE_BYTES } from '../../../lambdas/core/vague/classifier.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import { vagueFiles } from '../../../lambdas/files/template-files.ts';
import { examNotes, labelledNotes } from '../../../scripts/labelled-notes.ts';
import { learn } from '../../../scripts/train-guard.ts';
import { countNear, measure, wilson } from '../../../scripts/vague-exam.ts';

const hintsOf = createNoteHints(vagueFiles);
const exam = new URL('exam/', import.meta.url);

/** What was reached, less 3 notes of a hundred. */
const least = { en: { found: 0.9, alone: 0.84 }, es: { found: 0.86, alone: 0.93 } } as const;

describe.each(pageLanguages)('the exam in %s', (language) => {
  // The last third is read once, by `npm run vague:exam -- 3`.
  const notes = [1, 2].flatMap((third) => examNotes(language, third));

  test('when the first two thirds are read, then the guard finds and leaves alone so many', () => {
    const { found, alone } = measure((note) => hintsOf(note, 'en').hints, notes);
    expect(found.part / found.whole).toBeGreaterThanOrEqual(least[language].found);
    expect(alone.part / alone.whole).toBeGreaterThanOrEqual(least[language].alone);
  });

  test('when it is compared with the training notes, then no note is nearly one of them', () => {
    const training = labelledNotes(language, 'dev');
    expect(countNear(training.slice(0, 3), training)).toBe(3);
    expect(countNear(notes, training)).toBe(0);
  });
});

test('when the files of the exam are hashed, then they are those from before the training', () => {
  const lines = readFileSync(new URL('SHA256SUMS', exam), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(10);
  for (const line of lines) {
    const [hash, name = ''] = line.split(/\s+/);
    const file = readFileSync(new URL(name, exam));
    expect(createHash('sha256').update(file).digest('hex'), name).toBe(hash);
  }
});

test('when an interval is computed, then it is that of Wilson', () => {
  const [low, high] = wilson({ part: 9, whole: 10 });
  expect([low, high].map((share) => share.toFixed(3))).toEqual(['0.596', '0.982']);
  expect(wilson({ part: 0, whole: 0 })).toEqual([0, 1]);
});

describe('the training', () => {
  const own = labelledNotes('en', 'dev').slice(0, 120);
  const others = labelledNotes('es', 'dev').slice(0, 120);

  test('when it reads the same notes, then it writes the same bytes', () => {
    const [one, two] = [learn(own, others, 'en'), learn(own, others, 'en')];
    expect(one).toHaveLength(FILE_BYTES);
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
    expect(Buffer.from(learn(own.slice(1), others, 'en')).equals(Buffer.from(one))).toBe(false);
  });

  test('when it has read notes, then the classifier tells faults and languages', () => {
    const { classify, languageScore } = createClassifier(learn(own, others, 'en'));
    const faultOf = (note: string) => classify(note.split(' ')).fault;
    expect(faultOf('i am so sorry')).toBeGreaterThan(faultOf('thank you for the tour'));
    expect(languageScore('thank you for the tour'.split(' '))).toBeGreaterThan(0);
    expect(languageScore('gracias por la visita'.split(' '))).toBeLessThan(0);
    // A word that begins with a number sign is a word like any other.
    expect(classify(['#1']).fault).toBeGreaterThan(0);
  });

  test('when a file has another size, then it is refused', () => {
    expect(() => createClassifier(new Uint8Array(FILE_BYTES - 1))).toThrow(/wrong size/);
  });
});
