import { parse as parseCsv } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { LinkifyIt } from 'linkify-it';
import { type DefaultTreeAdapterTypes, parse as parseHtml } from 'parse5';
import PostalMime, { addressParser } from 'postal-mime';
import * as z from 'zod';

/**
 * Reads every output with a parser that is not ours, and lists its parts: elements,
 * links, headers, recipients. `Harmless` compares them with those of harmless inputs.
 */

/** What a part of an output is. The run counts the extra ones of each kind. */
type PartKind = 'element' | 'link' | 'header' | 'recipient';

export interface Part {
  readonly kind: PartKind;
  /** The part without what differs between two harmless outputs, such as a token. */
  readonly name: string;
}

/** An output, as its parser read it. */
export interface Reading {
  /** `page`, `email review`, `export.csv`: outputs of one name have the same parts. */
  readonly output: string;
  readonly parts: readonly Part[];
  /** What the parser found wrong. */
  readonly errors: readonly string[];
}

const part = (kind: PartKind, name: string): Part => ({ kind, name });

/** The addresses that a case typed. Any other address is an extra one. */
export interface Addresses {
  readonly candidate: string;
  readonly recruiter: string;
}

const roleOf = (address: string | undefined, { candidate, recruiter }: Addresses): string => {
  if (address === undefined) return 'a group';
  const typed = address.toLowerCase();
  if (typed === candidate.toLowerCase()) return 'the candidate';
  return typed === recruiter.toLowerCase() ? 'the recruiter' : address;
};

/** A URL without tokens, ids, and the values of its parameters. */
function linkName(href: string, addresses: Addresses): string {
  const [target = '', query] = href.split('?', 2);
  const names = query === undefined ? '' : `?${[...new URLSearchParams(query).keys()].join('&')}`;
  if (/^mailto:/i.test(target)) {
    const address = decodeURIComponent(target.slice('mailto:'.length));
    return `mailto:${roleOf(address, addresses)}${names}`;
  }
  const path = target
    .replace(/\/(letters|contacts|not-you)\/[\w.-]{40,}/, '/$1/{token}')
    .replace(/#contact-[\w-]{22}$/, '#contact-{id}');
  return `${path}${names}`;
}

const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true });
/** The name of a company or a product may be a domain: Booking.com, Vue.js. */
const BARE_DOMAIN = /^(?!www\d?\.)[\p{L}\p{M}\p{N}.-]+$/iu;

/** The links that a mail program would make of a text. */
function linksOfText(text: string, { candidate, recruiter }: Addresses): readonly Part[] {
  // linkify-it takes only a part of an address with rare signs, such as `a?b'c@…`.
  const plain = { candidate: 'candidate@typed.example', recruiter: 'recruiter@typed.example' };
  const shown = text
    .replaceAll(recruiter || plain.recruiter, plain.recruiter)
    .replaceAll(candidate || plain.candidate, plain.candidate);
  return (linkify.match(shown) ?? [])
    .filter(({ text: found }) => !BARE_DOMAIN.test(found))
    .map(({ url }) => part('link', linkName(url, plain)));
}

const LINKS = new Set(['href', 'src', 'srcset', 'action', 'formaction', 'poster', 'data']);
/** Attributes whose value says what an element is. Values of others may be typed. */
const NAMING = new Set(['class', 'name', 'type', 'method', 'rel', 'role', 'style', 'http-equiv']);

/** What a person has opened, chosen or ticked. The form has all these in many mixes. */
const STATES = new Set(['open', 'selected', 'checked']);
/** They are around everything. Their classes say which kind of page it is. */
const PAGE = new Set(['html', 'body']);
/**
 * An element is known by itself and the two around it. By the whole path, each mix of
 * folds, errors and hints would have to be among the harmless pages.
 */
const DEPTH = 3;

function partsOfTree(
  node: DefaultTreeAdapterTypes.ParentNode,
  path: string,
  addresses: Addresses,
  parts: Part[],
): void {
  for (const child of node.childNodes) {
    if (child.nodeName === '#comment') parts.push(part('element', `${path} <!-- -->`));
    if (!('tagName' in child)) continue;
    const signs = child.attrs
      .filter(({ name }) => !STATES.has(name))
      .map(({ name, value }) =>
        NAMING.has(name) ? `${name}=${value.replace('field wrong', 'field')}` : name,
      )
      .sort((one, other) => (one < other ? -1 : 1));
    const own = `${child.tagName}${signs.length === 0 ? '' : `[${signs.join(',')}]`}`;
    const around = `${path}>${own}`.split('>').slice(-DEPTH);
    const name = PAGE.has(child.tagName) ? '' : around.join('>');
    parts.push(part('element', name === '' ? own : name));
    for (const { name: attribute, value } of child.attrs) {
      if (LINKS.has(attribute))
        parts.push(part('link', `${attribute} ${linkName(value, addresses)}`));
    }
    partsOfTree('content' in child ? child.content : child, name, addresses, parts);
  }
}

