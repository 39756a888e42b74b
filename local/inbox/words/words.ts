import type { PageLanguage } from '../../../lambdas/core/choices.ts';
import { type InboxTexts, inboxEn } from './en.ts';
import { inboxEs } from './es.ts';

export interface InboxWords extends InboxTexts {
  readonly language: PageLanguage;
  readonly otherLanguage: { readonly name: string; readonly code: PageLanguage };
}

const words: Readonly<Record<PageLanguage, InboxWords>> = {
  en: { ...inboxEn, language: 'en', otherLanguage: { name: 'Español', code: 'es' } },
  es: { ...inboxEs, language: 'es', otherLanguage: { name: 'English', code: 'en' } },
};

/** The texts of the inbox in a language. */
export const inboxWords = (language: PageLanguage): InboxWords => words[language];
