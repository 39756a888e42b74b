import type { RateLimiter, Taking } from './rate-limit.ts';
import { type MailKind, type SendQuota, sendLimits } from './send-limits.ts';

/**
 * Waits for the turn of one email.
 *
 * @param recipients how many recipients the email has
 * @param maxWaitMs the longest wait, in ms. If the turn comes later, the email has no
 *   turn, and nothing is taken
 * @param isLook takes nothing: no email follows, but the time and the answer are the same
 */
export type Pace = (recipients: number, maxWaitMs: number, isLook?: boolean) => Promise<Taking>;

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
  // The workers of one process take their turns one after the other: at the same time
  // they would refuse each other's writes.
  let previous: Promise<unknown> = Promise.resolve();
  return async (count, maxWaitMs, isLook = false) => {
    const take = () => limiter.take(`sending#${account}`, limits, { count, maxWaitMs, isLook });
    const next = previous.then(take, take);
    previous = next;
    const taking = await next;
    if (taking.isAllowed && taking.waitMs > 0) await sleep(taking.waitMs);
    return taking;
  };
}
