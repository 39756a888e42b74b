import { domainOf, parseEmailAddress } from '../lambdas/core/email-address.ts';
import { isFreeMail } from '../lambdas/core/free-mail.ts';

/** An address in lower case. Undefined if the form would not accept it. */
export const readAddress = (text: string): string | undefined =>
  parseEmailAddress(text)?.toLowerCase();

/** A domain in lower case. Undefined if it cannot be the domain of an address. */
export const readDomain = (text: string): string | undefined => readAddress(`x@${text}`)?.slice(2);

/**
 * Names below a domain that usually receive email or serve a mailbox. A MAIL FROM domain
 * with such a name takes over its MX record, and its email is lost.
 */
const mailHosts = new Set(
  (
    'mail email e-mail emails correo webmail smtp esmtp imap imaps pop pop3 mx mta relay ' +
    'mailhost mailserver exchange owa outlook office zimbra roundcube autodiscover autoconfig ' +
    'mta-sts www web ns dns ftp lists list groups newsletter'
  ).split(' '),
);

/** Whether a name is one of {@link mailHosts}, also with a number: `mx2`, `smtp-01`. */
export const isMailHost = (name: string): boolean =>
  mailHosts.has(name) || mailHosts.has(name.replace(/-?\d+$/, ''));

export const readDomainOrAddress = (given: string): string | undefined =>
  readDomain(given) ?? readAddress(given);

/** Whether a name is a domain, or a name below it. Both are in lower case. */
export const isWithin = (name: string, domain: string): boolean =>
  name === domain || name.endsWith(`.${domain}`);

/**
 * The domain at which anybody can have a mailbox, if a domain or an address is of one, or
 * below one.
 */
export function freeMailDomainOf(identity: string): string | undefined {
  const labels = domainOf(identity).split('.');
  return labels.map((_, index) => labels.slice(index).join('.')).find(isFreeMail);
}

/** Characters that control, show nothing, or change the direction of text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/u;

/** One line of text. Undefined if it is empty, too long, or has unseen characters. */
export function readLine(given: string, maxLength: number): string | undefined {
  if (given.length === 0 || given.length > maxLength) return undefined;
  const line = given.normalize('NFC');
  return UNSEEN.test(line) ? undefined : line;
}

/** An address, or the URL of a page with https and without a password. */
export function readContact(given: string): string | undefined {
  const line = readLine(given, 200);
  if (line === undefined || !/^https:\/\//i.test(line)) {
    return line === undefined ? undefined : readAddress(line);
  }
  if (!URL.canParse(line)) return undefined;
  const { href, hostname, username, password } = new URL(line);
  const isPlain = username === '' && password === '' && href.length <= 200;
  return isPlain && hostname.includes('.') ? href : undefined;
}

const TAG_TEXT = /^[\p{L}\p{N}\p{Zs}_.:/=+@-]*$/u;

/** AWS allows 50 for a resource. The table has up to five of ours. */
const MAX_TAGS = 45;

/**
 * Tags by the rules that all services of AWS accept: the general rules, and for IAM no
 * two names that differ in upper and lower case only.
 *
 * @param given an object, or `name=value,name=value`
 * @returns undefined if they break a rule
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export function readTags(given: unknown): Readonly<Record<string, string>> | undefined {
  const tags = typeof given === 'string' ? tagsOfLine(given) : given;
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) return undefined;
  const entries: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries<unknown>({ ...tags })) {
    if (typeof value !== 'string' || value.length === 0 || value.length > 256) return undefined;
    if (name.length === 0 || name.length > 128 || /^(?:aws|open-door):/i.test(name))
      return undefined;
    if (!TAG_TEXT.test(name) || !TAG_TEXT.test(value)) return undefined;
    if (name.trim() !== name || value.trim() !== value) return undefined;
    entries.push([name, value]);
  }
  const names = new Set(entries.map(([name]) => name.toLowerCase()));
  return entries.length > MAX_TAGS || names.size < entries.length
    ? undefined
    : Object.fromEntries(entries);
}

/** The tags of `name=value,name=value`. Undefined if a name is twice, or has no `=`. */
function tagsOfLine(line: string): Record<string, string> | undefined {
  const pairs = line
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => part.split(/=(.*)/s, 2).map((side) => side.trim()));
  if (pairs.some((pair) => pair.length < 2)) return undefined;
  const tags = Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
  return Object.keys(tags).length < pairs.length ? undefined : tags;
}
