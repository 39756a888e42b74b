/**
 * RFC 5545 §3.1, RFC 6350 §3.2: a line has at most 75 octets, without its end and with
 * the blank of a folded one.
 */
const MAX_OCTETS = 75;

/**
 * All that some reader takes for the end of a line: left as it is, what comes after could
 * be read as a property.
 */
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
/** Neither standard has a way to write them. */
const CONTROL = /(?!\t)\p{Cc}/gu;

const escapeLines = (text: string): string => text.replace(LINE_END, '\\n').replace(CONTROL, '');

/**
 * TEXT of iCalendar, and a component of a structured value of a vCard (ORG, N). Not for a
 * value of another type (URI, DATE-TIME), nor for a parameter's, which is quoted and has
 * escapes of its own (RFC 6868).
 */
export const escapeText = (text: string): string => escapeLines(text.replace(/[\\,;]/g, '\\$&'));

/**
 * TEXT of a vCard that is no component: there a semicolon is one as it is. It may be
 * escaped, but ical.js (Thunderbird, Nextcloud) would show the backslash.
 */
export const escapeVcardText = (text: string): string =>
  escapeLines(text.replace(/[\\,]/g, '\\$&'));

/** Never within a character of UTF-8: a reader may decode before it unfolds. */
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
 * The lines of an iCalendar or vCard file, `NAME:value` with its value escaped: folded,
 * and ended by CRLF.
 */
export const contentLines = (lines: readonly string[]): string =>
  lines.map((line) => `${fold(line)}\r\n`).join('');

/** A moment as both standards write it, in UTC: `20271003T120000Z`. */
export const utcTimestamp = (moment: Date): string =>
  moment.toISOString().replace(/[-:]|\.\d+/g, '');

/** The program that wrote the file. */
export const PRODID = 'PRODID:-//Open Door//EN';
