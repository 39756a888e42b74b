import type { Decline } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { type MagicLink, parseToken, secretMatches } from '../core/magic-link.ts';

/** A decline and the link that opens it. */
export interface OpenedLetter {
  readonly decline: Decline;
  readonly link: MagicLink;
  /**
   * A fresh link for the draft has replaced this one. This one may only ask for another
   * fresh link.
   */
  readonly isSuperseded: boolean;
}

/**
 * Finds the letter that the token of a link opens. Undefined if the token is malformed,
 * its id is unknown, or its secret is wrong: the three cases look the same to the client.
 */
export async function openLetter(
  store: DeclineStore,
  token: string,
): Promise<OpenedLetter | undefined> {
  const link = parseToken(token);
  if (link === undefined) return undefined;
  const decline = await store.find(link.id);
  if (decline === undefined) return undefined;
  if (secretMatches(link.secret, decline.linkHash)) return { decline, link, isSuperseded: false };
  const isPrior = decline.priorLinkHashes?.some((hash) => secretMatches(link.secret, hash));
  return isPrior ? { decline, link, isSuperseded: decline.state === 'draft' } : undefined;
}
