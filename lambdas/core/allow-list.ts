import { domainToUnicode } from 'node:url';
import { canonicalAddress, domainOf } from './email-address.ts';

const entriesOf = (list: string): readonly string[] =>
  list.split(',').map((entry) => canonicalAddress(entry.trim()));

/**
 * Parses the list of candidates that a deployment serves: addresses and domains,
 * separated by commas, or `*` for everyone. With `*`, anyone can use the form to email
 * strangers; that needs more protection than a list. So a deployment is meant to be
 * private.
 *
 * @returns whether an address is on the list
 */
export function parseAllowList(list: string): (address: string) => boolean {
  const entries = new Set(entriesOf(list));
  return (address) =>
    entries.has('*') || entries.has(canonicalAddress(address)) || entries.has(domainOf(address));
}

/** What everyone may know of an allow-list. Its single addresses are a secret. */
export interface PublicAllowList {
  /** The domains whose addresses are allowed, in lower case, as in an address. */
  readonly domains: readonly string[];
  /** Whether there are single addresses, too. */
  readonly hasAddresses: boolean;
}

/** The public part of a list, see {@link parseAllowList}. Undefined if it has `*`. */
export function publicAllowList(list: string): PublicAllowList | undefined {
  const entries = entriesOf(list).filter((entry) => entry !== '');
  if (entries.includes('*')) return undefined;
  return {
    domains: [...new Set(entries.filter((entry) => !entry.includes('@')))],
    hasAddresses: entries.some((entry) => entry.includes('@')),
  };
}

/** Whether everyone may know that an address is allowed, because its domain is. */
export const isPubliclyAllowed = (list: PublicAllowList | undefined, address: string): boolean =>
  list === undefined || list.domains.includes(domainOf(address));

/** The domains as their owners write them: `ñandú.example`, not `xn--…`. */
export const readableDomains = ({ domains }: PublicAllowList): string[] =>
  domains.map((domain) => domainToUnicode(domain) || domain);
