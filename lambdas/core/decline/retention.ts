import { DRAFT_GRACE_DAYS } from '../kept-days.ts';
import { toTtl } from '../time/ttl.ts';
import type { Decline, DeclineState } from './decline.ts';

const DAY_MS = 24 * 60 * 60_000;
/**
 * How long a letter is kept after its outcome, unless the deployment has a shorter time.
 * Its contact stays.
 */
export const LETTER_KEPT_DAYS = 30;

/**
 * The longest that a letter can be kept after it was confirmed or closed. It has at most
 * six outcomes, each of higher rank than the one before, and is kept after each of them.
 * A notice, or the wait for a retry, adds some days.
 */
const LETTER_LIFE_MS = 7 * LETTER_KEPT_DAYS * DAY_MS;

/** When a draft with this link expires, epoch ms. */
export const draftKeptUntil = (linkExpiresAt: number): number =>
  linkExpiresAt + DRAFT_GRACE_DAYS * DAY_MS;

/** When a letter that is confirmed or closed at `now` has expired for sure, epoch ms. */
export const letterKeptUntil = (now: number): number => now + LETTER_LIFE_MS;

/**
 * When the place of a letter expires, epoch ms: with the letter, and some days more.
 * DynamoDB deletes an expired letter days late, and until then erasing must find it.
 */
export const placeKeptUntil = (letterUntil: number): number => letterUntil + 7 * DAY_MS;

/** Whether the link of a draft has expired. It can then only ask for a fresh link. */
export const isExpired = (
  { state, linkExpiresAt }: Pick<Decline, 'state' | 'linkExpiresAt'>,
  now: number,
): boolean => state === 'draft' && linkExpiresAt <= now;

/**
 * When an item expires, in epoch seconds; `null` for never. An empty object leaves the
 * item's expiry unchanged.
 */
export type Expiry = { readonly ttl: number | null } | Record<string, never>;

/**
 * When a decline in this state expires: a draft `DRAFT_GRACE_DAYS` after its link, a
 * letter with an outcome after `keptDays`. A letter does not expire while
 * it is being sent, waits for a retry, or has a notice that must still be emailed.
 *
 * @param times `now` and `linkExpiresAt` in epoch ms; `keptDays` at most the default, on
 *   which `letterKeptUntil` depends
 */
export function expiryOf(
  state: DeclineState,
  {
    now,
    linkExpiresAt,
    notice,
    keptDays = LETTER_KEPT_DAYS,
  }: {
    readonly now: number;
    readonly keptDays?: number;
    readonly linkExpiresAt?: number | null | undefined;
    readonly notice?: Decline['notice'] | null;
  },
): Expiry {
  if (notice || state === 'sending' || state === 'retry') return { ttl: null };
  if (state !== 'draft') return { ttl: toTtl(now + keptDays * DAY_MS) };
  return linkExpiresAt ? { ttl: toTtl(draftKeptUntil(linkExpiresAt)) } : {};
}
