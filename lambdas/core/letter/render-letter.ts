import { type LetterLanguage, languageTag } from '../choices.ts';
import { formatAddress } from '../text/encoded-word.ts';
import { letterHtml } from '../text/mail-body.ts';
import { fillTemplate, splitSubject } from '../text/template.ts';
import type { Templates } from '../text/templates.ts';
import { formatLocalDate } from '../time/format-date.ts';
import { firstName } from './first-name.ts';
import type { Letter, LetterInput } from './letter.ts';

/** "Sam, Ana, and Lee", «Ana e Inés». Undefined for nobody. */
function joinNames(names: readonly string[], language: LetterLanguage): string | undefined {
  if (names.length < 2) return names[0];
  return new Intl.ListFormat(languageTag(language), { type: 'conjunction' }).format(names);
}

/**
 * Renders the subject and both parts of a letter.
 *
 * @throws TemplateError where template and values do not fit
 */
export function renderLetter(
  templates: Templates,
  input: LetterInput,
): { readonly subject: string; readonly text: string; readonly html: string } {
  const { letterLanguage, stage, tone, interviewDate, timeZone } = input;
  const filled = fillTemplate(templates.letter(letterLanguage, stage, tone), {
    candidateName: input.candidateName,
    recruiterName: input.recruiterName,
    recruiterFirstName: firstName(input.recruiterName),
    company: input.company,
    role: input.role,
    people: joinNames(input.peopleToThank, letterLanguage),
    personalNote: input.personalNote,
    interviewDate: interviewDate && formatLocalDate(interviewDate, timeZone, letterLanguage),
  });
  const { subject, body } = splitSubject(filled);
  return { subject, text: `${body}\n`, html: letterHtml(body, languageTag(letterLanguage)) };
}

/**
 * Said behind the candidate's name in From: the address is Open Door's, and nobody should
 * wonder why.
 */
const VIA: Readonly<Record<LetterLanguage, string>> = {
  en: 'via Open Door',
  es: 'a través de Open Door',
  'es-tu': 'a través de Open Door',
};

/**
 * SES refuses a longer address header, and would do so after the candidate was sure;
 * encoded, a name grows fourfold.
 */
const MAX_ADDRESS_BYTES = 320;

/**
 * The longest name that fits before the address: with our own behind it, alone, or cut.
 */
function fittingName(name: string, via: string, address: string): string {
  const fits = (fitted: string) =>
    formatAddress({ name: fitted, address }).length <= MAX_ADDRESS_BYTES;
  let fitting = fits(`${name} ${via}`) ? `${name} ${via}` : name;
  while (!fits(fitting)) fitting = [...fitting].slice(0, -1).join('');
  return fitting;
}

/**
 * The whole letter, headers included. `lettersAddress` is the one address that the send
 * function may send from.
 */
export function composeLetter(
  templates: Templates,
  input: LetterInput,
  lettersAddress: string,
): Letter {
  const name = fittingName(input.candidateName, VIA[input.letterLanguage], lettersAddress);
  return {
    from: { name, address: lettersAddress },
    to: input.recruiterEmail,
    replyTo: input.candidateEmail,
    ...renderLetter(templates, input),
  };
}
