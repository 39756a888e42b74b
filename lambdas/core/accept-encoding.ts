import type { Encoding } from './assets.ts';

/** Browsers send about 30 characters. */
const MAX_LENGTH = 500;

/** One item: a coding, or `*`, and its weight. Linear: no two parts match the same. */
const ITEM = /^([\w!#$%&'*+.^`|~-]+)(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/** The names of the codings that we have. `x-gzip` is the old name of gzip. */
const known = new Map<string, Encoding>([
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['identity', 'identity'],
]);

/**
 * Chooses the content coding of an answer by the header `Accept-Encoding`: the one with
 * the highest weight, and of equal ones brotli, then gzip. Without a header, and if it is
 * longer than any that a browser sends, the answer is not coded. What is no coding or has
 * no valid weight is ignored; if a coding is named twice, the lower weight counts.
 *
 * @returns undefined if the client refuses each of them, `identity` included
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
 */
export function chooseEncoding(header: string | undefined): Encoding | undefined {
  if (header === undefined || header.length > MAX_LENGTH) return 'identity';
  const weights = new Map<Encoding | '*', number>();
  for (const item of header.split(',')) {
    const [, name = '', weight = '1'] = ITEM.exec(item.trim()) ?? [];
    const coding = name === '*' ? name : known.get(name.toLowerCase());
    if (coding === undefined) continue;
    weights.set(coding, Math.min(Number(weight), weights.get(coding) ?? 1));
  }
  // `identity` is accepted unless it is refused by name or by `*;q=0`. It is the last
  // choice unless it is named with a weight.
  const others = weights.get('*');
  const weightOf = (coding: Encoding): number =>
    weights.get(coding) ?? others ?? (coding === 'identity' ? Number.MIN_VALUE : 0);
  let best: Encoding | undefined;
  for (const coding of ['br', 'gzip', 'identity'] as const) {
    const weight = weightOf(coding);
    if (weight > 0 && weight > (best === undefined ? 0 : weightOf(best))) best = coding;
  }
  return best;
}
