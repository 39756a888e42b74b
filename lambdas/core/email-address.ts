import { domainToASCII } from 'node:url';
import { shortHash } from './short-hash.ts';

const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LOCAL_PART = new RegExp(`^${ATEXT}(?:\\.${ATEXT})*$`);
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A longer text holds more than an address with a display name. It is not read. */
const MAX_TYPED_LENGTH = 1000;

/**
 * Reads one plain address: no display name, quotes, comments or lists (RFC 5321
 * dot-string, ASCII). All later programs can understand such an address in one way only.
 *
 * NFKC normalisation comes first: it turns a fullwidth ＠ into @ here, because a later
 * program may do the same. A non-ASCII domain is converted to punycode. A non-ASCII local
 * part is rejected: it needs SMTPUTF8, which SES does not support.
 *
 * @returns the address with its domain in lower case, or undefined if the input is not
 *   exactly one plain address
 */
export function parseEmailAddress(input: string): string | undefined {
  if (input.length > MAX_TYPED_LENGTH) return undefined;
  const address = input.normalize('NFKC').trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (at < 1 || local.length > 64 || !LOCAL_PART.test(local)) return undefined;
  // domainToASCII silently removes tabs and line breaks, as URL parsers do. An address
  // must not contain them, so reject them before.
  const typedDomain = address.slice(at + 1);
  if (typedDomain.length > 253 || /[\s/?#\\:[\]%]/.test(typedDomain)) return undefined;
  const domain = domainToASCII(typedDomain);
  const labels = domain.split('.');
  if (labels.length < 2 || domain.length > 253 || !labels.every((label) => LABEL.test(label)))
    return undefined;
  if (/^[0-9]+$/.test(labels.at(-1) ?? '')) return undefined;
  const parsed = `${local}@${domain}`;
  return parsed.length > 254 ? undefined : parsed;
}

/**
 * The canonical form of an address, for comparisons and keys: all in lower case. In
 * practice no two mailboxes differ only in case.
 */
export const canonicalAddress = (address: string): string => address.toLowerCase();

export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * The id of an address in keys and links: the hash of its canonical form. Keys appear in
 * logs, metrics and exports, so they must not reveal the person.
 */
export const addressKey = (address: string): string => shortHash(canonicalAddress(address));
