import { createHash } from 'node:crypto';
import { letterLanguages, type PageLanguage, stages, tones } from '../lambdas/core/choices.ts';
import { letterFooter } from '../lambdas/core/letter/letter-footer.ts';
import {
  BUCKETS,
  bucketsOf,
  CLASSES,
  featuresOf,
  LANGUAGE_BUCKETS,
  languageFeatures,
  MAX_LANGUAGE_STEP,
  MAX_STEP,
  writeWeights,
} from '../lambdas/core/vague/classifier.ts';
import { wordsOf } from '../lambdas/core/vague/guard.ts';
import { signalNames } from '../lambdas/core/vague/judge.ts';
import { createNoteReader, unitsOf } from '../lambdas/core/vague/note-reader.ts';
import { compileWordList, hintKinds } from '../lambdas/core/vague/word-list.ts';
import { templateFiles, vagueFiles } from '../lambdas/files/template-files.ts';
import type { LabelledNote } from './labelled-notes.ts';
import { laterSentences, sampleLetter } from './letters-page.ts';

/** How often the training reads all examples. The weights are the mean of the last. */
const ROUNDS = 10;
const AVERAGED_ROUNDS = 5;
const STEP = 0.3;
/** The ridge penalty keeps weights small, so that words seen twice have little effect. */
const RIDGE = 1e-4;
/** This share of the weights is scaled to 4 bits; the few larger ones are cut. */
const SCALED_SHARE = 0.995;

const noSignalWeights: readonly number[] = signalNames.map(() => 0);

/** Words, and what they are. */
interface Example {
  /** The numbers of the weights that the words have. */
  readonly buckets: Uint16Array;
  /** The share of each class; together 1. */
  readonly classes: Float64Array;
}

/**
 * A hash of the notes that weights were learnt from: 12 bytes. A test compares it to find
 * out whether the weights are up to date.
 */
export const fingerprintOf = (notes: readonly LabelledNote[]): Uint8Array =>
  createHash('sha256').update(JSON.stringify(notes)).digest().subarray(0, 12);

/**
 * The letters, their footers and the sentences about later, as notes without marks: the
 * guard must not hint at anything in them.
 */
const lettersIn = (language: PageLanguage): readonly LabelledNote[] =>
  letterLanguages
    .filter((letterLanguage) => letterLanguage.startsWith(language))
    .flatMap((letterLanguage) => [
      ...stages.flatMap((stage) =>
        tones.map((tone) => sampleLetter(templateFiles, { letterLanguage, stage, tone })),
      ),
      ...laterSentences(templateFiles, letterLanguage),
      ...tones.map(() => ({ text: letterFooter(letterLanguage, '') })),
    ])
    .map(({ text }) => ({ text, marks: [] }));

/** The parts of the notes' sentences, and the whole sentences. */
function examplesOf(notes: readonly LabelledNote[], language: PageLanguage): readonly Example[] {
  const reader = createNoteReader({ list: () => compileWordList(vagueFiles(language).list) });
  return notes.flatMap(({ text, marks }) => {
    const { tokens, sentenceWords } = reader.parse(text);
    return sentenceWords.flatMap((sentence) =>
      unitsOf(sentence).map(({ from, to }): Example => {
        const start = tokens[from]?.start ?? 0;
        const end = tokens[to - 1]?.end ?? 0;
        const held = hintKinds.map((kind) =>
          marks.some((mark) => mark.kind === kind && mark.start < end && start < mark.end),
        );
        const count = held.filter(Boolean).length;
        return {
          buckets: Uint16Array.from(bucketsOf(featuresOf(sentence.words.slice(from, to)), BUCKETS)),
          classes: Float64Array.from([
            ...held.map((isHeld) => (isHeld ? 1 / count : 0)),
            count === 0 ? 1 : 0,
          ]),
        };
      }),
    );
  });
}

