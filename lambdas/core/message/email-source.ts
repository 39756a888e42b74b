import type { Address, Email } from 'postal-mime';
import { parseEmailAddress } from '../email-address.ts';
import { htmlToText } from './html-lines.ts';
import type { Headers, Mailbox } from './message.ts';

/** An email's source, parsed. */
export interface ParsedEmail {
  readonly headers: Headers;
  readonly text: string;
  readonly calendars: readonly string[];
  readonly messageId: string | undefined;
  readonly references: string | undefined;
  /** An email that this one has as an attachment: a forward. */
  readonly attached?: ParsedEmail;
}

/** No email that people write has more parts. */
const MAX_PARTS = 60;
/** Limits of the parser. An email beyond them is read as plain text. */
const MAX_NESTING = 12;
const MAX_HEADERS = 64 * 1024;
/** An email within an email within an email is read, none deeper. */
const MAX_ATTACHED = 2;
const MAX_CALENDARS = 3;

const HEADER = /^[A-Za-z][A-Za-z0-9-]*:/;
/** Headers that only the source of an email has, not a printed or pasted one. */
const TECHNICAL = new RegExp(
  [
    '^(?:received|message-id|mime-version|content-type|',
    'content-transfer-encoding|return-path|delivered-to|dkim-signature|',
    'references|in-reply-to|reply-to|x-[a-z0-9-]+|arc-[a-z-]+|',
    'authentication-results):',
  ].join(''),
  'i',
);
/** How many characters the headers of a source may have before the first empty line. */
const MAX_SEARCH = 64 * 1024;

/** Whether a text is the source of an email: headers, one of them technical, a line. */
export function isEmailSource(source: string): boolean {
  let hasTechnical = false;
  let count = 0;
  for (const line of source.slice(0, MAX_SEARCH).split(/\r?\n/)) {
    if (line === '') {
      if (count === 0) continue;
      break;
    }
    if (count > 0 && /^[ \t]/.test(line)) continue;
    if (count === 0 && line.startsWith('From ')) continue;
    if (!HEADER.test(line)) return false;
    count += 1;
    hasTechnical ||= TECHNICAL.test(line);
  }
  return hasTechnical && count >= 2;
}

/** Parts that are read. All others are dropped before the parser sees them. */
const READ_PART = new RegExp(
  [
    String.raw`^content-type: ?(?:text\/(?:plain|html|calendar)|multipart\/|`,
    String.raw`message\/rfc822|application\/ics)`,
  ].join(''),
  'im',
);
const CALENDAR_PART = /^content-type: ?(?:text\/calendar|application\/ics)|\.ics\b/im;
/** The rest of a longer part is dropped. No letter, and no agenda, is longer. */
const MAX_PART = 64 * 1024;
/** The parser takes time for each line. 64 KB of HTML have fewer than a thousand. */
const MAX_PART_LINES = 3000;
/** An appointment with twenty attendees has fewer. */
const MAX_CALENDAR_LINES = 400;
/** The lines of all parts together. */
const MAX_BODY_LINES = 6000;
/** Further lines of headers are dropped. */
const MAX_HEADER_LINES = 600;
/** RFC 2046 allows 70 characters. */
const MAX_BOUNDARY = 200;
const BOUNDARY = /boundary ?= ?"?([^"\n;]+)/i;
const CHARSET = /(charset ?= ?)"?[A-Za-z0-9._:-]+"?/i;

/**
 * The source without the bodies of attachments, and with at most {@link MAX_PARTS} parts.
 * A part whose text has letters outside ASCII was decoded by whoever read the file, so
 * its charset is now UTF-8.
 */
