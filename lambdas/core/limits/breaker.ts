import type { Pace } from './pacer.ts';
import type { RateLimit, RateLimiter } from './rate-limit.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What SES reported about an email. */
export type MailOutcome = 'sent' | 'bounced' | 'complained';

/** How many emails there were in some time, by outcome. */
export type MailCounts = Readonly<Record<MailOutcome, number>>;

/** Counts the outcomes of all emails, in a bounded number of time buckets. */
export interface MailHealth {
  /**
   * Counts one email.
   *
   * @returns `tripped` if links stop because of it, and did not stop before
   */
  count(outcome: MailOutcome): Promise<'tripped' | undefined>;
  /** When the links were last stopped, epoch ms; 0 if never. One read. */
  trippedAt(): Promise<number>;
}

/** Whether so many emails bounced or led to complaints that links must stop. */
export const isUnhealthy = (hour: MailCounts, day: MailCounts): boolean =>
  (hour.bounced > 20 && hour.bounced > 0.05 * hour.sent) ||
  (day.complained > 3 && day.complained > 0.003 * day.sent);

/** After this time without a further trip, some links leave again. */
const CLOSED_MS = HOUR_MS;
/** Then links leave one after the other: an hour slowly, then an hour faster. */
const steps: readonly RateLimit[] = [
  { name: 'reopening', burst: 1, intervalMs: MINUTE_MS },
  { name: 'reopening', burst: 1, intervalMs: 10_000 },
];
/** After this time all links leave again. */
export const REOPENED_MS = CLOSED_MS + steps.length * HOUR_MS;

/** The name of the limit that refuses a turn while links are stopped. */
export const BREAKER = 'breaker';

/**
 * Gives an email with a link no turn while too many emails bounce or lead to complaints.
 * Mailboxes that confirmed a letter before go on, because their emails arrive. It reopens
 * by itself, slowly: if emails bounce again, it trips again.
 */
export const unlessTripped =
  (
    pace: Pace,
    {
      health,
      limiter,
      hasConfirmed,
      now,
    }: {
      readonly health: Pick<MailHealth, 'trippedAt'>;
      readonly limiter: RateLimiter;
      /** Whether the candidate with this address confirmed a letter before. */
      readonly hasConfirmed: (address: string) => Promise<boolean>;
      readonly now: () => Date;
    },
  ): Pace =>
  async (recipients, maxWaitMs, to) => {
    const trippedAt = await health.trippedAt();
    const closedFor = now().getTime() - trippedAt;
    if (closedFor >= REOPENED_MS || (to !== undefined && (await hasConfirmed(to)))) {
      return pace(recipients, maxWaitMs, to);
    }
    if (closedFor < CLOSED_MS) {
      return { isAllowed: false, limit: BREAKER, retryAt: trippedAt + CLOSED_MS };
    }
    const step = steps[Math.floor((closedFor - CLOSED_MS) / HOUR_MS)];
    const taking = step && (await limiter.take('links-reopening', [step]));
    return taking?.isAllowed === false
      ? { ...taking, limit: BREAKER }
      : pace(recipients, maxWaitMs, to);
  };
