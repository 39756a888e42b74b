import { decodePercent } from '../core/decode-percent.ts';
import { TOKEN } from '../core/token.ts';

/**
 * A whole token, which no character of a token follows. What else follows does not
 * matter: a mail program may take the text after a link for a part of it.
 */
const WHOLE_TOKEN = new RegExp(`^[^A-Za-z0-9_-]*(${TOKEN.source})(?![A-Za-z0-9_-])`);
/**
 * The names of all pages and actions below a token. A test compares them with the routes.
 * Only before one of them is a slash part of the link, else it is text: `…</div>`.
 */
const NAMES =
  'letter.eml|hello.eml|reminder.ics|export.(?:json|csv|vcf|ics)|time-zone|self-sent|fresh-link|' +
  'unsubscribe|another|snooze|cancel|delete|export|again|erase|copy|done|date|edit|note|send|' +
  'stop';
/** A name, below a token or below text of no letters, and what follows it. */
const BELOW = new RegExp(
  `^[^A-Za-z0-9/]*/[^A-Za-z0-9]*(${NAMES.replaceAll('.', String.raw`\.`)})(?![A-Za-z0-9])(.*)$`,
  's',
);
/** Another path below a token. The site has none, so it is not found. */
const OTHER_PATH = /^\/+[A-Za-z0-9][A-Za-z0-9._/-]*$/;

/** White space and invisible characters, which mail programs put into long links. */
const GAPS = /[\s\u00AD\u200B-\u200D\u2060\uFEFF]+/g;

/** No path of the site is longer. Longer ones are not cleaned. */
const MAX_LENGTH = 1000;

/**
 * The path that a link with a token meant. Mail programs and people who copy a link take
 * what stands around it for a part of it: a full stop, a bracket, a quote, a slash, a
 * space, a tag, the next word. The token and the name below it are complete, so the link
 * works. This is the only rule about that, for the paths of letters, of contacts, of the
 * pages "Not you?" and "no letters", and everything below them.
 *
 * @param path the path of a request, percent-encoded
 * @returns the same path if it has no token, or if it is clean
 */
export function cleanTokenPath(path: string): string {
  if (path.length > MAX_LENGTH) return path;
  const [, kind, encoded] = /^\/+(letters|contacts|not-you|no-letters)\/+(.*)$/s.exec(path) ?? [];
  if (kind === undefined || encoded === undefined) return path;
  const text = encoded.split('/').map(decodePercent).join('/');
  const found = WHOLE_TOKEN.exec(text) ?? WHOLE_TOKEN.exec(text.replace(GAPS, ''));
  const token = found?.[1];
  if (found === null || token === undefined) return path;
  const rest = found.input.slice(found[0].length);
  const [, name, after = ''] = BELOW.exec(rest) ?? BELOW.exec(rest.replace(GAPS, '')) ?? [];
  if (name === undefined) return OTHER_PATH.test(rest) ? path : `/${kind}/${token}`;
  // Two names are another path, too.
  return OTHER_PATH.test(after) ? path : `/${kind}/${token}/${name}`;
}
