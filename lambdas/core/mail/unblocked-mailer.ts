import { errorCode } from '../log.ts';
import type { OutgoingMail, SendResult } from './mail.ts';

/**
 * A mailer of emails to candidates that emails no blocked candidate. Its result is as if
 * SES had accepted the email, so that the answers to a blocked candidate are those to
 * anybody. If it cannot read the blocks, nothing is sent.
 */
export const unblockedMailer = <Mail extends OutgoingMail>(
  mailer: { readonly send: (mail: Mail) => Promise<SendResult> },
  blocks: { readonly find: (role: 'candidate', address: string) => Promise<unknown> },
): { readonly send: (mail: Mail) => Promise<SendResult> } => ({
  send: async (mail) => {
    try {
      if ((await blocks.find('candidate', mail.to)) !== undefined) {
        return { kind: 'accepted', messageId: 'blocked' };
      }
    } catch (error) {
      return { kind: 'not-sent', retry: 'backoff', code: errorCode(error) };
    }
    return mailer.send(mail);
  },
});
