import { cleanText } from '../clean-text.ts';
import { lengths } from '../decline/form-fields.ts';
import { shortReferences } from '../letter/thread.ts';
import { isMessageId } from '../text/message-id.ts';
import type { ParsedEmail } from './email-source.ts';

/** The fields of the form that make a letter a reply in their thread. */
export interface ThreadFields {
  /** The Message-ID of their email. */
  readonly inReplyTo: string;
  /** The Message-IDs of the thread, the oldest first, separated by spaces. */
  readonly references: string;
  readonly theirSubject: string;
}

/** Only so much of a header with references is read. */
const MAX_HEADER = 40_000;

/** The subject as one clean line. */
function cleanSubject(subject: string): string {
  const line = cleanText(subject.slice(0, 4 * lengths.theirSubject))
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\uFFFD\u2028\u2029\s]+/gu, ' ')
    .replace(/(?!\u200D)\p{Cf}/gu, '')
    .trim();
  return line
    .slice(0, lengths.theirSubject)
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
  return shortReferences([...new Set([...ids.filter((id) => id !== own), own])]);
}

/** Undefined if the email has no Message-ID of the right grammar. */
export function readThread({
  messageId,
  references,
  headers,
}: Pick<ParsedEmail, 'messageId' | 'references' | 'headers'>): ThreadFields | undefined {
  const inReplyTo = (messageId ?? '').trim();
  if (!isMessageId(inReplyTo)) return undefined;
  return {
    inReplyTo,
    references: referencesOf(references ?? '', inReplyTo).join(' '),
    theirSubject: cleanSubject(headers.subject ?? ''),
  };
}
