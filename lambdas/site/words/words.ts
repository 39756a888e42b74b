import { isOneOf, type PageLanguage, pageLanguages } from '../../core/choices.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';

const words: Readonly<Record<PageLanguage, Words>> = { en, es };

export const wordsIn = (language: PageLanguage): Words => words[language];

/** The page language that `?lang=` names. Undefined if it names none that we support. */
export const chosenLanguage = (lang: string | undefined): PageLanguage | undefined =>
  lang !== undefined && isOneOf(pageLanguages, lang) ? lang : undefined;
