import { cleanText } from '../clean-text.ts';
import type { LetterInput } from '../letter/letter.ts';
import { isLocalDate, nextWorkday } from '../time/calendar-day.ts';
import { monthLimits, monthsBetween, readMonth } from '../time/month.ts';
import { earliestReminder, latestReminder } from '../time/reminder-day.ts';
import type { ZoneLookUp } from '../time/zone-look-up.ts';
import type { FieldProblem, Problem, ProblemDetails } from './form-fields.ts';

/** The value of a field, or why its text is invalid. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false } & Problem);

/** A problem that has no detail. */
export const err = <P extends Exclude<FieldProblem, keyof ProblemDetails>>(
  problem: P,
): { readonly ok: false; readonly problem: P } => ({ ok: false, problem });

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({
  ok: true,
  value,
});

/** No day, choice, time zone or search has more characters than this. */
const MAX_VALUE = 200;

/**
 * Cleans the text of a field that has no length of its own: a day, a choice, a time zone,
 * a search. Whitespace becomes single spaces. A longer text stays as it is, because it is
 * not valid anyway.
 */
export const cleanValue = (raw: string): string =>
  raw.length > MAX_VALUE ? raw : cleanText(raw).replace(/\s+/g, ' ').trim();

/** A month in a letter, see `LetterInput.talkAgain`. */
export type TalkAgain = NonNullable<LetterInput['talkAgain']>;

/**
 * Reads the month in which the candidate would like to talk. It is at most
 * {@link MONTHS_AHEAD} months away.
 */
export function readTalkAgain(raw: string, today: string): Result<TalkAgain> {
  const month = readMonth(cleanValue(raw), today);
  if (month === undefined) return err('not-a-month');
  const { first, last } = monthLimits(today);
  if (month < first) return err('month-past');
  if (month > last) return err('month-too-far');
  return ok({ month, hasYear: monthsBetween(today, month) >= 12 });
}

/** Reads the time zone that a candidate typed: an IANA name, a city or a country. */
export function readTimeZone(raw: string, lookUp: ZoneLookUp): Result<string> {
  const search = lookUp(cleanValue(raw));
  if (search.kind === 'ask') return { ok: false, problem: 'which-time-zone', detail: search.ask };
  return search.kind === 'none' ? err('not-a-time-zone') : ok(search.timeZone);
}

/**
 * Reads the day of a reminder and moves it to a workday. The day must lie between
 * {@link earliestReminder} and {@link latestReminder}. Days are `YYYY-MM-DD`.
 *
 * @param declinedOn the day of the letter
 */
export function readReminderDay(raw: string, declinedOn: string, today: string): Result<string> {
  const text = cleanValue(raw);
  if (!isLocalDate(text) || text.includes('T')) return err('not-a-date');
  if (text < today) return err('date-past');
  if (text < earliestReminder(declinedOn, today)) return err('date-too-soon');
  return text > latestReminder(today) ? err('date-too-far') : ok(nextWorkday(text));
}
