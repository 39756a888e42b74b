import type { Decline } from '../decline/decline.ts';
import { canonicalAddress, parseEmailAddress } from '../email-address.ts';
import type { Letter } from '../letter/letter.ts';
import type { RawMail } from './mail.ts';

const mailbox = (address: string): string =>
  canonicalAddress(parseEmailAddress(address) ?? address);

/**
 * Whether the candidate gets a copy. A candidate who writes to their own address, to try
 * Open Door, needs none, however they spelled it: the letter itself arrives there.
 */
export const hasOwnCopy = ({ to, replyTo }: Pick<Letter, 'to' | 'replyTo'>): boolean =>
  mailbox(replyTo) !== mailbox(to);

/**
 * The email to the recruiter, exactly as the candidate reviewed it. The candidate gets a
 * copy (Bcc) in the same call to SES.
 */
export function letterMail({ id, letter }: Pick<Decline, 'id' | 'letter'>): RawMail {
  return {
    ...letter,
    ...(hasOwnCopy(letter) && { bcc: letter.replyTo }),
    tags: { letter: id, kind: 'letter' },
  };
}
