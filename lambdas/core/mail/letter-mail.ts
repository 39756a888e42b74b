import type { Decline } from '../decline/decline.ts';
import type { OutgoingMail } from './mail.ts';

/**
 * The mail to the recruiter, exactly as reviewed, with the candidate's own copy in the
 * same call.
 */
export function letterMail({ id, letter }: Pick<Decline, 'id' | 'letter'>): OutgoingMail {
  return {
    ...letter,
    // To someone trying it out on themselves, one is enough.
    ...(letter.replyTo !== letter.to && { bcc: letter.replyTo }),
    tags: { letter: id, kind: 'letter' },
  };
}
