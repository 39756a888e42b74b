import type { LetterLanguage } from './choices.ts';
import { formatLocalDate } from './dates.ts';
import { letterHtml } from './html.ts';
import { firstName, type Letter, type LetterRequest } from './letter.ts';
import { fillTemplate, splitSubject } from './template.ts';
import type { Templates } from './templates.ts';

/** "Sam, Ana, and Lee", «Ana e Inés». Undefined for nobody. */
function joinNames(names: readonly string[], language: LetterLanguage): string | undefined {
  if (names.length < 2) return names[0];
  return new Intl.ListFormat(language === 'en' ? 'en' : 'es', {
    type: 'conjunction',
  }).format(names);
}

/**
 * Renders the subject and both parts of a letter.
 *
 * @throws TemplateError where template and values do not fit
 */
export function renderLetter(
  templates: Templates,
  request: LetterRequest,
): { readonly subject: string; readonly text: string; readonly html: string } {
  const { letterLanguage, stage, tone, interviewDate } = request;
  const filled = fillTemplate(templates.letter(letterLanguage, stage, tone), {
    candidateName: request.candidateName,
    recruiterName: request.recruiterName,
    recruiterFirstName: firstName(request.recruiterName),
    company: request.company,
    role: request.role,
    people: joinNames(request.peopleToThank, letterLanguage),
    personalNote: request.personalNote,
    interviewDate:
      interviewDate === undefined
        ? undefined
        : formatLocalDate(interviewDate, request.timeZone, letterLanguage),
  });
  const { subject, body } = splitSubject(filled);
  return {
    subject,
    text: `${body}\n`,
    html: letterHtml(body, letterLanguage === 'en' ? 'en' : 'es'),
  };
}

/** Said behind the candidate's name in From: the address is Open Door's, and nobody should wonder why. */
const VIA: Readonly<Record<LetterLanguage, string>> = {
  en: 'via Open Door',
  es: 'a través de Open Door',
  'es-tu': 'a través de Open Door',
};

/** The whole letter, headers included. `lettersAddress` is the one address that the send function may send from. */
export function composeLetter(templates: Templates, request: LetterRequest, lettersAddress: string): Letter {
  return {
    from: {
      name: `${request.candidateName} ${VIA[request.letterLanguage]}`,
      address: lettersAddress,
    },
    to: request.recruiterEmail,
    replyTo: request.candidateEmail,
    ...renderLetter(templates, request),
  };
}
