import { canonicalAddress, domainOf } from './email-address.ts';

/**
 * Who a deployment serves: addresses and whole domains, comma-separated, or `*` for
 * everyone. A form that anyone may use to mail strangers needs more protection than a
 * list, so private is what a deployment is.
 */
export function parseAllowList(list: string): (address: string) => boolean {
  const entries = new Set(list.split(',').map((entry) => canonicalAddress(entry.trim())));
  return (address) =>
    entries.has('*') || entries.has(canonicalAddress(address)) || entries.has(domainOf(address));
}
