import { firstName } from '../letter/first-name.ts';
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
 * The draft of a mail to someone again, in the language of the letter they got: it
 * recalls the role and the month. Nobody sends it but the candidate, from their own mail
 * program.
 *
 * @param today `YYYY-MM-DD`; a month of another year is named with its year
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
      recruiterFirstName: firstName(person.name),
      candidateName,
      role,
      company,
      month: formatMonth(declinedOn, today, language),
    }),
  );
  return { to: person.address, subject, text: body };
}
