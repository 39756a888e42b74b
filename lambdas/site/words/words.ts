import { isOneOf, type PageLanguage, pageLanguages } from '../../core/choices.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';

const words: Readonly<Record<PageLanguage, Words>> = { en, es };

export const wordsIn = (language: PageLanguage): Words => words[language];

/**
 * The page language that `?lang=` names. Undefined if it names none that we support. A
 * link may have got more characters on its way (`?lang=en.`), see `cleanTokenPath`.
 */
export function chosenLanguage(lang: string | undefined): PageLanguage | undefined {
  const language = /^[a-z]{2}(?![A-Za-z])/.exec(lang ?? '')?.[0] ?? '';
  return isOneOf(pageLanguages, language) ? language : undefined;
}
