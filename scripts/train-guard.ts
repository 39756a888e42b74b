import { createHash } from 'node:crypto';
import { letterLanguages, type PageLanguage, stages, tones } from '../lambdas/core/choices.ts';
import { letterFooter } from '../lambdas/core/letter/letter-footer.ts';
import {
  bucketsOf,
  FAULT_BUCKETS,
  FAULT_FEATURES,
  faultFeatures,
  KIND_BUCKETS,
  KINDS,
  kindFeatures,
  LANGUAGE_BUCKETS,
  languageFeatures,
  MAX_FAULT_STEP,
  MAX_KIND_STEP,
  MAX_LANGUAGE_STEP,
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

const noSignalWeights: readonly number[] = signalNames.map(() => 0);

/** Words, and what they are. */
interface Example {
  /** The numbers of the weights that the words have. */
  readonly buckets: Uint32Array;
  /** How much each weight counts: long and short texts weigh the same. */
  readonly share: number;
  /** The share of each class; together 1. */
  readonly classes: Float64Array;
}

/** Words of a note, and the kinds of hint that they hold. */
interface Part {
  readonly words: readonly string[];
  /** By kind. */
  readonly held: readonly boolean[];
}

function exampleOf(
  features: ReadonlySet<string>,
  buckets: number,
  classes: readonly number[],
): Example {
  const numbers = Uint32Array.from(bucketsOf(features, buckets));
  return {
    buckets: numbers,
    share: 1 / Math.sqrt(numbers.length),
    classes: Float64Array.from(classes),
  };
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
function partsOf(notes: readonly LabelledNote[], language: PageLanguage): readonly Part[] {
  const reader = createNoteReader({ list: () => compileWordList(vagueFiles(language).list) });
  return notes.flatMap(({ text, marks }) => {
    const { tokens, sentenceWords } = reader.parse(text);
    return sentenceWords.flatMap((sentence) =>
      unitsOf(sentence).map(({ from, to }): Part => {
        const start = tokens[from]?.start ?? 0;
        const end = tokens[to - 1]?.end ?? 0;
        const held = hintKinds.map((kind) =>
          marks.some((mark) => mark.kind === kind && mark.start < end && start < mark.end),
        );
        return { words: sentence.words.slice(from, to), held };
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
      const { share } = example;
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

/**
 * Whole numbers of at most `maxStep`, and the scale that gives the weights again.
 *
 * @param scaledShare the share of the weights that fits; the few larger ones are cut
 */
function quantise(weights: Float64Array, maxStep: number, scaledShare: number) {
  const sizes = weights.map(Math.abs).sort();
  const scale = (sizes[Math.floor((sizes.length - 1) * scaledShare)] ?? 0) / maxStep || 1;
  const steps = Array.from(weights, (weight) =>
    Math.max(-maxStep, Math.min(maxStep, Math.round(weight / scale))),
  );
  return { steps, scale };
}

/** The weights of the second of two classes, less those of the first. */
const differenceOf = ({ weights, biases }: ReturnType<typeof train>) => ({
  weights: Float64Array.from(
    { length: weights.length / 2 },
    (_, bucket) => (weights[2 * bucket + 1] ?? 0) - (weights[2 * bucket] ?? 0),
  ),
  bias: (biases[1] ?? 0) - (biases[0] ?? 0),
});

/**
 * The features that tell most about a fault: those with the largest weights, and the more
 * examples have one, the better it is known.
 */
function tellingBuckets(weights: Float64Array, examples: readonly Example[]): ReadonlySet<number> {
  const counts = new Uint32Array(weights.length);
  for (const { buckets } of examples) {
    for (const bucket of buckets) counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  const value = (bucket: number): number =>
    Math.abs(weights[bucket] ?? 0) * Math.log1p(counts[bucket] ?? 0);
  const seen = [...counts.keys()].filter((bucket) => (counts[bucket] ?? 0) > 0);
  return new Set(seen.sort((one, other) => value(other) - value(one)).slice(0, FAULT_FEATURES));
}

/**
 * What tells a fault. First all features are learnt, then the most telling ones alone:
 * without the others their weights are different.
 */
function learnFaults(parts: readonly Part[]) {
  const examples = parts.map(({ words, held }) =>
    exampleOf(faultFeatures(words), FAULT_BUCKETS, held.includes(true) ? [0, 1] : [1, 0]),
  );
  const all = differenceOf(train(examples, FAULT_BUCKETS, 2));
  const telling = tellingBuckets(all.weights, examples);
  const { weights, bias } = differenceOf(
    train(
      examples.map((example) => ({
        ...example,
        buckets: example.buckets.filter((bucket) => telling.has(bucket)),
      })),
      FAULT_BUCKETS,
      2,
    ),
  );
  const buckets = [...telling].sort((one, other) => one - other);
  const kept = Float64Array.from(buckets, (bucket) => weights[bucket] ?? 0);
  const { steps, scale } = quantise(kept, MAX_FAULT_STEP, 0.98);
  // A weight that would be 0 is the smallest one: its feature was chosen for its weight.
  const faultWeights = new Map(
    buckets.map((bucket, index) => [bucket, steps[index] || Math.sign(kept[index] ?? 0) || 1]),
  );
  return { faultWeights, scale, bias };
}

/** What tells the kind of a fault. */
function learnKinds(parts: readonly Part[]) {
  const examples = parts
    .filter(({ held }) => held.includes(true))
    .map(({ words, held }) => {
      const share = 1 / held.filter(Boolean).length;
      const classes = held.map((isHeld) => (isHeld ? share : 0));
      return exampleOf(kindFeatures(words), KIND_BUCKETS, classes);
    });
  const { weights, biases } = train(examples, KIND_BUCKETS, KINDS);
  const columns = hintKinds.map((_, kind) =>
    quantise(
      weights.filter((_weight, at) => at % KINDS === kind),
      MAX_KIND_STEP,
      0.995,
    ),
  );
  const kindWeights = Int8Array.from(
    weights,
    (_, at) => columns[at % KINDS]?.steps[Math.floor(at / KINDS)] ?? 0,
  );
  return { kindWeights, scales: columns.map(({ scale }) => scale), biases };
}

/** What tells this language from the others: two classes, of which one is stored. */
function learnLanguage(own: readonly LabelledNote[], others: readonly LabelledNote[]) {
  const examplesOf = (notes: readonly LabelledNote[], classes: readonly number[]) =>
    notes.map(({ text }) => exampleOf(languageFeatures(wordsOf(text)), LANGUAGE_BUCKETS, classes));
  const examples = [...examplesOf(others, [1, 0]), ...examplesOf(own, [0, 1])].filter(
    ({ buckets }) => buckets.length > 0,
  );
  const { weights, bias } = differenceOf(train(examples, LANGUAGE_BUCKETS, 2));
  return { ...quantise(weights, MAX_LANGUAGE_STEP, 0.995), bias };
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
  const parts = partsOf([...notes, ...lettersIn(language)], language);
  const faults = learnFaults(parts);
  const kinds = learnKinds(parts);
  const ofLanguage = learnLanguage(notes, others);
  return writeWeights({
    fingerprint: fingerprintOf(notes),
    faultWeights: faults.faultWeights,
    kindWeights: kinds.kindWeights,
    languageWeights: Int8Array.from(ofLanguage.steps),
    scales: [faults.scale, ...kinds.scales, ofLanguage.scale],
    biases: [faults.bias, ...kinds.biases, ofLanguage.bias],
    signalWeights,
  });
}
