import { type LetterLanguage, languageTag } from '../choices.ts';
import { lazyPattern } from '../lazy-pattern.ts';
import { addDays } from './calendar-day.ts';
import { monthNames } from './month-names.ts';

/** The latest month that may be chosen, counted from the current one. */
export const MONTHS_AHEAD = 24;

/** A month counted from year 0, so that months can be compared and counted. */
const indexOf = (month: string): number =>
  Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

const monthAt = (index: number): string =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;

/** The month that is `months` after another. Months are `YYYY-MM`. */
export const addToMonth = (month: string, months: number): string =>
  monthAt(indexOf(month) + months);

/** How many months `to` is after `from`; negative if it is before. Both are `YYYY-MM`. */
export const monthsBetween = (from: string, to: string): number => indexOf(to) - indexOf(from);

/** The names of the months and their short forms, in both languages. */
const NAMES: readonly RegExp[] = [
  /^(?:jan(?:uary)?|ene(?:ro)?)$/,
  /^(?:feb(?:ruary|rero)?|febr)$/,
  /^(?:mar(?:ch|zo)?)$/,
  /^(?:apr(?:il)?|abr(?:il)?)$/,
  /^(?:may(?:o)?)$/,
  /^(?:june?|junio)$/,
  /^(?:july?|julio)$/,
  /^(?:aug(?:ust)?|ago(?:sto)?)$/,
  /^(?:sept?(?:ember|iembre)?|setiembre|set)$/,
  /^(?:oct(?:ober|ubre)?)$/,
  /^(?:nov(?:ember|iembre)?)$/,
  /^(?:dec(?:ember)?|dic(?:iembre)?)$/,
];
const YEAR_FIRST = /^(\d{4})[-/.](0?[1-9]|1[0-2])$/;
const YEAR_LAST = /^(0?[1-9]|1[0-2])[-/.](\d{4})$/;
const nameFirstPattern = lazyPattern(() => /^(\p{L}{3,10})\.?(?:,? (?:de |del |of )?(\d{4}))?$/u);
const nameLastPattern = lazyPattern(() => /^(\d{4}),? (\p{L}{3,10})\.?$/u);
const NUMBER_ALONE = /^(0[1-9]|1[0-2])$/;

/** The next such month, `YYYY-MM`: this month itself counts. */
function nextSuch(number: number, thisMonth: string): string {
  const index = indexOf(thisMonth);
  return monthAt(index + ((number - 1 - (index % 12) + 12) % 12));
}

/**
 * Reads a month as people type it: "2027-05", "05/2027", "May 2027", «mayo de 2027».
 * Without a year it is the next such month: "May", "in May", "05".
 *
 * @param text one cleaned line
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM`, or undefined if it is no month
 */
export function readMonth(text: string, today: string): string | undefined {
  if (text.length > 40) return undefined;
  const typed = text
    .toLowerCase()
    .replace(/^(?:in|en) /, '')
    .replace(/^mes de /, '');
  const [, isoYear, isoMonth] = YEAR_FIRST.exec(typed) ?? [];
  if (isoYear !== undefined && isoMonth !== undefined)
    return `${isoYear}-${isoMonth.padStart(2, '0')}`;
  const [, month, year] = YEAR_LAST.exec(typed) ?? [];
  if (month !== undefined && year !== undefined) return `${year}-${month.padStart(2, '0')}`;
  const [, number] = NUMBER_ALONE.exec(typed) ?? [];
  if (number !== undefined) return nextSuch(Number(number), today.slice(0, 7));
  const [, name, nameYear] = nameFirstPattern().exec(typed) ?? [];
  const [, yearBefore, nameAfter] = nameLastPattern().exec(typed) ?? [];
  const found = NAMES.findIndex((pattern) => pattern.test(name ?? nameAfter ?? '')) + 1;
  if (found === 0) return undefined;
  const typedYear = nameYear ?? yearBefore;
  return typedYear === undefined
    ? nextSuch(found, today.slice(0, 7))
    : `${typedYear}-${String(found).padStart(2, '0')}`;
}

/**
 * The months from which a candidate may choose, `YYYY-MM`: from the current one to
 * {@link MONTHS_AHEAD} later. Around the turn of a month, the month of the candidate's
 * local time counts, too.
 *
 * @param today the UTC day, `YYYY-MM-DD`
 */
export const monthLimits = (today: string): { readonly first: string; readonly last: string } => ({
  first: addDays(today, -1).slice(0, 7),
  last: addToMonth(addDays(today, 1).slice(0, 7), MONTHS_AHEAD),
});

/** A month in words: "May", «mayo»; with its year: "May 2028", «mayo de 2028». */
export function monthInWords(
  month: string,
  hasYear: boolean,
  letterLanguage: LetterLanguage,
): string {
  const language = languageTag(letterLanguage);
  const name = monthNames(language)[Number(month.slice(5, 7)) - 1] ?? '';
  if (!hasYear) return name;
  return language === 'en' ? `${name} ${month.slice(0, 4)}` : `${name} de ${month.slice(0, 4)}`;
}
