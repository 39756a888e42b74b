import type { NoticeName } from '../choices.ts';
import { errorCode, type Log } from '../log.ts';

const MINUTE_MS = 60_000;
const MAX_DELAY_MS = 60 * MINUTE_MS;
/**
 * After this many failures in a row, about 6 hours, an item is given up. A fault that
 * passes, such as a missing permission, is corrected by then; an item that can never be
 * processed must not be tried for ever.
 */
const MAX_FAILED_RUNS = 10;

/** The delay after the nth failure in a row: 5, 10, 20, 40, then 60 minutes. */
const delayMs = (failedRuns: number): number =>
  Math.min(5 * MINUTE_MS * 2 ** (Math.max(failedRuns, 1) - 1), MAX_DELAY_MS);

export interface DeferDependencies {
  /** See `DeclineStore`. */
  readonly store: {
    countFailedRun(id: string): Promise<number>;
    defer(id: string, until: number): Promise<void>;
    giveUp(id: string): Promise<NoticeName | undefined>;
  };
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Logs that an item could not be processed, and postpones it. Without that, failed items
 * would stay at the head of the queue, and many of them would block all others. After
 * `MAX_FAILED_RUNS` the item is given up.
 */
export async function deferFailed(
  { store, now, log }: DeferDependencies,
  letter: string,
  event: 'sweep-item-broken' | 'notice-not-sent',
  cause: unknown,
): Promise<void> {
  log({ event, letter, code: errorCode(cause) });
  try {
    const failedRuns = await store.countFailedRun(letter);
    if (failedRuns < MAX_FAILED_RUNS) {
      await store.defer(letter, now().getTime() + delayMs(failedRuns));
      return;
    }
    const notice = await store.giveUp(letter);
    log({ event: 'item-given-up', letter, code: errorCode(cause), notice: notice ?? 'none' });
  } catch (error) {
    log({ event, letter, code: errorCode(error) });
  }
}
