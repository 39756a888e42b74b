/**
 * What a link to the contacts opens: all of them, or as a reminder's link does, the one
 * that it is about.
 */
export interface ContactAccess {
  /**
   * Only this contact, and neither the private reason nor the note: a reminder's link
   * lives long.
   */
  readonly contactId?: string;
}

/**
 * The links to a candidate's contacts, and how often one is mailed. `candidate` is the
 * key of their address.
 */
export interface LinkStore {
  /** @param link `secretHash`: all that is kept of it; `expiresAt` in epoch ms */
  grant(
    candidateId: string,
    link: ContactAccess & { readonly secretHash: string; readonly expiresAt: number },
  ): Promise<void>;
  /** What a link opens; undefined where there is none such, or it has expired. */
  find(candidateId: string, secretHash: string): Promise<ContactAccess | undefined>;
  revoke(candidateId: string, secretHash: string): Promise<void>;
  /**
   * Whether one more link may be mailed now: one a minute, five a day. Counts it if so.
   */
  consumeLinkQuota(candidateId: string, now: number): Promise<boolean>;
  /** The link that was counted was not mailed: another may be at once. */
  refundLinkQuota(candidateId: string): Promise<void>;
  /** Takes every link and every count of the candidate's away. */
  clear(candidateId: string): Promise<void>;
}
