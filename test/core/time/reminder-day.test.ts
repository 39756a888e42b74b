import { Temporal } from '@js-temporal/polyfill';
import { describe, expect, test } from 'vitest';
import { reasons, reconnectChoices, snoozeMonths } from '../../../lambdas/core/choices.ts';
import { readReminderDay } from '../../../lambdas/core/decline/field-readers.ts';
import { findTimeZone } from '../../../lambdas/core/time/find-time-zone.ts';
import {
  earliestReminder,
  latestReminder,
  nextReminderAfterContact,
  reconnectDay,
  reminderDueAt,
  snoozedDay,
} from '../../../lambdas/core/time/reminder-day.ts';
import { dayInZone } from '../../../lambdas/core/time/time-zone.ts';
import {
  addToDay,
  clockChanges,
  days,
  isDueAtNine,
  startsAtLocalMidnight,
  type Zone,
  zones,
} from '../../support/days-and-zones.ts';

/** The same day, or the Monday after a weekend, computed with Temporal. */
function workday(day: string): string {
  const { dayOfWeek } = Temporal.PlainDate.from(day);
  return dayOfWeek < 6 ? day : addToDay(day, { days: 8 - dayOfWeek });
}

const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Every 17th day, so that each weekday occurs, and the days around clock changes. */
const sampleOf = (timeZone: Zone): readonly string[] => {
  const changes = clockChanges(timeZone).map((change) => change.toPlainDate().toString());
  const around = changes.flatMap((day) => [
    addToDay(day, { days: -1 }),
    day,
    addToDay(day, { days: 1 }),
  ]);
  return [...days.filter((_, count) => count % 17 === 0), '2028-02-29', ...around];
};

describe.each(zones)('the days of reminders in %s', (timeZone) => {
  test('when a reminder is due on a day, then it is due at nine local time', () => {
    const wrong = sampleOf(timeZone).filter((day) => !isDueAtNine(day, timeZone));
    expect(wrong).toEqual([]);
  });

  test('when a local day begins, then the day in the zone changes, to the millisecond', () => {
    const wrong = sampleOf(timeZone).filter((day) => !startsAtLocalMidnight(day, timeZone));
    expect(wrong).toEqual([]);
  });

  test('when the clocks change, then the day in the zone is that of the local time', () => {
    for (const change of clockChanges(timeZone)) {
      for (let minutes = -26 * 60; minutes <= 26 * 60; minutes += 30) {
        const moment = change.add({ minutes });
        expect(dayInZone(moment.epochMilliseconds, timeZone)).toBe(moment.toPlainDate().toString());
      }
    }
  });
});

test('when the zones are compared, then their clocks change by different rules', () => {
  const changes = zones.map((timeZone) => clockChanges(timeZone).length);
  expect(new Set(changes)).toContain(0);
  expect(changes.filter((count) => count >= 4).length).toBeGreaterThanOrEqual(5);
});

test('when the time zone is not known, then UTC is the local time', () => {
  for (const day of days) {
    expect(reminderDueAt(day, undefined)).toBe(
      Temporal.Instant.from(`${day}T09:00Z`).epochMilliseconds,
    );
  }
  const midnight = Date.UTC(2028, 1, 29);
  expect([dayInZone(midnight - 1, undefined), dayInZone(midnight, undefined)]).toEqual([
    '2028-02-28',
    '2028-02-29',
  ]);
});

describe('the day to write again, computed on each day of two years', () => {
  test.each(reconnectChoices)(
    'when the choice is %s, then it is a workday that much later, or there is none',
    (choice) => {
      for (const today of days) {
        const day = reconnectDay(choice, undefined, today);
        const months = Number.parseInt(choice, 10);
        expect(day).toBe(choice === 'never' ? undefined : workday(addToDay(today, { months })));
      }
    },
  );

  test.each([
    ['staying', 12],
    ['overqualified', 6],
    ['no-longer-a-match', 12],
    ['other-offer', 6],
    ['life-change', 3],
    ['recuperate', 3],
    [undefined, 6],
  ] as const)(
    'when the reason is %s, then it is in %i months, unless the candidate chose a time',
    (reason, months) => {
      for (const today of days) {
        expect(reconnectDay('', reason, today)).toBe(workday(addToDay(today, { months })));
        expect(reconnectDay('3-months', reason, today)).toBe(
          workday(addToDay(today, { months: 3 })),
        );
        expect(reconnectDay('never', reason, today)).toBeUndefined();
      }
    },
  );

  test('when the candidate wrote to the contact, then it is in six months', () => {
    for (const today of days)
      expect(nextReminderAfterContact(today)).toBe(workday(addToDay(today, { months: 6 })));
  });

  test('when it is computed, then it is a workday, and not within 30 days of the letter', () => {
    for (const today of days) {
      const chosen = [...reconnectChoices, '' as const].flatMap((choice) =>
        [undefined, ...reasons].flatMap((reason) => reconnectDay(choice, reason, today) ?? []),
      );
      for (const day of [...chosen, nextReminderAfterContact(today)]) {
        expect(workday(day)).toBe(day);
        expect(daysBetween(today, day)).toBeGreaterThanOrEqual(30);
      }
    }
  });
});

