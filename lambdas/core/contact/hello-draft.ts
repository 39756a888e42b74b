import { bareRole } from '../letter/bare-role.ts';
import { shortName } from '../letter/greeting.ts';
import { fillTemplate, splitSubject } from '../text/template.ts';
import type { Templates } from '../text/templates.ts';
import { formatMonth } from '../time/format-date.ts';
import type { MailableContact } from './contact.ts';

export interface HelloDraft {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Drafts an email to a contact, in the language of the letter that the contact got. It
 * recalls the role and the month. Open Door never sends it: the candidate sends it from
 * their own mail program.
 *
 * @param today `YYYY-MM-DD`; if the decline was in another year, the text names its year
 * @throws TemplateError if the template and the contact do not match
 */
export function draftHello(
  templates: Templates,
  contact: Pick<
    MailableContact,
    'person' | 'candidateName' | 'role' | 'company' | 'declinedOn' | 'language'
  >,
  today: string,
): HelloDraft {
  const { person, candidateName, role, company, declinedOn, language } = contact;
  const { subject, body } = splitSubject(
    fillTemplate(templates.hello(language), {
      recruiterGreeting: shortName(person),
      candidateName,
      role: bareRole(role, company),
      company,
      month: formatMonth(declinedOn, today, language),
    }),
  );
  return { to: person.address, subject, text: body };
}
