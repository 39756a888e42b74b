import type { Contact } from './contact.ts';
import { formatDay } from './dates.ts';
import { mailParts } from './html.ts';
import type { OutgoingMail } from './mail.ts';
import { fillTemplate, splitSubject } from './template.ts';
import type { Templates } from './templates.ts';

/** The mail "It may be time to write to Dana", with a drafted hello. To the candidate only. */
export function reminderMail(
  templates: Templates,
  contact: Omit<Contact, 'reason'>,
  fromAddress: string,
): OutgoingMail {
  const { subject, body } = splitSubject(
    fillTemplate(templates.mail(contact.pageLanguage, 'reminder'), {
      candidateName: contact.candidateName,
      person: contact.person.name,
      address: contact.person.address,
      company: contact.company,
      role: contact.role,
      declinedOn: formatDay(contact.declinedOn, contact.pageLanguage),
    }),
  );
  return {
    from: { name: 'Open Door', address: fromAddress },
    to: contact.candidateEmail,
    subject,
    ...mailParts(body, contact.pageLanguage),
    tags: { letter: contact.declineId, kind: 'reminder' },
  };
}
