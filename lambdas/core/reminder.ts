import { type CandidateMailSettings, candidateMail } from './candidate-mail.ts';
import type { MailableContact } from './contact/contact.ts';
import { draftHello } from './contact/hello-draft.ts';
import { calendarOf, reminderEntry } from './export/calendar.ts';
import { firstName } from './letter/first-name.ts';
import { type MagicLink, tokenOf } from './magic-link.ts';
import type { RichMail } from './mail.ts';
import { quoteBlock } from './text/mail-body.ts';
import { mailtoOf } from './text/mailto.ts';
import type { Templates } from './text/templates.ts';
import { formatDay, formatMonth } from './time/format-date.ts';

const linkTo = (origin: string, link: MagicLink): string => `${origin}/contacts/${tokenOf(link)}`;

/**
 * The mail "It may be time to write to Dana", with a drafted hello and links to what can
 * be done about it. To the candidate only.
 *
 * @param link opens this contact and no other
 * @param today `YYYY-MM-DD`, on the candidate's clocks
 */
export function reminderMail(
  templates: Templates,
  { origin, fromAddress }: CandidateMailSettings,
  contact: MailableContact,
  link: MagicLink,
  today: string,
): RichMail {
  const { person, company, role, pageLanguage, candidateEmail, declineId } = contact;
  const hello = draftHello(templates, contact, today);
  const values = {
    person: person.name,
    firstName: firstName(person.name),
    address: person.address,
    company,
    role,
    month: formatMonth(contact.declinedOn, today, pageLanguage),
    hello: quoteBlock(hello.text),
    mailto: mailtoOf(hello),
    link: linkTo(origin, link),
  };
  return {
    ...candidateMail(templates, 'reminder', values, {
      to: candidateEmail,
      language: pageLanguage,
      fromAddress,
      tags: { letter: declineId, kind: 'reminder' },
    }),
    // RFC 8058: a mail program's own button, which posts there by itself.
    headers: {
      'List-Unsubscribe': `<${linkTo(origin, link)}/unsubscribe>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/**
 * The mail that says that someone is kept in mind, with the day as a calendar entry: a
 * second path besides our own.
 */
export function receiptMail(
  templates: Templates,
  { origin, fromAddress }: CandidateMailSettings,
  contact: MailableContact & { readonly reconnectOn: string },
  link: MagicLink,
  now: Date,
): RichMail {
  const { person, company, role, pageLanguage, candidateEmail, declineId } = contact;
  const values = {
    person: person.name,
    company,
    role,
    declinedOn: formatDay(contact.declinedOn, pageLanguage),
    reconnectOn: formatDay(contact.reconnectOn, pageLanguage),
    link: linkTo(origin, link),
  };
  return {
    ...candidateMail(templates, 'receipt', values, {
      to: candidateEmail,
      language: pageLanguage,
      fromAddress,
      tags: { letter: declineId, kind: 'receipt' },
    }),
    attachment: {
      filename: 'open-door.ics',
      contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      content: calendarOf([reminderEntry(contact, pageLanguage)], now, origin),
    },
  };
}