test.each([
  ['2028-02-29', 12, '2029-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
  ['2026-08-31', 6, '2027-03-01'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2027-12-31', 6, '2028-06-30'],
  ['2027-10-31', 1, '2027-11-30'],
  ['2027-12-15', 1, '2028-01-17'],
])(
  'when %s plus %i months is in a short month or on a weekend, then the day is %s',
  (today, months, day) => {
    expect(snoozedDay(months, '2020-01-01', today)).toBe(day);
    if (months === 12) expect(reconnectDay('12-months', undefined, today)).toBe(day);
  },
);

test('when a reminder is snoozed, then it is on a workday, 30 days or more from the letter', () => {
  for (const today of days) {
    for (const daysAgo of [0, 15, 29, 400]) {
      const declinedOn = addToDay(today, { days: -daysAgo });
      for (const months of snoozeMonths) {
        const chosen = addToDay(today, { months: Number(months) });
        const earliest = addToDay(declinedOn, { days: 30 });
        const day = snoozedDay(Number(months), declinedOn, today);
        expect(day).toBe(workday(chosen > earliest ? chosen : earliest));
        expect(daysBetween(declinedOn, day)).toBeGreaterThanOrEqual(30);
      }
    }
  }
});

test('when a snooze of one month includes February, then it is still 30 days or more', () => {
  expect(snoozedDay(1, '2027-02-01', '2027-02-01')).toBe('2027-03-03');
  expect(snoozedDay(1, '2028-01-31', '2028-01-31')).toBe('2028-03-01');
});

describe('a day that the candidate chooses', () => {
  test('when it is any day of two years, then it or the next workday is taken or too soon', () => {
    const today = '2026-12-31';
    for (const declinedOn of ['2026-12-31', '2026-12-20', '2026-06-01']) {
      for (const day of days) {
        const read = readReminderDay(` ${day}\n`, declinedOn, today);
        if (daysBetween(declinedOn, day) < 30)
          expect(read).toEqual({ ok: false, problem: 'date-too-soon' });
        else expect(read).toEqual({ ok: true, value: workday(day) });
      }
    }
  });

  test.each([
    ['2028-02-29', 'date-past'],
    ['2028-03-01', 'date-too-soon'],
    ['2028-03-02', undefined],
    ['2033-03-01', undefined],
    ['2033-03-02', 'date-too-far'],
    ['9999-12-31', 'date-too-far'],
    ['0000-01-01', 'date-past'],
    ['2029-02-29', 'not-a-date'],
    ['2028-04-31', 'not-a-date'],
    ['2028-13-01', 'not-a-date'],
    ['2028-00-10', 'not-a-date'],
    ['2028-05-00', 'not-a-date'],
    ['2028-06-01T09:00', 'not-a-date'],
    ['2028-6-1', 'not-a-date'],
    ['01/06/2028', 'not-a-date'],
    ['+002028-06-01', 'not-a-date'],
    ['２０２８-06-01', 'not-a-date'],
    ['2028-06-01 2028-06-02', 'not-a-date'],
    ['tomorrow', 'not-a-date'],
    ['', 'not-a-date'],
  ])('when it is %j on 1 March 2028, then the problem is %s', (typed, problem) => {
    const read = readReminderDay(typed, '2027-01-01', '2028-03-01');
    expect(read.ok ? undefined : read.problem).toBe(problem);
  });

  test('when it is the first or last day on the page, then it is accepted, but none beyond', () => {
    for (const today of days.filter((_, count) => count % 7 === 0)) {
      for (const daysAgo of [0, 29, 30, 200]) {
        const declinedOn = addToDay(today, { days: -daysAgo });
        const [first, last] = [earliestReminder(declinedOn, today), latestReminder(today)];
        expect(readReminderDay(first, declinedOn, today).ok).toBe(true);
        expect(readReminderDay(last, declinedOn, today).ok).toBe(true);
        expect(readReminderDay(addToDay(first, { days: -1 }), declinedOn, today).ok).toBe(false);
        expect(readReminderDay(addToDay(last, { days: 1 }), declinedOn, today).ok).toBe(false);
      }
    }
  });
});

describe('a time zone that a candidate types', () => {
  test.each([
    ['Europe/Madrid', 'Europe/Madrid'],
    [' europe/madrid ', 'Europe/Madrid'],
    ['madrid', 'Europe/Madrid'],
    ['MÉXICO CITY', 'America/Mexico_City'],
    ['mexico_city', 'America/Mexico_City'],
    ['Sao Paulo', 'America/Sao_Paulo'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['lord howe', 'Australia/Lord_Howe'],
    ['UTC', 'UTC'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    // Node accepts the next three names but does not list them: it lists the names of
    // long ago, such as Asia/Calcutta.
    ['Kolkata', 'Asia/Kolkata'],
    ['kyiv', 'Europe/Kyiv'],
    ['Ho Chi Minh', 'Asia/Ho_Chi_Minh'],
    ['Buenos Aires', 'America/Buenos_Aires'],
    ['singapore', 'Asia/Singapore'],
  ])('when it is %j, then it is read as %s', (typed, zone) => {
    const found = findTimeZone(typed);
    expect(found).toBe(zone);
    expect(reminderDueAt('2027-07-01', found)).toBe(
      Temporal.PlainDate.from('2027-07-01').toZonedDateTime({ timeZone: zone, plainTime: '09:00' })
        .epochMilliseconds,
    );
  });

  test.each([
    '',
    ' ',
    '_',
    '/',
    'Europe',
    'Europe/',
    'Atlantis',
    '+01:00',
    'Europe/Madrid\nX',
    '../Madrid',
    'constructor',
    `${'a'.repeat(10_000)}`,
  ])('when it is %j, then no zone is found', (typed) => {
    expect(findTimeZone(typed)).toBeUndefined();
  });
});
