import type { PageLanguage } from '../../core/choices.ts';
import { addToMonth, MONTHS_AHEAD, monthInWords, readMonth } from '../../core/time/month.ts';

/** The list of months on a form: the value and the words of each. */
export interface MonthOptions {
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly selected: string;
  /** What was submitted, if it is none of these months: the list shows it, too. */
  readonly other: string | undefined;
}

/**
 * The months that a letter may name, from the current one on.
 *
 * @param submitted the field `talkAgain` as text
 * @param today the UTC day, `YYYY-MM-DD`
 */
export function monthOptions(
  submitted: string,
  today: string,
  language: PageLanguage,
): MonthOptions {
  const months = Array.from({ length: MONTHS_AHEAD + 1 }, (_, index) => addToMonth(today, index));
  const selected = readMonth(submitted.trim(), today) ?? '';
  return {
    options: months.map((month) => [month, monthInWords(month, true, language)]),
    selected,
    other: submitted === '' || months.includes(selected) ? undefined : submitted,
  };
}
