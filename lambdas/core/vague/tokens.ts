import { withoutAccents } from '../without-accents.ts';

/** One word of a note, folded for comparison, and its position in the note as typed. */
export interface Token {
  /**
   * Lower case, without accents and apostrophes. A short form becomes several tokens with
   * the same position: `im` becomes `i` and `am`.
   */
  readonly word: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** The index of the sentence. */
  readonly sentence: number;
}

/** A sentence with the punctuation that ends it; UTF-16 offsets. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}

export interface ShortForms {
  /**
   * Short forms and common mistakes, with the words they stand for, folded: `im` is `i
   * am`.
   */
  readonly expansions: ReadonlyMap<string, readonly string[]>;
  /** Words whose full stop does not end a sentence, folded: `dr`. */
  readonly abbreviations: ReadonlySet<string>;
}

const APOSTROPHES = /['’‘ʼ`´]/g;
/** Letters and digits with their combining marks; apostrophes only between them. */
const WORD = /[\p{L}\p{N}][\p{M}]*(?:(?:['’‘ʼ`´]|[\p{L}\p{N}\p{M}])*[\p{L}\p{N}\p{M}])?/gu;
const END_PUNCTUATION = /(?<![.!?…])[.!?…]+["»”')\]]*(?=\s|$|\p{Extended_Pictographic})/u;
const EMOJI = /\p{Extended_Pictographic}[\uFE0F\u200D]*/u;
const NOT_AFTER_EMOJI = /(?<!\p{Extended_Pictographic}|\uFE0F|\u200D)/u;
const EMOJI_BEFORE_SPACE = new RegExp(
  `${NOT_AFTER_EMOJI.source}(?:${EMOJI.source})+(?=\\s|$)`,
  'u',
);
const LINE_BREAKS = /\n+/u;
const SENTENCE_END = new RegExp(
  [END_PUNCTUATION, EMOJI_BEFORE_SPACE, LINE_BREAKS].map(({ source }) => source).join('|'),
  'gu',
);

/** No abbreviation has more letters than this. */
const MAX_ABBREVIATION = 20;

/**
 * Folds a text for comparison: lower case, without accents, with straight apostrophes.
 * «Disculpé» and `disculpe` become equal.
 */
export const foldKeepingApostrophes = (text: string): string =>
  withoutAccents(text).replace(APOSTROPHES, "'").toLowerCase();

/** Also removes apostrophes, because people often leave them out. */
export const fold = (text: string): string => foldKeepingApostrophes(text).replaceAll("'", '');

/** Splits a note into sentences. Punctuation, emoji and line breaks end a sentence. */
export function sentencesOf(note: string, { abbreviations }: ShortForms): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const { 0: mark, index } of note.matchAll(SENTENCE_END)) {
    const before = note.slice(Math.max(start, index - MAX_ABBREVIATION), index);
    const last = /(?<![\p{L}\p{N}])[\p{L}\p{N}]+$/u.exec(before)?.[0] ?? '';
    const isAbbreviation =
      mark === '.' && (abbreviations.has(fold(last)) || /^\p{Lu}$/u.test(last));
    if (isAbbreviation) continue;
    sentences.push({ start, end: index + mark.length });
    start = index + mark.length;
  }
  if (start < note.length) sentences.push({ start, end: note.length });
  return sentences;
}

/** The words of a note. Short forms are replaced by the words they stand for. */
export function tokensOf(
  note: string,
  sentences: readonly Sentence[],
  { expansions }: ShortForms,
): readonly Token[] {
  return sentences.flatMap((sentence, index) =>
    [...note.slice(sentence.start, sentence.end).matchAll(WORD)].flatMap(
      ({ 0: text, index: at }) => {
        const start = sentence.start + at;
        const position = { start, end: start + text.length, sentence: index };
        const exact = foldKeepingApostrophes(text);
        const folded = exact.replaceAll("'", '');
        // Look up the form with its apostrophe first: "we'll" is "we will", but without
        // the apostrophe it would be "well".
        return (expansions.get(exact) ?? expansions.get(folded) ?? [folded]).map((word) => ({
          word,
          ...position,
        }));
      },
    ),
  );
}
