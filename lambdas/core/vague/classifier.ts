import { PatternError } from './pattern.ts';
import { type HintKind, hintKinds } from './word-list.ts';

/** How likely a sentence holds each kind, 0 to 1, by what the labelled notes taught. */
type Likelihoods = Readonly<Record<HintKind, number>>;

export interface Classifier {
  /** @param sentence its words, folded */
  readonly classify: (sentence: readonly string[]) => Likelihoods;
  /** Whether the labelled notes have this word. */
  readonly knows: (word: string) => boolean;
}

const BEGIN = '^';
const END = '$';
const stem = (word: string, letters: number): string =>
  word.length > letters ? `${word.slice(0, letters)}*` : word;

/**
 * What a sentence is weighed by: its words, their beginnings, and both of these in pairs.
 */
export function featuresOf(sentence: readonly string[]): ReadonlySet<string> {
  const features = new Set<string>();
  let before = BEGIN;
  for (const given of [...sentence, END]) {
    const word = /^\d/.test(given) ? '#' : given;
    if (word !== END) {
      features.add(word);
      features.add(stem(word, 5));
    }
    features.add(`${before} ${word}`);
    if (before !== BEGIN && word !== END) features.add(`${stem(before, 4)} ${stem(word, 4)}`);
    before = word;
  }
  return features;
}

/** The feature that every sentence has. */
export const BIAS = '*';
/** Weights are whole numbers in the file. */
export const SCALE = 100;

const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));

/**
 * Reads a file of weights that `npm run vague:learn` wrote: a line for each feature, a tab,
 * and a number for each kind.
 *
 * @throws PatternError
 */
export function readClassifier(file: string): Classifier {
  const weights = new Map<string, readonly number[]>();
  for (const line of file.split('\n')) {
    const [feature = '', numbers] = line.split('\t');
    if (line.startsWith('#') || numbers === undefined) continue;
    weights.set(feature, numbers.split(' ').map(Number));
  }
  if (!weights.has(BIAS))
    throw new PatternError('The weights are incomplete: npm run vague:learn writes them anew.');
  const classify = (sentence: readonly string[]): Likelihoods => {
    const sums = hintKinds.map((_, kind) => weights.get(BIAS)?.[kind] ?? 0);
    for (const feature of featuresOf(sentence)) {
      weights.get(feature)?.forEach((weight, kind) => {
        sums[kind] = (sums[kind] ?? 0) + weight;
      });
    }
    const [reason = 0, apology = 0, justification = 0, hedge = 0, negative = 0, contact = 0] =
      sums.map((sum) => logistic(sum / SCALE));
    return { reason, apology, justification, hedge, negative, 'contact-or-link': contact };
  };
  return { classify, knows: (word) => weights.has(word) };
}
