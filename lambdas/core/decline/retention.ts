import { toTtl } from '../time/ttl.ts';
import type { Decline, DeclineState } from './decline.ts';

const DAY_MS = 24 * 60 * 60_000;
/**
 * How long a draft is kept after its link has expired. In this time the candidate can use
 * the expired link to ask for a fresh one.
 */
const DRAFT_GRACE_MS = 14 * DAY_MS;
/** How long a letter is kept after its outcome. Its contact stays. */
const LETTER_KEPT_DAYS = 30;

/**
 * How long a place is kept after the link has expired. No letter is kept for longer than
 * this after its link has expired.
 */
export const PLACE_KEPT_MS = DRAFT_GRACE_MS + 2 * LETTER_KEPT_DAYS * DAY_MS;

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
 * When a decline in this state expires: a draft {@link DRAFT_GRACE_MS} after its link, a
 * letter with an outcome after {@link LETTER_KEPT_DAYS}. A letter does not expire while
 * it is being sent, waits for a retry, or has a notice that must still be emailed.
 *
 * @param times `now` and `linkExpiresAt` in epoch ms
 */
export function expiryOf(
  state: DeclineState,
  {
    now,
    linkExpiresAt,
    notice,
  }: {
    readonly now: number;
    readonly linkExpiresAt?: number | null | undefined;
    readonly notice?: Decline['notice'] | null;
  },
): Expiry {
  if (notice || state === 'sending' || state === 'retry') return { ttl: null };
  if (state !== 'draft') return { ttl: toTtl(now + LETTER_KEPT_DAYS * DAY_MS) };
  return linkExpiresAt ? { ttl: toTtl(linkExpiresAt + DRAFT_GRACE_MS) } : {};
}
