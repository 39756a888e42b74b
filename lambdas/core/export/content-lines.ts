import { LINE_END } from '../line-end.ts';

/**
 * The maximum length of a line (RFC 5545 §3.1, RFC 2426 §2.6). The line break does not
 * count, the space at the start of a folded line does.
 */
const MAX_OCTETS = 75;

/** Control characters except the tab. Neither standard has an escape for them. */
const CONTROL = /(?!\t)\p{Cc}/gu;

/**
 * If a line end stayed in a value, a program could read the text after it as a property.
 */
const escapeLines = (text: string): string => text.split(LINE_END).join('\\n').replace(CONTROL, '');

/**
 * Escapes a TEXT value of iCalendar, or a component of a structured vCard value (ORG, N).
 * Do not use it for values of other types (URI, DATE-TIME), or for parameter values:
 * these are quoted and have different escapes (RFC 6868).
 */
export const escapeText = (text: string): string => escapeLines(text.replace(/[\\,;]/g, '\\$&'));

/**
 * Escapes a TEXT value of a vCard that is not a component of a structured value. There a
 * semicolon separates nothing. RFC 2426 escapes it nevertheless, RFC 6350 does not:
 * programs read the bare one, and ical.js (Thunderbird, Nextcloud) would show the
 * backslash.
 */
export const escapeVcardText = (text: string): string =>
  escapeLines(text.replace(/[\\,]/g, '\\$&'));

/**
 * Folds a line at {@link MAX_OCTETS}, but never within a UTF-8 character: some programs
 * decode the text before they unfold it.
 */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/**
 * Folds the lines of an iCalendar or vCard file and ends each with CRLF.
 *
 * @param lines `NAME:value`, the value already escaped
 */
export const contentLines = (lines: readonly string[]): string =>
  lines.map((line) => `${fold(line)}\r\n`).join('');

/** A moment in UTC in the format of both standards: `20271003T120000Z`. */
export const utcTimestamp = (moment: Date): string =>
  moment.toISOString().replace(/[-:]|\.\d+/g, '');

/** The property that names the program that wrote the file. */
export const PRODID = 'PRODID:-//Open Door//EN';
