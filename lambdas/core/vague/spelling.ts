import { isOneTypoApart } from '../one-typo.ts';

/** Shorter words are not corrected: too many of them differ in one letter only. */
const MIN_LENGTH = 6;

const deletionsOf = (word: string): string[] =>
  Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));

/**
 * Returns a function that corrects one typing error in a word ("becuase", "oppurtunity").
 * It corrects words of at least {@link MIN_LENGTH} letters to a word of the vocabulary
 * with the same first letter. A word that is in `vocabulary` or in `known` stays
 * unchanged.
 */
export function speller(
  vocabulary: ReadonlySet<string>,
  known: ReadonlySet<string>,
): (word: string) => string {
  const candidates = [...vocabulary].filter((word) => word.length >= MIN_LENGTH);
  /**
   * The candidates by their own spelling, and by each spelling with one letter deleted.
   */
  const byDeletion = new Map<string, string[]>();
  for (const word of candidates) {
    for (const key of [word, ...deletionsOf(word)])
      byDeletion.set(key, [...(byDeletion.get(key) ?? []), word]);
  }
  const maxLength = Math.max(0, ...candidates.map(({ length }) => length)) + 1;
  return (word) => {
    // One typing error makes a word longer by one letter at most.
    if (word.length > maxLength) return word;
    if (word.length < MIN_LENGTH || vocabulary.has(word) || known.has(word)) return word;
    for (const key of [word, ...deletionsOf(word)]) {
      for (const candidate of byDeletion.get(key) ?? []) {
        if (candidate[0] === word[0] && isOneTypoApart(word, candidate)) return candidate;
      }
    }
    return word;
  };
}
