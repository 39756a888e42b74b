import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LastReminders, ListedContact } from '../../../lambdas/core/contact/contact-store.ts';
import {
  dayOverAt,
  dueMails,
  groupReminders,
} from '../../../lambdas/core/contact/reminder-group.ts';
import { reminderDueAt } from '../../../lambdas/core/time/reminder-day.ts';
import { dayInZone } from '../../../lambdas/core/time/time-zone.ts';

const HOUR_MS = 60 * 60_000;
const MINUTE_MS = 60_000;
const day = '2027-03-04';

/** A contact in the list; by default its reminder is due at nine on a Thursday. */
function listed(name: string, changes: Partial<ListedContact> & { dueAt?: number } = {}) {
  const { dueAt, ...others } = changes;
  const contact = { reconnectOn: day, timeZone: 'Europe/Madrid', ...others };
  return {
    ...contact,
    due: {
      key: { pk: 'CANDIDATE#c', sk: `CONTACT#${name}` },
      candidateId: 'c',
      contactId: name,
      dueAt: dueAt ?? reminderDueAt(contact.reconnectOn ?? day, contact.timeZone),
    },
  };
}
const names = (contacts: readonly ListedContact[]) => contacts.map(({ due }) => due.contactId);
const nineIn = (timeZone: string, on = day) => reminderDueAt(on, timeZone);
const remindersAt = (now: number, ...contacts: readonly ListedContact[]) =>
  names(dueMails(contacts, now).reminders);

describe('which reminders go together', () => {
  const nine = nineIn('Europe/Madrid');

  test('when several are due, then all go together', () => {
    expect(remindersAt(nine, listed('a'), listed('b'), listed('c'))).toEqual(['a', 'b', 'c']);
  });

  test('when none is due yet, then nothing goes', () => {
    expect(remindersAt(nine - 1, listed('a'), listed('b'))).toEqual([]);
  });

  test.each([
    ['an hour later today', listed('b', { dueAt: nine + HOUR_MS }), true],
    ['in the last minute of today', listed('b', { dueAt: nine + 15 * HOUR_MS - 1 }), true],
    ['in the first minute of tomorrow', listed('b', { dueAt: nine + 15 * HOUR_MS }), false],
    ['tomorrow at nine', listed('b', { reconnectOn: '2027-03-05' }), false],
    ['since three days ago', listed('b', { dueAt: nine - 72 * HOUR_MS }), true],
    ['at nine UTC, without a zone', listed('b', { timeZone: undefined }), true],
    ['at nine in Mexico, six hours later', listed('b', { timeZone: 'America/Mexico_City' }), true],
    [
      'tomorrow in Tokyo, today in Madrid',
      listed('b', { timeZone: 'Asia/Tokyo', reconnectOn: '2027-03-05' }),
      false,
    ],
    ['with a receipt that is due later', listed('b', { receiptFor: 'l', dueAt: nine + 1 }), false],
    ['with a receipt that waited until today', listed('b', { receiptFor: 'l' }), true],
    [
      'with no day that can be read',
      listed('b', { reconnectOn: undefined, dueAt: nine - 1 }),
      true,
    ],
  ])('when another is due %s, then it goes with it: %j', (_when, other, isTogether) => {
    expect(remindersAt(nine, listed('a'), other)).toEqual(isTogether ? ['a', 'b'] : ['a']);
  });

  test('when a receipt is due months before its reminder, then it is a receipt', () => {
    const at = nine - 90 * 24 * HOUR_MS;
    const contacts = [listed('a', { receiptFor: 'l', dueAt: at }), listed('b')];
    const { receipts, reminders } = dueMails(contacts, at);
    expect([names(receipts), names(reminders)]).toEqual([['a'], []]);
  });
});

