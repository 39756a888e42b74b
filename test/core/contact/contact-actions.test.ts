import { describe, expect, test } from 'vitest';
import { contactStatuses } from '../../../lambdas/core/choices.ts';
import {
  changesForZone,
  contactActions,
  readContactAction,
  reminderActions,
} from '../../../lambdas/core/contact/contact-actions.ts';
import { lengths } from '../../../lambdas/core/decline/form-fields.ts';
import { sampleContact } from '../../support/fixtures.ts';

/** A Wednesday, five days after the letter. */
const today = '2027-06-09';
const contact = { timeZone: 'Europe/Madrid', declinedOn: '2027-06-04', status: 'open' } as const;
const closed = { ...contact, status: 'closed' } as const;

/** A reminder at 09:00 in Madrid: at 07:00 UTC in summer, at 08:00 UTC in winter. */
const inSummer = (day: string) => ({ reconnectOn: day, remindAt: Date.parse(`${day}T07:00Z`) });
const inWinter = (day: string) => ({ reconnectOn: day, remindAt: Date.parse(`${day}T08:00Z`) });

test('when a reminder’s link is used, then it allows every action except the note', () => {
  expect(reminderActions).toEqual(contactActions.filter((name) => name !== 'note'));
});

describe('the action "I wrote to them"', () => {
  test.each(contactStatuses)(
    'when the contact is %s, then it becomes reconnected, with a reminder in six months',
    (status) => {
      expect(readContactAction('done', {}, { ...contact, status }, today)).toEqual({
        ok: true,
        value: { status: 'reconnected', wroteOn: today, next: inWinter('2027-12-09') },
      });
    },
  );

  test('when six months later is a weekend, then the reminder is on the next workday', () => {
    const read = readContactAction('done', {}, contact, '2027-06-11');
    expect(read).toMatchObject({ value: { wroteOn: '2027-06-11', next: inWinter('2027-12-13') } });
  });

  test('when other fields are posted, too, then they change nothing', () => {
    const posted = {
      months: '1',
      date: '2027-08-02',
      note: 'x',
      status: 'closed',
      wroteOn: '1999-01-01',
    };
    expect(readContactAction('done', posted, contact, today)).toEqual(
      readContactAction('done', {}, contact, today),
    );
  });
});

describe('the action "remind me later"', () => {
  test.each([
    ['1', inSummer('2027-07-09')],
    ['3', inSummer('2027-09-09')],
    ['6', inWinter('2027-12-09')],
  ])(
    'when the choice is %s months, then the reminder is that many months later',
    (months, next) => {
      expect(readContactAction('snooze', { months }, contact, today)).toEqual({
        ok: true,
        value: { next },
      });
    },
  );

  test('when one month is less than 30 days after the letter, then the reminder is later', () => {
    const read = readContactAction(
      'snooze',
      { months: '1' },
      { ...contact, declinedOn: '2027-02-01' },
      '2027-02-01',
    );
    expect(read).toMatchObject({ value: { next: inWinter('2027-03-03') } });
  });

  test.each(['', '0', '2', '12', '-1', '1 ', '01', '1.0', '1e0', 'six', 'constructor', '１'])(
    'when the choice is %j, then it is refused',
    (months) => {
      expect(readContactAction('snooze', { months }, contact, today)).toEqual({
        ok: false,
        problem: 'choose-one',
      });
    },
  );

  test('when there is no choice, then it is refused', () => {
    expect(readContactAction('snooze', { date: '2027-12-01' }, contact, today)).toMatchObject({
      problem: 'choose-one',
    });
  });
});

describe('the action "another day"', () => {
  test.each([
    ['2027-12-01', inWinter('2027-12-01')],
    [' 2027-12-04 ', inWinter('2027-12-06')],
    ['2027-07-05', inSummer('2027-07-05')],
    ['2028-02-29', inWinter('2028-02-29')],
  ])('when the day is %j, then the reminder is on it or on the next workday', (date, next) => {
    expect(readContactAction('date', { date }, contact, today)).toEqual({
      ok: true,
      value: { next },
    });
  });

  test.each([
    [{}, 'not-a-date'],
    [{ date: '' }, 'not-a-date'],
    [{ date: '2027-02-29' }, 'not-a-date'],
    [{ date: '2027-12-01T09:00' }, 'not-a-date'],
    [{ date: '1 December 2027' }, 'not-a-date'],
    [{ date: today }, 'date-too-soon'],
    [{ date: '2026-12-01' }, 'date-past'],
    [{ date: '2027-06-10' }, 'date-too-soon'],
    [{ date: '2027-07-03' }, 'date-too-soon'],
    [{ date: '2032-06-10' }, 'date-too-far'],
    [{ months: '1' }, 'not-a-date'],
  ])('when %j is posted, then it is refused: %s', (posted, problem) => {
    expect(readContactAction('date', posted, contact, today)).toEqual({ ok: false, problem });
  });
});

