import type { LetterLanguage } from '../choices.ts';

const lines: Readonly<Record<LetterLanguage, string>> = {
  en: 'Sent with Open Door. To stop getting letters this way:',
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

/**
 * The text of a letter without its footer, for a candidate who sends it by hand: then it
 * is not sent with Open Door, and the link below it would not open.
 */
export function withoutFooter(text: string): string {
  const end = text.lastIndexOf('\n\n');
  const last = text.slice(end + 2);
  const isFooter = Object.values(lines).some((line) => last.startsWith(`${line} http`));
  return isFooter ? `${text.slice(0, end)}\n` : text;
}
