import type { Look, RateLimiter, Taking } from './rate-limit.ts';
import { type MailKind, type SendQuota, sendLimits } from './send-limits.ts';

/**
 * Waits for the turn of one email.
 *
 * @param recipients how many recipients the email has
 * @param maxWaitMs the longest wait, in ms. If the turn comes later, the email has no
 *   turn, and nothing is taken
 */
export type TakeTurn = (recipients: number, maxWaitMs: number) => Promise<Taking>;

/** Gives the turns of one kind of email. Called, it waits for a turn and takes it. */
export interface Pace extends TakeTurn {
  /** Looks when the turn of an email would come. `take` takes it and does not wait. */
  readonly look: (recipients: number, maxWaitMs: number) => Promise<Look>;
  /** Waits until the turn comes that was taken. */
  readonly wait: (taking: Taking) => Promise<void>;
  /** Gives back a turn that was not used. */
  readonly giveBack: (recipients: number) => Promise<void>;
}

/**
 * Creates the function that waits for the turns of one kind of email. Turns are given out
 * by the table, so all processes together keep to the limits of the account.
 */
export function createPacer({
  limiter,
  account = 'account',
  quota,
  kind,
  sleep,
}: {
  readonly limiter: RateLimiter;
  /** Pacers of the same account share its limits. By default there is one account. */
  readonly account?: string;
  readonly quota: SendQuota;
  readonly kind: MailKind;
  readonly sleep: (ms: number) => Promise<unknown>;
}): Pace {
  const limits = sendLimits(quota, kind);
  const subject = `sending#${account}`;
  // The workers of one process take their turns one after the other: at the same time
  // they would refuse each other's writes.
  let previous: Promise<unknown> = Promise.resolve();
  const inTurn = (take: () => Promise<Taking>): Promise<Taking> => {
    const next = previous.then(take, take);
    previous = next;
    return next;
  };
  const wait = async (taking: Taking): Promise<void> => {
    if (taking.isAllowed && taking.waitMs > 0) await sleep(taking.waitMs);
  };
  const pace: TakeTurn = async (count, maxWaitMs) => {
    const taking = await inTurn(() => limiter.take(subject, limits, { count, maxWaitMs }));
    await wait(taking);
    return taking;
  };
  return Object.assign(pace, {
    look: async (count: number, maxWaitMs: number): Promise<Look> => {
      const look = await limiter.look(subject, limits, { count, maxWaitMs });
      return { answer: look.answer, take: () => inTurn(look.take) };
    },
    wait,
    giveBack: (count: number) => limiter.giveBack(subject, limits, count),
  });
}
