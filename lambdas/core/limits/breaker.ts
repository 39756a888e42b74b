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
   * @returns `tripped` if links stop because of it, or stay stopped for longer
   */
  count(outcome: MailOutcome): Promise<'tripped' | undefined>;
  /** When the links were last stopped, epoch ms; 0 if never. One read. */
  trippedAt(): Promise<number>;
}

/**
 * Whether links must stop because of one more bounce or complaint. Each kind is judged by
 * its own period, so that a bounce does not stop links again for the complaints of a day.
 */
export const isUnhealthy = (
  outcome: MailOutcome,
  { hour, day }: { readonly hour: MailCounts; readonly day: MailCounts },
): boolean =>
  outcome === 'bounced'
    ? hour.bounced > 20 && hour.bounced > 0.05 * hour.sent
    : outcome === 'complained' && day.complained > 3 && day.complained > 0.003 * day.sent;

/** After this time without a further trip, some links leave again. */
const CLOSED_MS = HOUR_MS;
/** Then links leave one after the other: an hour slowly, then an hour faster. */
const steps: readonly RateLimit[] = [
  { name: 'reopening', burst: 1, intervalMs: MINUTE_MS },
  { name: 'reopening', burst: 1, intervalMs: 10_000 },
];
/** After this time all links leave again. */
export const REOPENED_MS = CLOSED_MS + steps.length * HOUR_MS;

/** Stops the emails with links of everyone who is not known. */
export interface Breaker {
  /**
   * Until when the link of this request may not leave, epoch ms; undefined if it may.
   * While links leave slowly again, it takes the turn of this request.
   */
  pausedUntil(): Promise<number | undefined>;
  /** Whether links leave to this address all the same: its owner confirmed a letter. */
  isKnown(address: string): Promise<boolean>;
}

/**
 * Stops links while too many emails bounce or lead to complaints. It reopens by itself,
 * slowly: if emails bounce again, it trips again.
 */
export const createBreaker = ({
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
}): Breaker => ({
  pausedUntil: async () => {
    const trippedAt = await health.trippedAt();
    const closedFor = now().getTime() - trippedAt;
    if (closedFor < CLOSED_MS) return trippedAt + CLOSED_MS;
    const step = steps[Math.floor((closedFor - CLOSED_MS) / HOUR_MS)];
    const taking = step && (await limiter.take('links-reopening', [step]));
    return taking?.isAllowed === false ? taking.retryAt : undefined;
  },
  isKnown: hasConfirmed,
});
