import { parse as csvParse } from 'csv-parse/sync';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { contactsCsv } from '../../../lambdas/core/export/contacts-csv.ts';
import { contactWithText, hostileText, sampleContact } from '../../support/fixtures.ts';

const header =
  'name,address,company,role,stage,declinedOn,thanked,reason,status,reconnectOn,wroteOn,note'.split(
    ',',
  );

const parsers = {
  papaparse: (file: string) => Papa.parse<string[]>(file, { skipEmptyLines: true }).data,
  'csv-parse': (file: string) => csvParse(file, { bom: true }),
};

/**
 * A cell that a spreadsheet may evaluate. Leading whitespace and invisible characters do
 * not protect, because spreadsheets trim them.
 */
const FORMULA = /^[\s\p{C}"]*[=+\-@＝＋－＠]/u;

test('when contacts are exported, then each decline is a row, oldest first, after a BOM', () => {
  const { note: _note, wroteOn: _wroteOn, ...required } = sampleContact;
  const file = contactsCsv([
    sampleContact,
    { ...required, history: sampleContact.history.slice(1) },
  ]);
  expect(file).toBe(
    [
      // The byte order mark: with it Excel reads the file as UTF-8.
      `\uFEFF${header.join(',')}`,
      'Dana Lee,dana@northwind.example,Contoso,Ingeniería de Datos,screen,2026-01-15,Sam Ruiz; ' +
        'Íñigo,other-offer,open,2027-12-03,2027-07-01,"Likes climbing.\nAsk about Lisbon."',
      'Dana Lee,dana@northwind.example,Northwind,Ingeniería de Datos,final,2027-06-03,Sam ' +
        'Ruiz; Íñigo,other-offer,open,2027-12-03,2027-07-01,"Likes climbing.\nAsk about Lisbon."',
      'Dana Lee,dana@northwind.example,Northwind,Ingeniería de Datos,final,2027-06-03,Sam ' +
        'Ruiz; Íñigo,other-offer,open,2027-12-03,,',
      '',
    ].join('\r\n'),
  );
});

test('when there are no contacts, then the file has only the header', () => {
  expect(contactsCsv([])).toBe(`\uFEFF${header.join(',')}\r\n`);
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
  ['x\n\n=1', "x\n\n'=1"],
  // A harmless text that looks like a formula gets the apostrophe, too.
  ['Ask:\n- visa', "Ask:\n'- visa"],
  ['a-b = c', 'a-b = c'],
  ['Smith-Lee @ Northwind', 'Smith-Lee @ Northwind'],
  ["'=1", "'=1"],
])('when the note is %j, then its cell is %j', (typed, cell) => {
  const file = contactsCsv([
    { ...sampleContact, note: typed, history: sampleContact.history.slice(1) },
  ]);
  for (const parse of Object.values(parsers)) expect(parse(file)[1]?.at(-1)).toBe(cell);
});

describe('a CSV file with hostile text', () => {
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
          const rows = parse(contactsCsv([contact, sampleContact]));
          expect(rows[0]).toEqual(header);
          expect(rows).toHaveLength(4);
          const texts = {
            name: text,
            address: text,
            company: text,
            role: text,
            thanked: `${text}; ${note}`,
            note,
          };
          for (const [column, typed] of Object.entries(texts))
            expect(withoutApostrophes(rows[1]?.[header.indexOf(column)] ?? '')).toBe(
              withoutApostrophes(typed),
            );
          for (const row of rows) expect(row).toHaveLength(header.length);
        }),
        { numRuns: 1000 },
      );
    },
  );

  test('when a program uses other separators or ignores quotes, then no cell is a formula', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (text, note) => {
        const file = contactsCsv([contactWithText(text, note)]);
        const cells = [
          ...Object.values(parsers).flatMap((parse) => parse(file).flat()),
          ...Papa.parse<string[]>(file, { delimiter: ';' }).data.flat(),
          ...Papa.parse<string[]>(file, { delimiter: ';', quoteChar: '\0' }).data.flat(),
          ...file.split(/[;,\t\r\n]/),
        ];
        for (const cell of cells) expect(cell).not.toMatch(FORMULA);
      }),
      { numRuns: 1000 },
    );
  });
});
