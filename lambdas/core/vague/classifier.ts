import { once } from '../once.ts';
import { signalNames } from './judge.ts';
import { type HintKind, hintKinds } from './word-list.ts';

/** How likely words hold each kind of hint, from 0 to 1, learnt from labelled notes. */
export interface Likelihoods {
  readonly kinds: Readonly<Record<HintKind, number>>;
  /** How likely the words should be left out: the sum of the kinds. */
  readonly fault: number;
}

/** A feature of some words, and its weight. */
interface WeightedFeature {
  readonly feature: string;
  /** Above 0, the feature makes a fault likelier; below 0, less likely. */
  readonly weight: number;
}

export interface Classifier {
  /** @param words folded */
  readonly classify: (words: readonly string[]) => Likelihoods;
  /** The features of the words that speak for or against a fault, the strongest first. */
  readonly weigh: (words: readonly string[]) => readonly WeightedFeature[];
  /** Above 0 if the words are rather of this language than of the others. */
  readonly languageScore: (words: readonly string[]) => number;
  /** How much each signal counts when it is decided what gets a hint, see `judge.ts`. */
  readonly signalWeights: readonly number[];
}

/**
 * A feature has one of so many numbers: many, so that two features of a language rarely
 * share one. A power of 2.
 */
export const FAULT_BUCKETS = 2 ** 19;
/** Only these features have a weight: those that tell most about a fault. */
export const FAULT_FEATURES = 20_000;
/** The features that tell the kind share so many weights for each kind. */
export const KIND_BUCKETS = 2500;
export const KINDS = hintKinds.length;
export const LANGUAGE_BUCKETS = 1000;
/** The largest weight, in steps of its scale: 3 bits, 4 for a kind, 8 for a language. */
export const MAX_FAULT_STEP = 3;
export const MAX_KIND_STEP = 7;
export const MAX_LANGUAGE_STEP = 127;

const FINGERPRINT_BYTES = 12;
/** A scale and a bias for the faults, each kind and the language; then the signals. */
const NUMBERS = 2 * (KINDS + 2) + signalNames.length;
const KINDS_START = FINGERPRINT_BYTES + 4 * NUMBERS;
const LANGUAGE_START = KINDS_START + (KIND_BUCKETS * KINDS) / 2;
const FAULT_COUNT_START = LANGUAGE_START + LANGUAGE_BUCKETS;
const FAULTS_START = FAULT_COUNT_START + 2;
/** The size of a file of weights. */
export const FILE_BYTES = 32 * 1024;

/** No word has more characters; a longer one is cut. */
const MAX_WORD = 40;
/** So many characters of a word stand for it beside others: "accep" for "accepted". */
const STEM = 5;
/** The runs of characters that tell a language. */
const RUN = 4;

/** All numbers are one word, `#`. */
const readWord = (word: string): string => (/^\d/.test(word) ? '#' : word.slice(0, MAX_WORD));

const stemsOf = (words: readonly string[]): readonly string[] => [
  '^',
  ...words.map((word) => word.slice(0, STEM)),
  '$',
];

/** The features that tell the kind: each word, and each pair of stems. */
export function kindFeatures(given: readonly string[]): ReadonlySet<string> {
  const words = given.map(readWord);
  const features = new Set<string>(words);
  const [first = '', ...others] = stemsOf(words);
  let before = first;
  for (const stem of others) {
    features.add(`${before} ${stem}`);
    before = stem;
  }
  return features;
}

/** The features that tell a fault: those too, three stems, and two with a gap. */
export function faultFeatures(
  given: readonly string[],
  ofKind = kindFeatures(given),
): ReadonlySet<string> {
  const features = new Set(ofKind);
  const [first = '', second = '', ...others] = stemsOf(given.map(readWord));
  let [before, between] = [first, second];
  for (const stem of others) {
    features.add(`${before} ${between} ${stem}`);
    features.add(`${before} _ ${stem}`);
    [before, between] = [between, stem];
  }
  return features;
}

/**
 * The features by which a language is told: words, and their runs of 4 characters. A
 * space marks where a word begins and ends.
 */
export function languageFeatures(words: readonly string[]): ReadonlySet<string> {
  const features = new Set<string>();
  for (const word of words.map(readWord)) {
    features.add(word);
    const marked = ` ${word} `;
    for (let at = 0; at + RUN <= marked.length; at += 1)
      features.add(`…${marked.slice(at, at + RUN)}`);
  }
  return features;
}

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

