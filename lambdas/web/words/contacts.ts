import type { PageLanguage } from '../../core/choices.ts';
import { type ContactWords, contactsEn } from './contacts-en.ts';
import { contactsEs } from './contacts-es.ts';

const words: Readonly<Record<PageLanguage, ContactWords>> = { en: contactsEn, es: contactsEs };

/** The words of the contacts' pages, in the language of those that a page has. */
export const contactWords = ({ language }: { readonly language: PageLanguage }): ContactWords =>
  words[language];
