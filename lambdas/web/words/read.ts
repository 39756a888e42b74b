import { lazyWords } from '../../site/words/lazy-words.ts';
import type { ReadWords } from './read-en.ts';

/** The texts about a message that was read into the form, in the language of the page. */
export const readWords = lazyWords<ReadWords>({
  en: async () => (await import('./read-en.ts')).readEn,
  es: async () => (await import('./read-es.ts')).readEs,
});
