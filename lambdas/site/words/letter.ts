import { lazyWords } from './lazy-words.ts';

/** The texts of a letter's page, in the language of the page. */
export const letterWords = lazyWords({
  en: async () => (await import('./letter-en.ts')).letterEn,
  es: async () => (await import('./letter-es.ts')).letterEs,
});
