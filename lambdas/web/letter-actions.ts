import { contactFromDecline } from '../core/contact/contact.ts';
import type { ContactRecorder } from '../core/contact/contact-store.ts';
import { CONTACT_CHECK_AFTER_MS, type Decline } from '../core/decline/decline.ts';
import type { DeclineStore, Patch, Preconditions } from '../core/decline/decline-store.ts';
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
 * Records that a letter has left, because its candidate says so: the transition, and the
 * contact, as for a letter that we know was sent.
 *
 * @returns `erasing`: nothing was changed, because the candidate is erasing everything
 */
async function recordAsSent(
  { store, recorder, log }: LetterActionDependencies,
  { decline }: OpenedLetter,
  change: {
    readonly at: number;
    readonly transition: 'self-send' | 'copy-arrived';
    readonly patch: Patch;
    readonly event: 'letter-self-sent' | 'letter-copy-arrived';
  },
): Promise<'erasing' | undefined> {
  const { at, transition, patch, event } = change;
  const { isErasing, isFirst } = await recorder.prepare(decline);
  if (isErasing) {
    if (isFirst) await recorder.unprepare(decline);
    return 'erasing';
  }
  const result = await store.apply(decline.id, {
    transition,
    preconditions: linkPreconditions(decline, at),
    patch: { ...patch, dueAt: at + CONTACT_CHECK_AFTER_MS },
  });
  if (!result.applied) {
    if (result.decline === undefined && isFirst) await recorder.unprepare(decline);
    return undefined;
  }
  log({ event, letter: decline.id });
  try {
    await recorder.record(contactFromDecline(result.decline, at));
  } catch (error) {
    // The letter is due 1 minute after `at`: the sweep then records the contact.
    log({ event: 'contact-not-recorded', letter: decline.id, code: errorCode(error) });
  }
  return undefined;
}

/** Closes a letter that the candidate has sent by hand. */
export function markSentByHand(
  dependencies: LetterActionDependencies,
  letter: OpenedLetter,
): Promise<'erasing' | undefined> {
  const at = dependencies.now().getTime();
  return recordAsSent(dependencies, letter, {
    at,
    transition: 'self-send',
    patch: { closedAt: at },
    event: 'letter-self-sent',
  });
}

/**
 * Settles a letter about which we could not know: the candidate's own copy has arrived.
 * The notice that is still to come is dropped. `sentAt` stays absent, because a letter
 * that was retried may have left hours after its confirmation; a later report of SES adds
 * it.
 */
export function markCopyArrived(
  dependencies: LetterActionDependencies,
  letter: OpenedLetter,
): Promise<'erasing' | undefined> {
  const at = dependencies.now().getTime();
  return recordAsSent(dependencies, letter, {
    at,
    transition: 'copy-arrived',
    patch: { copyArrivedAt: at, failure: null },
    event: 'letter-copy-arrived',
  });
}
