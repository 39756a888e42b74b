import { signalNames } from './judge.ts';
import { type HintKind, hintKinds } from './word-list.ts';

/** How likely words hold each kind of hint, from 0 to 1, learnt from labelled notes. */
export interface Likelihoods {
  readonly kinds: Readonly<Record<HintKind, number>>;
  /** How likely the words should be left out: the sum of the kinds. */
  readonly fault: number;
}

/** A feature of some words, and its weight for one kind. */
interface WeightedFeature {
  readonly feature: string;
  /** Above 0, the feature makes the kind likelier; below 0, less likely. */
  readonly weight: number;
}

export interface Classifier {
  /** @param words folded */
  readonly classify: (words: readonly string[]) => Likelihoods;
  /**
   * The features of the words, with how much they speak for this kind rather than for a
   * clean note, the strongest first.
   */
  readonly weigh: (words: readonly string[], kind: HintKind) => readonly WeightedFeature[];
  /** Above 0 if the words are rather of this language than of the others. */
  readonly languageScore: (words: readonly string[]) => number;
  /** How much each signal counts when it is decided what gets a hint, see `judge.ts`. */
  readonly signalWeights: readonly number[];
}

/** The classes of words: the kinds, and clean words. */
export const CLASSES = hintKinds.length + 1;
const CLEAN = hintKinds.length;
/**
 * Features share this many weights for each class: what 32 KB can hold at 4 bits.
 * Cross-validation found no loss from 4 bits.
 */
export const BUCKETS = 9000;
export const LANGUAGE_BUCKETS = 1000;
const FINGERPRINT_BYTES = 12;
/**
 * A scale and a bias for each class and for the language, and the weights of the signals.
 */
const NUMBERS = 2 * (CLASSES + 1) + signalNames.length;
/** 32-bit floats. */
const NUMBERS_BYTES = 4 * NUMBERS;
const WEIGHTS_BYTES = (BUCKETS * CLASSES) / 2;
const WEIGHTS_START = FINGERPRINT_BYTES + NUMBERS_BYTES;
const LANGUAGE_START = WEIGHTS_START + WEIGHTS_BYTES;
/** The size of a file of weights. */
export const FILE_BYTES = LANGUAGE_START + LANGUAGE_BUCKETS;
/** The largest weight, in steps of its scale: 4 bits, and 8 for the language. */
export const MAX_STEP = 7;
export const MAX_LANGUAGE_STEP = 127;

const SHORTEST = 4;
const LONGEST = 5;
/** No word has more characters; a longer one is cut. */
const MAX_WORD = 40;

/** The word, and its runs of 4 and 5 characters. A space marks its start and end. */
function* wordFeatures(word: string): Generator<string> {
  yield word;
  const marked = ` ${word} `;
  for (let length = SHORTEST; length <= Math.min(LONGEST, marked.length); length += 1) {
    for (let at = 0; at + length <= marked.length; at += 1)
      yield `…${marked.slice(at, at + length)}`;
  }
}

/** All numbers are one word, `#`. */
const readWord = (word: string): string => (/^\d/.test(word) ? '#' : word.slice(0, MAX_WORD));

/** The features of words: each word, its runs of characters, and each pair of words. */
export function featuresOf(words: readonly string[]): ReadonlySet<string> {
  const features = new Set<string>();
  let previous = '^';
  for (const word of words.map(readWord)) {
    for (const feature of wordFeatures(word)) features.add(feature);
    features.add(`${previous} ${word}`);
    previous = word;
  }
  features.add(`${previous} $`);
  return features;
}

/** The features by which a language is told: words and runs of characters. */
export const languageFeatures = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => [...wordFeatures(readWord(word))]));

/** A hash of 32 bits: FNV-1a of the UTF-16 units, mixed by the steps of MurmurHash3. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The numbers of the weights that features have, each once. */
export const bucketsOf = (features: ReadonlySet<string>, buckets: number): ReadonlySet<number> => {
  const found = new Set<number>();
  for (const feature of features) found.add(hashOf(feature) % buckets);
  return found;
};

/** What is learnt, before it is made to a file. */
export interface Learnt {
  /** 12 bytes. */
  readonly fingerprint: Uint8Array;
  /** In steps of the scale of their class, by bucket and class. */
  readonly weights: Int8Array;
  /** By class; the last number is of the language. */
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  readonly languageWeights: Int8Array;
  /** In the order of `signalNames`. */
  readonly signalWeights: readonly number[];
}

/** A file of weights with other weights of the signals. */
export const withSignalWeights = (file: Uint8Array, signalWeights: readonly number[]): Uint8Array =>
  writeWeights({ ...readWeights(file), signalWeights });

