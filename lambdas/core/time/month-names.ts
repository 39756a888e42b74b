import type { PageLanguage } from '../choices.ts';

/** As in CLDR. The test of `format-date.ts` compares them with `Intl`. */
const names: Readonly<Record<PageLanguage, string>> = {
  en: 'January February March April May June July August September October November December',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
};

/** The names of the twelve months, as they stand within a sentence. */
export const monthNames = (language: PageLanguage): readonly string[] => names[language].split(' ');