/** Reads a page or the HTML part of an email. */
function readHtml(html: string, addresses: Addresses): Omit<Reading, 'output'> {
  const errors: string[] = [];
  const document = parseHtml(html, { onParseError: ({ code }) => errors.push(`HTML: ${code}`) });
  const parts: Part[] = [];
  partsOfTree(document, '', addresses, parts);
  return { parts, errors };
}

export const readPage = (html: string, addresses: Addresses): Reading => ({
  output: 'page',
  ...readHtml(html, addresses),
});

/** The headers of an answer. A redirect may only lead to a page of ours. */
export const readAnswerHeaders = (headers: Headers, addresses: Addresses): Reading => ({
  output: 'answer',
  parts: [...headers].flatMap(([name, value]) => [
    part('header', name),
    ...(name === 'location' ? [part('link', `location ${linkName(value, addresses)}`)] : []),
  ]),
  errors: [],
});

/** The text of an error of a parser, so that the run counts it. */
const message = (error: unknown): string => (error instanceof Error ? error.message : `${error}`);

/** Reads an email as it goes over the wire: RFC 5322. */
async function readMessage(source: string | Uint8Array, addresses: Addresses) {
  const email = await new PostalMime().parse(source);
  const { headers, to = [], cc = [], bcc = [], replyTo = [] } = email;
  const recipients = [...to, ...cc, ...bcc];
  return {
    ...email,
    parts: [
      ...headers.map(({ key }) => part('header', key)),
      ...recipients.map(({ address }) => part('recipient', `header ${roleOf(address, addresses)}`)),
      ...replyTo.map(({ address }) => part('recipient', `reply ${roleOf(address, addresses)}`)),
    ],
  };
}

/** The names of parameters of `SendEmail` that hold an address of a recipient. */
const RECIPIENTS = /^(?:Destination\.(To|Cc|Bcc)Addresses|ReplyToAddresses|Destinations)\.member\./;

/** ASCII stays as it is, line breaks included. */
const encodedWord = (text: string): string =>
  /^\p{ASCII}*$/u.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/**
 * The message that SES makes of the parameters of `SendEmail`, without any check: a line
 * break in a value becomes a header.
 */
const messageOf = (parameters: URLSearchParams): string => {
  const value = (name: string): string => parameters.get(name) ?? '';
  return [
    `From: ${value('Source')}`,
    `To: ${value('Destination.ToAddresses.member.1')}`,
    ...(parameters.has('ReplyToAddresses.member.1')
      ? [`Reply-To: ${value('ReplyToAddresses.member.1')}`]
      : []),
    `Subject: ${encodedWord(value('Message.Subject.Data'))}`,
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(value('Message.Body.Html.Data')).toString('base64'),
  ].join('\r\n');
};

/** Reads the parameters of a request to SES: `SendEmail` or `SendRawEmail`. */
export async function readMail(
  parameters: URLSearchParams,
  addresses: Addresses,
): Promise<Reading> {
  const kind = [...parameters].find(
    ([name]) =>
      /^Tags\.member\.\d+\.Value$/.test(name) &&
      parameters.get(name.replace('Value', 'Name')) === 'kind',
  )?.[1];
  const recipients = [...parameters]
    .filter(([name]) => RECIPIENTS.test(name))
    .flatMap(([name, value]) => {
      const found = addressParser(value, { flatten: true });
      const place = name.replace(/\.member\.\d+$/, '');
      return found.map(({ address }) =>
        part('recipient', `${place} ${roleOf(address, addresses)}`),
      );
    });
  const raw = parameters.get('RawMessage.Data');
  const source = raw === null ? messageOf(parameters) : Buffer.from(raw, 'base64');
  const {
    parts,
    subject = '',
    from,
    html = '',
    text = '',
    attachments,
  } = await readMessage(source, addresses);
  const page = readHtml(html, addresses);
  const plain = raw === null ? (parameters.get('Message.Body.Text.Data') ?? '') : text;
  const calendars = attachments.map(({ content, mimeType, filename }) =>
    readCalendar(
      // The parser of the email turns the line ends of a text into LF.
      (typeof content === 'string'
        ? content
        : Buffer.from(new Uint8Array(content)).toString()
      ).replaceAll('\n', '\r\n'),
      `${mimeType} ${filename}`,
    ),
  );
  return {
    output: `email ${kind}`,
    parts: [
      ...[...parameters.keys()].map((name) => part('header', `SES ${name}`)),
      ...recipients,
      ...parts,
      part('recipient', `from ${from?.address ?? 'a group'}`),
      ...page.parts,
      ...linksOfText(plain, addresses),
      ...linksOfText(subject, addresses),
      ...calendars.flatMap(({ parts: found }) => found),
    ],
    errors: [
      ...page.errors,
      ...(/\p{Cc}/u.test(subject) ? ['a control character in a subject'] : []),
      ...calendars.flatMap(({ errors }) => errors),
    ],
  };
}

