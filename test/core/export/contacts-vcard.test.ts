import fc from 'fast-check';
import ICAL from 'ical.js';
import { parse as vcard4 } from 'vcard4';
import { describe, expect, test } from 'vitest';
import { contactsVcard } from '../../../lambdas/core/export/contacts-vcard.ts';
import {
  contactWithText,
  hostileText,
  pastDecline,
  sampleContact,
} from '../../support/fixtures.ts';
import { physicalLines, roundTripped } from './export-text.ts';

const revised = new Date('2027-10-03T12:00:00.123Z');
const propertyNames = ['version', 'prodid', 'uid', 'rev', 'kind', 'fn', 'email', 'org', 'note'];

/**
 * Parses the cards with ical.js, the parser of Thunderbird and Nextcloud. It returns a
 * list only if the file has more than one card.
 */
function cardsIn(file: string): ICAL.Component[] {
  const jcards: unknown[][] = ICAL.parse(file);
  return jcards.map((jcard) => new ICAL.Component(jcard));
}

const propertiesOf = (card: ICAL.Component): Record<string, unknown> =>
  Object.fromEntries(
    card.getAllProperties().map((property) => [property.name, property.getFirstValue()]),
  );

test('when a contact is exported, then the card has person, company, declines and note', () => {
  expect(contactsVcard([sampleContact], revised).replaceAll('\r\n ', '').split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:4.0',
    'PRODID:-//Open Door//EN',
    expect.stringMatching(
      /^UID:urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/,
    ),
    'REV:20271003T120000Z',
    'KIND:individual',
    'FN:Dana Lee',
    'EMAIL:dana@northwind.example',
    'ORG:Northwind',
    [
      'NOTE:2026-01-15: Ingeniería de Datos\\, Contoso (screen)\\n2027-06-03: Ingeniería de ' +
        'Datos\\, ',
      'Northwind (final)\\n\\nLikes climbing.\\nAsk about Lisbon.',
    ].join(''),
    'END:VCARD',
    '',
  ]);
});

test('when a contact has a reason, then the card does not contain it', () => {
  expect(contactsVcard([sampleContact], revised)).not.toContain(pastDecline.reason);
});

test('when a contact is exported again, then its UID is the same; other contacts differ', () => {
  const uidsOf = (note: string, at: Date) =>
    cardsIn(
      contactsVcard(
        [
          { ...sampleContact, note },
          { ...sampleContact, id: 'another' },
        ],
        at,
      ),
    ).map((card) => card.getFirstPropertyValue('uid'));
  const uids = uidsOf('Likes climbing.', revised);
  expect(new Set(uids).size).toBe(2);
  expect(uidsOf('Likes reading.', new Date(0))).toEqual(uids);
});

test('when there are no contacts, then the file is empty', () => {
  expect(contactsVcard([], revised)).toBe('');
});

describe('a vCard file with hostile text', () => {
  test('when ical.js parses it, then it reads the text, and no other property or card', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, note) => {
        const cards = cardsIn(contactsVcard([contactWithText(text, note), sampleContact], revised));
        const [first, second] = cards.map(propertiesOf);
        expect(cards).toHaveLength(2);
        expect(Object.keys(first ?? {})).toEqual(propertyNames);
        const value = roundTripped(text);
        expect(first).toMatchObject({ fn: value, email: value, org: value });
        const decline = `2027-06-03: ${value}, ${value} (final)`;
        expect(first?.['note']).toBe(note === '' ? decline : `${decline}\n\n${roundTripped(note)}`);
        expect(second).toMatchObject({ fn: 'Dana Lee', kind: 'individual' });
      }),
      { numRuns: 1000 },
    );
  });

  test('when vcard4 parses it, then it reads the text, and no other property or card', () => {
    // vcard4 4.0.5 has faults: it reads `\\n` as a backslash and a line feed, splits FN
    // and NOTE at semicolons as if they had components, removes quotes, does not unescape
    // a value that could be a URL, drops an empty value, and reads a value that ends in
    // BEGIN:VCARD as a new card. `readable` avoids them.
    const readable = (text: string) => `x ${text.replaceAll(/[\\;"]/g, '')} x`;
    fc.assert(
      fc.property(hostileText.map(readable), hostileText.map(readable), (text, note) => {
        const cards = [
          vcard4(contactsVcard([contactWithText(text, note), sampleContact], revised)),
        ].flat();
        expect(cards).toHaveLength(2);
        expect(cards[0]?.parsedVcard.map(({ property }) => property.toLowerCase())).toEqual(
          propertyNames.slice(1),
        );
        const readValue = (name: string) => cards[0]?.getProperty(name)[0]?.value;
        for (const name of ['FN', 'EMAIL', 'ORG']) expect(readValue(name)).toBe(roundTripped(text));
        expect(readValue('NOTE')?.endsWith(`(final)\n\n${roundTripped(note)}`)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('when it is folded, then no line is over 75 octets, and no character is split', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, note) => {
        const file = contactsVcard([contactWithText(text, note)], revised);
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
