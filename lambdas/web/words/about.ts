import { lazyWords } from '../../site/words/lazy-words.ts';

/** The texts of the pages `/privacy` and `/accessibility`. */
export const aboutWords = lazyWords({
  en: async () => (await import('./about-en.ts')).aboutEn,
  es: async () => (await import('./about-es.ts')).aboutEs,
});
