import { errorCode, type Log } from '../log.ts';

/** How long after its processing failed an item is due again. */
const RETRY_FAILED_AFTER_MS = 5 * 60_000;

export interface DeferDependencies {
  /** `until` in epoch ms. */
  readonly store: { defer(id: string, until: number): Promise<void> };
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Logs that an item could not be processed, and postpones it. Without that, failed items
 * would stay at the head of the queue, and many of them would block all others.
 */
export async function deferFailed(
  { store, now, log }: DeferDependencies,
  letter: string,
  event: 'sweep-item-broken' | 'notice-not-sent',
  cause: unknown,
): Promise<void> {
  log({ event, letter, code: errorCode(cause) });
  try {
    await store.defer(letter, now().getTime() + RETRY_FAILED_AFTER_MS);
  } catch (error) {
    log({ event, letter, code: errorCode(error) });
  }
}
