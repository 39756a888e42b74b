import type { LetterLanguage, PageLanguage } from '../../core/choices.ts';
import type { LetterInput } from '../../core/letter/letter.ts';
import { formatLocalDate } from '../../core/time/format-date.ts';
import type { PhoneWords } from './phone-en.ts';
import type { CallLines, PhoneLines } from './phone-lines.ts';

/** What to say on the phone about one letter, and what the page says around it. */
export interface PhoneTexts {
  /** In the language of the page. */
  readonly words: PhoneWords;
  /** The language of all other texts. */
  readonly language: LetterLanguage;
  /** Absent if no call is needed. */
  readonly call?: { readonly lines: CallLines; readonly voicemail: string };
  readonly whenAskedWhy: readonly string[];
  readonly whenOfferedMore: readonly string[];
}

const wordsIn: Readonly<Record<PageLanguage, () => Promise<PhoneWords>>> = {
  en: async () => (await import('./phone-en.ts')).phoneEn,
  es: async () => (await import('./phone-es.ts')).phoneEs,
};
const linesIn: Readonly<Record<LetterLanguage, () => Promise<PhoneLines>>> = {
  en: async () => (await import('./phone-en.ts')).phoneLinesEn,
  es: async () => (await import('./phone-es.ts')).phoneLinesEs,
  'es-tu': async () => (await import('./phone-es.ts')).phoneLinesEsTu,
};

/** With the full stop of a sentence, unless the name ends with one: "Acme Inc." */
const withStop = (name: string): string => (name.endsWith('.') ? name : `${name}.`);

/**
 * What to say on the phone about a letter: in the language of the letter, with usted or
 * tú as the letter has it. The texts are loaded only here, because few pages show them.
 *
 * @param person the short name of the recruiter
 */
export async function phoneTexts(
  page: { readonly language: PageLanguage },
  input: Pick<
    LetterInput,
    'candidateName' | 'role' | 'company' | 'stage' | 'letterLanguage' | 'interviewDate'
  >,
  person: string,
): Promise<PhoneTexts> {
  const { letterLanguage: language, role, company, interviewDate } = input;
  const [words, lines, { bareRole }] = await Promise.all([
    wordsIn[page.language](),
    linesIn[language](),
    import('../../core/letter/bare-role.ts'),
  ]);
  const { scripts, voicemailEnd, whenAskedWhy, whenOfferedMore } = lines;
  const texts = { words, language, whenAskedWhy, whenOfferedMore };
  const script = scripts[input.stage];
  if (script === 'no-call') return texts;
  const call = script({
    person,
    candidate: withStop(input.candidateName),
    role: bareRole(role, company),
    company: withStop(company),
    // Nobody says the time zone on the phone.
    date: interviewDate && formatLocalDate(interviewDate, undefined, language),
  });
  const [who, decision, thanks] = call;
  const voicemail = [who, decision, thanks, voicemailEnd].join(' ');
  return { ...texts, call: { lines: call, voicemail } };
}
