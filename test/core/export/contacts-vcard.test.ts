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
import { holdable, physicalLines } from './export-text.ts';

const revised = new Date('2027-10-03T12:00:00.123Z');
const names = ['version', 'prodid', 'uid', 'rev', 'kind', 'fn', 'email', 'org', 'note'];

/**
 * By ical.js, which reads the cards of Thunderbird and Nextcloud. It answers a list for
 * more than one card only.
 */
function cardsIn(file: string): ICAL.Component[] {
  const jcards: unknown[][] = ICAL.parse(file);
  return jcards.map((jcard) => new ICAL.Component(jcard));
}

const propertiesOf = (card: ICAL.Component): Record<string, unknown> =>
  Object.fromEntries(
    card.getAllProperties().map((property) => [property.name, property.getFirstValue()]),
  );

test('a card holds the person, the latest company, each decline and the note', () => {
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

test('no card tells the reason', () => {
  expect(contactsVcard([sampleContact], revised)).not.toContain(pastDecline.reason);
});

test('the UID is the same at any time, and another for another contact', () => {
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

test('without contacts the file is empty', () => {
  expect(contactsVcard([], revised)).toBe('');
});

describe('whatever was typed', () => {
  test('ical.js reads it back, and no other property or card', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, note) => {
        const cards = cardsIn(contactsVcard([contactWithText(text, note), sampleContact], revised));
        const [first, second] = cards.map(propertiesOf);
        expect(cards).toHaveLength(2);
        expect(Object.keys(first ?? {})).toEqual(names);
        const value = holdable(text);
        expect(first).toMatchObject({ fn: value, email: value, org: value });
        const decline = `2027-06-03: ${value}, ${value} (final)`;
        expect(first?.['note']).toBe(note === '' ? decline : `${decline}\n\n${holdable(note)}`);
        expect(second).toMatchObject({ fn: 'Dana Lee', kind: 'individual' });
      }),
      { numRuns: 1000 },
    );
  });

  test('vcard4 reads it back, and no other property or card', () => {
    // Faults of vcard4 4.0.5: it takes `\\n` for a line feed with a backslash, splits FN
    // and NOTE at semicolons as if they had components, takes quotes off, does not
    // unescape what could be a URL, drops an empty value, and takes a value that ends in
    // BEGIN:VCARD for a new card.
    const readable = (text: string) => `x ${text.replaceAll(/[\\;"]/g, '')} x`;
    fc.assert(
      fc.property(hostileText.map(readable), hostileText.map(readable), (text, note) => {
        const cards = [
          vcard4(contactsVcard([contactWithText(text, note), sampleContact], revised)),
        ].flat();
        expect(cards).toHaveLength(2);
        expect(cards[0]?.parsedVcard.map(({ property }) => property.toLowerCase())).toEqual(
          names.slice(1),
        );
        const readValue = (name: string) => cards[0]?.getProperty(name)[0]?.value;
        for (const name of ['FN', 'EMAIL', 'ORG']) expect(readValue(name)).toBe(holdable(text));
        expect(readValue('NOTE')?.endsWith(`(final)\n\n${holdable(note)}`)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('no line is over 75 octets, and none splits a character', () => {
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
