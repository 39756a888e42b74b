import { lazyWords } from './lazy-words.ts';

/** What the pages say of a failure, and of a page that is not there. */
export const failureWords = lazyWords({
  en: async () => (await import('./failures-en.ts')).failuresEn,
  es: async () => (await import('./failures-es.ts')).failuresEs,
});
