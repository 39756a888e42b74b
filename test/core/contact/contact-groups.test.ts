import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../lambdas/core/contact/contact.ts';
import { groupContacts, groupOf } from '../../../lambdas/core/contact/contact-groups.ts';
import { searchContacts } from '../../../lambdas/core/contact/contact-search.ts';
import { sampleContact } from '../../support/fixtures.ts';

const today = '2027-12-03';

const { reconnectOn: _reconnectOn, ...undated } = sampleContact;
const contact = (overrides: Partial<Contact> = {}): Contact => ({ ...undated, ...overrides });

test.each([
  [{ reconnectOn: '2026-12-31' }, 'now'],
  [{ reconnectOn: '2027-12-02' }, 'now'],
  [{ reconnectOn: today }, 'now'],
  [{ reconnectOn: today, status: 'reconnected' }, 'now'],
  [{ reconnectOn: '2027-12-04' }, 'year'],
  [{ reconnectOn: '2027-12-31', status: 'reconnected' }, 'year'],
  [{ reconnectOn: '2028-01-03' }, 'later'],
  [{ reconnectOn: '2030-01-03' }, 'later'],
  [{}, 'none'],
  [{ status: 'closed' }, 'none'],
  [{ status: 'closed', reconnectOn: '2027-12-02' }, 'none'],
  [{ status: 'closed', reconnectOn: '2028-12-02' }, 'none'],
] as const)('when a contact has %j, then its group is %s', (overrides, group) => {
  expect(groupOf(contact(overrides), today)).toBe(group);
});

describe('the groups on a page', () => {
  const all = searchContacts(
    [
      contact({ id: 'none' }),
      contact({ id: 'later', reconnectOn: '2028-01-03' }),
      contact({ id: 'now', reconnectOn: '2027-12-02' }),
      contact({ id: 'late', reconnectOn: '2027-11-02' }),
      contact({ id: 'year', reconnectOn: '2027-12-04' }),
    ],
    { words: '', filter: 'all' },
    today,
  );
  const groupsOn = (shown: readonly Contact[]) =>
    groupContacts(all, shown, today).map(({ group, contacts, count }) => [
      group,
      contacts.map(({ id }) => id),
      count,
    ]);

  test('when all are on the page, then the groups have the order of the list', () => {
    expect(groupsOn(all)).toEqual([
      ['now', ['late', 'now'], 2],
      ['year', ['year'], 1],
      ['later', ['later'], 1],
      ['none', ['none'], 1],
    ]);
    const inGroups = groupContacts(all, all, today).flatMap(({ contacts }) => contacts);
    expect(inGroups).toEqual(all);
  });

  test('when a page begins within a group, then the count is that of all pages', () => {
    expect(groupsOn(all.slice(1, 3))).toEqual([
      ['now', ['now'], 2],
      ['year', ['year'], 1],
    ]);
  });

  test('when nobody is on the page, then there is no group', () => {
    expect(groupsOn([])).toEqual([]);
  });
});
