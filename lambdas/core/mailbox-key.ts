import { canonicalAddress } from './email-address.ts';
import { shortHash } from './short-hash.ts';

/** Gmail ignores dots in the local part, and has two names for its domain. */
const GMAIL = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox to which most mail servers deliver an address: in lower case, without the
 * part after a plus sign; for Gmail without dots, and `gmail.com` for `googlemail.com`.
 * It is for comparisons only: an email goes to the address as it was typed, because some
 * servers deliver `name+tag@` to another person.
 *
 * @param address a valid address
 */
export function mailboxOf(address: string): string {
  const canonical = canonicalAddress(address);
  const at = canonical.lastIndexOf('@');
  const [local, domain] = [canonical.slice(0, at), canonical.slice(at + 1)];
  // A name has at least one character, so a plus sign at the beginning belongs to it.
  const plus = local.indexOf('+', 1);
  const user = plus > 0 ? local.slice(0, plus) : local;
  return GMAIL.has(domain) ? `${user.replaceAll('.', '')}@gmail.com` : `${user}@${domain}`;
}

/**
 * The key of a mailbox in limits and blocks: all spellings of it share one key. The key
 * is a hash, because limits and blocks are kept after a candidate has erased everything.
 *
 * @param address a valid address
 */
export const mailboxKey = (address: string): string => shortHash(mailboxOf(address));
