import type { Reason, ReconnectChoice } from '../choices.ts';
import { addDays, addMonths, nextWorkday } from './calendar-day.ts';
import { toEpochMs } from './time-zone.ts';

/**
 * How long to wait before writing again, in months, by the candidate's private reason.
 * What passes by itself (a rest, a busy season) is over sooner than what has to change
 * first; in a new job, half a year is when one can tell.
 */
const monthsByReason: Readonly<Record<Reason, number>> = {
  staying: 12,
  overqualified: 6,
  'no-longer-a-match': 12,
  'other-offer': 6,
  'life-change': 3,
  recuperate: 3,
};
const MONTHS_WITHOUT_REASON = 6;

/** After "I wrote to them": often enough to stay in mind, seldom enough to be welcome. */
const MONTHS_AFTER_WRITING = 6;

/** Whoever was declined hears nothing from a reminder of ours for this long. */
const MIN_DAYS = 30;

/** A day further off than this is a slip of the keyboard. */
const MAX_MONTHS = 60;

/**
 * The day to write again that a choice of the form means. Always a workday; undefined for
 * never.
 */
export function reconnectDay(
  choice: ReconnectChoice | '',
  reason: Reason | undefined,
  today: string,
): string | undefined {
  if (choice === 'never') return undefined;
  if (choice !== '') return nextWorkday(addMonths(today, Number.parseInt(choice, 10)));
  return nextWorkday(
    addMonths(today, reason === undefined ? MONTHS_WITHOUT_REASON : monthsByReason[reason]),
  );
}

/** The next day to write after the candidate has written. */
export const nextReminderAfterContact = (today: string): string =>
  nextWorkday(addMonths(today, MONTHS_AFTER_WRITING));

/**
 * The first day on which a reminder may come: tomorrow, and not within 30 days of the
 * letter.
 */
export function earliestReminder(declinedOn: string, today: string): string {
  const [spared, tomorrow] = [addDays(declinedOn, MIN_DAYS), addDays(today, 1)];
  return spared > tomorrow ? spared : tomorrow;
}

/**
 * The day that was planned, as it stands once the letter has left: not within 30 days of
 * it, however old the plan is.
 */
export function earliestAfterLetter(planned: string, declinedOn: string): string {
  const spared = addDays(declinedOn, MIN_DAYS);
  return nextWorkday(planned > spared ? planned : spared);
}

/** The last day that can be chosen. */
export const latestReminder = (today: string): string => addMonths(today, MAX_MONTHS);

/** A snooze of some months, no earlier than the letter allows. Always a workday. */
export function snoozedDay(months: number, declinedOn: string, today: string): string {
  const [wanted, earliest] = [addMonths(today, months), earliestReminder(declinedOn, today)];
  return nextWorkday(wanted > earliest ? wanted : earliest);
}

/**
 * When a reminder leaves, epoch ms: at 09:00 of its day on the candidate's clocks, UTC
 * where their zone is not known.
 */
export const reminderDueAt = (day: string, timeZone: string | undefined): number =>
  toEpochMs(`${day}T09:00`, timeZone);
