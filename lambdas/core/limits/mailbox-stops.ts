import { mailboxOf } from '../mailbox-key.ts';
import { shortHash } from '../short-hash.ts';
import type { LinkKind } from './link-limits.ts';

/**
 * The id of a mailbox in the limits and stops of links, which stay after an erasure. It
 * is another hash than the candidate's key, so the two cannot be joined by their keys.
 */
export const linkMailboxId = (address: string): string => shortHash(`links ${mailboxOf(address)}`);

/** What a "Not you?" link of an email can stop, and whether it is stopped. */
export interface MailboxStop {
  readonly kind: LinkKind;
  readonly isStopped: boolean;
}

/**
 * The mailboxes that get no more emails of one kind, because their owner said so on the
 * page of a "Not you?" link. `mailbox` is
 * `linkMailboxId` of an address. Nothing here holds
 * an address, and nothing here is erased with a candidate's data: otherwise, erasing
 * would start the emails again.
 */
export interface MailboxStops {
  isStopped(mailbox: string, kind: LinkKind): Promise<boolean>;
  /**
   * Stores a "Not you?" link. It works for 90 days; while its mailbox is stopped, it
   * works without end, because it can undo the stop.
   *
   * @param link only the hash of its secret is stored
   */
  grant(
    mailbox: string,
    link: { readonly secretHash: string; readonly kind: LinkKind },
  ): Promise<void>;
  /** Removes a link that was not emailed. */
  revoke(mailbox: string, secretHash: string): Promise<void>;
  /** Undefined if there is no such link, or if it has expired. */
  find(mailbox: string, secretHash: string): Promise<MailboxStop | undefined>;
  /** Stops the emails of the link's kind, or allows them again. Idempotent. */
  set(mailbox: string, secretHash: string, stop: MailboxStop): Promise<void>;
}
