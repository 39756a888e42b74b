import type { Thread } from '../letter/letter.ts';
import { shortReferences } from '../letter/thread.ts';
import { LINE_END } from '../line-end.ts';
import { isMessageId } from '../text/message-id.ts';
import { isFarTooLong, readLine } from '../text/plain-text.ts';
import { bareSubject } from '../text/reply-subject.ts';
import { err, ok, type Result } from './field-readers.ts';
import { lengths } from './form-fields.ts';

/** More than the ids of a long thread take. */
const MAX_IDS_LENGTH = 20_000;

const idsIn = (raw: string): readonly string[] => raw.split(/\s+/).filter((id) => id !== '');

/** Reads the `Message-ID` of the email that the letter answers. */
export function readMessageId(raw: string): Result<string> {
  if (raw.length > MAX_IDS_LENGTH) return err('too-long');
  const id = raw.trim();
  return isMessageId(id) ? ok(id) : err('not-a-message-id');
}

/**
 * Reads the `References` of that email. Of many ids it keeps the first and the latest.
 */
export function readReferences(raw: string): Result<readonly string[]> {
  if (raw.length > MAX_IDS_LENGTH) return err('too-long');
  const ids = idsIn(raw);
  return ids.every(isMessageId) ? ok(shortReferences(ids)) : err('not-a-message-id');
}

/**
 * Reads the subject of that email, as one line. A line break in it becomes a space, as in
 * a folded header. Otherwise the rules are those of typed text: it leaves in our email.
 */
export function readTheirSubject(raw: string): Result<string> {
  if (isFarTooLong(raw, lengths.theirSubject)) return err('too-long');
  return readLine(raw.trim().split(LINE_END).join(' '), lengths.theirSubject);
}

/**
 * Leaves out of a posted page what cannot be used of the thread. Nobody typed it, so
 * nobody could correct it: the letter then has a subject of its own, and the review shows
 * this. Scripts get an error.
 */
export function withUsableThread(fields: Readonly<Record<string, string>>): Record<string, string> {
  const { inReplyTo = '', references = '', theirSubject = '', ownSubject, ...others } = fields;
  if (!readMessageId(inReplyTo).ok) return others;
  const usable =
    references.length > MAX_IDS_LENGTH
      ? []
      : shortReferences(idsIn(references).filter(isMessageId));
  return {
    ...others,
    inReplyTo,
    references: usable.join(' '),
    theirSubject: readTheirSubject(theirSubject).ok ? theirSubject : '',
    ownSubject: ownSubject === 'yes' ? 'yes' : '',
  };
}

/**
 * The thread of a letter, from its fields. Without the id of an email there is none. A
 * subject that is only `Re:` is none.
 */
export const threadFrom = ({
  inReplyTo,
  references,
  theirSubject,
}: {
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[];
  readonly theirSubject: string | undefined;
}): Thread | undefined =>
  inReplyTo === undefined
    ? undefined
    : {
        inReplyTo,
        references,
        ...(theirSubject !== undefined &&
          bareSubject(theirSubject) !== '' && { subject: theirSubject }),
      };
