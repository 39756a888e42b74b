import { parse as csvParse } from 'csv-parse/sync';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { contactsCsv } from '../../../lambdas/core/export/contacts-csv.ts';
import {
  contactWithText,
  hostileText,
  pastDecline,
  sampleContact,
} from '../../support/fixtures.ts';

const header = [
  ...['name', 'greeting', 'address', 'company', 'role', 'stage', 'declinedOn', 'thanked'],
  ...['reason', 'status', 'reconnectOn', 'wroteOn', 'note', 'referenceNumber'],
];

const separators = [
  ['en', ','],
  ['es', ';'],
] as const;

const parsers = {
  papaparse: (file: string, delimiter: string) =>
    Papa.parse<string[]>(file, { skipEmptyLines: true, delimiter }).data,
  'csv-parse': (file: string, delimiter: string) => csvParse(file, { bom: true, delimiter }),
};

/**
 * A cell that a spreadsheet may evaluate. Leading whitespace and invisible characters do
 * not protect, because spreadsheets trim them.
 */
const FORMULA = /^[\s\p{C}"]*[=+\-@＝＋－＠]/u;

test('when contacts are exported, then each decline is a row, oldest first, after a BOM', () => {
  const { note: _note, wroteOn: _wroteOn, ...required } = sampleContact;
  const greeted = { ...sampleContact, person: { ...sampleContact.person, greeting: 'Mtra. Lee' } };
  const file = contactsCsv(
    [greeted, { ...required, history: sampleContact.history.slice(1) }],
    'en',
  );
  expect(file).toBe(
    [
      // The byte order mark: with it Excel reads the file as UTF-8.
      `\uFEFF${header.join(',')}`,
      'Dana Lee,Mtra. Lee,dana@northwind.example,Contoso,Ingeniería de Datos,screen,' +
        '2026-01-15,Sam Ruiz; Íñigo,other-offer,open,2027-12-03,2027-07-01,' +
        '"Likes climbing.\nAsk about Lisbon.",',
      'Dana Lee,Mtra. Lee,dana@northwind.example,Northwind,Ingeniería de Datos,final,' +
        '2027-06-03,Sam Ruiz; Íñigo,other-offer,open,2027-12-03,2027-07-01,' +
        '"Likes climbing.\nAsk about Lisbon.",',
      'Dana Lee,,dana@northwind.example,Northwind,Ingeniería de Datos,final,2027-06-03,Sam ' +
        'Ruiz; Íñigo,other-offer,open,2027-12-03,,,',
      '',
    ].join('\r\n'),
  );
});

test('when the page is Spanish, then semicolons separate the cells', () => {
  expect(contactsCsv([{ ...sampleContact, history: [pastDecline] }], 'es')).toBe(
    [
      `\uFEFF${header.join(';')}`,
      'Dana Lee;;dana@northwind.example;Northwind;Ingeniería de Datos;final;2027-06-03;"Sam ' +
        'Ruiz; Íñigo";other-offer;open;2027-12-03;2027-07-01;"Likes climbing.\nAsk about Lisbon.";',
      '',
    ].join('\r\n'),
  );
});

describe.each(separators)('a file of a page in %s', (language, separator) => {
  test('when there are no contacts, then the file has only the header', () => {
    expect(contactsCsv([], language)).toBe(`\uFEFF${header.join(separator)}\r\n`);
  });

  test('when a program reads it, then the first line is the header, and not "sep="', () => {
    const file = contactsCsv([sampleContact], language);
    expect(Buffer.from(file).subarray(0, 7).toString('hex')).toBe('efbbbf6e616d65');
    expect(file).not.toMatch(/sep=/i);
    // Papaparse guesses the separator, as spreadsheets do.
    expect(Papa.parse(file).meta.delimiter).toBe(separator);
  });

  test('when a cell is a day, then it stays a day', () => {
    const [, row] = parsers.papaparse(contactsCsv([sampleContact], language), separator);
    for (const column of ['declinedOn', 'reconnectOn', 'wroteOn'])
      expect(row?.[header.indexOf(column)]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test.each([
    ["o'brien@northwind.example", "o'brien@northwind.example"],
    ['dana+jobs@northwind.example', 'dana+jobs@northwind.example'],
    ['=x@northwind.example', "'=x@northwind.example"],
    ['+x@northwind.example', "'+x@northwind.example"],
    ['-x@northwind.example', "'-x@northwind.example"],
    ['a=b-c@northwind.example', 'a=b-c@northwind.example'],
  ])('when the address is %s, then its cell is %s', (address, cell) => {
    const file = contactsCsv(
      [{ ...sampleContact, person: { name: 'Dana', address } }, sampleContact],
      language,
    );
    for (const parse of Object.values(parsers))
      expect(parse(file, separator)[1]?.[header.indexOf('address')]).toBe(cell);
  });

  test('when there are 1,000 contacts with long histories, then each decline is a row', () => {
    const history = Array.from({ length: 20 }, () => pastDecline);
    const contacts = Array.from({ length: 1000 }, () => ({ ...sampleContact, history }));
    expect(parsers['csv-parse'](contactsCsv(contacts, language), separator)).toHaveLength(20_001);
  });
});

test.each([
  ["=cmd|' /C calc'!A1", "'=cmd|' /C calc'!A1"],
  ['-1', "'-1"],
  ['+34 600', "'+34 600"],
  ['@SUM(1)', "'@SUM(1)"],
  ['＝1+1', "'＝1+1"],
  ['\tx', "'\tx"],
  [' =1', " '=1"],
  ['\u200B=1', "\u200B'=1"],
  ['\n=1', "\n'=1"],
  ['x;=1+1', "x;'=1+1"],
  ['x; "=1+1', 'x; "\'=1+1'],
  ['x,=1+1', "x,'=1+1"],
  ['x\t=1+1', "x\t'=1+1"],
  ['x\t", "@SUM(1)', 'x\t", "\'@SUM(1)'],
  ['=1;=2,=3\t=4', "'=1;'=2,'=3\t'=4"],
  ['+34 600 123 456', "'+34 600 123 456"],
  ['Call +34 600 123 456', 'Call +34 600 123 456'],
  ['2027-06-03', '2027-06-03'],
  ['3/6/2027', '3/6/2027'],
  ['1.234,56', '1.234,56'],
  ['-5 %', "'-5 %"],
  ['one\r\n=1', "one\r\n'=1"],
  ['👩‍👩‍👧;=1', "👩‍👩‍👧;'=1"],
  ['مرحبا;=1', "مرحبا;'=1"],
  ['\u202E=1', "\u202E'=1"],
  ['x\n\n=1', "x\n\n'=1"],
  // A harmless text that looks like a formula gets the apostrophe, too.
  ['Ask:\n- visa', "Ask:\n'- visa"],
  ['a-b = c', 'a-b = c'],
  ['Smith-Lee @ Northwind', 'Smith-Lee @ Northwind'],
  ["'=1", "'=1"],
])('when the note is %j, then its cell is %j', (typed, cell) => {
  for (const [language, separator] of separators) {
    const file = contactsCsv(
      [{ ...sampleContact, note: typed, history: sampleContact.history.slice(1) }],
      language,
    );
    for (const parse of Object.values(parsers))
      expect(parse(file, separator)[1]?.[header.indexOf('note')]).toBe(cell);
  }
});

describe.each(separators)('a file in %s with hostile text', (language, separator) => {
  /**
   * No parser can distinguish the apostrophes that the file adds from typed ones, so the
   * test compares texts without apostrophes.
   */
  const withoutApostrophes = (text: string) => text.replaceAll("'", '');

  test.each(Object.entries(parsers))(
    'when %s parses it, then it reads the text, in as many rows and cells',
    (_name, parse) => {
      fc.assert(
        fc.property(hostileText, hostileText, (text, note) => {
          const contact = contactWithText(text, note);
          const rows = parse(contactsCsv([contact, sampleContact], language), separator);
          expect(rows[0]).toEqual(header);
          expect(rows).toHaveLength(4);
          const texts = {
            name: text,
            greeting: text,
            address: text,
            company: text,
            role: text,
            thanked: `${text}; ${note}`,
            note,
            referenceNumber: text,
          };
          for (const [column, typed] of Object.entries(texts))
            expect(withoutApostrophes(rows[1]?.[header.indexOf(column)] ?? '')).toBe(
              withoutApostrophes(typed),
            );
          for (const row of rows) expect(row).toHaveLength(header.length);
        }),
        { numRuns: 500 },
      );
    },
  );

  test('when a program splits at , ; or tab, or ignores quotes, then no cell is a formula', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, note) => {
        const file = contactsCsv([contactWithText(text, note)], language);
        const cells = [
          ...[',', ';', '\t'].flatMap((delimiter) => [
            ...parsers.papaparse(file, delimiter).flat(),
            ...Papa.parse<string[]>(file, { delimiter, quoteChar: '\0' }).data.flat(),
            ...csvParse(file, {
              bom: true,
              delimiter,
              quote: false,
              relax_column_count: true,
            }).flat(),
            ...file.split(delimiter),
          ]),
          ...file.split(/[;,\t\r\n]/),
        ];
        for (const cell of cells) expect(cell).not.toMatch(FORMULA);
      }),
      { numRuns: 500 },
    );
  });
});
