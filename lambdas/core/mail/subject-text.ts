import { graphemesIn } from '../graphemes.ts';

/**
 * The most graphemes that a subject shows of each value. The body has the whole value.
 * `names` consists of texts that are shortened already, see `remindersMail`.
 */
const MAX_SHOWN: Readonly<Record<string, number>> = {
  person: 40,
  company: 40,
  role: 60,
  names: 220,
};
/** Of a value that {@link MAX_SHOWN} does not name. */
const MAX_OTHERS = 40;

/**
 * The UTF-16 code units that a grapheme may have on average. A grapheme can consist of
 * many code points (a family emoji of 11 code units, stacked marks), but a subject must
 * stay short also when it is encoded.
 */
const UNITS_PER_GRAPHEME = 4;

/** Line ends, and other control characters: in a header they could begin a new line. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Without the last word, which may be cut. A long word stays as it is. */
function withoutLastWord(text: string): string {
  const end = text.lastIndexOf(' ');
  return end > text.length / 2 ? text.slice(0, end) : text;
}

/**
 * The beginning of a text, with "…" if it is cut: after a word, or within a long one, but
 * never within a grapheme.
 *
 * @param max graphemes, "…" included
 */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  let count = 0;
  for (const grapheme of graphemesIn(text)) {
    if (count === max - 1 || kept.length + grapheme.length > max * UNITS_PER_GRAPHEME) {
      const isLast = count === max - 1 && kept.length + grapheme.length === text.length;
      return isLast ? text : `${withoutLastWord(kept).trimEnd()}…`;
    }
    kept += grapheme;
    count += 1;
  }
  return text;
}

/** A value as the subject of an email shows it: one line, no longer than it may be. */
export const inSubject = (name: string, value: string): string =>
  shortened(value.replace(CONTROLS, ' '), MAX_SHOWN[name] ?? MAX_OTHERS);
