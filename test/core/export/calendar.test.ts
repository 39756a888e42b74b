import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal, { type VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';
import {
  type CalendarEntry,
  calendarOf,
  reminderEntry,
} from '../../../lambdas/core/export/calendar.ts';
import { hostileText, sampleContact } from '../../support/fixtures.ts';
import { physicalLines, roundTripped } from './export-text.ts';

const stamp = new Date('2027-10-03T12:00:00.123Z');
const origin = 'https://door.example:8443';

const { reason: _reason, note: _note, ...rest } = sampleContact;
const reminder = { ...rest, reconnectOn: '2027-12-03', timeZone: undefined };

const entryWith = (summary: string, description: string): CalendarEntry => ({
  uid: 'reminder-1',
  day: '2027-12-03',
  timeZone: undefined,
  summary,
  description,
});

const componentsIn = (calendar: ICAL.Component): string[] => [
  calendar.name,
  ...calendar.getAllSubcomponents().flatMap(componentsIn),
];

const eventsOf = (file: string): VEvent[] =>
  Object.values(nodeIcal.sync.parseICS(file)).filter((component) => component?.type === 'VEVENT');

test('when the zone is unknown, then a reminder is at 09:00 in every zone, with an alarm', () => {
  const file = calendarOf([reminderEntry(reminder, 'en')], stamp, origin);
  expect(file).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Open Door//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:reminder-kZ3xVQ0eT5a_7-Yw1mN2bA@door.example:8443',
      'DTSTAMP:20271003T120000Z',
      'SEQUENCE:30376080',
      'DTSTART:20271203T090000',
      'DTEND:20271203T091500',
      'SUMMARY:Write to Dana Lee (Northwind)',
      'DESCRIPTION:dana@northwind.example\\nRole: Ingeniería de Datos',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:PT0S',
      'DESCRIPTION:Write to Dana Lee (Northwind)',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
  const event = new ICAL.Event(
    ICAL.Component.fromString(file).getFirstSubcomponent('vevent') ?? undefined,
  );
  expect(event.startDate.zone).toBe(ICAL.Timezone.localTimezone);
  expect(event.startDate.toString()).toBe('2027-12-03T09:00:00');
  expect(event.duration.toSeconds()).toBe(15 * 60);
  expect(eventsOf(file)[0]?.start).toEqual(new Date(2027, 11, 3, 9));
  expect(eventsOf(file)[0]?.end).toEqual(new Date(2027, 11, 3, 9, 15));
});

test('when the language is Spanish, then the texts of the reminder are Spanish', () => {
  expect(reminderEntry(reminder, 'es')).toEqual({
    uid: `reminder-${sampleContact.id}`,
    day: '2027-12-03',
    timeZone: undefined,
    summary: 'Escribir a Dana Lee (Northwind)',
    description: 'dana@northwind.example\nPuesto: Ingeniería de Datos',
  });
});

test('when a calendar is made later, then its event has the same UID and a higher number', () => {
  const eventAt = (at: string) =>
    ICAL.Component.fromString(
      calendarOf([reminderEntry(reminder, 'en')], new Date(at), origin),
    ).getFirstSubcomponent('vevent');
  const events = ['2027-10-03T12:00:59Z', '2027-10-03T12:01:00Z', '2037-10-03T12:00Z'].map(eventAt);
  expect(new Set(events.map((event) => event?.getFirstPropertyValue('uid'))).size).toBe(1);
  const numbers = events.map((event) => Number(event?.getFirstPropertyValue('sequence')));
  expect(numbers).toEqual([30376080, 30376081, 35636400]);
  // The number is a signed integer of 32 bits in some programs.
  expect(Math.max(...numbers)).toBeLessThan(2 ** 31);
});

test('when the reason or note is passed, then it is a type error and the entry has neither', () => {
  // @ts-expect-error The reason is private.
  reminderEntry({ ...reminder, reason: 'staying' }, 'en');
  // @ts-expect-error The note is private.
  const entry = reminderEntry({ ...reminder, note: 'Likes climbing.' }, 'en');
  expect(JSON.stringify(entry)).not.toContain('climbing');
});

test('when a calendar has no entries, then it has one component, which shows nothing', () => {
  const file = calendarOf([], stamp, origin);
  expect(componentsIn(ICAL.Component.fromString(file))).toEqual([
    'vcalendar',
    'vtimezone',
    'standard',
  ]);
  expect(eventsOf(file)).toEqual([]);
  expect(file).not.toContain('METHOD');
});

describe('a calendar with hostile text', () => {
  const properties = [
    'uid',
    'dtstamp',
    'sequence',
    'dtstart',
    'dtend',
    'summary',
    'description',
    'transp',
  ];

  test('when ical.js parses it, then it reads the text, and no other property or component', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (summary, description) => {
        const file = calendarOf(
          [entryWith(summary, description), reminderEntry(reminder, 'es')],
          stamp,
          origin,
        );
        const calendar = ICAL.Component.fromString(file);
        const componentNames = ['vcalendar', 'vevent', 'valarm', 'vevent', 'valarm'];
        expect(componentsIn(calendar)).toEqual(componentNames);
        const event = calendar.getFirstSubcomponent('vevent');
        expect(event?.getAllProperties().map(({ name }) => name)).toEqual(properties);
        expect(event?.getFirstPropertyValue('summary')).toBe(roundTripped(summary));
        expect(event?.getFirstPropertyValue('description')).toBe(roundTripped(description));
        const alarm = event?.getFirstSubcomponent('valarm');
        expect(alarm?.getFirstPropertyValue('description')).toBe(roundTripped(summary));
      }),
      { numRuns: 1000 },
    );
  });

  test('when node-ical parses it, then it reads the text, and no other event', () => {
    // node-ical 0.26.1 has two faults: it reads `\\n` (an escaped backslash, then an n)
    // as a line feed, and it removes quotes. `readable` avoids both.
    const readable = (text: string) => `x ${text.replaceAll('\\', '')} x`;
    fc.assert(
      fc.property(hostileText.map(readable), hostileText.map(readable), (summary, description) => {
        const events = eventsOf(calendarOf([entryWith(summary, description)], stamp, origin));
        expect(events).toMatchObject([
          {
            uid: 'reminder-1@door.example:8443',
            summary: roundTripped(summary),
            description: roundTripped(description),
          },
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  test('when it is folded, then no line is over 75 octets, and no character is split', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (summary, description) => {
        const file = calendarOf([entryWith(summary, description)], stamp, origin);
        for (const { line, octets } of physicalLines(file)) {
          expect(octets).toBeLessThanOrEqual(75);
          expect(line.isWellFormed()).toBe(true);
          expect(line).not.toMatch(/[\r\n]/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
