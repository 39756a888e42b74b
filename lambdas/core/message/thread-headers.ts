import { cleanText } from '../clean-text.ts';
import type { ParsedEmail } from './email-source.ts';

/** What a letter needs to be a reply in their thread. */
export interface Thread {
  /** The Message-ID of their email. */
  readonly inReplyTo: string;
  /** The Message-IDs of the thread, the oldest first, separated by spaces. */
  readonly references: string;
  readonly theirSubject: string;
}

/**
 * A msg-id (RFC 5322 §3.6.4) without quoted strings, comments and obsolete forms: ASCII,
 * no spaces. Some programs write dots at the end of the left part, or colons.
 */
const MESSAGE_ID =
  /^<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.:-]+@(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~.:-]+|\[[A-Za-z0-9.:-]+\])>$/;
const MAX_ID = 998;
const MAX_REFERENCES = 20;
/** Only so much of a header with references is read. */
const MAX_HEADER = 40_000;
const MAX_SUBJECT = 250;

const isMessageId = (text: string): boolean => text.length <= MAX_ID && MESSAGE_ID.test(text);

/** The subject as one clean line. */
function cleanSubject(subject: string): string {
  const line = cleanText(subject.slice(0, 4 * MAX_SUBJECT))
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\uFFFD\u2028\u2029\s]+/gu, ' ')
    .replace(/(?!\u200D)\p{Cf}/gu, '')
    .trim();
  return line
    .slice(0, MAX_SUBJECT)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
    .trim();
}

/** The first Message-ID and the latest ones, if there are too many. */
function referencesOf(text: string, own: string): readonly string[] {
  const ids = text
    .slice(0, MAX_HEADER)
    .split(/\s+|(?<=>)(?=<)/)
    .filter(isMessageId);
  const all = [...new Set([...ids.filter((id) => id !== own), own])];
  return all.length <= MAX_REFERENCES
    ? all
    : [...all.slice(0, 1), ...all.slice(1 - MAX_REFERENCES)];
}

/** Undefined if the email has no Message-ID of the right grammar. */
export function readThread({
  messageId,
  references,
  headers,
}: Pick<ParsedEmail, 'messageId' | 'references' | 'headers'>): Thread | undefined {
  const inReplyTo = (messageId ?? '').trim();
  if (!isMessageId(inReplyTo)) return undefined;
  return {
    inReplyTo,
    references: referencesOf(references ?? '', inReplyTo).join(' '),
    theirSubject: cleanSubject(headers.subject ?? ''),
  };
}
