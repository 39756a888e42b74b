import { isLocalDate, nextWorkday } from '../time/calendar-day.ts';
import { earliestReminder, latestReminder } from '../time/reminder-day.ts';
import { findTimeZone } from '../time/time-zone.ts';
import type { FieldProblem } from './form-fields.ts';

/** The value of a field, or why its text is invalid. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: FieldProblem };

export const err = (
  problem: FieldProblem,
): { readonly ok: false; readonly problem: FieldProblem } => ({
  ok: false,
  problem,
});

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({
  ok: true,
  value,
});

export function readTimeZone(raw: string): Result<string> {
  const timeZone = findTimeZone(raw);
  return timeZone === undefined ? err('not-a-time-zone') : ok(timeZone);
}

/**
 * Reads the day of a reminder and moves it to a workday. The day must lie between
 * {@link earliestReminder} and {@link latestReminder}. Days are `YYYY-MM-DD`.
 *
 * @param declinedOn the day of the letter
 */
export function readReminderDay(raw: string, declinedOn: string, today: string): Result<string> {
  const text = raw.trim();
  if (!isLocalDate(text) || text.includes('T')) return err('not-a-date');
  if (text < today) return err('date-past');
  if (text < earliestReminder(declinedOn, today)) return err('date-too-soon');
  return text > latestReminder(today) ? err('date-too-far') : ok(nextWorkday(text));
}
