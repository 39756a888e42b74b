import type { Decline } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { type MagicLink, parseToken, secretMatches } from '../core/magic-link.ts';

/** A decline and the link that opens it. */
export interface OpenedLetter {
  readonly decline: Decline;
  readonly link: MagicLink;
  /**
   * The link is from before a fresh one was mailed for the draft: it may ask for another,
   * and nothing else.
   */
  readonly isSuperseded: boolean;
}

/**
 * Opens a letter by its link's token. Undefined alike for a malformed, an unknown and a
 * wrong one.
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
