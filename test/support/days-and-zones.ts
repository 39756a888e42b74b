import { Temporal } from '@js-temporal/polyfill';
import ICAL from 'ical.js';
import { calendarOf } from '../../lambdas/core/export/calendar.ts';
import { reminderDueAt } from '../../lambdas/core/time/reminder-day.ts';
import { dayInZone } from '../../lambdas/core/time/time-zone.ts';

/** The 731 days of 2027 and 2028, as `YYYY-MM-DD`. 2028 has a 29 February. */
export const days: readonly string[] = Array.from({ length: 365 + 366 }, (_, count) =>
  Temporal.PlainDate.from('2027-01-01').add({ days: count }).toString(),
);

/** Time zones whose clocks change by different rules, or do not change. */
export const zones = [
  'Europe/Madrid',
  'America/New_York',
  // Its clocks changed until 2022, and do not change any more.
  'America/Mexico_City',
  // Its clocks change by half an hour.
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  // Its clocks go back for Ramadan, which comes on different dates each year.
  'Africa/Casablanca',
  // Their clocks change at midnight: on that day the times from 00:00 to 01:00 do not
  // exist.
  'America/Santiago',
  'Africa/Cairo',
  // Its clocks change by two hours.
  'Antarctica/Troll',
  // Their offsets are +12:45 (+13:45 in summer), +14:00 and -11:00.
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;

export type Zone = (typeof zones)[number];

/** A day plus a duration, by the rules of `Temporal.PlainDate`. Days are `YYYY-MM-DD`. */
export const addToDay = (day: string, duration: Temporal.DurationLike): string =>
  Temporal.PlainDate.from(day).add(duration).toString();

/** The moments in 2027 and 2028 at which the clocks of a zone change, in order. */
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

/** Whether a reminder for this day is due at 09:00 local time. */
export const isDueAtNine = (day: string, timeZone: Zone): boolean => {
  const nine = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: '09:00' });
  return reminderDueAt(day, timeZone) === nine.epochMilliseconds;
};

/**
 * The days whose entry in a calendar of these days is not at 09:00 local time, by the
 * definitions in the file.
 */
export function daysNotAtNine(timeZone: Zone): readonly string[] {
  const entries = days.map((day) => ({ uid: day, day, timeZone, summary: day, description: day }));
  const file = calendarOf(entries, new Date('2027-01-01T12:00Z'), 'https://door.example');
  const starts = new Map(
    ICAL.Component.fromString(file)
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component))
      .map((event) => [event.summary, event.startDate.toUnixTime() * 1000]),
  );
  return days.filter((day) => {
    const nine = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: '09:00' });
    return starts.get(day) !== nine.epochMilliseconds;
  });
}

/**
 * Whether `dayInZone` changes to this day exactly at the start of the local day, to the
 * ms.
 */
export const startsAtLocalMidnight = (day: string, timeZone: Zone): boolean => {
  const startMs = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds;
  return (
    dayInZone(startMs, timeZone) === day &&
    dayInZone(startMs - 1, timeZone) === addToDay(day, { days: -1 })
  );
};
