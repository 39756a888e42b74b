import type { MailableContact } from '../contact/contact.ts';
import { calendarOf, reminderEntry } from '../export/calendar.ts';
import { bareRole } from '../letter/bare-role.ts';
import type { MagicLink } from '../magic-link.ts';
import type { Templates } from '../text/templates.ts';
import { formatDay, formatFullDay } from '../time/format-date.ts';
import {
  AUTO_SUBMITTED,
  type CandidateMailSettings,
  candidateMail,
  contactsUrl,
} from './candidate-mail.ts';
import type { RawMail } from './mail.ts';

/**
 * The receipt: the email that confirms a contact and the day of its reminder. The day is
 * attached as a calendar entry, so that the candidate's calendar reminds them, too.
 *
 * @param link opens this contact only
 */
export function receiptMail(
  templates: Templates,
  { origin, fromAddress }: CandidateMailSettings,
  contact: MailableContact & { readonly reconnectOn: string },
  link: MagicLink,
  now: Date,
): RawMail {
  const { person, company, role, pageLanguage, candidateEmail, declineId, timeZone } = contact;
  const values = {
    person: person.name,
    company,
    role: bareRole(role, company),
    declinedOn: formatDay(contact.declinedOn, pageLanguage),
    reconnectOn: formatFullDay(contact.reconnectOn, pageLanguage),
    link: contactsUrl(origin, link),
  };
  return {
    ...candidateMail(templates, 'receipt', values, {
      to: candidateEmail,
      language: pageLanguage,
      fromAddress,
      tags: { letter: declineId, kind: 'receipt' },
    }),
    headers: AUTO_SUBMITTED,
    attachment: {
      filename: 'open-door.ics',
      contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      content: calendarOf([reminderEntry({ ...contact, timeZone }, pageLanguage)], now, origin),
    },
  };
}
