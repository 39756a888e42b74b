import { lazyWords } from '../../site/words/lazy-words.ts';
import type { ContactWords } from './contacts-en.ts';

/** The texts of the contacts' pages, in the language of the page. */
export const contactWords = lazyWords<ContactWords>({
  en: async () => (await import('./contacts-en.ts')).contactsEn,
  es: async () => (await import('./contacts-es.ts')).contactsEs,
});
