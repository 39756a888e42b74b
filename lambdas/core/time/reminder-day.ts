import type { Reason, ReconnectChoice } from '../choices.ts';
import { addDays, addMonths, nextWorkday } from './calendar-day.ts';
import { toEpochMs } from './time-zone.ts';

/**
 * How long to wait before writing again, in months, by the candidate's private reason. A
 * temporary reason (a rest, a busy season) ends sooner than a reason that lasts until
 * something changes. After half a year in a new job, a person knows whether it suits
 * them.
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

/**
 * The wait after the candidate clicked "I wrote to them". Half a year is often enough to
 * be remembered and rare enough to be welcome.
 */
const MONTHS_AFTER_WRITING = 6;

/** No reminder comes within this many days after the letter. */
const MIN_DAYS = 30;

/** A day further ahead than this is most likely a typing error. */
const MAX_MONTHS = 60;

/**
 * The day to write again, `YYYY-MM-DD`, by the choice on the form; `''` lets the reason
 * decide. Always a workday; undefined for `never`.
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

/** The next day to write, once the candidate has written today. */
export const nextReminderAfterContact = (today: string): string =>
  nextWorkday(addMonths(today, MONTHS_AFTER_WRITING));

/**
 * The first day on which a reminder may come: tomorrow, or {@link MIN_DAYS} after the
 * letter if that is later.
 */
export function earliestReminder(declinedOn: string, today: string): string {
  const [minimum, tomorrow] = [addDays(declinedOn, MIN_DAYS), addDays(today, 1)];
  return minimum > tomorrow ? minimum : tomorrow;
}

/**
 * The day to write again, once the letter has left: the planned day, or {@link MIN_DAYS}
 * after the letter if that is later. The plan may be older than the letter. Always a
 * workday.
 */
export function earliestAfterLetter(planned: string, declinedOn: string): string {
  const minimum = addDays(declinedOn, MIN_DAYS);
  return nextWorkday(planned > minimum ? planned : minimum);
}

/** The last day that the candidate can choose. */
export const latestReminder = (today: string): string => addMonths(today, MAX_MONTHS);

/**
 * The day of a reminder that the candidate postpones by `months`, but not before
 * {@link earliestReminder}. Always a workday.
 */
export function snoozedDay(months: number, declinedOn: string, today: string): string {
  const [wanted, earliest] = [addMonths(today, months), earliestReminder(declinedOn, today)];
  return nextWorkday(wanted > earliest ? wanted : earliest);
}

/**
 * When a reminder is due, epoch ms: at 09:00 of its day in the candidate's local time, or
 * in UTC if their time zone is not known.
 */
export const reminderDueAt = (day: string, timeZone: string | undefined): number =>
  toEpochMs(`${day}T09:00`, timeZone);
