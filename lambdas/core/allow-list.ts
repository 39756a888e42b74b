import { canonicalAddress, domainOf } from './email-address.ts';

/**
 * Parses the list of candidates that a deployment serves: addresses and domains,
 * separated by commas, or `*` for everyone. With `*`, anyone can use the form to email
 * strangers; that needs more protection than a list. So a deployment is meant to be
 * private.
 *
 * @returns whether an address is on the list
 */
export function parseAllowList(list: string): (address: string) => boolean {
  const entries = new Set(list.split(',').map((entry) => canonicalAddress(entry.trim())));
  return (address) =>
    entries.has('*') || entries.has(canonicalAddress(address)) || entries.has(domainOf(address));
}
