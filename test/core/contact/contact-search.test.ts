import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactStatuses } from '../../../lambdas/core/choices.ts';
import type { Contact } from '../../../lambdas/core/contact/contact.ts';
import {
  type contactFilters,
  isDue,
  searchContacts,
} from '../../../lambdas/core/contact/contact-search.ts';
import { sampleContact } from '../../support/fixtures.ts';

const today = '2027-12-03';

const { reconnectOn: _reconnectOn, ...undated } = sampleContact;
/** A contact that is named for what it is. */
const one = (id: string, given: Partial<Contact> = {}): Contact => ({
  ...undated,
  id,
  ...given,
});
const ids = (contacts: readonly Contact[]): string[] => contacts.map(({ id }) => id);
const found = (contacts: readonly Contact[], words: string): string[] =>
  ids(searchContacts(contacts, { words, filter: 'all' }, today));

const list = [
  one('let go', { status: 'closed', declinedAt: 9 }),
  one('next year', { reconnectOn: '2028-01-03' }),
  one('without a day', { declinedAt: 1 }),
  one('today', { reconnectOn: today, status: 'reconnected' }),
  one('without a day, later', { declinedAt: 2 }),
  one('yesterday, early', { reconnectOn: '2027-12-02', declinedAt: 3 }),
  one('tomorrow', { reconnectOn: '2027-12-04' }),
  one('yesterday, late', { reconnectOn: '2027-12-02', declinedAt: 4 }),
  one('let go long ago', { status: 'closed', declinedAt: 8 }),
];

describe('the order', () => {
  const ordered = [
    'yesterday, late',
    'yesterday, early',
    'today',
    'tomorrow',
    'next year',
    'without a day, later',
    'without a day',
    'let go',
    'let go long ago',
  ];

  test('the longest due, those to come, those without a day, those let go', () => {
    expect(ids(searchContacts(list, { words: '', filter: 'all' }, today))).toEqual(ordered);
  });

  test('does not depend on how they come, and leaves what it was given as it is', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: list.length }), (shuffled) => {
        const before = ids(shuffled);
        expect(ids(searchContacts(shuffled, { words: '', filter: 'all' }, today))).toEqual(ordered);
        expect(ids(shuffled)).toEqual(before);
      }),
    );
  });
});

describe('the filters', () => {
  const shown = (filter: (typeof contactFilters)[number]) =>
    ids(searchContacts(list, { words: '', filter }, today));

  test('due is who has a day that has come and was not let go', () => {
    expect(shown('due')).toEqual(['yesterday, late', 'yesterday, early', 'today']);
    expect(list.filter((contact) => isDue(contact, today))).toHaveLength(3);
    expect(list.filter((contact) => isDue(contact, '2027-12-01'))).toEqual([]);
  });

  test('each status shows its own, and together they are all', () => {
    expect(shown('reconnected')).toEqual(['today']);
    expect(shown('closed')).toEqual(['let go', 'let go long ago']);
    expect(contactStatuses.flatMap(shown)).toHaveLength(list.length);
    expect(new Set(contactStatuses.flatMap(shown))).toEqual(new Set(shown('all')));
  });

  test('a filter and words are both asked of a contact', () => {
    const search = { words: 'lisbon', filter: 'due' } as const;
    expect(ids(searchContacts(list, search, today))).toHaveLength(3);
    expect(searchContacts(list, { ...search, words: 'paris' }, today)).toEqual([]);
  });
});

describe('the words', () => {
  const contacts = [
    one('José', {
      person: { name: 'José Ñúñez', address: 'jose@contoso.example' },
      company: 'Crème Brûlée',
      role: 'DATA Engineer',
      thanked: ['Łukasz'],
      note: 'Met in\nİstanbul',
      history: [],
    }),
    sampleContact,
  ];

  test.each([
    ['jose', 'José'],
    ['JOSÉ', 'José'],
    ['Jose\u0301', 'José'],
    ['nunez', 'José'],
    ['ÑUÑEZ', 'José'],
    ['contoso.EXAMPLE', 'José'],
    ['creme brulee', 'José'],
    ['brulee   creme', 'José'],
    ['  data\tengineer ', 'José'],
    ['łukasz', 'José'],
    ['istanbul', 'José'],
    ['İSTANBUL', 'José'],
    ['jose data istanbul', 'José'],
    ['ingenieria', sampleContact.id],
    ['lisbon', sampleContact.id],
    ['inigo', sampleContact.id],
    // Of an earlier letter only.
    ['dana contoso', sampleContact.id],
  ])('%j finds one', (words, id) => {
    expect(found(contacts, words)).toEqual([id]);
  });

  test.each(['jose lisbon', 'dana jose', 'other-offer', '.*', '%', '\\', 'a@b', 'constructor'])(
    '%j finds none',
    (words) => {
      expect(found(contacts, words)).toEqual([]);
    },
  );

  test.each(['', ' ', '\u0301', '\n\t'])('%j finds all', (words) => {
    expect(found(contacts, words)).toHaveLength(2);
  });

  test('the private reason is never searched', () => {
    const { reason } = sampleContact;
    expect(reason).toBe('other-offer');
    expect(found([{ ...sampleContact, note: '' }], 'offer')).toEqual([]);
  });

  test('whatever is typed is either found or not, and every part of a name finds it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.nat(30), (name, from) => {
        const contact = one('x', { person: { name, address: 'x@x.example' } });
        expect(found([contact], name)).toEqual(['x']);
        expect(found([contact], name.toUpperCase().toLowerCase()).length).toBeLessThanOrEqual(1);
        expect(found([contact], [...name].slice(from).join('')).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });
});