/** Whole numbers below a limit, the same at each call of the program. */
function numbersBelow(): (limit: number) => number {
  let state = 12_345;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/**
 * Logistic regression of several classes, by stochastic gradient descent with an adaptive
 * step for each weight (AdaGrad). The examples are shuffled, always in the same way.
 *
 * @returns the weights by bucket and class, and a bias for each class
 */
function train(examples: readonly Example[], buckets: number, classes: number) {
  const below = numbersBelow();
  const [weights, sums] = [
    new Float64Array(buckets * classes),
    new Float64Array(buckets * classes),
  ];
  const [biases, biasSums] = [new Float64Array(classes), new Float64Array(classes)];
  const squares = new Float64Array(buckets * classes).fill(1e-6);
  const biasSquares = new Float64Array(classes).fill(1e-6);
  const order = [...examples];
  const errors = new Float64Array(classes);
  const add = (numbers: Float64Array, at: number, number: number): number => {
    const sum = (numbers[at] ?? 0) + number;
    numbers[at] = sum;
    return sum;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = below(at + 1);
      const [one, two] = [order[at], order[other]];
      if (one !== undefined && two !== undefined) [order[at], order[other]] = [two, one];
    }
    const step = STEP / (1 + round * 0.1);
    for (const example of order) {
      const share = 1 / Math.sqrt(example.buckets.length);
      errors.set(biases);
      for (const bucket of example.buckets) {
        for (let index = 0; index < classes; index += 1)
          add(errors, index, (weights[bucket * classes + index] ?? 0) * share);
      }
      const highest = Math.max(...errors);
      let total = 0;
      for (let index = 0; index < classes; index += 1) {
        errors[index] = Math.exp((errors[index] ?? 0) - highest);
        total += errors[index] ?? 0;
      }
      for (let index = 0; index < classes; index += 1) {
        const error = (errors[index] ?? 0) / total - (example.classes[index] ?? 0);
        errors[index] = error;
        add(biases, index, (-step * error) / Math.sqrt(add(biasSquares, index, error * error)));
      }
      for (const bucket of example.buckets) {
        for (let index = 0; index < classes; index += 1) {
          const at = bucket * classes + index;
          const slope = (errors[index] ?? 0) * share + RIDGE * (weights[at] ?? 0);
          add(weights, at, (-step * slope) / Math.sqrt(add(squares, at, slope * slope)));
        }
      }
    }
    if (round < ROUNDS - AVERAGED_ROUNDS) continue;
    for (let at = 0; at < weights.length; at += 1) add(sums, at, weights[at] ?? 0);
    for (let index = 0; index < classes; index += 1) add(biasSums, index, biases[index] ?? 0);
  }
  return {
    weights: sums.map((sum) => sum / AVERAGED_ROUNDS),
    biases: [...biasSums].map((sum) => sum / AVERAGED_ROUNDS),
  };
}

/** Whole numbers of at most `maxStep`, and the scale that gives the weights again. */
function quantise(weights: Float64Array, maxStep: number) {
  const sizes = weights.map(Math.abs).sort();
  const scale = (sizes[Math.floor((sizes.length - 1) * SCALED_SHARE)] ?? 0) / maxStep || 1;
  const steps = Array.from(weights, (weight) =>
    Math.max(-maxStep, Math.min(maxStep, Math.round(weight / scale))),
  );
  return { steps, scale };
}

/** What tells this language from the others: two classes, of which one is stored. */
function learnLanguage(own: readonly LabelledNote[], others: readonly LabelledNote[]) {
  const exampleOf = ({ text }: LabelledNote, classes: readonly number[]): Example => ({
    buckets: Uint16Array.from(bucketsOf(languageFeatures(wordsOf(text)), LANGUAGE_BUCKETS)),
    classes: Float64Array.from(classes),
  });
  const examples = [
    ...own.map((note) => exampleOf(note, [1, 0])),
    ...others.map((note) => exampleOf(note, [0, 1])),
  ].filter(({ buckets }) => buckets.length > 0);
  const { weights, biases } = train(examples, LANGUAGE_BUCKETS, 2);
  const differences = Float64Array.from(
    { length: LANGUAGE_BUCKETS },
    (_, bucket) => (weights[2 * bucket] ?? 0) - (weights[2 * bucket + 1] ?? 0),
  );
  return {
    ...quantise(differences, MAX_LANGUAGE_STEP),
    bias: (biases[0] ?? 0) - (biases[1] ?? 0),
  };
}

/**
 * Learns weights from labelled notes. The same notes give the same bytes.
 *
 * @param others the notes of the other languages, to tell this language from them
 * @param signalWeights what decides about hints, see `train-judge.ts`; without it, only
 *   the classifier is of use
 * @returns the content of the file of weights
 */
export function learn(
  notes: readonly LabelledNote[],
  others: readonly LabelledNote[],
  language: PageLanguage,
  signalWeights: readonly number[] = noSignalWeights,
): Uint8Array {
  const examples = examplesOf([...notes, ...lettersIn(language)], language);
  const { weights, biases } = train(examples, BUCKETS, CLASSES);
  const columns = Array.from({ length: CLASSES }, (_, index) =>
    quantise(
      weights.filter((_weight, at) => at % CLASSES === index),
      MAX_STEP,
    ),
  );
  const ofLanguage = learnLanguage(notes, others);
  return writeWeights({
    fingerprint: fingerprintOf(notes),
    weights: Int8Array.from(
      weights,
      (_, at) => columns[at % CLASSES]?.steps[Math.floor(at / CLASSES)] ?? 0,
    ),
    scales: [...columns.map(({ scale }) => scale), ofLanguage.scale],
    biases: [...biases, ofLanguage.bias],
    languageWeights: Int8Array.from(ofLanguage.steps),
    signalWeights,
  });
}
