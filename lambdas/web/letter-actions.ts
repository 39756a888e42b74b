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

/** A draft's link must be alive; a letter that was confirmed outlives it. */
const byLink = ({ state, linkHash }: Decline, now: number): Preconditions =>
  state === 'draft' ? { linkHash, linkAliveAt: now } : { linkHash };

/**
 * Cancels a letter that has not left. Where it has, nothing happens, and its page says
 * how it stands.
 */
export async function cancelLetter(
  { store, now, log }: LetterActionDependencies,
  { decline }: OpenedLetter,
): Promise<void> {
  const closedAt = now().getTime();
  const { applied } = await store.apply(decline.id, {
    transition: 'cancel',
    preconditions: byLink(decline, closedAt),
    patch: { closedAt, dueAt: null },
  });
  if (applied) log({ event: 'letter-cancelled', letter: decline.id });
}

/**
 * Closes a letter that the candidate has sent by hand, and records the contact as if we
 * had sent it.
 */
export async function markSentByHand(
  { store, recorder, now, log }: LetterActionDependencies,
  { decline }: OpenedLetter,
): Promise<void> {
  const closedAt = now().getTime();
  const result = await store.apply(decline.id, {
    transition: 'self-send',
    preconditions: byLink(decline, closedAt),
    patch: { closedAt, dueAt: closedAt + CONTACT_CHECK_AFTER_MS },
  });
  if (!result.applied) return;
  log({ event: 'letter-self-sent', letter: decline.id });
  try {
    await recorder.record(contactFromDecline(result.decline, closedAt));
  } catch (error) {
    // It is due: the sweep records it.
    log({ event: 'contact-not-recorded', letter: decline.id, code: errorCode(error) });
  }
}
