import { PatternError } from './pattern.ts';
import { type HintKind, hintKinds } from './word-list.ts';

/** How likely a sentence holds each kind, 0 to 1, by what the labelled notes taught. */
type Likelihoods = Readonly<Record<HintKind, number>>;

export interface SecondOpinion {
  /** @param sentence its words, folded */
  readonly of: (sentence: readonly string[]) => Likelihoods;
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
export function traitsOf(sentence: readonly string[]): ReadonlySet<string> {
  const traits = new Set<string>();
  let before = BEGIN;
  for (const typed of [...sentence, END]) {
    const word = /^\d/.test(typed) ? '#' : typed;
    if (word !== END) {
      traits.add(word);
      traits.add(stem(word, 5));
    }
    traits.add(`${before} ${word}`);
    if (before !== BEGIN && word !== END) traits.add(`${stem(before, 4)} ${stem(word, 4)}`);
    before = word;
  }
  return traits;
}

/** The trait that every sentence has. */
export const ANY = '*';
/** Weights are whole numbers in the file. */
export const SCALE = 100;

const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));

/**
 * Reads a file of weights that `npm run vague:learn` wrote: a line for each trait, a tab,
 * and a number for each kind.
 *
 * @throws PatternError
 */
export function readSecondOpinion(file: string): SecondOpinion {
  const weights = new Map<string, readonly number[]>();
  for (const line of file.split('\n')) {
    const [trait = '', numbers] = line.split('\t');
    if (line.startsWith('#') || numbers === undefined) continue;
    weights.set(trait, numbers.split(' ').map(Number));
  }
  if (!weights.has(ANY))
    throw new PatternError('The weights are incomplete: npm run vague:learn writes them anew.');
  const of = (sentence: readonly string[]): Likelihoods => {
    const sums = hintKinds.map((_, kind) => weights.get(ANY)?.[kind] ?? 0);
    for (const trait of traitsOf(sentence)) {
      weights.get(trait)?.forEach((weight, kind) => {
        sums[kind] = (sums[kind] ?? 0) + weight;
      });
    }
    const [reason = 0, apology = 0, justification = 0, hedge = 0, negative = 0, contact = 0] =
      sums.map((sum) => logistic(sum / SCALE));
    return { reason, apology, justification, hedge, negative, 'contact-or-link': contact };
  };
  return { of, knows: (word) => weights.has(word) };
}
