import { lazyWords } from './lazy-words.ts';

/**
 * The texts of a letter's page if there is trouble, in the language of the page. Who
 * shows them loads them first.
 */
export const troubleWords = lazyWords({
  en: async () => (await import('./trouble-en.ts')).troubleEn,
  es: async () => (await import('./trouble-es.ts')).troubleEs,
});
