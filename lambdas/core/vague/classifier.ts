import { PatternError } from './pattern.ts';
import { SortedLines } from './sorted-lines.ts';
import { type HintKind, hintKinds } from './word-list.ts';

/**
 * For each kind, how likely a sentence holds it, from 0 to 1, learnt from labelled notes.
 */
type Likelihoods = Readonly<Record<HintKind, number>>;

/** A feature of a sentence, and its weight for one kind. */
interface WeightedFeature {
  readonly feature: string;
  /** Above 0, the feature makes the kind likelier; below 0, less likely. */
  readonly weight: number;
}

export interface Classifier {
  /** @param sentence the folded words of the sentence */
  readonly classify: (sentence: readonly string[]) => Likelihoods;
  /**
   * The features of the sentence that have a weight for this kind, the strongest first.
   */
  readonly weigh: (sentence: readonly string[], kind: HintKind) => readonly WeightedFeature[];
  /** Whether the labelled notes contain this word often enough to give it a weight. */
  readonly knows: (word: string) => boolean;
}

const BEGIN = '^';
const END = '$';
/** A long word is cut to its first letters, with a `*` at its end. */
const shortened = (word: string, letters: number): string =>
  word.length > letters ? `${word.slice(0, letters)}*` : word;

/**
 * The features by which a sentence is classified: its words, its words shortened to 5
 * letters, and pairs of neighbouring words, whole and shortened to 4 letters. All numbers
 * count as one word, `#`.
 */
export function featuresOf(sentence: readonly string[]): ReadonlySet<string> {
  const features = new Set<string>();
  let previous = BEGIN;
  for (const next of [...sentence, END]) {
    const word = /^\d/.test(next) ? '#' : next;
    if (word !== END) {
      features.add(word);
      features.add(shortened(word, 5));
    }
    features.add(`${previous} ${word}`);
    if (previous !== BEGIN && word !== END)
      features.add(`${shortened(previous, 4)} ${shortened(word, 4)}`);
    previous = word;
  }
  return features;
}

/** The feature that every sentence has. */
export const BIAS = '*';
/** The file stores each weight multiplied by this, as a whole number. */
export const SCALE = 100;

/** The weights in a line: what follows the tab. */
const weightsIn = (line: string): readonly number[] =>
  line
    .slice(line.indexOf('\t') + 1)
    .split(' ')
    .map(Number);

const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));

/**
 * Reads a file of weights, which `npm run vague:learn` generates. A line has a feature, a
 * tab, and a weight for each kind in the order of {@link hintKinds}. The lines of a
 * note's features are read when they are looked up, see {@link SortedLines}.
 *
 * @throws PatternError if the file has no weights for {@link BIAS}
 */
export function readClassifier(file: string): Classifier {
  const start = file.indexOf(`\n${BIAS}\t`) + 1;
  if (start === 0)
    throw new PatternError(
      'The file of weights is incomplete: generate it with npm run vague:learn.',
    );
  const end = file.indexOf('\n', start);
  const bias = weightsIn(file.slice(start, end));
  const lines = new SortedLines(file, end + 1);
  const weights = new Map<string, readonly number[]>();
  const weightsOf = (feature: string): readonly number[] | undefined => {
    const known = weights.get(feature);
    if (known !== undefined) return known;
    // A line with a # at its start is a comment.
    const line = feature.startsWith('#') ? undefined : lines.find(feature);
    if (line === undefined) return undefined;
    const numbers = weightsIn(line);
    weights.set(feature, numbers);
    return numbers;
  };
  const classify = (sentence: readonly string[]): Likelihoods => {
    const sums = hintKinds.map((_, kind) => bias[kind] ?? 0);
    for (const feature of featuresOf(sentence)) {
      weightsOf(feature)?.forEach((weight, kind) => {
        sums[kind] = (sums[kind] ?? 0) + weight;
      });
    }
    const [reason = 0, apology = 0, justification = 0, hedge = 0, negative = 0, contact = 0] =
      sums.map((sum) => logistic(sum / SCALE));
    return { reason, apology, justification, hedge, negative, 'contact-or-link': contact };
  };
  const weigh = (sentence: readonly string[], kind: HintKind): readonly WeightedFeature[] =>
    [...featuresOf(sentence)]
      .map((feature) => ({
        feature,
        weight: (weightsOf(feature)?.[hintKinds.indexOf(kind)] ?? 0) / SCALE,
      }))
      .filter(({ weight }) => weight !== 0)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return { classify, weigh, knows: (word) => weightsOf(word) !== undefined };
}
