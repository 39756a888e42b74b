import type { PageLanguage } from '../../core/choices.ts';
import { type ContactWords, contactsEn } from './contacts-en.ts';
import { contactsEs } from './contacts-es.ts';

const words: Readonly<Record<PageLanguage, ContactWords>> = { en: contactsEn, es: contactsEs };

/** The texts of the contacts' pages, in the language of the page. */
export const contactWords = ({ language }: { readonly language: PageLanguage }): ContactWords =>
  words[language];
