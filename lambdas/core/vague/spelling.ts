/** Short words are too near to each other to be taken for another. */
const SHORTEST = 6;

const deletionsOf = (word: string): string[] =>
  Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));

/**
 * Whether one letter left out, put in, exchanged or swapped with its neighbour makes one
 * word of the other.
 */
function isOneSlipApart(one: string, other: string): boolean {
  let from = 0;
  while (from < one.length && one[from] === other[from]) from += 1;
  const [a, b] = [one.slice(from), other.slice(from)];
  return (
    a.slice(1) === b ||
    a === b.slice(1) ||
    a.slice(1) === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}

/**
 * What a misspelt word was meant for, by a vocabulary: one slip in a word of six letters
 * or more whose first letter is right ("becuase", "oppurtunity"). Words that are right,
 * in the vocabulary or `known`, stay as they are.
 */
export function speller(
  vocabulary: ReadonlySet<string>,
  known: ReadonlySet<string>,
): (word: string) => string {
  const long = [...vocabulary].filter((word) => word.length >= SHORTEST);
  const near = new Map<string, string[]>();
  for (const word of long) {
    for (const key of [word, ...deletionsOf(word)]) near.set(key, [...(near.get(key) ?? []), word]);
  }
  return (word) => {
    if (word.length < SHORTEST || vocabulary.has(word) || known.has(word)) return word;
    for (const key of [word, ...deletionsOf(word)]) {
      for (const meant of near.get(key) ?? []) {
        if (meant[0] === word[0] && isOneSlipApart(word, meant)) return meant;
      }
    }
    return word;
  };
}
