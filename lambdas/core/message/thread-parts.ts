import { type Headers, type Mailbox, readMailbox, readMailboxes } from './message.ts';

/** A text taken apart: the newest part, what it forwards, and what it quotes. */
export interface ThreadParts {
  readonly lines: readonly string[];
  /** The message that follows a line such as "Forwarded message". */
  readonly forwarded?: { readonly headers: Headers; readonly lines: readonly string[] };
  /** A quoted message with headers of its own. It may be a forward without a mark. */
  readonly block?: { readonly headers: Headers; readonly lines: readonly string[] };
  /** Who wrote the quoted part, as "On … Dana Lee wrote:" says it. */
  readonly quotedFrom?: Mailbox;
  /** Who wrote the newest part, if that line stands above it. */
  readonly from?: Mailbox;
  readonly older: readonly string[];
}

const FORWARD_MARK = new RegExp(
  [
    String.raw`^[-_\s>*]{0,20}(?:forwarded message|begin forwarded message|`,
    'mensaje reenviado|inicio del mensaje reenviado|',
    'mensaje reenviado original|forwarded by|reenviado por|forwarded email)',
  ].join(''),
  'i',
);
const ORIGINAL_MARK =
  /^[-_\s>*]{1,20}(?:original message|mensaje original|original appointment|cita original)/i;
const LABELS: Readonly<Record<string, keyof Headers | 'other'>> = {
  from: 'from',
  de: 'from',
  remitente: 'from',
  'reply-to': 'replyTo',
  'reply to': 'replyTo',
  'responder a': 'replyTo',
  to: 'to',
  para: 'to',
  subject: 'subject',
  asunto: 'subject',
  sent: 'date',
  date: 'date',
  enviado: 'date',
  'enviado el': 'date',
  fecha: 'date',
  cc: 'other',
  when: 'other',
  where: 'other',
  cuándo: 'other',
  dónde: 'other',
  importance: 'other',
  importancia: 'other',
};
const LABELLED = new RegExp(
  [
    String.raw`^[\s>*]{0,6}(From|De|Remitente|Reply[- ]To|Responder a|To|Para|Subject|Asunto|`,
    'Sent|Date|Enviado(?: el)?|Fecha|Cc|When|Where|Cuándo|Dónde|Importance|',
    String.raw`Importancia)\s{0,2}:[*\s]{0,4}(.*)$`,
  ].join(''),
  'i',
);

export interface HeaderBlock {
  readonly headers: Headers;
  /** The number of the line after it. */
  readonly end: number;
}

/** How many lines a block of pasted headers has at most, with empty ones between them. */
const MAX_BLOCK = 14;

/**
 * Reads the headers that a mail program printed: "From: … Sent: … To: … Subject: …". The
 * first is not always From. A line without a label continues the one before it.
 */
export function readHeaderBlock(lines: readonly string[], start: number): HeaderBlock | undefined {
  const found: Partial<Record<keyof Headers, string>> = {};
  let last: keyof Headers | 'other' | undefined;
  let count = 0;
  let end = start;
  let blanks = 0;
  for (let index = start; index < Math.min(lines.length, start + MAX_BLOCK); index += 1) {
    const line = lines[index] ?? '';
    const text = line.replace(/^[\s>]{0,10}/, '');
    if (text === '') {
      blanks += 1;
      // Apple Mail and copies from HTML have an empty line between headers.
      if (last !== undefined && blanks > 1) break;
      continue;
    }
    const match = LABELLED.exec(line);
    if (match === null) {
      const isContinued =
        blanks === 0 &&
        (last === 'to' || last === 'from' || last === 'other') &&
        count > 0 &&
        text.includes('@') &&
        text.length < 300;
      if (!isContinued) break;
      if (last !== 'other' && last !== undefined) found[last] = `${found[last] ?? ''} ${text}`;
      end = index + 1;
      continue;
    }
    if (blanks > 0 && count >= 3 && found.subject !== undefined && found.from !== undefined) break;
    blanks = 0;
    last = LABELS[(match[1] ?? '').toLowerCase()] ?? 'other';
    const value = (match[2] ?? '').trim();
    if (last !== 'other') found[last] ??= value.replace(/^\*{1,2}\s?|\s?\*{1,2}$/g, '');
    count += 1;
    end = index + 1;
  }
  if (count < 2 || (found.from === undefined && found.subject === undefined)) return undefined;
  const { from, replyTo, to, subject, date } = found;
  return {
    headers: {
      ...(from !== undefined && { from: readMailbox(from) }),
      ...(replyTo !== undefined && { replyTo: readMailbox(replyTo) }),
      ...(to !== undefined && { to: readMailboxes(to) }),
      ...(subject !== undefined && { subject }),
      ...(date !== undefined && { date }),
    },
    end,
  };
}

