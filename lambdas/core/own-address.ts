import { canonicalAddress } from './email-address.ts';
import { mailboxOf } from './mailbox-key.ts';

/**
 * The addresses from which a deployment sends, `letters@` and `review@` of its domain. No
 * person reads them, so nobody can be a candidate or a recruiter with one. If the
 * identity is one address, it belongs to a person, who may write and be written to.
 *
 * @returns whether an address is one of them, in any spelling: case, `letters+x@`
 */
export function ownAddresses({
  lettersAddress,
  reviewAddress,
}: {
  readonly lettersAddress: string;
  readonly reviewAddress: string;
}): (address: string) => boolean {
  const own = new Set([lettersAddress, reviewAddress].map(canonicalAddress));
  return (address) => own.size > 1 && own.has(mailboxOf(address));
}
