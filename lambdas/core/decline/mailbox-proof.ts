import { secretMatches } from '../magic-link.ts';
import { type Decline, isRestoredDraft } from './decline.ts';

/**
 * Whether the secret of a letter's link proves that its holder reads the candidate's
 * mailbox: it is the newest link to the letter, and has not expired. It proves that in
 * every state of the letter, also after it was sent.
 */
export const provesMailbox = (decline: Decline, secret: string, now: number): boolean =>
  decline.linkExpiresAt > now &&
  !isRestoredDraft(decline) &&
  secretMatches(secret, decline.linkHash);
