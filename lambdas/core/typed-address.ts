import { cleanText } from './clean-text.ts';
import { decodePercent } from './decode-percent.ts';
import { canonicalAddress, parseEmailAddress } from './email-address.ts';
import { withoutAccents } from './without-accents.ts';

/** What a text holds in which a person typed or pasted an email address. */
export type TypedAddress =
  | { readonly kind: 'one'; readonly address: string }
  /** More than one address, or an address beside text that may be a part of it. */
  | { readonly kind: 'several' }
  | { readonly kind: 'none' };

/** A pasted text with an address is not longer, not even a `mailto:` with a subject. */
const MAX_LENGTH = 2000;

/** Apostrophes and accents that keyboards and word processors put in place of `'`. */
const APOSTROPHES = /[\u2018\u2019\u201B\u02B9\u02BB\u02BC\u00B4\u055A\u2032\uFF07]/g;
/** Hyphens and dashes that word processors put in place of `-`. */
const HYPHENS = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const MAILTO = /mailto:([^\s<>"'()?]*)(?:\?[^\s<>"'()]*)?/gi;
/** The subject and other fields that follow the address in a `mailto:` link. */
const MAIL_FIELDS = /\?(?:subject|body|cc|bcc)=(?:[^\s<>"'()]*@[^\s<>"'()]*|[^<>@\r\n]*)/gi;
/** Entities that stand around addresses in HTML. */
const ENTITY = /&(?:lt|gt|quot|nbsp|#0?34|#0?39|#0?64|#x40);/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#039;': "'",
  '&#64;': '@',
  '&#064;': '@',
  '&#x40;': '@',
};
/** What begins a line with an address: `To: …`, `Correo:…`, `email=…`, a bullet. */
const LABEL =
  /^(?:mailto|smtp|e-?mail|mail|to|from|cc|correo(?: electr\u00F3nico)?|para|de) ?[:=] ?/i;
const BULLET = /^[-*\u2022\u00B7] /;

/**
 * Removes quotes and marks around an address, and punctuation before and after it. Only
 * signs with which no mailbox begins are removed before it: `=x@`, `+x@`, `~x@`, `_x@`
 * and `-x@` exist.
 */
function unwrap(text: string): string {
  let address = text.trim();
  for (;;) {
    const first = address.charAt(0);
    if (/['`*_]/.test(first) && address.length > 1 && address.endsWith(first)) {
      address = address.slice(1, -1).trim();
    } else if (/[.,;:!?'\u2026/\\|&#=*^~`]/.test(address.charAt(address.length - 1))) {
      address = address.slice(0, -1).trim();
    } else if (/[|/\\?&#!^*`',;:]/.test(first)) {
      address = address.slice(1).trim();
    } else return address;
  }
}

/**
 * Splits at what separates an address from a name: brackets, quotes, line ends and tabs;
 * commas, semicolons, colons and bars beside a space; dashes between spaces. A comma
 * within a word is no separator: `dana,lee@…` may be a mistyped `dana.lee@…`.
 */
const partsOf = (text: string): readonly string[] =>
  text.split(
    /[<>()[\]{}"\u201C\u201D\u201E\u00AB\u00BB\u2039\u203A\t\r\n]|[,;:|](?= |$)| [-|/\u00B7] /,
  );

/** Whether a part holds several addresses: `a@x.example;b@y.example`. */
const isList = (part: string): boolean =>
  part.split(/[\s,;|/]+/).filter((item) => parseEmailAddress(unwrap(item)) !== undefined).length >
  1;

const wordsOf = (text: string): string[] =>
  withoutAccents(text)
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2);

/**
 * The address in `Dana Lee dana.lee@x.example`: a word before it is also the beginning of
 * its local part or of its domain, so the address does not begin with that word.
 */
function addressAfterName(part: string): string | undefined {
  const space = part.lastIndexOf(' ');
  const address = parseEmailAddress(part.slice(space + 1));
  // Two addresses: we do not choose one.
  if (space < 0 || address === undefined || part.slice(0, space).includes('@')) return undefined;
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  const isNamed = wordsOf(part.slice(0, space)).some(
    (word) => local.startsWith(word) || domain.startsWith(word) || wordsOf(local).includes(word),
  );
  return isNamed ? address : undefined;
}

/** Words that say only that an address follows: "my email is", «su correo es». */
const LABEL_WORDS = new Set(
  (
    'my his her their your our the email e-mail mail address is at to me reach contact write ' +
    'mi su tu el la correo electronico direccion es de a en escribe escribeme contacto'
  ).split(' '),
);
const ADDRESS_WORDS = /^(?:e-?mail|mail|correo|address|direccion)$/;

/** The address in `email dana@x.example`: the words before it are no part of one. */
function addressAfterLabel(part: string): string | undefined {
  const words = withoutAccents(part).toLowerCase().split(' ').slice(0, -1);
  const isLabel =
    words.every((word) => LABEL_WORDS.has(word)) && words.some((word) => ADDRESS_WORDS.test(word));
  return isLabel ? parseEmailAddress(unwrap(part.slice(part.lastIndexOf(' ') + 1))) : undefined;
}

/**
 * Whether there is a mark within a local part: `dana>lee@x.example` may be a mistyped
 * `dana.lee@…`. A closed `Dana<dana@x.example>` has none.
 */
function hasMarkWithin(text: string): boolean {
  return text.split('@').some((head, index, heads) => {
    if (index === heads.length - 1) return false;
    const word = head.split(/\s/).at(-1) ?? '';
    const mark = Math.max(...['<', '>', '"', '\u201C', '\u201D'].map((of) => word.lastIndexOf(of)));
    if (mark < 1 || !/[\p{L}\p{N}.]/u.test(word.charAt(mark - 1))) return false;
    return word.charAt(mark) !== '<' || heads[index + 1]?.includes('>') !== true;
  });
}

/**
 * Whether an address may begin on the line, or in the cell, before it: `dana.` and then
 * `lee@x.example`. A line of several words, a label or a matching name is no part of it.
 */
function isBrokenByLine(text: string): boolean {
  const lines = text.split(/[\t\r\n]+/);
  return lines.some((line, index) => {
    const before = lines[index - 1];
    if (before === undefined || !line.includes('@')) return false;
    const mayBePart = !/[\s@:>]/.test(before) && before !== '';
    return mayBePart && addressAfterName(`${before} ${unwrap(line)}`) === undefined;
  });
}

/** Decodes what a text from a URL or from HTML has in place of signs: `%20`, `&lt;`. */
const withoutEncodings = (text: string): string =>
  text
    .replace(/(?:%[0-9a-f]{2})+/gi, decodePercent)
    .replace(ENTITY, (entity) => ENTITIES[entity.toLowerCase()] ?? ' ');

/**
 * Takes the address out of a text: `Dana <dana@x.example>`, `mailto:dana@x.example`,
 * `dana@x.example.`, «o’brien@x.example». The text must hold exactly one address, which
 * stands alone: a word beside it may be a part of it (`dana lee@x.example`), and the
 * letter must not go to somebody else.
 */
export function takeAddress(input: string): TypedAddress {
  if (input.length > MAX_LENGTH) return { kind: 'none' };
  const links = cleanText(input)
    .replace(MAILTO, (_match, to: string) => ` <${to.replace(/^\/+/, '')}> `)
    .replace(MAIL_FIELDS, ' ');
  const text = withoutEncodings(links)
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .normalize('NFKC')
    .replace(/[^\S\t\r\n]+/g, ' ')
    .replace(/ ?@ ?/g, '@')
    .trim();
  const plain = parseEmailAddress(unwrap(text).replace(LABEL, ''));
  if (plain !== undefined) return { kind: 'one', address: plain };
  if (hasMarkWithin(text) || isBrokenByLine(text)) return { kind: 'none' };
  const found = new Map<string, string>();
  for (const part of partsOf(text)) {
    if (!part.includes('@')) continue;
    const candidate = unwrap(part.trim().replace(BULLET, '').replace(LABEL, ''));
    const address =
      parseEmailAddress(candidate) ?? addressAfterName(candidate) ?? addressAfterLabel(candidate);
    if (address === undefined) return { kind: isList(candidate) ? 'several' : 'none' };
    found.set(canonicalAddress(address), address);
  }
  const [address] = found.values();
  if (address === undefined) return { kind: 'none' };
  return found.size === 1 ? { kind: 'one', address } : { kind: 'several' };
}