/** The bytes of a file of weights. {@link readWeights} reads them. */
export function writeWeights(learnt: Learnt): Uint8Array {
  const bytes = new Uint8Array(FILE_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(learnt.fingerprint.subarray(0, FINGERPRINT_BYTES));
  [...learnt.scales, ...learnt.biases, ...learnt.signalWeights].forEach((number, index) => {
    view.setFloat32(FINGERPRINT_BYTES + 4 * index, number, true);
  });
  for (let at = 0; at < WEIGHTS_BYTES; at += 1) {
    const [low = 0, high = 0] = learnt.weights.subarray(2 * at);
    bytes[WEIGHTS_START + at] = (low & 15) | ((high & 15) << 4);
  }
  bytes.set(new Uint8Array(learnt.languageWeights.buffer), LANGUAGE_START);
  return bytes;
}

/** The weight with this number: half a byte. The shifts give it its sign. */
function unpacked(file: Uint8Array, at: number): number {
  const byte = file[WEIGHTS_START + (at >> 1)] ?? 0;
  return at % 2 === 0 ? (byte << 28) >> 28 : (byte << 24) >> 28;
}

/** @throws {Error} if the file has another size */
function readNumbers(file: Uint8Array): Omit<Learnt, 'weights'> {
  if (file.length !== FILE_BYTES)
    throw new Error('A file of weights has a wrong size: generate it with npm run vague:learn.');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const numbers = Array.from({ length: NUMBERS }, (_, index) =>
    view.getFloat32(FINGERPRINT_BYTES + 4 * index, true),
  );
  return {
    fingerprint: file.slice(0, FINGERPRINT_BYTES),
    scales: numbers.slice(0, CLASSES + 1),
    biases: numbers.slice(CLASSES + 1, 2 * (CLASSES + 1)),
    signalWeights: numbers.slice(2 * (CLASSES + 1)),
    languageWeights: Int8Array.from(file.subarray(LANGUAGE_START)),
  };
}

/**
 * Reads a file of weights, which `npm run vague:learn` generates: a fingerprint of the
 * notes, a scale and a bias for each class, then two weights in each byte.
 *
 * @throws {Error} if the file has another size
 */
export const readWeights = (file: Uint8Array): Learnt => ({
  ...readNumbers(file),
  weights: Int8Array.from({ length: 2 * WEIGHTS_BYTES }, (_, at) => unpacked(file, at)),
});

/**
 * A logistic regression of several classes (softmax) over hashed features. The features
 * of words share a total weight of one: long and short parts of sentences are compared.
 */
export function createClassifier(file: Uint8Array): Classifier {
  const { scales, biases, languageWeights, signalWeights } = readNumbers(file);
  // A note has some hundred features: to unpack all weights takes 1 ms.
  const weightAt = (at: number): number => unpacked(file, at);
  const classify = (words: readonly string[]): Likelihoods => {
    const buckets = bucketsOf(featuresOf(words), BUCKETS);
    const steps = new Float64Array(CLASSES);
    for (const bucket of buckets) {
      for (let index = 0; index < CLASSES; index += 1)
        steps[index] = (steps[index] ?? 0) + weightAt(bucket * CLASSES + index);
    }
    const share = 1 / Math.sqrt(buckets.size);
    const powers = Array.from(steps, (sum, index) =>
      Math.exp(sum * share * (scales[index] ?? 0) + (biases[index] ?? 0)),
    );
    const total = powers.reduce((sum, power) => sum + power, 0);
    const [reason = 0, apology = 0, justification = 0, hedge = 0, negative = 0, contact = 0] =
      powers.map((power) => power / total);
    return {
      kinds: { reason, apology, justification, hedge, negative, 'contact-or-link': contact },
      fault: 1 - (powers[CLEAN] ?? 0) / total,
    };
  };
  const weigh = (words: readonly string[], kind: HintKind): readonly WeightedFeature[] => {
    const ofClass = (bucket: number, index: number): number =>
      weightAt(bucket * CLASSES + index) * (scales[index] ?? 0);
    return [...featuresOf(words)]
      .map((feature) => {
        const bucket = hashOf(feature) % BUCKETS;
        const weight = ofClass(bucket, hintKinds.indexOf(kind)) - ofClass(bucket, CLEAN);
        return { feature, weight };
      })
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  };
  const languageScore = (words: readonly string[]): number => {
    const buckets = bucketsOf(languageFeatures(words), LANGUAGE_BUCKETS);
    if (buckets.size === 0) return 0;
    let steps = 0;
    for (const bucket of buckets) steps += languageWeights[bucket] ?? 0;
    return (steps / Math.sqrt(buckets.size)) * (scales[CLASSES] ?? 0) + (biases[CLASSES] ?? 0);
  };
  return { classify, weigh, languageScore, signalWeights };
}