const isFromLine = (line: string): boolean => /^[\s>*]{0,6}(?:From|De)\s{0,2}:/i.test(line);

/** "On Tue, 3 Mar 2026 at 10:15, Dana Lee <dana@x.example> wrote:", also in two lines. */
const WROTE = /(?:wrote|writes|escribi[oó]|escribe)\s{0,2}:\s{0,3}$/i;
const ON = /^[\s>]{0,6}(?:On|El|Le)\s/;
/** The time of day, after which the name follows. */
const TIME = new RegExp(
  [
    String.raw`\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[\s\u202F]?[ap]\.?[\s\u00A0]?m\.?)?(?:`,
    String.raw`\s?\(?(?:GMT|UTC|[+-])[^,\s]{0,9}\)?)?,?\s`,
  ].join(''),
  'i',
);

/** Who wrote, in "On … at 10:15, Dana Lee <dana@x.example> wrote:". */
function readAttribution(text: string): Mailbox {
  const line = text.replace(WROTE, '').replace(/^[\s>]{0,6}(?:On|El|Le)\s/, '');
  const time = TIME.exec(line);
  const withTime = time === null ? line : line.slice(time.index + time[0].length);
  const bare =
    withTime === line ? line.slice(line.search(/\d{4},?\s/) + 4).replace(/^,?\s/, '') : withTime;
  return readMailbox(bare.replace(/^(?:at|a las?|,|\()\s/i, '').replace(/[()]/g, ''));
}

function attributionAt(
  lines: readonly string[],
  index: number,
): { readonly from: Mailbox; readonly end: number } | undefined {
  if (!ON.test(lines[index] ?? '')) return undefined;
  let text = '';
  for (let end = index; end < Math.min(lines.length, index + 3); end += 1) {
    text = `${text} ${lines[end] ?? ''}`.trim();
    if (text.length > 400) return undefined;
    if (WROTE.test(text)) return { from: readAttribution(text), end: end + 1 };
  }
  return undefined;
}

/** Who wrote the parts that the quoted lines quote themselves. */
export const writersIn = (older: readonly string[]): readonly Mailbox[] =>
  older
    .slice(0, 300)
    .flatMap((_line, index) => attributionAt(older, index)?.from ?? [])
    .slice(0, 6);

const unquote = (line: string): string => line.replace(/^(?:\s{0,2}>){1,6}\s?/, '');

/** Takes the lines of a message apart. */
export function splitThread(lines: readonly string[]): ThreadParts {
  const own: string[] = [];
  const older: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (FORWARD_MARK.test(line)) {
      const block = readHeaderBlock(lines, index + 1);
      if (block !== undefined) {
        const rest = lines.slice(block.end).map(unquoteIf(line));
        return { lines: own, forwarded: { headers: block.headers, lines: rest }, older };
      }
    }
    if (isFromLine(line) || ORIGINAL_MARK.test(line)) {
      const start = isFromLine(line) ? index : index + 1;
      const block = readHeaderBlock(lines, start);
      if (block !== undefined) {
        const rest = lines.slice(block.end).map(unquoteIf(line));
        return {
          lines: own,
          block: { headers: block.headers, lines: rest },
          older: [...older, ...rest],
        };
      }
    }
    const attribution = attributionAt(lines, index);
    if (attribution !== undefined && own.every((text) => text.trim() === '')) {
      return afterAttribution(attribution.from, lines.slice(attribution.end), older);
    }
    if (attribution !== undefined) {
      const rest = lines.slice(attribution.end).map(unquote);
      return { lines: own, quotedFrom: attribution.from, older: [...older, ...rest] };
    }
    if (/^\s{0,2}>/.test(line)) older.push(unquote(line));
    else own.push(line);
  }
  return { lines: own, older };
}

/**
 * A text that begins with "On … Dana Lee wrote:". Dana Lee wrote what follows. If that is
 * quoted, the lines below the quotation answer it.
 */
function afterAttribution(
  from: Mailbox,
  lines: readonly string[],
  older: readonly string[],
): ThreadParts {
  const isQuoted = /^\s{0,2}>/.test(lines.find((line) => line.trim() !== '') ?? '');
  const own = lines.filter((line) => !/^\s{0,2}>/.test(line));
  const quoted = lines.filter((line) => /^\s{0,2}>/.test(line)).map(unquote);
  const hasAnswer = own.some((line) => line.trim() !== '');
  if (isQuoted && !hasAnswer) return { lines: [], quotedFrom: from, older: [...older, ...quoted] };
  return {
    lines: own,
    ...(isQuoted ? { quotedFrom: from } : { from }),
    older: [...older, ...quoted],
  };
}

/** Removes the quotation marks of lines if the block of headers was quoted, too. */
const unquoteIf =
  (marker: string): ((line: string) => string) =>
  (line) =>
    /^\s{0,2}>/.test(marker) ? unquote(line) : line;
