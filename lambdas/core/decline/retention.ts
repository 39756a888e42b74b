import { toTtl } from '../time/ttl.ts';
import type { Decline, DeclineState } from './decline.ts';

const DAY_MS = 24 * 60 * 60_000;
/**
 * How long a draft stays readable after its link has expired, so that the old link can
 * offer a fresh one.
 */
const DRAFT_GRACE_MS = 14 * DAY_MS;
/** How long a letter is kept after its outcome. Its contact stays. */
const LETTER_KEPT_DAYS = 30;

/** Longer than any letter needs from the end of its link to the end of its retention. */
export const PLACE_KEPT_MS = DRAFT_GRACE_MS + 2 * LETTER_KEPT_DAYS * DAY_MS;

/** The link of a draft has expired: it may only be used to ask for a fresh one. */
export const isExpired = (
  { state, linkExpiresAt }: Pick<Decline, 'state' | 'linkExpiresAt'>,
  now: number,
): boolean => state === 'draft' && linkExpiresAt <= now;

/** When an item expires, epoch seconds; `null` for never. Empty: as it was before. */
export type Expiry = { readonly ttl: number | null } | Record<string, never>;

/**
 * When a decline expires, once it is in this state: a draft some time after its link, and a
 * letter with an outcome after {@link LETTER_KEPT_DAYS}. A letter that is being sent, and one
 * whose candidate must still get a notice, do not expire.
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
