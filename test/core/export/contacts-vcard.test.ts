import fc from 'fast-check';
import ICAL from 'ical.js';
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
/** The properties of a card. Without an address there is no EMAIL. */
const namesFor = (address: string): readonly string[] =>
  propertyNames.filter((name) => name !== 'email' || address !== '');
const propertyNames = 'version prodid uid rev n fn nickname email org note'.split(' ');

/**
 * Parses the cards with ical.js, the parser of Thunderbird and Nextcloud. It returns a
 * list only if the file has more than one card.
 */
function cardsIn(file: string): ICAL.Component[] {
  const jcards: unknown[][] = ICAL.parse(file);
  return jcards.map((jcard) => new ICAL.Component(jcard));
}

/**
 * Parses the cards by RFC 2426, strictly. It shares no code with the writer. Values stay
 * escaped, because each property has its own components.
 */
function strictCards(file: string): ReadonlyMap<string, string>[] {
  const cards: Map<string, string>[] = [];
  let card: Map<string, string> | undefined;
  for (const line of file.replace(/\r\n[ \t]/g, '').split('\r\n')) {
    if (line === 'BEGIN:VCARD' && card === undefined) card = new Map();
    else if (line === 'END:VCARD' && card !== undefined) {
      cards.push(card);
      card = undefined;
    } else if (line !== '' || card !== undefined) {
      const [, name = '', value = ''] = /^([A-Z]+)(?:;TYPE=INTERNET)?:(.*)$/su.exec(line) ?? [];
      if (card === undefined || name === '' || card.has(name)) throw new Error(line);
      card.set(name, value);
    }
  }
  return cards;
}

const unescaped = (value: string): string =>
  value.replace(/\\(.)/gsu, (_all, character) => (/n/i.test(character) ? '\n' : character));

/** The components of a structured value, unescaped. */
function componentsOf(value: string): string[] {
  const components: string[] = [];
  let component = '';
  for (const token of `${value};`.match(/\\.|[^\\]/gsu) ?? []) {
    if (token !== ';') {
      component += token;
      continue;
    }
    components.push(unescaped(component));
    component = '';
  }
  return components;
}

const propertiesOf = (card: ICAL.Component): Record<string, unknown> =>
  Object.fromEntries(
    card.getAllProperties().map((property) => [property.name, property.getFirstValue()]),
  );

test('when a contact is exported, then the card has person, company, declines and note', () => {
  expect(contactsVcard([sampleContact], revised).replaceAll('\r\n ', '').split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:3.0',
    'PRODID:-//Open Door//EN',
    expect.stringMatching(
      /^UID:urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/,
    ),
    'REV:20271003T120000Z',
    'N:;Dana Lee;;;',
    'FN:Dana Lee',
    'EMAIL;TYPE=INTERNET:dana@northwind.example',
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

test('when the candidate chose a greeting, then the card has it as the nickname', () => {
  const person = { ...sampleContact.person, greeting: 'Mtra. Lee' };
  expect(contactsVcard([{ ...sampleContact, person }], revised)).toContain(
    '\r\nFN:Dana Lee\r\nNICKNAME:Mtra. Lee\r\nEMAIL;',
  );
  expect(contactsVcard([sampleContact], revised)).not.toContain('NICKNAME');
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

test.each([
  ['Dana Lee', 'Dana Lee'],
  ['Lee, Dana', 'Lee\\, Dana'],
  ['María José de la Peña y Ruiz', 'María José de la Peña y Ruiz'],
  ['李雷', '李雷'],
  ['דנה לי', 'דנה לי'],
  ['Dana; Talent Team', 'Dana\\; Talent Team'],
  ['Northwind Talent Team', 'Northwind Talent Team'],
  ['Dana "Dee" Lee', 'Dana "Dee" Lee'],
  ['Dana 👩‍👩‍👧', 'Dana 👩‍👩‍👧'],
  ['Dana \\ Lee', 'Dana \\\\ Lee'],
])('when a person is called %s, then N has the whole name, and no guess', (name, escaped) => {
  const file = contactsVcard(
    [{ ...sampleContact, person: { ...sampleContact.person, name } }, sampleContact],
    revised,
  );
  expect(file).toContain(`\r\nN:;${escaped};;;\r\n`);
  expect(cardsIn(file)[0]?.getFirstPropertyValue('n')).toEqual(['', name, '', '', '']);
  expect(cardsIn(file)[0]?.getFirstPropertyValue('fn')).toBe(name);
});

test('when a note contains a card, with any line end, then there is no other card', () => {
  for (const end of ['\n', '\r\n', '\r', '\u2028', '\v']) {
    const note = ['x', 'END:VCARD', 'BEGIN:VCARD', 'VERSION:3.0', 'FN:Eve', 'END:VCARD'].join(end);
    const file = contactsVcard([{ ...sampleContact, note }], revised);
    expect(strictCards(file)).toHaveLength(1);
    expect(file.match(/^(?:BEGIN|END):VCARD\r$/gm)).toHaveLength(2);
  }
});

describe('a vCard file with hostile text', () => {
  test('when ical.js parses it, then it reads the text, and no other property or card', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, note) => {
        const cards = cardsIn(contactsVcard([contactWithText(text, note), sampleContact], revised));
        const [first, second] = cards.map(propertiesOf);
        expect(cards).toHaveLength(2);
        expect(Object.keys(first ?? {})).toEqual(namesFor(text));
        const value = roundTripped(text);
        expect(first).toMatchObject({
          version: '3.0',
          // ical.js 2.2.1 has a fault: after an escaped backslash it sees no separator.
          n: value.endsWith('\\') ? expect.any(Array) : ['', value, '', '', ''],
          fn: value,
          nickname: value,
          ...(text !== '' && { email: value }),
          org: value,
        });
        const decline = `2027-06-03: ${value}, ${value} (final)`;
        expect(first?.['note']).toBe(note === '' ? decline : `${decline}\n\n${roundTripped(note)}`);
        expect(second).toMatchObject({ fn: 'Dana Lee', n: ['', 'Dana Lee', '', '', ''] });
      }),
      { numRuns: 1000 },
    );
  });

  test('when a strict reader parses it, then it reads the text, and no other property', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, note) => {
        const cards = strictCards(
          contactsVcard([contactWithText(text, note), sampleContact], revised),
        );
        expect(cards).toHaveLength(2);
        const [card] = cards;
        expect([...(card?.keys() ?? [])].map((name) => name.toLowerCase())).toEqual(namesFor(text));
        const value = roundTripped(text);
        const rawValue = (property: string) => card?.get(property) ?? '';
        expect(componentsOf(rawValue('N'))).toEqual(['', value, '', '', '']);
        expect(componentsOf(rawValue('ORG'))).toEqual([value]);
        for (const name of ['FN', 'NICKNAME', 'EMAIL'])
          expect(unescaped(rawValue(name))).toBe(value);
        const read = unescaped(rawValue('NOTE'));
        expect(note === '' || read.endsWith(`(final)\n\n${roundTripped(note)}`)).toBe(true);
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

test('when a person has no address, then the card has no EMAIL', () => {
  const person = { name: 'Dana Lee', address: '' };
  const [card] = cardsIn(contactsVcard([{ ...sampleContact, person }, sampleContact], revised));
  expect(card?.getFirstPropertyValue('fn')).toBe('Dana Lee');
  expect(card?.getFirstProperty('email')).toBeNull();
});
