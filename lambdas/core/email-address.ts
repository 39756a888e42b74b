import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LOCAL_PART = new RegExp(`^${ATEXT}(?:\\.${ATEXT})*$`);
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads one plain address: no display name, quotes, comments or lists (RFC 5321
 * dot-string, ASCII), so that everything after us can only understand it one way. NFKC
 * first: a fullwidth ＠ is an @ here, as it would be somewhere down the line. A non-ASCII
 * domain becomes its punycode form; a non-ASCII local part needs SMTPUTF8, which SES does
 * not speak.
 *
 * @returns the address with its domain in lower case, or undefined where it is not one
 *   plain address
 */
export function parseEmailAddress(input: string): string | undefined {
  const address = input.normalize('NFKC').trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (at < 1 || local.length > 64 || !LOCAL_PART.test(local)) return undefined;
  // domainToASCII drops tabs and line ends as URLs do; an address may not hold any.
  const typedDomain = address.slice(at + 1);
  if (/[\s/?#\\:[\]%]/.test(typedDomain)) return undefined;
  const domain = domainToASCII(typedDomain);
  const labels = domain.split('.');
  if (labels.length < 2 || domain.length > 253 || !labels.every((label) => LABEL.test(label)))
    return undefined;
  if (/^[0-9]+$/.test(labels.at(-1) ?? '')) return undefined;
  const parsed = `${local}@${domain}`;
  return parsed.length > 254 ? undefined : parsed;
}

/**
 * The form under which one mailbox is one key: nobody runs two mailboxes that differ in
 * case only.
 */
export const canonicalAddress = (address: string): string => address.toLowerCase();

export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * What an address is called in keys and links: 16 bytes of its SHA-256, base64url. Keys
 * turn up in logs, metrics and exports, and say nothing of the person.
 */
export const addressKey = (address: string): string =>
  createHash('sha256')
    .update(canonicalAddress(address))
    .digest()
    .subarray(0, 16)
    .toString('base64url');
