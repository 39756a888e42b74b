/** A DMARC record, as far as doctor needs it. */
export interface Dmarc {
  /** Undefined if it is missing or no policy. */
  readonly policy: string | undefined;
  readonly subdomainPolicy: string | undefined;
  readonly hasReports: boolean;
}

/** A record is short; what is longer is not one, see RFC 7208 and RFC 7489. */
const MAX_RECORD = 2000;
const policies: readonly (string | undefined)[] = ['none', 'quarantine', 'reject'];

/** The records of a name that are DMARC records. A receiver ignores all others. */
export const dmarcRecords = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => text.length <= MAX_RECORD && /^v\s*=\s*DMARC1\s*(?:;|$)/.test(text));

/**
 * Reads a DMARC record: `v=DMARC1; p=none; rua=mailto:…`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7489#section-6.3
 */
export function readDmarc(record: string): Dmarc {
  const tags = new Map(
    record.split(';').map((tag) => {
      const at = tag.indexOf('=');
      const name = tag.slice(0, Math.max(at, 0)).trim().toLowerCase();
      return [name, tag.slice(at + 1).trim()] as const;
    }),
  );
  const policyOf = (name: string): string | undefined => {
    const policy = tags.get(name)?.toLowerCase();
    return policies.includes(policy) ? policy : undefined;
  };
  return {
    policy: policyOf('p'),
    subdomainPolicy: policyOf('sp'),
    hasReports: (tags.get('rua') ?? '') !== '',
  };
}

/** The SPF records of a name. More than one is an error for a receiver. */
export const spfRecords = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => text.length <= MAX_RECORD && /^v=spf1(?: |$)/i.test(text));

/** Whether an SPF record lets SES send. */
export const spfIncludesSes = (record: string): boolean =>
  record
    .toLowerCase()
    .split(/\s+/)
    .some((term) => /^\+?include:amazonses\.com$/.test(term));

/**
 * The names at which a DMARC record of this domain may be: the domain, then each domain
 * above it, without the top-level domain.
 */
export const dmarcNames = (domain: string): readonly string[] => {
  const labels = domain.split('.');
  return labels
    .slice(0, -1)
    .map((_, index) => labels.slice(index).join('.'))
    .slice(0, 8);
};
