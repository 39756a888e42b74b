/**
 * One word of a note, folded for comparison, and where it stands in the note as typed.
 */
export interface Token {
  /**
   * Lower case, without accents and apostrophes; a contraction is two tokens of the same
   * place: `im` is `i`, `am`.
   */
  readonly word: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
}

/** A sentence with the mark that ends it. UTF-16 offsets. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}

export interface Words {
  /** What people write for something longer, folded: `im` for `i am`. */
  readonly expansions: ReadonlyMap<string, readonly string[]>;
  /** What ends in a full stop within a sentence, folded: `dr`. */
  readonly abbreviations: ReadonlySet<string>;
}

const APOSTROPHES = /['’‘ʼ`´]/g;
/** Letters and digits; apostrophes, hyphens and marks only between them. */
const WORD = /[\p{L}\p{N}][\p{M}]*(?:(?:['’‘ʼ`´]|[\p{L}\p{N}\p{M}])*[\p{L}\p{N}\p{M}])?/gu;
const ENDS_SENTENCE =
  /[.!?…]+["»”')\]]*(?=\s|$|\p{Extended_Pictographic})|(?:\p{Extended_Pictographic}[\uFE0F\u200D]*)+(?=\s|$)|\n+/gu;

/**
 * Lower case, without accents: «Disculpé» and `disculpe` are one word. Apostrophes are
 * straight.
 */
export const foldKeepingApostrophes = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(APOSTROPHES, "'")
    .toLowerCase();

/** The same without apostrophes, which people leave out. */
export const fold = (text: string): string => foldKeepingApostrophes(text).replaceAll("'", '');

/** The sentences of a note: by stops that end one, and by lines. */
export function sentencesOf(note: string, { abbreviations }: Words): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const { 0: mark, index } of note.matchAll(ENDS_SENTENCE)) {
    const last = /[\p{L}\p{N}]+$/u.exec(note.slice(start, index))?.[0] ?? '';
    const isShort = mark === '.' && (abbreviations.has(fold(last)) || /^\p{Lu}$/u.test(last));
    if (isShort) continue;
    sentences.push({ start, end: index + mark.length });
    start = index + mark.length;
  }
  if (start < note.length) sentences.push({ start, end: note.length });
  return sentences;
}

/** The words of a note, contractions and short forms written out. */
export function tokensOf(
  note: string,
  sentences: readonly Sentence[],
  { expansions }: Words,
): readonly Token[] {
  return sentences.flatMap((sentence, index) =>
    [...note.slice(sentence.start, sentence.end).matchAll(WORD)].flatMap(
      ({ 0: text, index: at }) => {
        const start = sentence.start + at;
        const place = { start, end: start + text.length, sentence: index };
        const exact = foldKeepingApostrophes(text);
        const folded = exact.replaceAll("'", '');
        // "We'll" is "we will"; only without the apostrophe it may be "well".
        return (expansions.get(exact) ?? expansions.get(folded) ?? [folded]).map((word) => ({
          word,
          ...place,
        }));
      },
    ),
  );
}
