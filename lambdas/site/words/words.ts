import { isOneOf, type PageLanguage, pageLanguages } from '../../core/choices.ts';
import type { Words } from './en.ts';
import { lazyWords } from './lazy-words.ts';

/** The texts that most pages have. */
export const commonWords = lazyWords<Words>({
  en: async () => (await import('./en.ts')).en,
  es: async () => (await import('./es.ts')).es,
});

/**
 * The page language that `?lang=` names. Undefined if it names none that we support. A
 * link may have got more characters on its way (`?lang=en.`), see `cleanTokenPath`.
 */
export function chosenLanguage(lang: string | undefined): PageLanguage | undefined {
  const language = /^[a-z]{2}(?![A-Za-z])/.exec(lang ?? '')?.[0] ?? '';
  return isOneOf(pageLanguages, language) ? language : undefined;
}
