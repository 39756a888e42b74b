/**
 * Processes items in their order, several at once.
 *
 * @param hasTime asked before each item: once it says no, no further item is started
 */
export async function eachConcurrently<T>(
  items: Iterable<T>,
  workers: number,
  process: (item: T) => Promise<void>,
  hasTime: () => boolean = () => true,
): Promise<void> {
  const waiting = [...items];
  const work = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined && hasTime(); item = waiting.shift()) {
      await process(item);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}
