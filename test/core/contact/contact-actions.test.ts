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

/** At nine in Madrid, in summer and in winter. */
const inSummer = (day: string) => ({ reconnectOn: day, remindAt: Date.parse(`${day}T07:00Z`) });
const inWinter = (day: string) => ({ reconnectOn: day, remindAt: Date.parse(`${day}T08:00Z`) });

test('a reminder’s link may do all but read or write the note', () => {
  expect(reminderActions).toEqual(contactActions.filter((name) => name !== 'note'));
});

describe('I wrote to them', () => {
  test.each(contactStatuses)(
    'someone %s is reconnected, and comes up again in half a year',
    (status) => {
      expect(readContactAction('done', {}, { ...contact, status }, today)).toEqual({
        ok: true,
        value: { status: 'reconnected', wroteOn: today, next: inWinter('2027-12-09') },
      });
    },
  );

  test('the day after is a workday', () => {
    const read = readContactAction('done', {}, contact, '2027-06-11');
    expect(read).toMatchObject({ value: { wroteOn: '2027-06-11', next: inWinter('2027-12-13') } });
  });

  test('whatever else is posted changes nothing', () => {
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

describe('remind me later', () => {
  test.each([
    ['1', inSummer('2027-07-09')],
    ['3', inSummer('2027-09-09')],
    ['6', inWinter('2027-12-09')],
  ])('%s months on', (months, next) => {
    expect(readContactAction('snooze', { months }, contact, today)).toEqual({
      ok: true,
      value: { next },
    });
  });

  test('no sooner than 30 days after the letter', () => {
    const read = readContactAction(
      'snooze',
      { months: '1' },
      { ...contact, declinedOn: '2027-02-01' },
      '2027-02-01',
    );
    expect(read).toMatchObject({ value: { next: inWinter('2027-03-03') } });
  });

  test.each(['', '0', '2', '12', '-1', '1 ', '01', '1.0', '1e0', 'six', 'constructor', '１'])(
    '%j months is no choice',
    (months) => {
      expect(readContactAction('snooze', { months }, contact, today)).toEqual({
        ok: false,
        problem: 'choose-one',
      });
    },
  );

  test('a choice must be made', () => {
    expect(readContactAction('snooze', { date: '2027-12-01' }, contact, today)).toMatchObject({
      problem: 'choose-one',
    });
  });
});

describe('another day', () => {
  test.each([
    ['2027-12-01', inWinter('2027-12-01')],
    [' 2027-12-04 ', inWinter('2027-12-06')],
    ['2027-07-05', inSummer('2027-07-05')],
    ['2028-02-29', inWinter('2028-02-29')],
  ])('%j', (date, next) => {
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
  ])('%j is no day: %s', (posted, problem) => {
    expect(readContactAction('date', posted, contact, today)).toEqual({ ok: false, problem });
  });
});

describe('stop', () => {
  test.each(contactStatuses)('someone %s is let go, without a day', (status) => {
    expect(
      readContactAction('stop', { date: '2027-12-01' }, { ...contact, status }, today),
    ).toEqual({
      ok: true,
      value: { status: 'closed', next: null },
    });
  });

  test('another day opens the door again', () => {
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

  test('a day that cannot be taken does not open it', () => {
    expect(readContactAction('date', { date: today }, closed, today)).toEqual({
      ok: false,
      problem: 'date-too-soon',
    });
  });

  test('a note does not open it', () => {
    expect(readContactAction('note', { note: 'x' }, closed, today)).toEqual({
      ok: true,
      value: { note: 'x' },
    });
  });

  test('whoever was written to stays reconnected with another day', () => {
    const read = readContactAction(
      'snooze',
      { months: '6' },
      { ...contact, status: 'reconnected' },
      today,
    );
    expect(read).toEqual({ ok: true, value: { next: inWinter('2027-12-09') } });
  });
});

describe('a note', () => {
  test.each([
    ['Likes climbing.', 'Likes climbing.'],
    [' Two \r\nlines\r\n\r\n\r\nand one ', 'Two\nlines\n\nand one'],
    [
      'https://www.northwind.example/team, mailto:dana@northwind.example',
      'https://www.northwind.example/team, mailto:dana@northwind.example',
    ],
    ['<b>&"\'', '<b>&"\''],
    ['x'.repeat(lengths.contactNote), 'x'.repeat(lengths.contactNote)],
  ])('%j', (note, value) => {
    expect(readContactAction('note', { note }, contact, today)).toEqual({
      ok: true,
      value: { note: value },
    });
  });

  test.each([{}, { note: '' }, { note: ' \r\n\t ' }])('%j takes it away', (posted) => {
    expect(readContactAction('note', posted, contact, today)).toEqual({
      ok: true,
      value: { note: null },
    });
  });

  test.each([
    ['x'.repeat(lengths.contactNote + 1), 'too-long'],
    [`a${'\u0301'.repeat(30_000)}`, 'too-long'],
    ['a\u0000', 'unreadable'],
    ['a\u202Eb', 'unreadable'],
    ['a\uD800', 'unreadable'],
  ])('%j is refused: %s', (note, problem) => {
    expect(readContactAction('note', { note }, contact, today)).toEqual({ ok: false, problem });
  });
});

describe('other clocks', () => {
  test('without a zone a reminder leaves at nine UTC', () => {
    const { timeZone: _timeZone, ...unknown } = contact;
    expect(readContactAction('date', { date: '2027-12-01' }, unknown, today)).toMatchObject({
      value: { next: { remindAt: Date.parse('2027-12-01T09:00Z') } },
    });
  });

  test('a reminder that is to come keeps its day and moves to nine on them', () => {
    expect(
      changesForZone(sampleContact, 'America/Mexico_City', Date.parse('2027-12-03T08:59Z')),
    ).toEqual({
      timeZone: 'America/Mexico_City',
      next: { reconnectOn: '2027-12-03', remindAt: Date.parse('2027-12-03T15:00Z') },
    });
  });

  test('one that is out does not come again', () => {
    expect(changesForZone({ ...sampleContact, remindedAt: 1 }, 'Asia/Kolkata', 0)).toEqual({
      timeZone: 'Asia/Kolkata',
    });
  });

  test('one whose moment has come may be on its way, and does not come twice', () => {
    expect(
      changesForZone(sampleContact, 'America/Mexico_City', Date.parse('2027-12-03T09:00Z')),
    ).toEqual({
      timeZone: 'America/Mexico_City',
    });
  });

  test('whoever has no day gets none', () => {
    const { reconnectOn: _reconnectOn, ...never } = sampleContact;
    expect(changesForZone(never, 'Asia/Kolkata', 0)).toEqual({ timeZone: 'Asia/Kolkata' });
  });
});
