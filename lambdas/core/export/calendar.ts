import type { PageLanguage } from '../choices.ts';
import { roleWithReference } from '../letter/reference-number.ts';
import { withA } from '../text/spanish.ts';
import { reminderDueAt } from '../time/reminder-day.ts';
import { timeZoneLines, utcLines } from './calendar-zone.ts';
import { contentLines, escapeText, PRODID, utcTimestamp } from './content-lines.ts';

/** One event at 09:00 of its day. */
export interface CalendarEntry {
  /**
   * Unique within this deployment. It never changes: when the candidate imports a later
   * calendar, their program moves the event instead of adding another.
   */
  readonly uid: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** IANA name; undefined if it is not known. */
  readonly timeZone: string | undefined;
  readonly summary: string;
  readonly description: string;
}

const MINUTE_MS = 60_000;
const DURATION_MS = 15 * MINUTE_MS;

/**
 * The start and the end of an event: 09:00 of its day in the candidate's time zone.
 *
 * - With a name and a definition in the calendar (`isDefined`), most programs follow the
 *   rules of their own data, also if a country changes them before that day.
 * - Else in UTC, which every program reads.
 * - If the zone is not known, the time is "floating": 09:00 in the zone of the program
 *   that reads the file.
 */
function eventTimes({ day, timeZone }: CalendarEntry, isDefined: boolean): string[] {
  if (timeZone !== undefined && !isDefined) {
    const start = reminderDueAt(day, timeZone);
    return [
      `DTSTART:${utcTimestamp(new Date(start))}`,
      `DTEND:${utcTimestamp(new Date(start + DURATION_MS))}`,
    ];
  }
  const parameter = timeZone === undefined ? '' : `;TZID=${timeZone}`;
  const date = day.replaceAll('-', '');
  return [`DTSTART${parameter}:${date}T090000`, `DTEND${parameter}:${date}T091500`];
}

const eventLines = (
  entry: CalendarEntry,
  isDefined: boolean,
  stamp: Date,
  host: string,
): string[] => [
  'BEGIN:VEVENT',
  `UID:${escapeText(`${entry.uid}@${host}`)}`,
  `DTSTAMP:${utcTimestamp(stamp)}`,
  // Some programs replace an event only if the number is higher. The minute is, in each
  // later calendar.
  `SEQUENCE:${Math.floor(stamp.getTime() / MINUTE_MS)}`,
  ...eventTimes(entry, isDefined),
  `SUMMARY:${escapeText(entry.summary)}`,
  `DESCRIPTION:${escapeText(entry.description)}`,
  'TRANSP:TRANSPARENT',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'TRIGGER:PT0S',
  `DESCRIPTION:${escapeText(entry.summary)}`,
  'END:VALARM',
  'END:VEVENT',
];

/** The definitions of the entries' time zones, for those zones that can be defined. */
function definitionsOf(entries: readonly CalendarEntry[]): ReadonlyMap<string, readonly string[]> {
  const years = entries.map(({ day }) => Number(day.slice(0, 4)));
  const [firstYear, lastYear] = [Math.min(...years), Math.max(...years)];
  const definitions = new Map<string, readonly string[]>();
  for (const timeZone of new Set(entries.map((entry) => entry.timeZone))) {
    const lines = timeZone === undefined ? undefined : timeZoneLines(timeZone, firstYear, lastYear);
    if (timeZone !== undefined && lines !== undefined) definitions.set(timeZone, lines);
  }
  return definitions;
}

/**
 * The entries as a calendar (RFC 5545). Each event has an alarm at its start.
 *
 * A calendar must have at least one component, and strict programs reject one without. A
 * calendar with `METHOD:PUBLISH`, which Outlook needs, must have an event. So a calendar
 * without entries contains only a time zone, which programs do not show, and no `METHOD`.
 *
 * @param stamp when the calendar is created; of two versions of an event, the later one
 *   applies
 * @param origin of this deployment, e.g. `https://door.example`
 */
export function calendarOf(entries: readonly CalendarEntry[], stamp: Date, origin: string): string {
  const { host } = new URL(origin);
  const definitions = definitionsOf(entries);
  const events = entries.flatMap((entry) =>
    eventLines(entry, definitions.has(entry.timeZone ?? ''), stamp, host),
  );
  return contentLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    PRODID,
    ...(entries.length === 0
      ? utcLines
      : ['METHOD:PUBLISH', ...definitions.values(), events].flat()),
    'END:VCALENDAR',
  ]);
}

/**
 * The data of a contact that may appear in a calendar. People share calendars, so the
 * type forbids the private reason and the note: a caller must remove them first.
 */
export interface Reminder {
  /** The contact's id. */
  readonly id: string;
  readonly person: { readonly name: string; readonly address: string };
  readonly company: string;
  readonly role: string;
  readonly referenceNumber?: string | undefined;
  /** The day to write, `YYYY-MM-DD`. */
  readonly reconnectOn: string;
  /** The candidate's IANA time zone; undefined if it is not known. */
  readonly timeZone: string | undefined;
  readonly reason?: never;
  readonly note?: never;
}

const words = {
  en: { write: (name: string) => `Write to ${name}`, role: 'Role' },
  es: { write: (name: string) => `Escribir ${withA(name)}`, role: 'Puesto' },
} as const;

/** The entry "Write to Dana Lee (Northwind)" on the day to write. */
export function reminderEntry(
  { id, person, company, reconnectOn, timeZone, ...vacancy }: Reminder,
  language: PageLanguage,
): CalendarEntry {
  return {
    uid: `reminder-${id}`,
    day: reconnectOn,
    timeZone,
    summary: `${words[language].write(person.name)} (${company})`,
    description: [person.address, `${words[language].role}: ${roleWithReference(vacancy)}`]
      .filter(Boolean)
      .join('\n'),
  };
}