/** Reads `letter.eml` or `hello.eml`. */
export async function readEml(
  file: string,
  addresses: Addresses,
  output = 'letter.eml',
): Promise<Reading> {
  const { parts, text = '', subject = '' } = await readMessage(file, addresses);
  return {
    output,
    parts: [...parts, ...linksOfText(`${subject}\n${text}`, addresses)],
    errors: /(?<!\r)\n|\r(?!\n)/.test(file) ? ['a line end that is not CRLF'] : [],
  };
}

/** A component of jCal or jCard: name, properties, components. */
type Component = readonly [string, readonly (readonly unknown[])[], readonly Component[]];
const componentSchema: z.ZodType<Component> = z.tuple([
  z.string(),
  z.array(z.array(z.unknown())),
  z.array(z.lazy(() => componentSchema)),
]);

const partsOfComponent = ([name, properties, components]: Component, path: string): Part[] => [
  part('element', `${path}${name}`),
  ...properties.map(([property]) => part('header', `${path}${name}.${property}`)),
  ...components.flatMap((component) => partsOfComponent(component, `${path}${name}>`)),
];

/** Content lines (RFC 5545, 6350) have at most 75 bytes, and no control character. */
const contentLineErrors = (file: string): string[] =>
  file
    .split('\r\n')
    .flatMap((line) => [
      ...(Buffer.byteLength(line) > 75 ? ['a content line of more than 75 bytes'] : []),
      ...(/[^\P{Cc}\t]/u.test(line) ? ['a control character in a content line'] : []),
    ]);

function readContentLines(file: string, output: string): Reading {
  try {
    // ICAL.parse gives one component, or a list of them if the file has several.
    const parsed: unknown[] = file === '' ? [] : ICAL.parse(file);
    const list = z.array(componentSchema).parse(typeof parsed[0] === 'string' ? [parsed] : parsed);
    return {
      output,
      parts: list.flatMap((component) => partsOfComponent(component, '')),
      errors: contentLineErrors(file),
    };
  } catch (error) {
    return { output, parts: [], errors: [`${output}: ${message(error)}`] };
  }
}

export const readCalendar = (file: string, output = 'calendar'): Reading =>
  readContentLines(file, output);
export const readCards = (file: string): Reading => readContentLines(file, 'export.vcf');

/** A spreadsheet may evaluate such a cell. It may drop quotes and spaces before it. */
const FORMULA = /^[\s\p{C}"]*[=+\-@＝＋－＠]/u;

/** Reads the table as a program does that splits at commas, semicolons or tabs. */
export function readTable(file: string, delimiter: ',' | ';'): Reading {
  try {
    const rows = parseCsv(file, { bom: true, delimiter, relax_column_count: false });
    const cells = rows.flat().flatMap((cell) => cell.split(/[,;\t\r\n]/));
    const formulas = cells.filter((cell) => FORMULA.test(cell));
    return {
      output: 'export.csv',
      parts: [
        ...rows.map(({ length }) => part('element', `a row of ${length} cells`)),
        ...formulas.map(() => part('element', 'a formula')),
      ],
      errors: [],
    };
  } catch (error) {
    return { output: 'export.csv', parts: [], errors: [`export.csv: ${message(error)}`] };
  }
}

export function readJson(text: string): Reading {
  try {
    JSON.parse(text);
    return { output: 'JSON', parts: [], errors: [] };
  } catch (error) {
    return { output: 'JSON', parts: [], errors: [`JSON: ${message(error)}`] };
  }
}

/**
 * The parts that outputs of harmless inputs have, and how often at most. It learns them
 * first. What an output has more often, or what none of them has, is extra.
 */
export class Harmless {
  readonly #most = new Map<string, number>();

  static #counts({ output, parts }: Reading): Map<string, Part & { readonly count: number }> {
    const counts = new Map<string, Part & { readonly count: number }>();
    for (const found of parts) {
      const key = `${output} ${found.kind} ${found.name}`;
      counts.set(key, { ...found, count: (counts.get(key)?.count ?? 0) + 1 });
    }
    return counts;
  }

  learn(reading: Reading): void {
    for (const [key, { count }] of Harmless.#counts(reading)) {
      this.#most.set(key, Math.max(count, this.#most.get(key) ?? 0));
    }
  }

  /** The parts that no harmless output of this name has, or not so often. */
  extraIn(reading: Reading): readonly (Part & { readonly count: number })[] {
    return [...Harmless.#counts(reading)].flatMap(([key, found]) => {
      const extra = found.count - (this.#most.get(key) ?? 0);
      return extra > 0 ? [{ ...found, count: extra }] : [];
    });
  }
}
