import { Temporal } from '@js-temporal/polyfill';
import ICAL from 'ical.js';
import nodeIcal, { type VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';
import { type CalendarEntry, calendarOf } from '../../../lambdas/core/export/calendar.ts';
import { findTimeZone } from '../../../lambdas/core/time/find-time-zone.ts';
import { clockChanges, zones } from '../../support/days-and-zones.ts';

const stamp = new Date('2027-01-01T12:00:00Z');

const entriesOn = (days: readonly string[], timeZone: string | undefined): CalendarEntry[] =>
  days.map((day) => ({
    uid: `${day}-${timeZone}`,
    day,
    timeZone,
    summary: 'Write to Dana',
    description: 'x',
  }));
const calendarOn = (days: readonly string[], timeZone: string | undefined): string =>
  calendarOf(entriesOn(days, timeZone), stamp, 'https://door.example');

const nineOn = (day: string, timeZone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: '09:00' }).epochMilliseconds;

/** The start of each event, epoch ms, by the definitions in the file alone. */
const startsByIcalJs = (file: string): number[] =>
  ICAL.Component.fromString(file)
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event).startDate.toUnixTime() * 1000);

const startsByNodeIcal = (file: string): number[] =>
  Object.values(nodeIcal.sync.parseICS(file))
    .filter((component): component is VEvent => component?.type === 'VEVENT')
    .map(({ start }) => start.getTime());

const valuesOf = (file: string, name: string): string[] =>
  file.split('\r\n').filter((line) => line.startsWith(name));

/** Days in both halves of the year, as far ahead as a reminder can be. */
const days = ['2027-01-04', '2027-04-01', '2027-07-01', '2027-10-15', '2030-02-20', '2032-07-01'];

/**
 * Zones whose clocks change by no yearly rule: on days of another calendar (Ramadan, the
 * Sabbath), or on "the Sunday on or after the 2nd". Not those of Morocco, which have no
 * changes any more in the zone data of 2026.
 */
const irregular = [
  ...['Africa/Cairo', 'America/Godthab', 'America/Nuuk'],
  ...['America/Santiago', 'America/Scoresbysund', 'Asia/Gaza', 'Asia/Hebron', 'Asia/Jerusalem'],
  ...['Asia/Tel_Aviv', 'Israel', 'Chile/Continental'],
];

describe.each([
  ['ical.js, by the definitions in the file', startsByIcalJs],
  ['node-ical, by its own data', startsByNodeIcal],
] as const)('%s', (_reader, startsOf) => {
  const all = Intl.supportedValuesOf('timeZone');

  test('when it reads a calendar of any zone, then each event is at nine local time', () => {
    expect(all.length).toBeGreaterThan(400);
    for (const zone of all)
      expect([zone, startsOf(calendarOn(days, zone))]).toEqual([
        zone,
        days.map((day) => nineOn(day, zone)),
      ]);
  });

  test.each(zones)('when the clocks change in %s, then the days around it are right', (zone) => {
    const around = [
      '2027-06-01',
      ...clockChanges(zone).flatMap((change) =>
        [-1, 0, 1].map((shift) => change.toPlainDate().add({ days: shift }).toString()),
      ),
    ];
    expect(startsOf(calendarOn(around, zone))).toEqual(around.map((day) => nineOn(day, zone)));
  });

  test('when contacts have several zones, then each event is at nine in its own', () => {
    const mixed = ['Europe/Madrid', 'Asia/Jerusalem', 'Australia/Lord_Howe', 'Asia/Kolkata'];
    const file = calendarOf(
      mixed.flatMap((zone) => entriesOn(['2027-07-01', '2028-01-03'], zone)),
      stamp,
      'https://door.example',
    );
    expect(startsOf(file)).toEqual(
      mixed.flatMap((zone) => ['2027-07-01', '2028-01-03'].map((day) => nineOn(day, zone))),
    );
    expect(valuesOf(file, 'TZID:')).toEqual([
      'TZID:Europe/Madrid',
      'TZID:Australia/Lord_Howe',
      'TZID:Asia/Kolkata',
    ]);
  });
});

