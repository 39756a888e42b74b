import type { DeclineStore } from './decline-store.ts';
import { errorCode, type Log } from './log.ts';

/** When a broken item has its next turn. */
const ASIDE_MS = 5 * 60_000;

export interface AsideDependencies {
  readonly store: Pick<DeclineStore, 'setAside'>;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * A broken item goes to the end of the line, or so many of them would keep all others
 * from their turn.
 */
export async function putAside(
  { store, now, log }: AsideDependencies,
  letter: string,
  event: 'sweep-item-broken' | 'notice-not-sent',
  cause: unknown,
): Promise<void> {
  log({ event, letter, code: errorCode(cause) });
  try {
    await store.setAside(letter, now().getTime() + ASIDE_MS);
  } catch (error) {
    log({ event, letter, code: errorCode(error) });
  }
}
