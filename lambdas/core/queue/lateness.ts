/** An item of the due index, as a query of the index lists it. */
export interface DueItem {
  /** When it was due, epoch ms. */
  readonly dueAt: number;
}

/** What a job remembers of the batches that it reads. */
export interface Lateness<T> {
  /** Reads the next batch. */
  readonly nextBatch: () => Promise<readonly T[]>;
  /**
   * The item is not late: there is nothing to do for it. The index lists it all the same.
   */
  readonly ignore: (item: T) => void;
  /**
   * At the end of the run: how long the oldest item of the last batch has been due, in
   * ms; 0 if the batch had none. An item that this run has processed counts if the index
   * still lists it: the index is eventually consistent, so the number may be too high
   * once.
   */
  readonly lateMs: () => number;
}

/**
 * Watches the batches of a job, to know how late the job is. It needs no read of its own:
 * a run ends with a batch that has no new item, or with a batch that it could not finish.
 *
 * @param options `nextBatch`: the query. `keyOf`: identifies an item
 */
export function watchLateness<T extends DueItem>({
  nextBatch,
  keyOf,
  now,
}: {
  readonly nextBatch: () => Promise<readonly T[]>;
  readonly keyOf: (item: T) => string;
  readonly now: () => Date;
}): Lateness<T> {
  const ignored = new Set<string>();
  let last: readonly T[] = [];
  return {
    nextBatch: async () => {
      last = await nextBatch();
      return last;
    },
    ignore: (item) => {
      ignored.add(keyOf(item));
    },
    lateMs: () => {
      const waiting = last.filter((item) => !ignored.has(keyOf(item)));
      const oldest = waiting.reduce((dueAt, item) => Math.min(dueAt, item.dueAt), Infinity);
      return Math.max(now().getTime() - oldest, 0);
    },
  };
}