test('when the zone is known, then no reader needs floating time', () => {
  for (const zone of [...Intl.supportedValuesOf('timeZone'), ...irregular, 'UTC', 'GMT', 'EST']) {
    const file = calendarOn(['2027-07-01', '2028-01-03'], zone);
    for (const line of [...valuesOf(file, 'DTEND'), ...valuesOf(file, 'DTSTART').slice(-2)])
      expect(line).toMatch(/^DT(?:START|END)(?:;TZID=[\w/+-]+:\d{8}T09(?:00|15)00|:\d{8}T\d{6}Z)$/);
  }
});

test.each(irregular)(
  'when the clocks of %s follow no yearly rule, then the time is UTC',
  (zone) => {
    const file = calendarOn(['2027-07-01'], zone);
    expect(file).not.toContain('TZID');
    expect(valuesOf(file, 'DTSTART')).toEqual([
      `DTSTART:${new Date(nineOn('2027-07-01', zone)).toISOString().replace(/[-:]|\.000/g, '')}`,
    ]);
  },
);

test.each(['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT+5', 'EST', 'CET'])(
  'when the zone is %s, which programs read differently, then the time is UTC',
  (zone) => {
    const file = calendarOn(['2027-07-01'], zone);
    expect(file).not.toContain('TZID');
    expect(startsByIcalJs(file)).toEqual([nineOn('2027-07-01', zone)]);
  },
);

test.each([
  [
    'Europe/Madrid',
    'whose clocks change',
    [
      ['BEGIN:DAYLIGHT', 'DTSTART:19700329T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'],
      ['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:DAYLIGHT'],
      ['BEGIN:STANDARD', 'DTSTART:19701025T030000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'],
      ['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD'],
    ],
  ],
  [
    'Australia/Lord_Howe',
    'in the southern hemisphere, by half an hour',
    [
      ['BEGIN:STANDARD', 'DTSTART:19700405T020000', 'RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU'],
      ['TZOFFSETFROM:+1100', 'TZOFFSETTO:+1030', 'END:STANDARD'],
      ['BEGIN:DAYLIGHT', 'DTSTART:19701004T020000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU'],
      ['TZOFFSETFROM:+1030', 'TZOFFSETTO:+1100', 'END:DAYLIGHT'],
    ],
  ],
  [
    'America/New_York',
    'on the second Sunday',
    [
      ['BEGIN:DAYLIGHT', 'DTSTART:19700308T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU'],
      ['TZOFFSETFROM:-0500', 'TZOFFSETTO:-0400', 'END:DAYLIGHT'],
      ['BEGIN:STANDARD', 'DTSTART:19701101T020000', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU'],
      ['TZOFFSETFROM:-0400', 'TZOFFSETTO:-0500', 'END:STANDARD'],
    ],
  ],
  [
    'Asia/Kolkata',
    'whose clocks do not change',
    [
      ['BEGIN:STANDARD', 'DTSTART:19700101T000000'],
      ['TZOFFSETFROM:+0530', 'TZOFFSETTO:+0530', 'END:STANDARD'],
    ],
  ],
  [
    'America/Mexico_City',
    'whose clocks do not change any more',
    [
      ['BEGIN:STANDARD', 'DTSTART:19700101T000000'],
      ['TZOFFSETFROM:-0600', 'TZOFFSETTO:-0600', 'END:STANDARD'],
    ],
  ],
])('when the zone is %s, %s, then its definition is what Outlook reads', (zone, _kind, lines) => {
  const file = calendarOn(['2027-07-01'], zone);
  expect(file).toContain(
    ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...lines.flat(), 'END:VTIMEZONE', ''].join('\r\n'),
  );
  // The definition comes before the first event.
  expect(file.indexOf('END:VTIMEZONE')).toBeLessThan(file.indexOf('BEGIN:VEVENT'));
});

test('when a rule changes between two events, then the times are UTC', () => {
  // Mexico had no summer time from 2023 on.
  const file = calendarOn(['2022-07-01', '2027-07-01'], 'America/Mexico_City');
  expect(file).not.toContain('TZID');
  expect(startsByIcalJs(file)).toEqual(
    ['2022-07-01', '2027-07-01'].map((day) => nineOn(day, 'America/Mexico_City')),
  );
});

test.each([
  'Madrid',
  'europe/Madrid',
  'Calcutta',
  'Kolkata',
  'Buenos Aires',
  'America/Indiana/Knox',
])('when the candidate typed %s, then the event is at nine there', (typed) => {
  const zone = findTimeZone(typed) ?? '';
  expect(startsByIcalJs(calendarOn(['2027-07-01'], zone))).toEqual([nineOn('2027-07-01', zone)]);
});
