import { type YearlyChange, yearlyClock } from '../time/yearly-changes.ts';
import { isPlace } from '../time/zone-names.ts';
import { utcTimestamp } from './content-lines.ts';

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const DAY_MS = 24 * 60 * 60_000;

/** An offset in the format of iCalendar: `+0530`. `offset` is in ms. */
function utcOffset(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${digits(Math.floor(minutes / 60))}${digits(minutes % 60)}`;
}

/**
 * The local time at which a change of clocks came in 1970. Definitions of time zones
 * begin there by custom. They must not begin later than an event.
 */
function firstOnset({ month, weekday, week, minute }: YearlyChange): string {
  // The month before, or the last 7 days of this month.
  const before = week > 0 ? Date.UTC(1970, month - 1, 0) : Date.UTC(1970, month, 0) - 7 * DAY_MS;
  const next = (weekday - new Date(before).getUTCDay() + 7) % 7 || 7;
  const day = before + (next + (week > 0 ? (week - 1) * 7 : 0)) * DAY_MS;
  return utcTimestamp(new Date(day + minute * 60_000)).slice(0, -1);
}

const changeLines = (change: YearlyChange): string[] => {
  const name = change.to > change.from ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${name}`,
    `DTSTART:${firstOnset(change)}`,
    `RRULE:FREQ=YEARLY;BYMONTH=${change.month};BYDAY=${change.week}${WEEKDAYS[change.weekday]}`,
    `TZOFFSETFROM:${utcOffset(change.from)}`,
    `TZOFFSETTO:${utcOffset(change.to)}`,
    `END:${name}`,
  ];
};

/** The only observance of a zone whose clocks do not change. `offset` is in ms. */
const fixedLines = (offset: number): string[] => [
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  `TZOFFSETFROM:${utcOffset(offset)}`,
  `TZOFFSETTO:${utcOffset(offset)}`,
  'END:STANDARD',
];

const definition = (timeZone: string, observances: readonly string[]): readonly string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${timeZone}`,
  ...observances,
  'END:VTIMEZONE',
];

/** The definition of UTC. */
export const utcLines = definition('UTC', fixedLines(0));

/**
 * The definition of a time zone (RFC 5545 §3.6.5), right in the years from `firstYear` to
 * `lastYear`. It has one `STANDARD`, and one `DAYLIGHT` if the clocks change, each with a
 * yearly rule: Outlook reads nothing else (MS-OXCICAL §2.1.3.1.1.19.2).
 *
 * @param timeZone IANA name
 * @returns undefined if the zone has no such rule, or no name that other programs know
 */
export function timeZoneLines(
  timeZone: string,
  firstYear: number,
  lastYear: number,
): readonly string[] | undefined {
  // The other names ("UTC", "EST", "Etc/GMT+5") mean different things to programs.
  if (!isPlace(timeZone)) return undefined;
  const clock = yearlyClock(timeZone, firstYear, lastYear);
  if (clock === undefined) return undefined;
  const { changes, offset } = clock;
  return definition(
    timeZone,
    changes.length === 0 ? fixedLines(offset) : changes.flatMap(changeLines),
  );
}
