/**
 * What a link to the contacts opens: all contacts, or the contacts of a receipt's or a
 * reminder's link.
 */
export interface ContactAccess {
  /**
   * The link opens only these contacts, without their private reasons and notes, because
   * a reminder's link is valid for months. At least one.
   */
  readonly contactIds?: readonly string[];
}

/**
 * The links to a candidate's contacts. `candidateId` is `addressKey` of the candidate's
 * address.
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
   * Deletes all links of the candidate, and the count of their open drafts.
   *
   * @param own the hash of the link that stays, because it has to finish the erasing
   */
  clear(candidateId: string, own?: string): Promise<void>;
}