describe('one email of reminders on a local day', () => {
  const nine = nineIn('Europe/Madrid');
  const lastAt = (sentAt: number, ...contacts: readonly ListedContact[]): LastReminders => ({
    sentAt,
    dayOverAt: dayOverAt(contacts.length > 0 ? contacts : [listed('x')], sentAt),
    leaseUntil: sentAt + 15 * MINUTE_MS,
    contactIds: new Set(['x', ...names(contacts)]),
  });
  const decide = (last: LastReminders | undefined, now: number, ...contacts: ListedContact[]) => {
    const { going, sent, waiting } = groupReminders(contacts, last, now);
    return {
      going: names(going),
      sent: names(sent),
      waiting: waiting.map(({ contact, at }) => [contact.due.contactId, new Date(at).toJSON()]),
    };
  };

  test('when the candidate has had none, then all go', () => {
    expect(decide(undefined, nine, listed('a'), listed('b')).going).toEqual(['a', 'b']);
  });

  test.each([
    ['a minute after it', MINUTE_MS],
    ['in the last minute of that day', 15 * HOUR_MS - 1],
  ])('when another is due %s, then it waits for nine on the next workday', (_when, later) => {
    expect(decide(lastAt(nine), nine + later, listed('a', { dueAt: nine + later }))).toEqual({
      going: [],
      sent: [],
      waiting: [['a', '2027-03-05T08:00:00.000Z']],
    });
  });

  test('when the email was on a Friday, then another waits for Monday', () => {
    const friday = nineIn('Europe/Madrid', '2027-03-05');
    const late = listed('a', { dueAt: friday + HOUR_MS });
    expect(decide(lastAt(friday), friday + HOUR_MS, late).waiting).toEqual([
      ['a', '2027-03-08T08:00:00.000Z'],
    ]);
  });

  test('when the day is over, then the next email goes', () => {
    const tomorrow = nineIn('Europe/Madrid', '2027-03-05');
    expect(decide(lastAt(nine), tomorrow, listed('a'), listed('b')).going).toEqual(['a', 'b']);
  });

  test('when only that it was sent is not recorded, then it is not sent again', () => {
    const { leaseUntil } = lastAt(nine);
    expect(decide(lastAt(nine), leaseUntil, listed('x', { dueAt: leaseUntil }))).toEqual({
      going: [],
      sent: ['x'],
      waiting: [],
    });
  });

  test('when a contact of that email has got another day since, then it is due again', () => {
    const { sent, going } = decide(lastAt(nine), nine + 24 * HOUR_MS, listed('x'));
    expect([sent, going]).toEqual([[], ['x']]);
  });

  test('when one is due later today, and all due ones wait, then it does not go early', () => {
    const midnight = nine + 15 * HOUR_MS;
    // It is Friday in Madrid, and still Thursday in Mexico.
    const now = midnight + MINUTE_MS;
    const late = listed('a', { timeZone: 'America/Mexico_City', dueAt: now });
    const friday = listed('b', { reconnectOn: '2027-03-05' });
    expect(decide(lastAt(midnight - 10 * MINUTE_MS), now, late, friday)).toEqual({
      going: [],
      sent: [],
      waiting: [['a', '2027-03-05T15:00:00.000Z']],
    });
  });

  const zones = [
    ...['Europe/Madrid', 'America/Mexico_City', 'America/Los_Angeles', 'Asia/Tokyo'],
    ...['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe', 'Asia/Kolkata'],
    ...['America/Santiago', 'Africa/Casablanca', undefined],
  ] as const;

  /**
   * Plays the job: at each moment of a list, sends what may go, and records it. A contact
   * that waits is due again when it was told.
   */
  test('when contacts of any zones are due at any times, then no zone has two a day', async () => {
    const begun = Date.parse('2027-03-25T00:00:00Z');
    const contact = fc.record({
      zone: fc.constantFrom(...zones),
      dueAfter: fc.integer({ min: 0, max: 6 * 24 * 60 }),
    });
    await fc.assert(
      fc.property(fc.array(contact, { minLength: 1, maxLength: 12 }), (drawn) => {
        let open = drawn.map(({ zone, dueAfter }, index) => {
          const dueAt = begun + dueAfter * MINUTE_MS;
          const reconnectOn = dayInZone(dueAt, zone);
          return listed(`c${index}`, { timeZone: zone, reconnectOn, dueAt });
        });
        let last: LastReminders | undefined;
        const sent: { readonly at: number; readonly zones: readonly (string | undefined)[] }[] = [];
        for (let now = begun; now < begun + 20 * 24 * HOUR_MS && open.length > 0; ) {
          const { reminders } = dueMails(open, now);
          const { going, waiting } = groupReminders(reminders, last, now);
          if (going.length > 0) {
            sent.push({ at: now, zones: going.map(({ timeZone }) => timeZone) });
            last = lastAt(now, ...going);
          }
          open = open
            .filter((one) => !going.includes(one))
            .map((one) => {
              const next = waiting.find((other) => other.contact === one);
              return next === undefined ? one : { ...one, due: { ...one.due, dueAt: next.at } };
            });
          now = Math.max(now + MINUTE_MS, Math.min(...open.map(({ due }) => due.dueAt)));
        }
        expect(open).toEqual([]);
        // Each zone of an email counts the days of the emails before and after it.
        for (const [index, { at, zones: own }] of sent.entries())
          for (const zone of own)
            for (const other of [sent[index - 1], sent[index + 1]])
              if (other !== undefined)
                expect(dayInZone(other.at, zone)).not.toBe(dayInZone(at, zone));
      }),
      { numRuns: 50 },
    );
  });
});
