import { type PageLanguage, pageLanguages } from '../lambdas/core/choices.ts';
import { createClassifier } from '../lambdas/core/vague/classifier.ts';
import { mayHint, type Signals, scoreOf, signalNames } from '../lambdas/core/vague/judge.ts';
import { createNoteReader } from '../lambdas/core/vague/note-reader.ts';
import { compileWordList } from '../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../lambdas/files/template-files.ts';
import { labelledFiles, notesIn } from './labelled-notes.ts';
import { learn } from './train-guard.ts';

/**
 * The files of notes that the word lists were not written with. In the others the lists
 * find more than in the notes of strangers, so they cannot say how far to trust a list.
 */
const unseenByLists: Readonly<Record<PageLanguage, readonly string[]>> = {
  en: Array.from({ length: 17 }, (_, index) => `corpus/en.dev-${13 + index}.txt`),
  es: Array.from({ length: 14 }, (_, index) => `corpus/es.dev-${12 + index}.txt`),
};

/** The share of the clean notes of these files that the guard leaves alone. */
const LEFT_ALONE = 0.93;
/** The ridge penalty of the weights of the signals. */
const RIDGE = 1;
/** Newton's method needs some 6 steps. */
const STEPS = 8;

interface Part {
  readonly signals: Signals;
  readonly isCertain: boolean;
  readonly isFault: boolean;
}

interface JudgedNote {
  readonly isClean: boolean;
  readonly parts: readonly Part[];
}

/** A file of notes, read by a classifier that did not learn from it. */
export interface JudgedFile {
  readonly file: string;
  readonly language: PageLanguage;
  readonly notes: readonly JudgedNote[];
  /** Of that classifier. */
  readonly weights: Uint8Array;
}

function judgedFile(file: string, language: PageLanguage): JudgedFile {
  const others = labelledFiles(language, 'dev').filter((other) => other !== file);
  const weights = learn(others.flatMap(notesIn), [], language);
  const list = compileWordList(vagueFiles(language).list);
  const reader = createNoteReader({ list: () => list, classifier: createClassifier(weights) });
  const notes = notesIn(file).map(({ text, marks }): JudgedNote => {
    const parsed = reader.parse(text);
    const judged = parsed.sentenceWords.flatMap((words) => reader.judgedParts(parsed, words));
    const parts = judged.map(({ from, to, signals, isCertain }) => {
      const start = parsed.tokens[from]?.start ?? 0;
      const end = parsed.tokens[to - 1]?.end ?? 0;
      return {
        signals,
        isCertain,
        isFault: marks.some((mark) => mark.start < end && start < mark.end),
      };
    });
    return { isClean: marks.length === 0, parts };
  });
  return { file, language, notes, weights };
}

/** Reads the files of {@link unseenByLists}: a training for each. */
export const judgedFiles = (): readonly JudgedFile[] =>
  pageLanguages.flatMap((language) =>
    unseenByLists[language].map((file) => judgedFile(file, language)),
  );

/** Solves a system of linear equations: each row ends with its right side. */
function solve(rows: readonly Float64Array[]): number[] {
  const size = rows.length;
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  // The matrix is symmetric and positive: no rows need to be swapped.
  for (let pivot = 0; pivot < size; pivot += 1) {
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = cell(row, pivot) / cell(pivot, pivot);
      rows[row]?.forEach((number, column, own) => {
        own[column] = number - factor * cell(pivot, column);
      });
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = cell(row, size);
    for (let column = row + 1; column < size; column += 1)
      rest -= cell(row, column) * (solution[column] ?? 0);
    solution[row] = rest / cell(row, row);
  }
  return solution;
}

/** Logistic regression of two classes by Newton's method. */
function weightsOf(parts: readonly Part[]): readonly number[] {
  const size = signalNames.length;
  let weights: readonly number[] = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const rows = Array.from({ length: size }, (_, index) => {
      const row = new Float64Array(size + 1);
      const ridge = index === 0 ? 0 : RIDGE;
      row[index] = ridge;
      row[size] = -ridge * (weights[index] ?? 0);
      return row;
    });
    for (const { signals, isFault } of parts) {
      const numbers = signalNames.map((name) => signals[name]);
      const likelihood = 1 / (1 + Math.exp(-scoreOf(signals, weights)));
      const error = (isFault ? 1 : 0) - likelihood;
      const slope = likelihood * (1 - likelihood);
      numbers.forEach((number, index) => {
        const row = rows[index];
        if (row === undefined || number === 0) return;
        numbers.forEach((other, column) => {
          row[column] = (row[column] ?? 0) + slope * number * other;
        });
        row[size] = (row[size] ?? 0) + error * number;
      });
    }
    const steps = solve(rows);
    weights = weights.map((weight, index) => weight + (steps[index] ?? 0));
  }
  return weights;
}

const partsIn = (files: readonly JudgedFile[]): readonly Part[] =>
  files.flatMap(({ notes }) => notes.flatMap(({ parts }) => parts));

/**
 * The weights of the signals for a language. All languages teach them together: alone,
 * Spanish finds 2 of 100 fewer. Each language has its own start: the score from which
 * {@link LEFT_ALONE} of its clean notes get no hint, in files that taught no weights.
 */
export function learnSignalWeights(
  files: readonly JudgedFile[],
  language: PageLanguage,
): readonly number[] {
  const own = files.filter((file) => file.language === language);
  const highest = own.flatMap((file) => {
    const weights = weightsOf(partsIn(files.filter((other) => other !== file)));
    return file.notes
      .filter(({ isClean, parts }) => isClean && !parts.some(({ isCertain }) => isCertain))
      .map(({ parts }) => {
        const signals = parts.map((part) => part.signals).filter(mayHint);
        return Math.max(-9, ...signals.map((own) => scoreOf(own, weights)));
      });
  });
  highest.sort((one, other) => one - other);
  const limit = highest[Math.floor(highest.length * LEFT_ALONE)] ?? 0;
  const [start = 0, ...others] = weightsOf(partsIn(files));
  return [start - limit, ...others];
}
