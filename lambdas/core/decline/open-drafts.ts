/**
 * How many drafts of one candidate may be open at once: drafts whose link has not
 * expired, and that were neither sent nor closed. The words of the form name this number.
 */
export const MAX_OPEN_DRAFTS = 50;

/**
 * Whether a candidate may have one more draft.
 *
 * - `opened`: it is counted now.
 * - `erasing`: the candidate is erasing everything, and that is not finished.
 * - `full`: there are {@link MAX_OPEN_DRAFTS}; the first of them expires at `until`,
 *   epoch ms.
 */
export type DraftOpening =
  | { readonly kind: 'opened' }
  | { readonly kind: 'erasing' }
  | { readonly kind: 'full'; readonly until: number };
