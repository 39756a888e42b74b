/**
 * What a link to the contacts opens: all contacts, or the one contact of a reminder's
 * link.
 */
export interface ContactAccess {
  /**
   * The link opens only this contact, without its private reason and note, because a
   * reminder's link is valid for months.
   */
  readonly contactId?: string;
}

/**
 * How many links to the contacts are emailed to one candidate within 24 hours of the
 * first. The words of the contacts pages name this number and the interval.
 */
export const LINKS_A_DAY = 5;
/** The shortest time between two emailed links, in ms. */
export const LINK_INTERVAL_MS = 60_000;

/**
 * The links to a candidate's contacts, and the quota of links that are emailed.
 * `candidateId` is `addressKey` of the candidate's address.
 */
export interface LinkStore {
  /**
   * Stores a link.
   *
   * @param link only the hash of its secret is stored; `expiresAt` in epoch ms
   */
  grant(
    candidateId: string,
    link: ContactAccess & { readonly secretHash: string; readonly expiresAt: number },
  ): Promise<void>;
  /** What a link opens; undefined if there is no such link, or if it has expired. */
  find(candidateId: string, secretHash: string): Promise<ContactAccess | undefined>;
  revoke(candidateId: string, secretHash: string): Promise<void>;
  /**
   * Whether one more link may be emailed at `now`, epoch ms, within {@link LINKS_A_DAY}
   * and {@link LINK_INTERVAL_MS}. If so, counts it.
   */
  consumeLinkQuota(candidateId: string, now: number): Promise<boolean>;
  /**
   * Removes the last link from the count, because it was not emailed. Another one may be
   * emailed at once.
   */
  refundLinkQuota(candidateId: string): Promise<void>;
  /**
   * Deletes all links and counts of the candidate.
   *
   * @param own the hash of the link that stays, because it has to finish the erasing
   */
  clear(candidateId: string, own?: string): Promise<void>;
}
