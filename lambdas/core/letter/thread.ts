import type { LetterInput, Thread, ThreadHeaders } from './letter.ts';

/**
 * How many ids the header `References` has. Mail programs need the first and the last.
 */
export const MAX_REFERENCES = 20;

/** Of a long thread: its first email, and the latest ones. */
export const shortReferences = (
  ids: readonly string[],
  max: number = MAX_REFERENCES,
): readonly string[] => (ids.length <= max ? ids : [...ids.slice(0, 1), ...ids.slice(1 - max)]);

/** The headers of an answer to an email (RFC 5322, 3.6.4). */
export function threadHeaders({ inReplyTo, references }: Thread): ThreadHeaders {
  const earlier = references.filter((id) => id !== inReplyTo);
  return { inReplyTo, references: shortReferences([...earlier, inReplyTo]) };
}

/**
 * The thread in which a letter is sent. Undefined if it is an email of its own, or no
 * email.
 */
export const threadOf = ({
  thread,
  ownSubject,
  channel,
}: Pick<LetterInput, 'thread' | 'ownSubject' | 'channel'>): Thread | undefined =>
  ownSubject || channel !== undefined ? undefined : thread;

/**
 * The values of the two headers. Each id is on a line of its own, so that no line is too
 * long, whatever the ids are.
 */
export const threadHeaderValues = ({
  inReplyTo,
  references,
}: ThreadHeaders): Readonly<Record<string, string>> => ({
  'In-Reply-To': inReplyTo,
  References: references.join('\r\n '),
});
