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
import { holdable, physicalLines } from './export-text.ts';

const stamp = new Date('2027-10-03T12:00:00.123Z');
const origin = 'https://door.example:8443';

const { reason: _reason, note: _note, ...rest } = sampleContact;
const reminder = { ...rest, reconnectOn: '2027-12-03' };

const entryWith = (summary: string, description: string): CalendarEntry => ({
  uid: 'reminder-1',
  day: '2027-12-03',
  summary,
  description,
});

const componentsIn = (calendar: ICAL.Component): string[] => [
  calendar.name,
  ...calendar.getAllSubcomponents().flatMap(componentsIn),
];

const eventsOf = (file: string): VEvent[] =>
  Object.values(nodeIcal.sync.parseICS(file)).filter((component) => component?.type === 'VEVENT');

test('a reminder is a quarter of an hour at nine, with an alarm, on whatever clock the reader has', () => {
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

test('a reminder in Spanish', () => {
  expect(reminderEntry(reminder, 'es')).toEqual({
    uid: `reminder-${sampleContact.id}`,
    day: '2027-12-03',
    summary: 'Escribir a Dana Lee (Northwind)',
    description: 'dana@northwind.example\nPuesto: Ingeniería de Datos',
  });
});

test('no reminder is made of what holds the reason or the note', () => {
  // @ts-expect-error The reason is private.
  reminderEntry({ ...reminder, reason: 'staying' }, 'en');
  // @ts-expect-error The note is private.
  const entry = reminderEntry({ ...reminder, note: 'Likes climbing.' }, 'en');
  expect(JSON.stringify(entry)).not.toContain('climbing');
});

test('a calendar without entries has a component that shows nothing', () => {
  const file = calendarOf([], stamp, origin);
  expect(componentsIn(ICAL.Component.fromString(file))).toEqual([
    'vcalendar',
    'vtimezone',
    'standard',
  ]);
  expect(eventsOf(file)).toEqual([]);
  expect(file).not.toContain('METHOD');
});

describe('whatever was typed', () => {
  const properties = ['uid', 'dtstamp', 'dtstart', 'dtend', 'summary', 'description', 'transp'];

  test('ical.js reads it back, and no other property or component', () => {
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
        expect(event?.getFirstPropertyValue('summary')).toBe(holdable(summary));
        expect(event?.getFirstPropertyValue('description')).toBe(holdable(description));
        const alarm = event?.getFirstSubcomponent('valarm');
        expect(alarm?.getFirstPropertyValue('description')).toBe(holdable(summary));
      }),
      { numRuns: 1000 },
    );
  });

  test('node-ical reads it back, and no other event', () => {
    // Faults of node-ical 0.26.1: it takes `\\n`, a backslash before an n, for a line
    // feed, and takes quotes off.
    const readable = (text: string) => `x ${text.replaceAll('\\', '')} x`;
    fc.assert(
      fc.property(hostileText.map(readable), hostileText.map(readable), (summary, description) => {
        const events = eventsOf(calendarOf([entryWith(summary, description)], stamp, origin));
        expect(events).toMatchObject([
          {
            uid: 'reminder-1@door.example:8443',
            summary: holdable(summary),
            description: holdable(description),
          },
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  test('no line is over 75 octets, and none splits a character', () => {
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
