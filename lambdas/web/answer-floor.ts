/**
 * The least time, in ms, that a request for a link takes. An emailed link takes about
 * half of it: four table commands and one call of SES. A link that is held back takes a
 * few ms of work, and waits for the rest. The wait costs the money of 0.5 s of a Lambda,
 * and no more than 2.5 concurrent executions at the throttle of `POST /declines`.
 */
export const ANSWER_FLOOR_MS = 500;

/**
 * Does the work of a request for a link, and finishes no sooner than a fixed time after
 * it began. So the time of an answer does not tell whether a link was emailed. The work
 * is what differs between the two; what comes before and after it is the same for both.
 * It waits after an error, too.
 */
export type HoldAnswer = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * @param clock `now`: the time in ms. `sleep`: waits so many ms
 * @param floorMs the least time of the work, in ms
 */
export const answerFloor =
  (
    {
      now,
      sleep,
    }: { readonly now: () => number; readonly sleep: (ms: number) => Promise<unknown> },
    floorMs: number,
  ): HoldAnswer =>
  async (work) => {
    const startedAt = now();
    try {
      return await work();
    } finally {
      const left = floorMs - (now() - startedAt);
      if (left > 0) await sleep(left);
    }
  };
