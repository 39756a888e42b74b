/** Why a piece of typed text cannot be taken as it is. */
type TextProblem = 'required' | 'too-long' | 'line-break' | 'unreadable' | 'link';

export type TextResult =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: TextProblem };

/**
 * Invisible and harmless: they come along with copied text. Soft hyphen, zero-width
 * space, word joiner, BOM.
 */
const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]/g;
const LINE_END = /[\r\n\v\f\u0085\u2028\u2029]/;
/**
 * Everything that could make a line read otherwise than it is stored: controls,
 * bidirectional overrides and the replacement character that bad UTF-8 leaves behind. The
 * joiners U+200C and U+200D stay: names are spelt with them.
 */
const UNREADABLE = /(?![\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\uFFFD]/u;
const LINK = /:\/\/|\bwww\.|\bmailto:/i;
/**
 * What mail programs make a link of, though it has no scheme. A company may be called
 * Booking.com; a note needs none.
 */
const BARE_LINK = /\b[\w-]+\.[a-z]{2,}\/\S/i;
/** Letters that nobody sees, besides blanks: a name of these is no name. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/gu;

/**
 * A grapheme may hold any number of code points (a stack of combining marks); mail and
 * table feel the bytes. A family emoji has 18 to 25 of them.
 */
const BYTES_PER_GRAPHEME = 25;

/** Whether `value` is longer than `max` characters as a reader counts them. */
function isTooLong(value: string, max: number): boolean {
  if (value.length <= max) return false;
  if (Buffer.byteLength(value) > max * BYTES_PER_GRAPHEME) return true;
  // Counting graphemes costs; only text that might be over pays for it.
  return [...new Intl.Segmenter().segment(value)].length > max;
}

function readCleaned(value: string, max: number, { links = false } = {}): TextResult {
  if (value.replace(UNSEEN, '') === '') return { ok: false, problem: 'required' };
  if (!value.isWellFormed() || UNREADABLE.test(value)) return { ok: false, problem: 'unreadable' };
  if (!links && LINK.test(value)) return { ok: false, problem: 'link' };
  if (isTooLong(value, max)) return { ok: false, problem: 'too-long' };
  return { ok: true, value };
}

/**
 * One line of a person's text: NFC, runs of blanks as one, no line end (it could start a
 * header), no control or bidirectional character, no link.
 *
 * @param max in graphemes
 */
export function readLine(raw: string, max: number): TextResult {
  const trimmed = raw.normalize('NFC').replace(INVISIBLE, '').trim();
  if (LINE_END.test(trimmed)) return { ok: false, problem: 'line-break' };
  return readCleaned(trimmed.replace(/[\t\p{Zs}]+/gu, ' '), max);
}

/**
 * A few lines of a person's text, as {@link readLine} but with line ends, which become
 * `\n`; at most one empty line in a row.
 *
 * @param max in graphemes, of the whole
 * @param options `links`: a link is no mistake, as where the text is only shown to who
 *   wrote it
 */
export function readParagraphs(
  raw: string,
  max: number,
  options: { readonly links?: boolean } = {},
): TextResult {
  const lines = raw
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[\t\p{Zs}]+/gu, ' ').trim());
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return !options.links && BARE_LINK.test(text)
    ? { ok: false, problem: 'link' }
    : readCleaned(text, max, options);
}
