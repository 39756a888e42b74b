import { eachConcurrently } from './each-concurrently.ts';

/** How many items of each shard one query of the `due` index asks for. */
export const BATCH_SIZE = 50;

/**
 * No item is started if less than this is left of the invocation: one attempt to send an
 * email may take 8 s, and its outcome must be written.
 */
const SHUTDOWN_MARGIN_MS = 10_000;

/**
 * Returns a function that says whether there is time for one more item.
 *
 * @param until when the invocation ends, epoch ms
 */
export const hasTimeUntil =
  (until: number, now: () => Date): (() => boolean) =>
  () =>
    timeLeft(until, now) >= 0;

/** How long an item may wait before it is started, in ms. Negative if it is too late. */
export const timeLeft = (until: number, now: () => Date): number =>
  until - SHUTDOWN_MARGIN_MS - now().getTime();

/**
 * Processes due items in batches, several items concurrently, until a batch has no new
 * item or the time is up.
 *
 * @param options `keyOf` identifies an item. With `keyOf`, each item is processed once:
 *   the index is eventually consistent and may still list an item that was just
 *   processed. Without `keyOf`, an item that is listed again is processed again.
 * @returns the number of items in all batches; if the time was up, not all of them were
 *   processed
 */
export async function drain<T>(options: {
  readonly nextBatch: () => Promise<readonly T[]>;
  readonly keyOf?: (item: T) => string;
  readonly process: (item: T) => Promise<void>;
  /** How many items are processed concurrently. */
  readonly workers: number;
  readonly hasTime?: () => boolean;
}): Promise<number> {
  const { nextBatch, keyOf, process, workers, hasTime = () => true } = options;
  const seen = new Set<string>();
  const isNew = (item: T): boolean => keyOf === undefined || !seen.has(keyOf(item));
  let count = 0;
  while (hasTime()) {
    const items = (await nextBatch()).filter(isNew);
    if (items.length === 0) break;
    count += items.length;
    if (keyOf !== undefined) for (const item of items) seen.add(keyOf(item));
    await eachConcurrently(items, workers, process, hasTime);
  }
  return count;
}
