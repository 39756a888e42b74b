import { hasTimeUntil, timeLeft } from './drain.ts';

/**
 * The turns of the emails of one run, one email for each due item.
 *
 * @param options `pace`: see `createPacer`. `until`: when the run ends, epoch ms
 * @returns `hasTime`: whether a further item may begin. `takeTurn`: waits for the turn of
 *   one email, and says whether it may be sent. If not, the email stays due, and so do
 *   all others: none has a turn in the rest of this run
 */
export function mailTurns({
  pace,
  until,
  now,
}: {
  readonly pace: (
    recipients: number,
    maxWaitMs: number,
  ) => Promise<{ readonly isAllowed: boolean }>;
  readonly until: number;
  readonly now: () => Date;
}): { readonly hasTime: () => boolean; readonly takeTurn: () => Promise<boolean> } {
  const isInTime = hasTimeUntil(until, now);
  let hasTurns = true;
  const hasTime = () => hasTurns && isInTime();
  return {
    hasTime,
    takeTurn: async () => {
      hasTurns = (await pace(1, timeLeft(until, now))).isAllowed && hasTurns;
      return hasTime();
    },
  };
}
