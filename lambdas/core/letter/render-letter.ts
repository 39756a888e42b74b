import { type LetterLanguage, languageTag, type Stage } from '../choices.ts';
import { formatAddress } from '../text/encoded-word.ts';
import { joinNames } from '../text/join-names.ts';
import { letterHtml } from '../text/mail-body.ts';
import { replySubject } from '../text/reply-subject.ts';
import { fillTemplate, splitSubject } from '../text/template.ts';
import type { Templates } from '../text/templates.ts';
import { formatLocalDate } from '../time/format-date.ts';
import { monthInWords } from '../time/month.ts';
import { bareRole } from './bare-role.ts';
import { greetingOf } from './greeting.ts';
import { kindOfRole } from './kind-of-role.ts';
import type { Letter, LetterInput } from './letter.ts';
import { letterFooter } from './letter-footer.ts';
import { isOwnSender } from './own-sender.ts';
import { personalLine } from './personal-line.ts';
import { withReference } from './reference-number.ts';
import { shortText } from './short-text.ts';
import { threadHeaders, threadOf } from './thread.ts';

/**
 * The stages at which the candidate and the recruiter may not have talked. Then a letter
 * must not say "talk again".
 */
const notTalkedYet: ReadonlySet<Stage> = new Set(['outreach', 'application', 'scheduled']);

/** What the candidate would like later, as a sentence; undefined if there is nothing. */
export function laterSentence(templates: Templates, input: LetterInput): string | undefined {
  const { keepMeInMindFor, talkAgain, letterLanguage, stage, tone } = input;
  if (keepMeInMindFor === undefined && talkAgain === undefined) return undefined;
  return fillTemplate(templates.later(letterLanguage, tone), {
    keepMeInMindFor: keepMeInMindFor && kindOfRole(keepMeInMindFor, letterLanguage),
    talkAgain: talkAgain && monthInWords(talkAgain.month, talkAgain.hasYear, letterLanguage),
    haveTalked: notTalkedYet.has(stage) ? undefined : 'yes',
  }).trim();
}

/**
 * Renders the subject, the text part and the HTML part of a letter. If the candidate
 * answers by hand, there is only a text, the short one.
 *
 * @param noLettersUrl the recruiter's link in the footer; undefined: no footer
 * @throws TemplateError if the template and the input do not match
 */
export function renderLetter(
  templates: Templates,
  input: LetterInput,
  noLettersUrl?: string,
): { readonly subject: string; readonly text: string; readonly html: string } {
  const { letterLanguage, stage, tone, interviewDate, timeZone } = input;
  if (input.channel !== undefined) {
    return { subject: '', text: `${shortText(templates, input)}\n`, html: '' };
  }
  const { template, values } = withReference(templates.letter(letterLanguage, stage, tone), input);
  const filled = fillTemplate(template, {
    ...values,
    candidateName: input.candidateName,
    recruiterGreeting: greetingOf(input),
    company: input.company,
    role: bareRole(input.role, input.company),
    people: joinNames(input.peopleToThank, letterLanguage),
    personalNote: input.personalNote && personalLine(input.personalNote),
    later: laterSentence(templates, input),
    interviewDate: interviewDate && formatLocalDate(interviewDate, timeZone, letterLanguage),
  });
  const { subject, body } = splitSubject(filled);
  const footer = noLettersUrl && letterFooter(letterLanguage, noLettersUrl);
  const theirSubject = threadOf(input)?.subject;
  return {
    subject: theirSubject === undefined ? subject : replySubject(theirSubject),
    text: footer ? `${body}\n\n${footer}\n` : `${body}\n`,
    html: letterHtml(body, languageTag(letterLanguage), footer),
  };
}

/**
 * Follows the candidate's name in the From header. It explains to the recruiter why the
 * address is Open Door's and not the candidate's.
 */
const VIA: Readonly<Record<LetterLanguage, string>> = {
  en: 'via Open Door',
  es: 'a través de Open Door',
  'es-tu': 'a través de Open Door',
};

/**
 * SES rejects a longer address header. That would happen only after the candidate has
 * confirmed the letter, so the name is shortened here. Encoding can make a name four
 * times as long.
 */
const MAX_ADDRESS_BYTES = 320;

/**
 * The longest display name that fits into the header with the address: the candidate's
 * name with `via`, else the name alone, else the beginning of the name.
 *
 * @param via undefined: the name alone
 */
function fittingName(name: string, via: string | undefined, address: string): string {
  const fits = (fitted: string) =>
    formatAddress({ name: fitted, address }).length <= MAX_ADDRESS_BYTES;
  const whole = via === undefined ? name : `${name} ${via}`;
  if (fits(whole)) return whole;
  const characters = [...name];
  const beginning = (length: number) => characters.slice(0, length).join('');
  // Binary search for the longest beginning that fits: `shortest` fits, `longest` may
  // not.
  let [shortest, longest] = [0, characters.length];
  while (shortest < longest) {
    const middle = Math.ceil((shortest + longest) / 2);
    if (fits(beginning(middle))) shortest = middle;
    else longest = middle - 1;
  }
  return beginning(shortest);
}

/**
 * Composes the whole letter, headers included.
 *
 * @param lettersAddress the sender of all letters whose candidate is not the sender
 * @param options.noLettersUrl as in `renderLetter`. `ownSenderDomain`: see `isOwnSender`
 * @throws TemplateError if the template and the input do not match
 */
export function composeLetter(
  templates: Templates,
  input: LetterInput,
  lettersAddress: string,
  options: {
    readonly noLettersUrl?: string;
    readonly ownSenderDomain?: string | undefined;
  } = {},
): Letter {
  const { candidateName, candidateEmail, letterLanguage } = input;
  const isOwn = isOwnSender(candidateEmail, options.ownSenderDomain);
  const address = isOwn ? candidateEmail : lettersAddress;
  const name = fittingName(candidateName, isOwn ? undefined : VIA[letterLanguage], address);
  const thread = threadOf(input);
  return {
    from: { name, address },
    to: input.channel === undefined ? input.recruiterEmail : '',
    replyTo: candidateEmail,
    ...renderLetter(templates, input, options.noLettersUrl),
    ...(thread !== undefined && { thread: threadHeaders(thread) }),
  };
}
