import * as z from 'zod/mini';
import {
  costOf,
  type Look,
  type RateLimit,
  type RateLimiter,
  type TakeOptions,
  type Taking,
  toleranceOf,
} from '../core/limits/rate-limit.ts';
import { toTtl } from '../core/time/ttl.ts';
import { Condition, ItemUpdate } from './item-expressions.ts';
import { rateLimitKey } from './keys.ts';
import type { Table } from './table.ts';

/** No caller waits longer than this for its turn, in ms: no function runs as long. */
const LONGEST_WAIT_MS = 60_000;

const numbersSchema = z.record(z.string(), z.unknown());
/** The numbers of a subject's limits, by their names. */
type Stored = z.infer<typeof numbersSchema>;

interface Request extends Required<TakeOptions> {
  readonly subject: string;
  readonly limits: readonly RateLimit[];
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * After a write is refused, the item has changed, and is read again. Each refused write
 * means that another taking succeeded, and takings from a busy limit do not refuse each
 * other, so this many tries are enough for thousands of concurrent calls.
 */
const MAX_TRIES = 20;

const tooOften = (subject: string): Error =>
  new Error(`The limits of "${subject.split('#')[0]}" changed too often at once.`);

/** Rate limits in DynamoDB: one item for each subject, with one number for each limit. */
export class DynamoRateLimiter implements RateLimiter {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async take(
    subject: string,
    limits: readonly RateLimit[],
    options: TakeOptions = {},
  ): Promise<Taking> {
    const look = await this.look(subject, limits, options);
    return look.answer.isAllowed ? look.take() : look.answer;
  }

  async look(
    subject: string,
    limits: readonly RateLimit[],
    { count = 1, maxWaitMs = 0 }: TakeOptions = {},
  ): Promise<Look> {
    const request = { subject, limits, count, maxWaitMs };
    let stored = await this.#read(request);
    const take = async (): Promise<Taking> => {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        if (tries > 0) stored = await this.#read(request);
        const answer = this.#answerTo(request, stored);
        if (!answer.isAllowed) return answer;
        const taken = await this.#add(request, stored);
        if (taken !== undefined) return taken;
      }
      throw tooOften(subject);
    };
    return { answer: this.#answerTo(request, stored), take };
  }

  /** Reads the numbers, and corrects one that no taking can have led to. */
  async #read(request: Request): Promise<Stored> {
    const { subject } = request;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const stored = numbersSchema.parse((await this.#table.get(rateLimitKey(subject))) ?? {});
      const now = this.#table.now();
      const impossible = this.#partsOf(request, stored).find(
        ({ limit, fullAt }) => fullAt > now + costOf(limit, limit.burst + 1) + LONGEST_WAIT_MS,
      );
      if (impossible === undefined) return stored;
      await this.#useUp(subject, impossible.limit, impossible.fullAt);
    }
    throw tooOften(subject);
  }

  #partsOf({ limits, count }: Request, stored: Stored) {
    return limits.map((limit) => ({
      limit,
      fullAt: Number(stored[limit.name] ?? 0),
      cost: costOf(limit, count),
      tolerance: toleranceOf(limit, count),
    }));
  }

  #answerTo(request: Request, stored: Stored): Taking {
    const now = this.#table.now();
    const last = this.#partsOf(request, stored)
      .map(({ limit, fullAt, tolerance }) => ({ limit: limit.name, retryAt: fullAt - tolerance }))
      .reduce((one, other) => (other.retryAt > one.retryAt ? other : one));
    return last.retryAt > now + request.maxWaitMs
      ? { isAllowed: false, ...last }
      : { isAllowed: true, waitMs: Math.max(0, last.retryAt - now) };
  }

  /** Takes the units in one conditional write. Undefined if the limits have changed. */
  async #add(request: Request, stored: Stored): Promise<Taking | undefined> {
    const now = this.#table.now();
    const parts = this.#partsOf(request, stored);
    const fullAgainAt = Math.max(...parts.map(({ fullAt, cost }) => Math.max(fullAt, now) + cost));
    const update = new ItemUpdate().set({ ttl: toTtl(fullAgainAt + DAY_MS) });
    for (const { limit, fullAt, cost, tolerance } of parts) {
      // Two takings from a limit in use both succeed, because each one only adds.
      if (fullAt > now) {
        update
          .increment(limit.name, cost)
          .when(limit.name, '>', now)
          .when(limit.name, '<=', now + tolerance + request.maxWaitMs);
      } else {
        update.set({ [limit.name]: now + cost }).whenAbsentOr(limit.name, '<=', now);
      }
    }
    const taken = await this.#table.upsertAndRead(rateLimitKey(request.subject), update);
    if (taken === undefined) return undefined;
    const waits = parts.map(
      ({ limit, cost, tolerance }) => Number(taken[limit.name]) - cost - tolerance - now,
    );
    return { isAllowed: true, waitMs: Math.max(0, ...waits) };
  }

  /**
   * Corrects a number that no taking can have led to: it was written by a clock that is
   * ahead, or under a lower limit. The limit is then used up, but not for longer.
   */
  async #useUp(subject: string, limit: RateLimit, stored: number): Promise<void> {
    const update = new ItemUpdate()
      .set({ [limit.name]: this.#table.now() + costOf(limit, limit.burst) })
      .when(limit.name, '=', stored);
    await this.#table.update(rateLimitKey(subject), update);
  }

  async giveBack(subject: string, limits: readonly RateLimit[], count = 1): Promise<void> {
    const update = new ItemUpdate().whenExists('pk');
    for (const limit of limits) update.increment(limit.name, -costOf(limit, count));
    const item = await this.#table.updateAndRead(rateLimitKey(subject), update);
    if (item !== undefined) await this.#removeFree(subject, item);
  }

  /** Removes the item of a subject of which nothing is taken: it says nothing. */
  async #removeFree(
    subject: string,
    { pk: _, sk: __, ttl: ___, ...numbers }: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const now = this.#table.now();
    const isUnchanged = new Condition();
    for (const [name, fullAt] of Object.entries(numbers)) {
      if (Number(fullAt) > now) return;
      isUnchanged.when(name, '=', fullAt);
    }
    await this.#table.remove(rateLimitKey(subject), isUnchanged);
  }
}
