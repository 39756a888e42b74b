import type { PageLanguage } from '../../core/choices.ts';
import { type FormWords, formEn } from './form-en.ts';
import { formEs } from './form-es.ts';

const words: Readonly<Record<PageLanguage, FormWords>> = { en: formEn, es: formEs };

/** The texts of the form, in the language of the page. */
export const formWords = ({ language }: { readonly language: PageLanguage }): FormWords =>
  words[language];
