import type { Decline } from '../decline/decline.ts';
import type { OutgoingMail } from './mail.ts';

/**
 * The email to the recruiter, exactly as the candidate reviewed it. The candidate gets a
 * copy (Bcc) in the same call to SES.
 */
export function letterMail({ id, letter }: Pick<Decline, 'id' | 'letter'>): OutgoingMail {
  return {
    ...letter,
    // A candidate who writes to their own address, to try Open Door, needs no copy.
    ...(letter.replyTo !== letter.to && { bcc: letter.replyTo }),
    tags: { letter: id, kind: 'letter' },
  };
}
