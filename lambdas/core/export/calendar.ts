import type { PageLanguage } from '../choices.ts';
import { contentLines, escapeText, PRODID, utcTimestamp } from './content-lines.ts';

/** One event, on the morning of its day. */
export interface CalendarEntry {
  /**
   * Within this Open Door; the same for ever, so that a later calendar moves the event.
   */
  readonly uid: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly summary: string;
  readonly description: string;
}

/** Times have neither a zone nor a Z: nine o'clock wherever the person is that day. */
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

/** A component that no calendar shows. */
const UTC = [
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
 * The entries as a calendar (RFC 5545), each with an alarm as it starts.
 *
 * Without entries it holds a time zone only: a calendar must have a component, and
 * readers that check refuse one without; one that publishes (`METHOD`, which Outlook
 * looks for) must have an event.
 *
 * @param stamp when the calendar is made: of two versions of an event the later one
 *   counts
 * @param origin of this Open Door: `https://door.example`
 */
export function calendarOf(entries: readonly CalendarEntry[], stamp: Date, origin: string): string {
  const { host } = new URL(origin);
  const events = entries.flatMap((entry) => eventLines(entry, stamp, host));
  return contentLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    PRODID,
    ...(entries.length === 0 ? UTC : ['METHOD:PUBLISH', ...events]),
    'END:VCALENDAR',
  ]);
}

/**
 * What a calendar may know of someone to write to. Calendars are shared: whoever has the
 * private reason or the note at hand must leave them out to get here.
 */
export interface Reminder {
  /** Of the contact. */
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
