import { decodePercent } from '../core/decode-percent.ts';

/**
 * A whole token, which no character of a token follows. What else follows does not
 * matter: a mail program may take the text after a link for a part of it.
 */
const TOKEN = /^[^A-Za-z0-9_-]*([A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/;
/**
 * The name of a page or an action below a token: `edit`, `letter.eml`, `time-zone`. None
 * has fewer than 3 letters.
 */
const BELOW = /^([a-z]{3,}(?:[.-][a-z]+)*)(?![A-Za-z0-9])/;

/** White space and invisible characters, which mail programs put into long links. */
const GAPS = /[\s\u00AD\u200B-\u200D\u2060\uFEFF]+/g;

/** No path of the site is longer. Longer ones are not cleaned. */
const MAX_LENGTH = 1000;

/**
 * The path that a link with a token meant. Mail programs and people who copy a link take
 * what stands around it for a part of it: a full stop, a bracket, a quote, a slash, a
 * space, the next word. The token itself is complete, so the link works. This is the only
 * rule about that, for the paths of letters, of contacts and of `no-letters`, and
 * everything below them.
 *
 * @param path the path of a request, percent-encoded
 * @returns the same path if it has no token, or if it is clean
 */
export function cleanTokenPath(path: string): string {
  if (path.length > MAX_LENGTH || !/^\/+(?:letters|contacts|no-letters)\//.test(path)) return path;
  const [kind, ...segments] = path.split('/').filter((segment) => segment !== '');
  const [first = '', below, ...others] = segments.map(decodePercent);
  const found = TOKEN.exec(first) ?? TOKEN.exec(first.replace(GAPS, ''));
  const token = found?.[1];
  if (found === null || token === undefined) return path;
  // Below a token there is one name at most. Segments without any letter are no names.
  const rest = [below, ...others].filter((segment) => segment && /[A-Za-z0-9]/.test(segment));
  if (rest.length === 0) return `/${kind}/${token}`;
  const name = BELOW.exec((rest[0] ?? '').trim())?.[1];
  if (rest.length === 1 && name !== undefined) return `/${kind}/${token}/${name}`;
  // After text in the token's own segment, a slash belongs to that text: `…</a>`.
  return found.input.length > found[0].length ? `/${kind}/${token}` : path;
}
