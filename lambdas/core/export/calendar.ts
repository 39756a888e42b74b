import type { PageLanguage } from '../choices.ts';
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
  readonly summary: string;
  readonly description: string;
}

/**
 * The lines of one event. Its times are "floating" (without a time zone and without `Z`):
 * 09:00 in the local time of the place where the person is on that day.
 */
const eventLines = (
  { uid, day, summary, description }: CalendarEntry,
  stamp: Date,
  host: string,
): string[] => {
  const date = day.replaceAll('-', '');
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(`${uid}@${host}`)}`,
    `DTSTAMP:${utcTimestamp(stamp)}`,
    `DTSTART:${date}T090000`,
    `DTEND:${date}T091500`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:PT0S',
    `DESCRIPTION:${escapeText(summary)}`,
    'END:VALARM',
    'END:VEVENT',
  ];
};

/** A component that calendar programs do not show. */
const UTC_TIME_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/**
 * The entries as a calendar (RFC 5545). Each event has an alarm at its start.
 *
 * A calendar must have at least one component, and strict programs reject one without. A
 * calendar with `METHOD:PUBLISH`, which Outlook needs, must have an event. So a calendar
 * without entries contains only a time zone and no `METHOD`.
 *
 * @param stamp when the calendar is created; of two versions of an event, the later one
 *   applies
 * @param origin of this deployment, e.g. `https://door.example`
 */
export function calendarOf(entries: readonly CalendarEntry[], stamp: Date, origin: string): string {
  const { host } = new URL(origin);
  const events = entries.flatMap((entry) => eventLines(entry, stamp, host));
  return contentLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    PRODID,
    ...(entries.length === 0 ? UTC_TIME_ZONE : ['METHOD:PUBLISH', ...events]),
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
  /** The day to write, `YYYY-MM-DD`. */
  readonly reconnectOn: string;
  readonly reason?: never;
  readonly note?: never;
}

const words = {
  en: { write: 'Write to', role: 'Role' },
  es: { write: 'Escribir a', role: 'Puesto' },
} as const;

/** The entry "Write to Dana Lee (Northwind)" on the day to write. */
export function reminderEntry(
  { id, person, company, role, reconnectOn }: Reminder,
  language: PageLanguage,
): CalendarEntry {
  return {
    uid: `reminder-${id}`,
    day: reconnectOn,
    summary: `${words[language].write} ${person.name} (${company})`,
    description: `${person.address}\n${words[language].role}: ${role}`,
  };
}
