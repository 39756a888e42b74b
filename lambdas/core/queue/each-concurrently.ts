/**
 * Processes several items concurrently and starts them in their order.
 *
 * @param workers how many items are processed concurrently
 * @param hasTime called before each item; after it returned false, no further item starts
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
