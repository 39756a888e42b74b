import { cleanText } from '../clean-text.ts';
import { domainOf } from '../email-address.ts';
import { isFreeMail } from '../free-mail.ts';
import { LINE_END } from '../line-end.ts';
import { isEmailSource, type ParsedEmail, parseEmail } from './email-source.ts';
import { siteOf } from './mail-services.ts';
import {
  type Headers,
  MAX_LINE,
  MAX_LINES,
  type Mailbox,
  type Message,
  readMailbox,
  readMailboxes,
} from './message.ts';
import { personName } from './person-name.ts';
import {
  type HeaderBlock,
  readHeaderBlock,
  splitThread,
  type ThreadParts,
  writersIn,
} from './thread-parts.ts';

/** No more text is read: it is what five thousand words and their links have. */
const MAX_TEXT = 40 * 1024;
/** A forward of a forward of a forward of a forward is read, none deeper. */
const MAX_FORWARDS = 4;
/** Somebody who forwards a message writes less above it. */
const MAX_NOTE = 400;

/** The text in lines, cleaned, each of bounded length. */
const linesOf = (text: string): readonly string[] =>
  cleanText(text.slice(0, MAX_TEXT))
    .split(LINE_END, MAX_LINES)
    .map((line) =>
      line
        .slice(0, MAX_LINE)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are removed here
        .replace(/[\u0000-\u001F\u007F-\u009F\u00A0\u2000-\u200A\u202F\u3000]/g, ' ')
        .replace(/\u2800|\u034F|\uFFFD|\u200C|\u200D/g, '')
        .trimEnd(),
    );

const lengthOf = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + line.trim().length, 0);

const isForwardSubject = (subject = ''): boolean =>
  /^\s{0,3}(?:fwd?|rv|tr|wg|reenv[^:]{0,8})\s?:/i.test(subject);

/** Words of somebody who passes a message on to the candidate. */
const FORWARDS = new RegExp(
  [
    String.raw`(?<!\p{L})(?:forward(?:ing|ed)?|fwd|fyi|see below|reenv[ií]o|te (?:lo|`,
    'la) (?:paso|mando|reenv)|te (?:paso|reenv[ií]o)|mira (?:esto|lo que)|',
    'lleg[oó] esto|te l[oa] copio|te comparto|ojo a esto|por si te interesa)',
  ].join(''),
  'iu',
);

const SENT_FROM =
  /^\s{0,3}(?:sent from my|get outlook for|enviado desde mi|obtener outlook|sent from)/i;

/**
 * The message that counts: the newest part, or the innermost one that was forwarded.
 *
 * @param outer the headers of the whole message
 */
function unfold(
  outer: Headers,
  lines: readonly string[],
  calendars: readonly string[],
  forwardedBy?: Mailbox,
  depth = 0,
): Message {
  const parts = splitThread(lines);
  const note = lengthOf(parts.lines.filter((line) => !SENT_FROM.test(line)));
  const { forwarded, block } = parts;
  const isOwn = isToCandidate(outer, parts.lines, block?.headers);
  if (depth < MAX_FORWARDS) {
    const isForwarded = forwarded !== undefined && note < MAX_NOTE;
    const isForward =
      isForwardSubject(outer.subject) ||
      (outer.from === undefined && parts.lines.some((line) => FORWARDS.test(line)));
    const isHidden =
      block !== undefined &&
      !isOwn &&
      (note === 0 || isCandidatesReply(outer, block.headers) || (isForward && note < MAX_NOTE));
    const inner = isForwarded ? forwarded : isHidden ? block : undefined;
    if (inner !== undefined) {
      const by = forwardedBy ?? (outer.from === undefined ? undefined : outer.from);
      return unfold(inner.headers, inner.lines, calendars, by, depth + 1);
    }
  }
  const hasText = lengthOf(parts.lines) > 0;
  const from = outer.from ?? parts.from ?? (hasText ? undefined : parts.quotedFrom);
  return {
    ...outer,
    ...(from && { from }),
    lines: hasText ? parts.lines : parts.older,
    older: hasText ? [...parts.older, ...(forwarded?.lines ?? [])] : [],
    calendars,
    ...(forwardedBy && { forwardedBy }),
    ...olderMailboxes(parts, block?.headers),
  };
}

/** Whether the candidate answered the message below, which was sent to free mail. */
function isCandidatesReply({ from }: Headers, { from: writer, to = [] }: Headers): boolean {
  const isFree = (address = ''): boolean => address !== '' && isFreeMail(domainOf(address));
  const isWriter = writer !== undefined && writer.address !== '' && !isFree(writer.address);
  return from === undefined && isWriter && to.some(({ address }) => isFree(address));
}

