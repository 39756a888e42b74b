/**
 * Works off what is due, several at once, in rounds for as long as there is time. Each
 * item has its turn once: the index that lists them may still show what was tended a
 * moment ago.
 *
 * @returns how many had their turn, or would have had with more time
 */
export async function drain<T>(options: {
  /** What is due now. */
  readonly due: () => Promise<readonly T[]>;
  readonly keyOf: (item: T) => string;
  readonly process: (item: T) => Promise<void>;
  readonly hasTime: () => boolean;
  readonly workers: number;
}): Promise<number> {
  const { due, keyOf, process, hasTime, workers } = options;
  const seen = new Set<string>();
  const work = async (items: T[]): Promise<void> => {
    for (let item = items.shift(); item !== undefined && hasTime(); item = items.shift())
      await process(item);
  };
  while (hasTime()) {
    const items = (await due()).filter((item) => !seen.has(keyOf(item)));
    if (items.length === 0) break;
    for (const item of items) seen.add(keyOf(item));
    await Promise.all(Array.from({ length: workers }, () => work(items)));
  }
  return seen.size;
}
