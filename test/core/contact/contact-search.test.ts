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
/** A contact whose id describes it. */
const contact = (id: string, overrides: Partial<Contact> = {}): Contact => ({
  ...undated,
  id,
  ...overrides,
});
const ids = (contacts: readonly Contact[]): string[] => contacts.map(({ id }) => id);
const foundIds = (contacts: readonly Contact[], words: string): string[] =>
  ids(searchContacts(contacts, { words, filter: 'all' }, today));

const list = [
  contact('closed', { status: 'closed', declinedAt: 9 }),
  contact('next year', { reconnectOn: '2028-01-03' }),
  contact('without a day', { declinedAt: 1 }),
  contact('today', { reconnectOn: today, status: 'reconnected' }),
  contact('without a day, later', { declinedAt: 2 }),
  contact('yesterday, early', { reconnectOn: '2027-12-02', declinedAt: 3 }),
  contact('tomorrow', { reconnectOn: '2027-12-04' }),
  contact('yesterday, late', { reconnectOn: '2027-12-02', declinedAt: 4 }),
  contact('closed earlier', { status: 'closed', declinedAt: 8 }),
];

describe('the order of contacts', () => {
  const ordered = [
    'yesterday, late',
    'yesterday, early',
    'today',
    'tomorrow',
    'next year',
    'without a day, later',
    'without a day',
    'closed',
    'closed earlier',
  ];

  test('when they are listed, then by day: due, to come, without a day, closed', () => {
    expect(ids(searchContacts(list, { words: '', filter: 'all' }, today))).toEqual(ordered);
  });

  test('when they come in any order, then the result is the same and the input unchanged', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: list.length }), (shuffled) => {
        const before = ids(shuffled);
        expect(ids(searchContacts(shuffled, { words: '', filter: 'all' }, today))).toEqual(ordered);
        expect(ids(shuffled)).toEqual(before);
      }),
    );
  });
});

describe('the filters of contacts', () => {
  const shown = (filter: (typeof contactFilters)[number]) =>
    ids(searchContacts(list, { words: '', filter }, today));

  test('when the filter is due, then it shows who is not closed and whose day has come', () => {
    expect(shown('due')).toEqual(['yesterday, late', 'yesterday, early', 'today']);
    expect(list.filter((item) => isDue(item, today))).toHaveLength(3);
    expect(list.filter((item) => isDue(item, '2027-12-01'))).toEqual([]);
  });

  test('when the filter is a status, then it shows its contacts; all of them show everyone', () => {
    expect(shown('reconnected')).toEqual(['today']);
    expect(shown('closed')).toEqual(['closed', 'closed earlier']);
    expect(contactStatuses.flatMap(shown)).toHaveLength(list.length);
    expect(new Set(contactStatuses.flatMap(shown))).toEqual(new Set(shown('all')));
  });

  test('when there are a filter and words, then a contact must match both', () => {
    const search = { words: 'lisbon', filter: 'due' } as const;
    expect(ids(searchContacts(list, search, today))).toHaveLength(3);
    expect(searchContacts(list, { ...search, words: 'paris' }, today)).toEqual([]);
  });
});

describe('the words of a search', () => {
  const contacts = [
    contact('José', {
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
    // Only an earlier letter has this company.
    ['dana contoso', sampleContact.id],
  ])('when they are %j, then one contact is found', (words, id) => {
    expect(foundIds(contacts, words)).toEqual([id]);
  });

  test.each(['jose lisbon', 'dana jose', 'other-offer', '.*', '%', '\\', 'a@b', 'constructor'])(
    'when they are %j, then no contact is found',
    (words) => {
      expect(foundIds(contacts, words)).toEqual([]);
    },
  );

  test.each(['', ' ', '\u0301', '\n\t'])(
    'when they are %j, then every contact is found',
    (words) => {
      expect(foundIds(contacts, words)).toHaveLength(2);
    },
  );

  test('when they are in the private reason, then no contact is found', () => {
    const { reason } = sampleContact;
    expect(reason).toBe('other-offer');
    expect(foundIds([{ ...sampleContact, note: '' }], 'offer')).toEqual([]);
  });

  test('when they are any name, then its contact is found, and its parts cause no error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.nat(30), (name, from) => {
        const named = contact('x', { person: { name, address: 'x@x.example' } });
        expect(foundIds([named], name)).toEqual(['x']);
        expect(foundIds([named], name.toUpperCase().toLowerCase()).length).toBeLessThanOrEqual(1);
        expect(foundIds([named], [...name].slice(from).join('')).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });
});