/**
 * Whether the words above a forwarded message are the recruiter's: they greet the person
 * to whom they were sent, and the message below was sent to the one who forwards it.
 */
function isToCandidate(outer: Headers, lines: readonly string[], inner?: Headers): boolean {
  const [reader] = outer.to ?? [];
  const given = reader?.name.replace(/^.+,\s/, '').split(' ')[0] ?? '';
  const { from } = outer;
  if (given.length < 2 || from === undefined || inner?.to === undefined) return false;
  const writer = inner.from?.address ?? '';
  if (writer !== '' && siteOf(domainOf(writer)) !== siteOf(domainOf(from.address))) return false;
  const start = lines
    .filter((line) => line.trim() !== '')
    .slice(0, 2)
    .join(' ')
    .slice(0, 80);
  const isInnerReader = inner.to.some(
    ({ name, address }) =>
      (address !== '' && address === from.address) || wordsOf(name) === wordsOf(from.name),
  );
  return from.name !== reader?.name && start.includes(given) && isInnerReader;
}

/** The words of a name in one order: "Lee, Dana" is "Dana Lee". */
const wordsOf = (name: string): string =>
  name
    .toLowerCase()
    .split(/[\s,]+/)
    .sort()
    .join(' ');

const olderMailboxes = (
  { quotedFrom, older }: ThreadParts,
  block: Headers | undefined,
): Pick<Message, 'mentioned'> => {
  const mentioned = [quotedFrom, block?.from, ...(block?.to ?? []), ...writersIn(older)].flatMap(
    (one) => (one === undefined ? [] : [one]),
  );
  return mentioned.length === 0 ? {} : { mentioned };
};

