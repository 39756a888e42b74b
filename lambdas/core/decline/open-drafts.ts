/**
 * How many drafts of one candidate may be open at once: drafts whose link has not
 * expired, and that were neither sent nor closed.
 */
export const MAX_OPEN_DRAFTS = 50;

/**
 * How many of them may be drafts whose link was emailed. A stranger can ask for such
 * drafts, so the others are for the owner of the mailbox, who opens one of the links and
 * writes further letters from there.
 */
export const MAX_EMAILED_DRAFTS = 40;

/**
 * Whether a candidate may have one more draft.
 *
 * - `opened`: it is counted now.
 * - `erasing`: the candidate is erasing everything, and that is not finished.
 * - `full`: there are as many as may be; the first of them expires at `until`,
 *   epoch ms.
 */
export type DraftOpening =
  | { readonly kind: 'opened' }
  | { readonly kind: 'erasing' }
  | { readonly kind: 'full'; readonly until: number };

/** Why a candidate may not have one more draft at the moment. */
export type DraftRefusal = Exclude<DraftOpening, { readonly kind: 'opened' }>;
