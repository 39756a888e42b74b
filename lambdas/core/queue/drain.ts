import { eachConcurrently } from './each-concurrently.ts';

/** How many items of each shard one query of the `due` index asks for. */
export const BATCH_SIZE = 50;

/**
 * No item is started with less than this left of the invocation: one attempt at a mail may
 * take 8 s, and its outcome must be written.
 */
const SHUTDOWN_MARGIN_MS = 10_000;

/**
 * Whether there is time for one more item.
 *
 * @param until when the invocation ends, epoch ms
 */
export const hasTimeUntil =
  (until: number, now: () => Date): (() => boolean) =>
  () =>
    now().getTime() <= until - SHUTDOWN_MARGIN_MS;

/**
 * Processes what is due, batch after batch, several items at once, until a batch is empty or
 * the time is up.
 *
 * @param options `keyOf` tells one item from another. With it each item is processed once:
 *   the index may still show an item that was just processed. Without it an item that is
 *   listed again is processed again.
 * @returns how many items were processed, or would have been with more time
 */
export async function drain<T>(options: {
  readonly nextBatch: () => Promise<readonly T[]>;
  readonly keyOf?: (item: T) => string;
  readonly process: (item: T) => Promise<void>;
  /** How many items are processed at once. */
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