/** What is learnt, before it is made to a file. All weights are steps of their scale. */
export interface Learnt {
  /** 12 bytes. */
  readonly fingerprint: Uint8Array;
  /** By bucket, in ascending order; none is 0. */
  readonly faultWeights: ReadonlyMap<number, number>;
  /** By bucket and kind. */
  readonly kindWeights: Int8Array;
  readonly languageWeights: Int8Array;
  /** Of the faults, of each kind, and of the language. */
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  /** In the order of `signalNames`. */
  readonly signalWeights: readonly number[];
}

/** A file of weights with other weights of the signals. */
export const withSignalWeights = (file: Uint8Array, signalWeights: readonly number[]): Uint8Array =>
  writeWeights({ ...readWeights(file), signalWeights });

/** Bits of a distance between two buckets that are stored as they are. */
const LOW_BITS = 4;
/** Bits of a weight, -3 to 3. */
const WEIGHT_BITS = 3;
/** A larger distance is made of several, with the weight 0 between them. */
const MAX_DISTANCE = 255;

/**
 * Writes the weights of the faults. Each has the distance to the bucket before it, in
 * Golomb-Rice code (as many ones as it has times 16, a zero, the rest in 4 bits), and 3
 * bits for its weight: 10 bits in all.
 *
 * @throws {RangeError} if they do not fit
 */
function writeFaults(bytes: Uint8Array, weights: Learnt['faultWeights']): void {
  let at = FAULTS_START * 8;
  let count = 0;
  const writeBits = (value: number, bits: number): void => {
    for (let bit = bits - 1; bit >= 0; bit -= 1, at += 1) {
      const index = at >> 3;
      if (index >= bytes.length) throw new RangeError('The weights of the faults do not fit.');
      bytes[index] = (bytes[index] ?? 0) | (((value >> bit) & 1) << (7 - (at & 7)));
    }
  };
  const writeWeight = (distance: number, weight: number): void => {
    for (let high = distance >> LOW_BITS; high > 0; high -= 1) writeBits(1, 1);
    writeBits(0, 1);
    writeBits(distance, LOW_BITS);
    writeBits(weight + MAX_FAULT_STEP, WEIGHT_BITS);
    count += 1;
  };
  let previous = -1;
  for (const [bucket, weight] of weights) {
    while (bucket - previous - 1 > MAX_DISTANCE) {
      writeWeight(MAX_DISTANCE, 0);
      previous += MAX_DISTANCE + 1;
    }
    writeWeight(bucket - previous - 1, weight);
    previous = bucket;
  }
  new DataView(bytes.buffer).setUint16(FAULT_COUNT_START, count, true);
}

/** Reads what {@link writeFaults} wrote: in a new process 20,000 weights take 2 ms. */
function readFaults(bytes: Uint8Array, add: (bucket: number, weight: number) => void): void {
  const count = (bytes[FAULT_COUNT_START] ?? 0) + 256 * (bytes[FAULT_COUNT_START + 1] ?? 0);
  let at = FAULTS_START * 8;
  let bucket = -1;
  for (let read = 0; read < count; read += 1) {
    const index = at >> 3;
    const upper = ((bytes[index] ?? 0) << 24) | ((bytes[index + 1] ?? 0) << 16);
    const lower = ((bytes[index + 2] ?? 0) << 8) | (bytes[index + 3] ?? 0);
    // 25 bits at least, and at most 23 are used.
    const bits = (upper | lower) << (at & 7);
    const ones = Math.clz32(~bits);
    const rest = bits >>> (31 - ones - LOW_BITS - WEIGHT_BITS);
    bucket += (ones << LOW_BITS) + ((rest >> WEIGHT_BITS) & (2 ** LOW_BITS - 1)) + 1;
    const weight = (rest & (2 ** WEIGHT_BITS - 1)) - MAX_FAULT_STEP;
    if (weight !== 0) add(bucket, weight);
    at += ones + 1 + LOW_BITS + WEIGHT_BITS;
  }
}

