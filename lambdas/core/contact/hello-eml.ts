import { unsentEml } from '../letter/eml.ts';
import { threadHeaders } from '../letter/thread.ts';
import { replySubject } from '../text/reply-subject.ts';
import type { Contact } from './contact.ts';
import type { HelloDraft } from './hello-draft.ts';

type ThreadedContact = Pick<Contact, 'candidateName' | 'candidateEmail'> & {
  readonly thread: NonNullable<Contact['thread']>;
};

/**
 * The hello as a message file, in reply to the email that the letter answered. It has the
 * subject of that thread, as the letter had. `mailto:` cannot do this.
 */
export const helloEml = (
  { to, subject, text }: HelloDraft,
  { candidateName, candidateEmail, thread }: ThreadedContact,
): string =>
  unsentEml({
    from: { name: candidateName, address: candidateEmail },
    to,
    subject: thread.subject === undefined ? subject : replySubject(thread.subject),
    text,
    thread: threadHeaders(thread),
  });