describe('the action "stop"', () => {
  test.each(contactStatuses)(
    'when the contact is %s, then it becomes closed, without a day',
    (status) => {
      expect(
        readContactAction('stop', { date: '2027-12-01' }, { ...contact, status }, today),
      ).toEqual({
        ok: true,
        value: { status: 'closed', next: null },
      });
    },
  );

  test('when another day is chosen afterwards, then the contact is open again', () => {
    for (const [name, posted] of [
      ['snooze', { months: '6' }],
      ['date', { date: '2027-12-09' }],
    ] as const) {
      expect(readContactAction(name, posted, closed, today)).toEqual({
        ok: true,
        value: { status: 'open', next: inWinter('2027-12-09') },
      });
    }
  });

  test('when a day is refused afterwards, then the contact stays closed', () => {
    expect(readContactAction('date', { date: today }, closed, today)).toEqual({
      ok: false,
      problem: 'date-too-soon',
    });
  });

  test('when a note is written afterwards, then the contact stays closed', () => {
    expect(readContactAction('note', { note: 'x' }, closed, today)).toEqual({
      ok: true,
      value: { note: 'x' },
    });
  });

  test('when a reconnected contact gets another day, then it stays reconnected', () => {
    const read = readContactAction(
      'snooze',
      { months: '6' },
      { ...contact, status: 'reconnected' },
      today,
    );
    expect(read).toEqual({ ok: true, value: { next: inWinter('2027-12-09') } });
  });
});

describe('the action "note"', () => {
  test.each([
    ['Likes climbing.', 'Likes climbing.'],
    [' Two \r\nlines\r\n\r\n\r\nand one ', 'Two\nlines\n\nand one'],
    [
      'https://www.northwind.example/team, mailto:dana@northwind.example',
      'https://www.northwind.example/team, mailto:dana@northwind.example',
    ],
    ['<b>&"\'', '<b>&"\''],
    ['\uFFFCLikes \u202Etea\u202C\u200E.', 'Likes tea.'],
    ['x'.repeat(lengths.contactNote), 'x'.repeat(lengths.contactNote)],
  ])('when the note is %j, then it is stored as %j', (note, value) => {
    expect(readContactAction('note', { note }, contact, today)).toEqual({
      ok: true,
      value: { note: value },
    });
  });

  test('when the note is missing, then the earlier note stays', () => {
    expect(readContactAction('note', {}, contact, today)).toEqual({
      ok: false,
      problem: 'required',
    });
  });

  test.each([{ note: '' }, { note: ' \r\n\t ' }, { note: ' \u200B\uFEFF\uFFFC ' }])(
    'when %j is posted, then the note is removed',
    (posted) => {
      expect(readContactAction('note', posted, contact, today)).toEqual({
        ok: true,
        value: { note: null },
      });
    },
  );

  test.each([
    ['x'.repeat(lengths.contactNote + 1), 'too-long'],
    [`a${'\u0301'.repeat(30_000)}`, 'too-long'],
    ['a\u0000', 'unreadable'],
    ['a\uD800', 'unreadable'],
  ])('when the note is %j, then it is refused: %s', (note, problem) => {
    expect(readContactAction('note', { note }, contact, today)).toMatchObject({
      ok: false,
      problem,
    });
  });
});

describe('the time zone of a reminder', () => {
  test('when it is not known, then the reminder is at 09:00 UTC', () => {
    const { timeZone: _timeZone, ...withoutZone } = contact;
    expect(readContactAction('date', { date: '2027-12-01' }, withoutZone, today)).toMatchObject({
      value: { next: { remindAt: Date.parse('2027-12-01T09:00Z') } },
    });
  });

  test('when it changes before the reminder, then the day stays, at 09:00 in the new zone', () => {
    expect(
      changesForZone(sampleContact, 'America/Mexico_City', Date.parse('2027-12-03T08:59Z')),
    ).toEqual({
      timeZone: 'America/Mexico_City',
      next: { reconnectOn: '2027-12-03', remindAt: Date.parse('2027-12-03T15:00Z') },
    });
  });

  test('when it changes after the reminder, then the reminder is not sent again', () => {
    expect(changesForZone({ ...sampleContact, remindedAt: 1 }, 'Asia/Kolkata', 0)).toEqual({
      timeZone: 'Asia/Kolkata',
    });
  });

  test('when it changes once the reminder is due, then it is not moved, so not sent twice', () => {
    expect(
      changesForZone(sampleContact, 'America/Mexico_City', Date.parse('2027-12-03T09:00Z')),
    ).toEqual({
      timeZone: 'America/Mexico_City',
    });
  });

  test('when it changes and the contact has no day, then it gets none', () => {
    const { reconnectOn: _reconnectOn, ...withoutDay } = sampleContact;
    expect(changesForZone(withoutDay, 'Asia/Kolkata', 0)).toEqual({ timeZone: 'Asia/Kolkata' });
  });
});
