import { contactOf } from '../core/contact.ts';
import type { DeclineStore } from '../core/decline-store.ts';
import { errorCode, type Log } from '../core/log.ts';
import type { OpenedLetter } from '../site/letter-access.ts';

export interface CloseDependencies {
  readonly store: DeclineStore;
  readonly now: () => Date;
  readonly log: Log;
}

/** When the sweep looks whether the contact was recorded. */
const REPAIR_AFTER_MS = 60_000;

/** Cancels a letter that has not left. Where it has, nothing happens, and its page says how it stands. */
export async function cancelLetter(
  { store, now, log }: CloseDependencies,
  { decline }: OpenedLetter,
): Promise<void> {
  const { moved } = await store.move(decline.id, {
    transition: 'cancel',
    given: { linkHash: decline.linkHash },
    set: { closedAt: now().getTime(), dueAt: null },
  });
  if (moved) log({ event: 'letter-cancelled', letter: decline.id });
}

/** Closes a letter that the candidate has sent by hand, and records the contact as if we had sent it. */
export async function closeSelfSent(
  { store, now, log }: CloseDependencies,
  { decline }: OpenedLetter,
): Promise<void> {
  const closedAt = now().getTime();
  const result = await store.move(decline.id, {
    transition: 'self-send',
    given: { linkHash: decline.linkHash },
    set: { closedAt, dueAt: closedAt + REPAIR_AFTER_MS },
  });
  if (!result.moved) return;
  log({ event: 'letter-self-sent', letter: decline.id });
  try {
    await store.recordContact(contactOf(result.decline, closedAt));
  } catch (error) {
    // It is due: the sweep records it.
    log({ event: 'contact-not-recorded', letter: decline.id, code: errorCode(error) });
  }
}
