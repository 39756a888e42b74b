import { contactFromDecline } from '../core/contact/contact.ts';
import type { ContactRecorder } from '../core/contact/contact-store.ts';
import { CONTACT_CHECK_AFTER_MS, type Decline } from '../core/decline/decline.ts';
import type { DeclineStore, Preconditions } from '../core/decline/decline-store.ts';
import { errorCode, type Log } from '../core/log.ts';
import type { OpenedLetter } from './open-letter.ts';

export interface LetterActionDependencies {
  readonly store: DeclineStore;
  readonly recorder: ContactRecorder;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * A draft can only be closed with a link that has not expired. A letter that was
 * confirmed can be closed after its link has expired, too.
 */
const linkPreconditions = ({ state, linkHash }: Decline, now: number): Preconditions =>
  state === 'draft' ? { linkHash, linkAliveAt: now } : { linkHash };

/**
 * Cancels a letter that has not left: a draft, or a letter that waits for a retry. In any
 * other state this is a no-op, and the letter's page shows the state.
 */
export async function cancelLetter(
  { store, now, log }: LetterActionDependencies,
  { decline }: OpenedLetter,
): Promise<void> {
  const closedAt = now().getTime();
  const { applied } = await store.cancel(decline, {
    preconditions: linkPreconditions(decline, closedAt),
    patch: { closedAt, dueAt: null },
  });
  if (applied) log({ event: 'letter-cancelled', letter: decline.id });
}

/**
 * Closes a letter that the candidate has sent by hand. Records the contact, as for a
 * letter that we sent.
 *
 * @returns `erasing`: nothing was changed, because the candidate is erasing everything
 */
export async function markSentByHand(
  { store, recorder, now, log }: LetterActionDependencies,
  { decline }: OpenedLetter,
): Promise<'erasing' | undefined> {
  const closedAt = now().getTime();
  const { isErasing, isFirst } = await recorder.prepare(decline);
  if (isErasing) {
    if (isFirst) await recorder.unprepare(decline);
    return 'erasing';
  }
  const result = await store.apply(decline.id, {
    transition: 'self-send',
    preconditions: linkPreconditions(decline, closedAt),
    patch: { closedAt, dueAt: closedAt + CONTACT_CHECK_AFTER_MS },
  });
  if (!result.applied) {
    if (result.decline === undefined && isFirst) await recorder.unprepare(decline);
    return undefined;
  }
  log({ event: 'letter-self-sent', letter: decline.id });
  try {
    await recorder.record(contactFromDecline(result.decline, closedAt));
  } catch (error) {
    // The letter is due 1 minute after `closedAt`: the sweep then records the contact.
    log({ event: 'contact-not-recorded', letter: decline.id, code: errorCode(error) });
  }
  return undefined;
}
