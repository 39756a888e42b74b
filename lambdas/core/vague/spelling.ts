import { once } from '../once.ts';
import { isOneTypoApart } from '../one-typo.ts';

/** Shorter words are not corrected: too many of them differ in one letter only. */
const MIN_LENGTH = 6;

/** The word, and each spelling of it with one letter deleted. */
const spellingsOf = (word: string): string[] => [
  word,
  ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1)),
];

/** The words that a word with one first letter may stand for. */
interface Candidates {
  readonly maxLength: number;
  /** The words by each of their spellings, see {@link spellingsOf}. */
  readonly bySpelling: () => ReadonlyMap<string, readonly string[]>;
}

function candidatesByLetter(vocabulary: Iterable<string>): ReadonlyMap<string, Candidates> {
  const byLetter = new Map<string, string[]>();
  for (const word of vocabulary) {
    if (word.length < MIN_LENGTH) continue;
    const known = byLetter.get(word.charAt(0));
    if (known === undefined) byLetter.set(word.charAt(0), [word]);
    else known.push(word);
  }
  return new Map(
    Array.from(byLetter, ([letter, words]) => [
      letter,
      {
        maxLength: Math.max(...words.map(({ length }) => length)),
        bySpelling: once(() => {
          const bySpelling = new Map<string, string[]>();
          for (const word of words) {
            for (const spelling of spellingsOf(word)) {
              const known = bySpelling.get(spelling);
              if (known === undefined) bySpelling.set(spelling, [word]);
              else known.push(word);
            }
          }
          return bySpelling;
        }),
      },
    ]),
  );
}

/**
 * Returns a function that corrects one typing error in a word ("becuase", "oppurtunity").
 * It corrects words of at least {@link MIN_LENGTH} letters to a word of the vocabulary
 * with the same first letter. A word that is in `vocabulary` or in `known` stays
 * unchanged.
 *
 * The spellings of all words take 50 ms of CPU. So those of one first letter are made
 * when a word with this letter is unknown.
 */
export function speller(
  vocabulary: () => ReadonlySet<string>,
  known: ReadonlySet<string>,
): (word: string) => string {
  const candidates = once(() => candidatesByLetter(vocabulary()));
  return (word) => {
    if (word.length < MIN_LENGTH || vocabulary().has(word) || known.has(word)) return word;
    const { maxLength, bySpelling } = candidates().get(word.charAt(0)) ?? {};
    // One typing error makes a word longer by one letter at most.
    if (maxLength === undefined || word.length > maxLength + 1) return word;
    for (const spelling of spellingsOf(word)) {
      for (const candidate of bySpelling?.().get(spelling) ?? []) {
        if (isOneTypoApart(word, candidate)) return candidate;
      }
    }
    return word;
  };
}
