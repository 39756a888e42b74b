import { errorCode, type Log } from '../log.ts';

/** When an item whose processing failed is due again. */
const RETRY_FAILED_AFTER_MS = 5 * 60_000;

export interface DeferDependencies {
  /** `until` in epoch ms. */
  readonly store: { defer(id: string, until: number): Promise<void> };
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Logs that an item could not be processed, and moves it to a later moment. If failed items
 * kept their place at the head of the queue, many of them would block all others.
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
