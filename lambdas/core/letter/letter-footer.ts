import type { LetterLanguage } from '../choices.ts';

const lines: Readonly<Record<LetterLanguage, string>> = {
  en: 'Sent with Open Door. To get no more letters through it:',
  es: 'Enviada con Open Door. Para no recibir más cartas por este medio:',
  'es-tu': 'Enviada con Open Door. Para no recibir más cartas por este medio:',
};

/**
 * The line below a letter for its recruiter, if the operator has turned it on. It is part
 * of the letter that the candidate reviews.
 *
 * @param url the page `/no-letters/{token}` of this letter
 */
export const letterFooter = (language: LetterLanguage, url: string): string =>
  `${lines[language]} ${url}`;
