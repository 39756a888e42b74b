/**
 * A limit by the generic cell rate algorithm (GCRA). `burst` units may be taken at once,
 * then one unit each `intervalMs`. So no period P has more than
 * `burst + P / intervalMs` units, wherever it begins.
 *
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export interface RateLimit {
  /**
   * The attribute with the limit's one number: the time when the whole burst is free
   * again, epoch ms. (The algorithm calls it the theoretical arrival time.)
   */
  readonly name: string;
  /** A taking of more units than this needs the whole burst. */
  readonly burst: number;
  readonly intervalMs: number;
}

export type Taking =
  | {
      readonly isAllowed: true;
      /** How long the caller must wait before it uses the units, in ms. */
      readonly waitMs: number;
    }
  | {
      readonly isAllowed: false;
      /** The name of the limit that allows it last. */
      readonly limit: string;
      /** When it would be allowed, epoch ms, if nothing else is taken before. */
      readonly retryAt: number;
    };

export interface TakeOptions {
  /** How many units; default: 1. */
  readonly count?: number;
  /** Takes units that are free within this time, in ms; default: 0. */
  readonly maxWaitMs?: number;
}

/** What taking would answer at the moment. Nothing is taken yet. */
export interface Look {
  readonly answer: Taking;
  /** Takes the units, as `RateLimiter.take` does, without another read in most cases. */
  take(): Promise<Taking>;
}

/** Rate limits that all processes share. */
export interface RateLimiter {
  /**
   * Takes units from several limits of one subject: from all of them or from none. It is
   * exact: concurrent calls cannot take more than the limits allow.
   *
   * @param subject what is limited; limits of other subjects are independent
   */
  take(subject: string, limits: readonly RateLimit[], options?: TakeOptions): Promise<Taking>;
  /** Reads what {@link take} would answer. */
  look(subject: string, limits: readonly RateLimit[], options?: TakeOptions): Promise<Look>;
  /**
   * Gives units back that were taken and not used. It is exact if less than the interval
   * of each limit has passed since. A subject of which nothing is taken is not stored.
   */
  giveBack(subject: string, limits: readonly RateLimit[], count?: number): Promise<void>;
}

/** Precision of stored times in ms: it keeps a fraction of a ms, for high rates. */
const round = (ms: number): number => Math.ceil(ms * 1000) / 1000;

/** By how much a taking moves the number of a limit, in ms. */
export const costOf = ({ intervalMs }: RateLimit, count: number): number =>
  round(count * intervalMs);

/** How far the number may be ahead of the time at which units are taken, in ms. */
export const toleranceOf = (limit: RateLimit, count: number): number =>
  costOf(limit, Math.max(limit.burst - count, 0));

/** A limit of so many units in any period: half of them at once, the rest evenly. */
export function limitInAny(periodMs: number, name: string, units: number): RateLimit {
  const burst = Math.max(Math.floor(units / 2), 1);
  const intervalMs = periodMs / Math.max(units - burst, 1);
  return { name, burst, intervalMs };
}

/** A limit of so many units in any 24 hours, see {@link limitInAny}. */
export const dailyLimit = (name: string, units: number): RateLimit =>
  limitInAny(24 * 60 * 60_000, name, units);
