import { Temporal } from '@js-temporal/polyfill';
import { reminderDueAt } from '../../lambdas/core/time/reminder-day.ts';
import { dayInZone } from '../../lambdas/core/time/time-zone.ts';

/** Every day of 2027 and of 2028, which has a 29 February: 731 days, `YYYY-MM-DD`. */
export const days: readonly string[] = Array.from({ length: 365 + 366 }, (_, count) =>
  Temporal.PlainDate.from('2027-01-01').add({ days: count }).toString(),
);

/** Time zones whose clocks change by different rules, or never. */
export const zones = [
  'Europe/Madrid',
  'America/New_York',
  // Its clocks do not change any more.
  'America/Mexico_City',
  // Its clocks change by half an hour.
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  // Its clocks go back for Ramadan, which moves through the year.
  'Africa/Casablanca',
  // Its clocks change at midnight: on that day there is no time between 00:00 and 01:00.
  'America/Santiago',
  'Africa/Cairo',
  // Its clocks change by two hours.
  'Antarctica/Troll',
  // Offsets of a quarter of an hour, and of +14 and -11 hours.
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;

export type Zone = (typeof zones)[number];

/** The day after a duration, as Temporal counts. */
export const addToDay = (day: string, duration: Temporal.DurationLike): string =>
  Temporal.PlainDate.from(day).add(duration).toString();

/** The changes of a zone's clocks in 2027 and 2028. */
export function clockChanges(timeZone: Zone): readonly Temporal.ZonedDateTime[] {
  const changes: Temporal.ZonedDateTime[] = [];
  let at = Temporal.Instant.from('2027-01-01T00:00Z').toZonedDateTimeISO(timeZone);
  for (;;) {
    const change = at.getTimeZoneTransition('next');
    if (change === null || change.year > 2028) return changes;
    changes.push(change);
    at = change;
  }
}

/** Whether a reminder of this day is due at 09:00 local time. */
export const isDueAtNine = (day: string, timeZone: Zone): boolean => {
  const nine = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: '09:00' });
  return reminderDueAt(day, timeZone) === nine.epochMilliseconds;
};

/** Whether this day begins at the start of the local day, to the millisecond. */
export const startsAtLocalMidnight = (day: string, timeZone: Zone): boolean => {
  const begins = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds;
  return (
    dayInZone(begins, timeZone) === day &&
    dayInZone(begins - 1, timeZone) === addToDay(day, { days: -1 })
  );
};