/** The bytes of a file of weights. {@link readWeights} reads them. */
export function writeWeights(learnt: Learnt): Uint8Array {
  const bytes = new Uint8Array(FILE_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(learnt.fingerprint.subarray(0, FINGERPRINT_BYTES));
  [...learnt.scales, ...learnt.biases, ...learnt.signalWeights].forEach((number, index) => {
    view.setFloat32(FINGERPRINT_BYTES + 4 * index, number, true);
  });
  for (let at = KINDS_START; at < LANGUAGE_START; at += 1) {
    const [low = 0, high = 0] = learnt.kindWeights.subarray(2 * (at - KINDS_START));
    bytes[at] = (low & 15) | ((high & 15) << 4);
  }
  bytes.set(new Uint8Array(learnt.languageWeights.buffer), LANGUAGE_START);
  writeFaults(bytes, learnt.faultWeights);
  return bytes;
}

/** The weight of a kind with this number: half a byte. The shifts give it its sign. */
function unpacked(file: Uint8Array, at: number): number {
  const byte = file[KINDS_START + (at >> 1)] ?? 0;
  return at % 2 === 0 ? (byte << 28) >> 28 : (byte << 24) >> 28;
}

/** @throws {Error} if the file has another size */
function readNumbers(file: Uint8Array): Omit<Learnt, 'faultWeights' | 'kindWeights'> {
  if (file.length !== FILE_BYTES)
    throw new Error('A file of weights has a wrong size: generate it with npm run vague:learn.');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const numbers = Array.from({ length: NUMBERS }, (_, index) =>
    view.getFloat32(FINGERPRINT_BYTES + 4 * index, true),
  );
  return {
    fingerprint: file.slice(0, FINGERPRINT_BYTES),
    scales: numbers.slice(0, KINDS + 2),
    biases: numbers.slice(KINDS + 2, 2 * (KINDS + 2)),
    signalWeights: numbers.slice(2 * (KINDS + 2)),
    languageWeights: Int8Array.from(file.subarray(LANGUAGE_START, FAULT_COUNT_START)),
  };
}

/**
 * Reads a file of weights, which `npm run vague:learn` generates: a fingerprint of the
 * notes, scales and biases, the weights of the kinds (two in each byte), of the language,
 * and of the faults.
 *
 * @throws {Error} if the file has another size
 */
export function readWeights(file: Uint8Array): Learnt {
  const faultWeights = new Map<number, number>();
  const numbers = readNumbers(file);
  readFaults(file, (bucket, weight) => faultWeights.set(bucket, weight));
  const kindWeights = Int8Array.from({ length: KIND_BUCKETS * KINDS }, (_, at) =>
    unpacked(file, at),
  );
  return { ...numbers, faultWeights, kindWeights };
}

/**
 * Two classifiers over hashed features: a logistic regression tells a fault, one of
 * several classes (softmax) its kind. The features of words share a total weight of one:
 * long and short parts of sentences are compared.
 */
export function createClassifier(file: Uint8Array): Classifier {
  const { scales, biases, languageWeights, signalWeights } = readNumbers(file);
  const [faultScale = 0, ...kindScales] = scales;
  const [faultBias = 0, ...kindBiases] = biases;
  /** By bucket. */
  const faultWeights = once(() => {
    const weights = new Int8Array(FAULT_BUCKETS);
    readFaults(file, (bucket, weight) => {
      weights[bucket] = weight;
    });
    return weights;
  });
  const faultOf = (features: ReadonlySet<string>): number => {
    const weights = faultWeights();
    const buckets = bucketsOf(features, FAULT_BUCKETS);
    let steps = 0;
    for (const bucket of buckets) steps += weights[bucket] ?? 0;
    const odds = (steps * faultScale) / Math.sqrt(buckets.size) + faultBias;
    return 1 / (1 + Math.exp(-odds));
  };
  const classify = (words: readonly string[]): Likelihoods => {
    const features = kindFeatures(words);
    const buckets = bucketsOf(features, KIND_BUCKETS);
    const steps = new Float64Array(KINDS);
    for (const bucket of buckets) {
      for (let index = 0; index < KINDS; index += 1)
        steps[index] = (steps[index] ?? 0) + unpacked(file, bucket * KINDS + index);
    }
    const share = 1 / Math.sqrt(buckets.size);
    const powers = Array.from(steps, (sum, index) =>
      Math.exp(sum * share * (kindScales[index] ?? 0) + (kindBiases[index] ?? 0)),
    );
    const fault = faultOf(faultFeatures(words, features));
    const total = powers.reduce((sum, power) => sum + power, 0);
    const [reason = 0, apology = 0, justification = 0, hedge = 0, negative = 0, contact = 0] =
      powers.map((power) => (fault * power) / total);
    return {
      kinds: { reason, apology, justification, hedge, negative, 'contact-or-link': contact },
      fault,
    };
  };
  const weigh = (words: readonly string[]): readonly WeightedFeature[] =>
    [...faultFeatures(words)]
      .map((feature) => {
        const step = faultWeights()[hashOf(feature) % FAULT_BUCKETS] ?? 0;
        return { feature, weight: step * faultScale };
      })
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const languageScore = (words: readonly string[]): number => {
    const buckets = bucketsOf(languageFeatures(words), LANGUAGE_BUCKETS);
    if (buckets.size === 0) return 0;
    let steps = 0;
    for (const bucket of buckets) steps += languageWeights[bucket] ?? 0;
    return (steps / Math.sqrt(buckets.size)) * (scales[KINDS + 1] ?? 0) + (biases[KINDS + 1] ?? 0);
  };
  return { classify, weigh, languageScore, signalWeights };
}
