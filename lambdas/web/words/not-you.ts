import type { PageLanguage } from '../../core/choices.ts';
import { type NotYouWords, notYouEn } from './not-you-en.ts';
import { notYouEs } from './not-you-es.ts';

const words: Readonly<Record<PageLanguage, NotYouWords>> = { en: notYouEn, es: notYouEs };

/** The texts of the page "Not you?", in the language of the page. */
export const notYouWords = ({ language }: { readonly language: PageLanguage }): NotYouWords =>
  words[language];
