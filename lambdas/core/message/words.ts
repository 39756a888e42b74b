import { withoutAccents } from '../without-accents.ts';

/** In lower case and without accents, for comparison. */
export const plain = (text: string): string => withoutAccents(text).toLowerCase();

/** The longest source that a suggestion shows. */
const MAX_SOURCE_WORDS = 120;

const inOneLine = (text: string): string => text.replace(/\s/g, ' ');

/** What a suggestion was taken from: one line of at most 120 characters. */
export function quoteAround(text: string, start = 0, end = start): string {
  const { length } = text;
  if (length <= MAX_SOURCE_WORDS) return inOneLine(text).trim();
  const from = Math.max(0, Math.min(start - 40, length - (MAX_SOURCE_WORDS - 2), end));
  const to = from + MAX_SOURCE_WORDS - 2;
  // The first and the last word are whole, unless what is quoted is part of them: the
  // characters before and after the cut tell it.
  const offset = Math.max(from - 1, 0);
  const line = inOneLine(text.slice(offset, to + 1));
  const space = offset + line.indexOf(' ');
  const first = from > 0 && space >= offset && space < start ? space : from;
  const last = offset + line.lastIndexOf(' ');
  const isCut = to < length;
  const cut = line.slice(
    first - offset,
    (isCut && last > Math.max(first, end) ? last : to) - offset,
  );
  return `${from > 0 ? '…' : ''}${cut.toWellFormed().trim()}${isCut ? '…' : ''}`;
}

const MIN_WRAPPED = 55;
const MAX_WRAPPED = 100;

/**
 * The lines with wrapped ones joined: a line of 56 to 100 characters goes on in the next
 * one, unless that begins a list or has a label ("Role: …").
 */
export function joinWrapped(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let isOpen = false;
  for (const line of lines) {
    const text = line.trim();
    const last = joined.length - 1;
    const before = joined[last] ?? '';
    const isNew =
      text === '' ||
      /^[-*•·–]\s|^\d{1,2}[.)]\s|^\*{0,2}\p{L}[\p{L}/ ]{1,24}:|^[\p{Extended_Pictographic}>]/u.test(
        text,
      );
    if (isOpen && !isNew && before.length < 2000) joined[last] = `${before} ${text}`;
    else joined.push(text);
    // A row of a table is not wrapped.
    isOpen = text.length > MIN_WRAPPED && text.length <= MAX_WRAPPED && !/\S\s{3}/.test(text);
  }
  return joined;
}

/** A set and no pattern: it is asked for each letter of a message many times. */
const WORD_ENDS = new Set(' \t\n\v\f\r\u00A0\u2028\u2029\u202F\u3000\uFEFF,;:!?()[]|"“”«»<>…•·/');

export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** What stands between this word and the next one. */
  readonly after: string;
}

/** Abbreviations after which a sentence goes on. */
const SHORT = new RegExp(
  [
    '^(?:rdz|hdz|gzz|mtz|glz|fdz|lpz|vda|pvt|pty|ltda|sr|jr|sra|dr|dra|mr|mrs|ms|',
    String.raw`st|lic|ing|inc|co|corp|ltd|s\.a|s\.l|[a-z])$`,
  ].join(''),
  'i',
);

/** The first words of a text, at most `max`, with what stands after each. */
export function tokensOf(text: string, from: number, max: number): readonly Token[] {
  const tokens: Token[] = [];
  let position = from;
  const limit = Math.min(text.length, from + 400);
  while (position < limit && ' "“«*'.includes(text.charAt(position))) position += 1;
  while (tokens.length < max && position < limit) {
    while (position < limit && text.charAt(position) === ' ') position += 1;
    const start = position;
    while (position < limit && !WORD_ENDS.has(text.charAt(position))) position += 1;
    let end = position;
    // The full stop of a sentence is no part of the word. That of "Sr." is.
    while (end > start && ".'’*_".includes(text.charAt(end - 1))) {
      if (text.charAt(end - 1) === '.' && SHORT.test(text.slice(start, end - 1))) break;
      end -= 1;
    }
    let next = position;
    while (next < limit && WORD_ENDS.has(text.charAt(next))) next += 1;
    const after = text.slice(end, next);
    if (end === start && next === start) break;
    tokens.push({ word: text.slice(start, end), start, end, after });
    position = next;
  }
  return tokens;
}

export const isCapitalised = (word: string): boolean => /^[\p{Lu}\p{N}]/u.test(word);
export const listOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** A pattern that finds whole words or phrases. Spaces in it match one space. */
export const phrases = (list: string, flags = 'giu'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${list})(?![\\p{L}\\p{N}])`, flags);
