/** Why a typed text is rejected. */
type TextProblem = 'required' | 'too-long' | 'line-break' | 'unreadable' | 'link';

export type TextResult =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: TextProblem };

/**
 * Invisible, harmless characters that copied text often contains; they are removed. Soft
 * hyphen, zero-width space, word joiner, BOM.
 */
const REMOVED = /[\u00AD\u200B\u2060\uFEFF]/g;
const LINE_END = /[\r\n\v\f\u0085\u2028\u2029]/;
/**
 * Characters that can make a text look different from what is stored: control characters,
 * bidirectional overrides and other format characters, private-use and unassigned code
 * points, and the replacement character that invalid UTF-8 produces. The joiners U+200C
 * and U+200D are allowed: the spelling of some names needs them.
 */
const UNREADABLE = /(?![\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\uFFFD]/u;
const LINK = /:\/\/|\bwww\.|\bmailto:/i;
/**
 * A link without a scheme but with a path, which mail programs also make clickable. A
 * domain alone may be the name of a company (Booking.com). Only {@link readParagraphs}
 * rejects such a link: a note needs none.
 */
const BARE_LINK = /\w-*\.[a-z]{2,}\/\S/i;
/** Characters that show nothing, whitespace included. A text of only these is empty. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/gu;

/**
 * The average number of UTF-8 bytes that a grapheme may have. A grapheme can consist of
 * any number of code points (stacked combining marks), but emails and table items must
 * stay small. A family emoji has 18 to 25 bytes.
 */
const BYTES_PER_GRAPHEME = 25;

/** Whether a text as posted has more bytes than `max` graphemes may have. */
export const isFarTooLong = (raw: string, max: number): boolean =>
  Buffer.byteLength(raw) > max * BYTES_PER_GRAPHEME;

/**
 * More combining marks in a row than any script has (Unicode's "stream-safe" text, UAX
 * 15, allows 30). The time to normalise a text grows with the square of such a row.
 */
const STACKED_MARKS = /\p{M}{31}/u;

/** Why a text is refused as posted. This is checked before any other rule is applied. */
function problemAsPosted(raw: string, max: number): TextProblem | undefined {
  if (isFarTooLong(raw, max)) return 'too-long';
  return STACKED_MARKS.test(raw) ? 'unreadable' : undefined;
}

/** ASCII after cleaning: each character is one grapheme. */
const ASCII = /^[\n\x20-\x7E]*$/;
/** Created once: it takes longer than to segment a short text. */
let segmenter: Intl.Segmenter | undefined;

/** Whether `value` has more than `max` graphemes, or more bytes than these may have. */
function isTooLong(value: string, max: number): boolean {
  if (value.length <= max) return false;
  if (ASCII.test(value) || Buffer.byteLength(value) > max * BYTES_PER_GRAPHEME) return true;
  // Counting graphemes is slow, so it is only done for texts that may be too long, and
  // only up to the limit.
  segmenter ??= new Intl.Segmenter();
  let graphemes = 0;
  for (const _ of segmenter.segment(value)) {
    graphemes += 1;
    if (graphemes > max) return true;
  }
  return false;
}

function readCleaned(value: string, max: number, { links = false } = {}): TextResult {
  if (value.replace(INVISIBLE, '') === '') return { ok: false, problem: 'required' };
  if (isTooLong(value, max)) return { ok: false, problem: 'too-long' };
  if (!value.isWellFormed() || UNREADABLE.test(value)) return { ok: false, problem: 'unreadable' };
  if (!links && LINK.test(value)) return { ok: false, problem: 'link' };
  return { ok: true, value };
}

/**
 * Reads one line of typed text. The value is NFC, with each run of whitespace as one
 * space. Rejects line breaks (they could start a header), control and bidirectional
 * characters, and links.
 *
 * @param max length in graphemes
 */
export function readLine(raw: string, max: number): TextResult {
  const problem = problemAsPosted(raw, max);
  if (problem !== undefined) return { ok: false, problem };
  const trimmed = raw.normalize('NFC').replace(REMOVED, '').trim();
  if (LINE_END.test(trimmed)) return { ok: false, problem: 'line-break' };
  return readCleaned(trimmed.replace(/[\t\p{Zs}]+/gu, ' '), max);
}

/**
 * Reads several lines of typed text: like {@link readLine}, but line breaks are allowed
 * and become `\n`. Several empty lines in a row become one.
 *
 * @param max length of the whole text in graphemes
 * @param options `links`: links are allowed, e.g. because only the writer sees the text
 */
export function readParagraphs(
  raw: string,
  max: number,
  options: { readonly links?: boolean } = {},
): TextResult {
  const problem = problemAsPosted(raw, max);
  if (problem !== undefined) return { ok: false, problem };
  const lines = raw
    .normalize('NFC')
    .replace(REMOVED, '')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[\t\p{Zs}]+/gu, ' ').trim());
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const read = readCleaned(text, max, options);
  return read.ok && !options.links && BARE_LINK.test(read.value)
    ? { ok: false, problem: 'link' }
    : read;
}