function withoutAttachments(source: string): string {
  const kept: string[] = [];
  const boundaries = new Set<string>();
  let parts = 0;
  /** Where the headers of this part begin in `kept`; undefined within a body. */
  let headerStart: number | undefined = 0;
  let isDropped = false;
  /** The characters and the lines of this part so far. */
  let size = 0;
  let lines = 0;
  let maxLines = MAX_PART_LINES;
  /** The lines of the bodies that were kept. */
  let total = 0;
  let charsetLine = -1;
  for (const line of source
    .trimStart()
    .replace(/^(?:From [^\n]*\n)?/, '')
    .split(/\r?\n/)) {
    if (headerStart !== undefined) {
      if (line === '' || kept.length - headerStart < MAX_HEADER_LINES) kept.push(line);
      if (line !== '') continue;
      const headers = kept.slice(headerStart, -1);
      const text = headers.join('\n');
      const boundary = BOUNDARY.exec(text)?.[1]?.trim();
      if (boundary !== undefined) boundaries.add(boundary);
      isDropped = /^content-type:/im.test(text) && !READ_PART.test(text) && !/\.ics\b/i.test(text);
      maxLines = CALENDAR_PART.test(text) ? MAX_CALENDAR_LINES : MAX_PART_LINES;
      const offset = headers.findIndex((header) => CHARSET.test(header));
      charsetLine = offset < 0 ? -1 : headerStart + offset;
      headerStart = /^content-type: ?message\/rfc822/im.test(text) ? kept.length : undefined;
      continue;
    }
    if (line.startsWith('--') && line.length < MAX_BOUNDARY) {
      const name = line.slice(2).trim();
      if (boundaries.has(name)) {
        parts += 1;
        if (parts > MAX_PARTS) break;
        kept.push(line);
        headerStart = kept.length;
        isDropped = false;
        size = 0;
        lines = 0;
        continue;
      }
      if (name.endsWith('--') && boundaries.has(name.slice(0, -2))) isDropped = false;
    }
    size += line.length + 1;
    lines += 1;
    if (isDropped || size > MAX_PART || lines > maxLines || total >= MAX_BODY_LINES) continue;
    total += 1;
    if (charsetLine >= 0 && /[^\0-\x7F]/.test(line)) {
      kept[charsetLine] = (kept[charsetLine] ?? '').replace(CHARSET, '$1utf-8');
      charsetLine = -1;
    }
    kept.push(line);
  }
  return kept.join('\r\n');
}

/** No more characters of a subject or a name are read. */
const MAX_HEADER_TEXT = 300;

const mailboxOf = (of: Address | undefined): Mailbox | undefined => {
  const one = of?.group === undefined ? of : of.group[0];
  if (one === undefined) return undefined;
  const address = parseEmailAddress(one.address ?? '') ?? '';
  const name = one.name.slice(0, MAX_HEADER_TEXT);
  if (address === '' && name === '') return undefined;
  return { name, address, source: name === '' ? address : `${name} <${address}>` };
};

/** The text that a reader sees: the plain part, unless it only refers to the HTML. */
function textOf({ text, html }: Pick<Email, 'text' | 'html'>): string {
  const plain = text ?? '';
  const shown = html === undefined ? '' : htmlToText(html);
  if (plain.trim() === '') return shown;
  return plain.trim().length < 80 && shown.trim().length > 200 ? shown : plain;
}

const toText = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

/** The headers alone, of an email whose parts are nested too deeply. */
const headersOf = (source: string): string =>
  source.slice(0, MAX_HEADERS).split(/\r?\n\r?\n/, 1)[0] ?? '';

/**
 * Parses the source of an email. Only its texts and calendar entries are read.
 *
 * @returns undefined if it has more headers or levels than any real email
 */
export async function parseEmail(source: string, depth = 0): Promise<ParsedEmail | undefined> {
  const { default: PostalMime } = await import('postal-mime');
  const parse = (text: string) =>
    PostalMime.parse(text, {
      maxNestingDepth: MAX_NESTING,
      maxHeadersSize: MAX_HEADERS,
      forceRfc822Attachments: true,
    });
  let email: Email;
  try {
    email = await parse(withoutAttachments(source)).catch(() => parse(headersOf(source)));
  } catch {
    return undefined;
  }
  const { from, replyTo, to, subject, attachments } = email;
  const isCalendar = (type: string, name: string | null) =>
    type === 'text/calendar' || type === 'application/ics' || /\.ics$/i.test(name ?? '');
  const inner = attachments.find(({ mimeType }) => mimeType === 'message/rfc822');
  const attached =
    inner !== undefined && depth < MAX_ATTACHED
      ? await parseEmail(toText(inner.content), depth + 1)
      : undefined;
  const sender = mailboxOf(from);
  const answerTo = mailboxOf(replyTo?.[0]);
  const date = email.headers.find(({ key }) => key === 'date')?.value;
  return {
    headers: {
      ...(sender && { from: sender }),
      ...(answerTo && { replyTo: answerTo }),
      to: (to ?? []).slice(0, 20).flatMap((one) => mailboxOf(one) ?? []),
      ...(subject !== undefined && { subject: subject.slice(0, MAX_HEADER_TEXT) }),
      ...(date !== undefined && { date }),
    },
    text: textOf(email),
    calendars: attachments
      .filter(({ mimeType, filename }) => isCalendar(mimeType, filename))
      .slice(0, MAX_CALENDARS)
      .map(({ content }) => toText(content)),
    messageId: email.messageId,
    references: email.references,
    ...(attached && { attached }),
  };
}
