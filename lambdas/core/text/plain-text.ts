import { type CharacterPosition, cleanText, findUnreadable, isBlank } from '../clean-text.ts';
import { graphemesIn } from '../graphemes.ts';
import { LINE_END } from '../line-end.ts';
import { linksIn } from '../links.ts';

/** Why a typed text is rejected; for some reasons, where or which part of it. */
type TextProblem =
  | { readonly problem: 'required' | 'too-long' | 'line-break' | 'not-in-a-name' }
  | { readonly problem: 'unreadable'; readonly detail: CharacterPosition }
  /** `detail`: the word that is or contains a link */
  | { readonly problem: 'link'; readonly detail: string };

export type TextResult =
  | { readonly ok: true; readonly value: string }
  | ({ readonly ok: false } & TextProblem);

/**
 * With these signs a name could be read as an address: `Bank <security@bank.example>`.
 */
const NOT_IN_A_NAME = /[@<>\uFF20\uFE6B\uFF1C\uFF1E\uFE64\uFE65]/;

/**
 * The average number of UTF-8 bytes that a grapheme may have. A grapheme can consist of
 * any number of code points (stacked combining marks), but emails and table items must
 * stay small. A family emoji has 18 to 25 bytes.
 */
const BYTES_PER_GRAPHEME = 25;

/**
 * Whether a text as posted has more bytes than `max` graphemes may have. This is checked
 * before any other rule is applied, even before cleaning.
 */
export const isFarTooLong = (raw: string, max: number): boolean =>
  Buffer.byteLength(raw) > max * BYTES_PER_GRAPHEME;

/** ASCII after cleaning: each character is one grapheme. */
const ASCII = /^[\n\x20-\x7E]*$/;

/** Whether `value` has more than `max` graphemes, or more bytes than these may have. */
function isTooLong(value: string, max: number): boolean {
  if (value.length <= max) return false;
  if (ASCII.test(value) || Buffer.byteLength(value) > max * BYTES_PER_GRAPHEME) return true;
  // Counting graphemes is slow, so it is only done for texts that may be too long, and
  // only up to the limit.
  let graphemes = 0;
  for (const _ of graphemesIn(value)) {
    graphemes += 1;
    if (graphemes > max) return true;
  }
  return false;
}

/** How many characters of a link an error quotes. */
const QUOTED_LINK = 40;

function findLink(text: string): string | undefined {
  const [link] = linksIn(text);
  if (link === undefined) return undefined;
  const found = text.slice(link.start, link.end);
  return found.length <= QUOTED_LINK ? found : `${found.slice(0, QUOTED_LINK).toWellFormed()}…`;
}

/** The place of what cannot be read, with its line if the text has several lines. */
function findUnreadableIn(lines: readonly string[]): CharacterPosition | undefined {
  for (const [index, line] of lines.entries()) {
    const place = findUnreadable(line);
    if (place !== undefined) return lines.length > 1 ? { ...place, line: index + 1 } : place;
  }
  return undefined;
}

/**
 * @param options `lines`: the lines of `value` as they were typed, with the empty ones
 */
function readCleaned(
  value: string,
  max: number,
  {
    links = false,
    isName = false,
    lines,
  }: {
    readonly links?: boolean;
    readonly isName?: boolean;
    readonly lines?: readonly string[];
  } = {},
): TextResult {
  if (isBlank(value)) return { ok: false, problem: 'required' };
  if (isTooLong(value, max)) return { ok: false, problem: 'too-long' };
  const unreadable =
    lines === undefined ? findUnreadable(value, { isName }) : findUnreadableIn(lines);
  if (unreadable !== undefined) return { ok: false, problem: 'unreadable', detail: unreadable };
  if (isName && NOT_IN_A_NAME.test(value)) return { ok: false, problem: 'not-in-a-name' };
  const link = links ? undefined : findLink(value);
  if (link !== undefined) return { ok: false, problem: 'link', detail: link };
  return { ok: true, value };
}

/**
 * Reads one line of typed text. The value is cleaned (see `cleanText`), with each run of
 * whitespace as one space. Rejects line breaks (they could start a header), what cannot
 * be read (see `findUnreadable`), and links (see `linksIn`).
 *
 * @param max length in graphemes
 * @param options `isName`: the line is the name of a person, see {@link readName}
 */
export function readLine(
  raw: string,
  max: number,
  options: { readonly isName?: boolean } = {},
): TextResult {
  if (isFarTooLong(raw, max)) return { ok: false, problem: 'too-long' };
  const trimmed = cleanText(raw).trim();
  if (LINE_END.test(trimmed)) return { ok: false, problem: 'line-break' };
  return readCleaned(trimmed.replace(/[\t\p{Zs}]+/gu, ' '), max, options);
}

/**
 * Reads the name of a person: like {@link readLine}, but without `@`, `<` and `>`, and
 * without variation selectors.
 */
export const readName = (raw: string, max: number): TextResult =>
  readLine(raw, max, { isName: true });

interface Paragraphs {
  /** The cleaned lines as they were typed, with the empty ones. */
  readonly lines: readonly string[];
  readonly text: string;
}

/**
 * Cleans several lines of typed text (see `cleanText`). Line breaks become `\n`, several
 * empty lines in a row become one, and each run of other whitespace becomes one space.
 *
 * @param max as for {@link readParagraphs}
 * @returns undefined if the text is far too long; then it is not cleaned
 */
export function cleanParagraphs(raw: string, max: number): Paragraphs | undefined {
  if (isFarTooLong(raw, max)) return undefined;
  const lines = cleanText(raw)
    .split(LINE_END)
    .map((line) => line.replace(/[\t\p{Zs}]+/gu, ' ').trim());
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { lines, text };
}

/**
 * Reads several lines of typed text: like {@link readLine}, but line breaks are allowed,
 * see {@link cleanParagraphs}.
 *
 * @param max length of the whole text in graphemes
 * @param options `links`: links are allowed, e.g. because only the writer sees the text
 */
export function readParagraphs(
  raw: string,
  max: number,
  options: { readonly links?: boolean } = {},
): TextResult {
  const cleaned = cleanParagraphs(raw, max);
  if (cleaned === undefined) return { ok: false, problem: 'too-long' };
  return readCleaned(cleaned.text, max, { ...options, lines: cleaned.lines });
}
