import { findTimeZone, isLocalDate, nextWorkday } from './dates.ts';
import type { FieldProblem } from './fields.ts';
import { earliestReminder, latestReminder } from './reconnect.ts';

/** What a typed text means, or why it cannot be taken. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: FieldProblem };

export const problem = (
  name: FieldProblem,
): { readonly ok: false; readonly problem: FieldProblem } => ({
  ok: false,
  problem: name,
});

export const value = <T>(read: T): { readonly ok: true; readonly value: T } => ({
  ok: true,
  value: read,
});

export function readTimeZone(raw: string): Read<string> {
  const timeZone = findTimeZone(raw);
  return timeZone === undefined ? problem('not-a-time-zone') : value(timeZone);
}

/**
 * A day to be reminded on, chosen by its date and moved to a workday; no sooner than the
 * recruiter may hear from us.
 *
 * @param declinedOn the day of the letter
 */
export function readReminderDay(raw: string, declinedOn: string, today: string): Read<string> {
  const typed = raw.trim();
  if (!isLocalDate(typed) || typed.includes('T')) return problem('not-a-date');
  if (typed < today) return problem('date-past');
  if (typed < earliestReminder(declinedOn, today)) return problem('date-too-soon');
  return typed > latestReminder(today) ? problem('date-too-far') : value(nextWorkday(typed));
}
