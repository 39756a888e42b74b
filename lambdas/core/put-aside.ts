import type { DeclineStore } from './decline/decline-store.ts';
import { errorCode, type Log } from './log.ts';

/** When a broken item has its next turn. */
const RETRY_FAILED_AFTER_MS = 5 * 60_000;

export interface DeferDependencies {
  readonly store: Pick<DeclineStore, 'defer'>;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * A broken item goes to the end of the line, or so many of them would keep all others
 * from their turn.
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