const CHAT_TIME = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?`;
const CHAT_DAY = String.raw`\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}`;
/** "[3/12/26, 10:15] Dana: …", and "[10:15, 3/12/2026] Dana: …" of WhatsApp Web. */
const CHAT_LINE = new RegExp(
  [
    String.raw`^\[?(?:(${CHAT_DAY}),?\s${CHAT_TIME}|${CHAT_TIME},\s(${CHAT_DAY}))`,
    String.raw`\]?\s?(?:-\s)?([^:]+):\s?(.*)$`,
  ].join(''),
  'i',
);

interface ChatLine {
  readonly who: string;
  readonly text: string;
  /** As the chat writes it: "12/3/26". */
  readonly day: string;
}

/** The lines of a chat as WhatsApp exports or copies them. */
function readChat(lines: readonly string[]): readonly ChatLine[] {
  const chat: ChatLine[] = [];
  for (const line of lines) {
    const match = CHAT_LINE.exec(line);
    if (match !== null) {
      chat.push({
        who: (match[3] ?? '').replace(/^~\s?/, '').trim(),
        text: match[4] ?? '',
        day: match[1] ?? match[2] ?? '',
      });
      continue;
    }
    const last = chat.at(-1);
    if (last !== undefined) chat.push({ ...last, text: line });
  }
  return chat;
}

const isSelf = (who: string): boolean => /^(?:you|me|t[uú]|yo)$/i.test(who);

function fromChat(chat: readonly ChatLine[]): Message {
  const writers = [...new Set(chat.map(({ who }) => who))].filter((who) => !isSelf(who));
  const lengths = writers.map((who) => ({
    who,
    length: lengthOf(chat.filter((line) => line.who === who).map(({ text }) => text)),
  }));
  // The recruiter is the one who writes most; the first one, if both write the same.
  const [recruiter] = lengths.sort((a, b) => b.length - a.length);
  const who = recruiter?.who ?? '';
  const others = writers.filter((one) => one !== who);
  const date = chat.findLast((line) => line.who === who)?.day;
  return {
    from: { name: who, address: '', source: who },
    to: others.map((name) => ({ name, address: '', source: name })),
    lines: chat.filter((line) => line.who === who).map(({ text }) => text),
    older: chat.filter((line) => line.who !== who).map(({ text }) => text),
    calendars: [],
    chat: true,
    ...(date !== undefined && { date }),
  };
}

const MAILBOX_LINE = /^[^:<>]+<[^<>\s@]+@[^<>\s]+>$/;
const TO_LINE = /^(?:to|para)(?:\s?:\s?(.+)|\s(\S{1,64}@\S{1,255}))$/i;
/** As Gmail shows the reader: "to me, Shalini". */
const TO_ME = /^(?:to me|para m[ií])(?:[\s,▾]|$)/i;

const isDateLine = (line: string): boolean =>
  line.length < 60 &&
  /\d{1,2}:\d{2}/.test(line) &&
  (/\d{4}/.test(line) || DAY_AND_MONTH.test(line));
const DAY_AND_MONTH = new RegExp(
  [
    String.raw`(?<!\p{L})(?:\d{1,2} (?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic|jan|`,
    'apr|aug|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|',
    String.raw`dec)[a-z]{0,6} \d{1,2})(?!\p{L})`,
  ].join(''),
  'iu',
);
/** The folder that Gmail shows beside the subject. */
const FOLDER = /^(?:inbox|recibidos|bandeja de entrada|external|externo|important|importante)$/i;

/** The lines above a message that Gmail prints: subject, sender, "To: …", date. */
function readPrintedHeader(lines: readonly string[], start: number): HeaderBlock | undefined {
  let from: Mailbox | undefined;
  let to: readonly Mailbox[] | undefined;
  let subject: string | undefined;
  let date: string | undefined;
  let end = start;
  for (let index = start; index < Math.min(lines.length, start + 7); index += 1) {
    const line = (lines[index] ?? '').trim();
    const isDate = isDateLine(line);
    if (line === '' || FOLDER.test(line)) continue;
    const next = (lines[index + 1] ?? '').trim();
    // Outlook on the web shows a name alone, and the date below it.
    const isName = from === undefined && isDateLine(next) && personName(line) !== undefined;
    if (isName) from = { name: line, address: '', source: line };
    else if (from === undefined && MAILBOX_LINE.test(line)) from = readMailbox(line);
    else if (TO_LINE.test(line)) to = readMailboxes(TO_LINE.exec(line)?.slice(1).join('') ?? '');
    else if (isDate) date = line;
    else if (TO_ME.test(line)) to ??= [];
    else if (from === undefined && subject === undefined && index < start + 2) subject = line;
    else break;
    end = index + 1;
  }
  if (from === undefined || (to === undefined && date === undefined)) return undefined;
  const headers = { from, ...(to && { to }), ...(subject && { subject }), ...(date && { date }) };
  return { headers, end };
}

const SENDER_LINE = /^\s{0,4}(?:from|de|sender|remitente)\s?:\s{0,9}(\p{Lu}[^@:]{1,80})$/iu;

/** "From: Dana Lee" within a portal's page, where no block of headers stands on top. */
function labelledSender(lines: readonly string[]): Headers {
  for (const line of lines.slice(0, 40)) {
    const name = SENDER_LINE.exec(line)?.[1]?.trim();
    if (name !== undefined) return { from: { name, address: '', source: line.trim() } };
  }
  return {};
}

function fromText(text: string): Message {
  const lines = linesOf(text);
  const start = lines.findIndex((line) => line.trim() !== '');
  if (start < 0) return { lines: [], older: [], calendars: [] };
  if (lines.slice(start, start + 6).some((line) => CHAT_LINE.test(line))) {
    const chat = readChat(lines);
    if (chat.length > 0) return fromChat(chat);
  }
  // "RV: Interview" is the subject that a mail program shows above the headers.
  const isSubject = /^\s{0,3}(?:re|fwd?|fw|rv|tr|wg)\s?:/i.test(lines[start] ?? '');
  const next = lines.findIndex((line, index) => index > start && line.trim() !== '');
  const block =
    readHeaderBlock(lines, start) ??
    readPrintedHeader(lines, start) ??
    (isSubject && next > 0 ? readHeaderBlock(lines, next) : undefined);
  if (block === undefined) return unfold(labelledSender(lines), lines, []);
  const subject = isSubject ? { subject: (lines[start] ?? '').trim() } : {};
  return unfold({ ...subject, ...block.headers }, lines.slice(block.end), []);
}

export interface Chosen {
  readonly message: Message;
  /** The email whose Message-ID counts. Undefined for text, and for a forward. */
  readonly threadOf?: ParsedEmail;
}

/** Finds the message that the candidate answers in what was pasted or dropped. */
export async function chooseMessage(source: string): Promise<Chosen> {
  const email = isEmailSource(source) ? await parseEmail(source) : undefined;
  if (email === undefined) return { message: fromText(source) };
  const { attached } = email;
  if (attached !== undefined) {
    const { from } = email.headers;
    const inner = attached.attached ?? attached;
    return {
      message: unfold(inner.headers, linesOf(inner.text), inner.calendars, from),
      threadOf: inner,
    };
  }
  const message = unfold(email.headers, linesOf(email.text), email.calendars);
  return message.forwardedBy === undefined ? { message, threadOf: email } : { message };
}
