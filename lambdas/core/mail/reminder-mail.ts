import { languageTag } from '../choices.ts';
import type { MailableContact } from '../contact/contact.ts';
import { draftHello } from '../contact/hello-draft.ts';
import { bareRole } from '../letter/bare-role.ts';
import { shortName } from '../letter/greeting.ts';
import type { MagicLink } from '../magic-link.ts';
import { mailtoOf } from '../text/mailto.ts';
import type { Templates } from '../text/templates.ts';
import { formatMonth } from '../time/format-date.ts';
import {
  AUTO_SUBMITTED,
  type CandidateMailSettings,
  candidateMail,
  contactsUrl,
} from './candidate-mail.ts';
import type { RawMail } from './mail.ts';
import { quoteBlock } from './mail-parts.ts';

/**
 * The headers of a reminder. With these a mail program shows an unsubscribe button, which
 * posts to this URL (RFC 8058). It stops all reminders of the candidate.
 */
export const reminderHeaders = (origin: string, link: MagicLink): Record<string, string> => ({
  ...AUTO_SUBMITTED,
  'List-Unsubscribe': `<${contactsUrl(origin, link)}/unsubscribe>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/**
 * The reminder of one contact: the email "It may be time to write to Dana". It goes to
 * the candidate only. It contains a drafted hello, and links to the actions on the
 * contact.
 *
 * @param link opens this contact only
 * @param today `YYYY-MM-DD`, in the candidate's local time
 */
export function reminderMail(
  templates: Templates,
  { origin, fromAddress }: CandidateMailSettings,
  contact: MailableContact,
  link: MagicLink,
  today: string,
): RawMail {
  const { person, company, role, pageLanguage, candidateEmail, declineId } = contact;
  const hello = draftHello(templates, contact, today);
  const values = {
    person: person.name,
    greeting: shortName(person),
    address: person.address === '' ? undefined : person.address,
    company,
    role: bareRole(role, company),
    month: formatMonth(contact.declinedOn, today, pageLanguage),
    hello: quoteBlock(hello.text),
    mailto: hello.to === '' ? undefined : mailtoOf(hello),
    thread: contact.thread === undefined ? undefined : 'yes',
    link: contactsUrl(origin, link),
  };
  return {
    ...candidateMail(templates, 'reminder', values, {
      to: candidateEmail,
      language: pageLanguage,
      fromAddress,
      tags: { letter: declineId, kind: 'reminder' },
      quoteLanguage: languageTag(contact.language),
    }),
    headers: reminderHeaders(origin, link),
  };
}
