import { stringify } from 'csv-stringify/sync';
import type { PageLanguage } from '../choices.ts';
import type { Contact } from '../contact/contact.ts';

/**
 * The columns, in the order of the file. The names are English in every language, because
 * programs that read the file depend on them.
 */
const columns = [
  'name',
  'greeting',
  'address',
  'company',
  'role',
  'stage',
  'declinedOn',
  'thanked',
  'reason',
  'status',
  'reconnectOn',
  'wroteOn',
  'note',
  'referenceNumber',
] as const;
type Row = Readonly<Record<(typeof columns)[number], string | undefined>>;

const rowsOf = ({ person, status, reconnectOn, wroteOn, note, history }: Contact): Row[] =>
  history.map(({ company, role, referenceNumber, stage, declinedOn, thanked, reason }) => ({
    name: person.name,
    greeting: person.greeting,
    address: person.address,
    company,
    role,
    stage,
    declinedOn,
    thanked: thanked.join('; '),
    reason,
    status,
    reconnectOn,
    wroteOn,
    note,
    referenceNumber,
  }));

/**
 * The separator of cells, by the language of the page. In most countries that speak
 * Spanish a comma is the decimal sign, and Excel splits at semicolons there.
 */
const separators: Readonly<Record<PageLanguage, string>> = { en: ',', es: ';' };

/**
 * Matches the first character of a formula, wherever a cell may start: at the start of
 * our cell, and after each character at which another program may split.
 *
 * A program that expects another separator than ours finds our quotes in the middle of
 * its cells, where they do not quote anything. Programs may drop whitespace and quotes
 * before the formula, so these may come in between.
 *
 * The pattern looks back from the formula. Looking ahead from each possible start would
 * take quadratic time.
 */
const FORMULA = /[=+\-@＝＋－＠](?<=(?:^|[,;\p{Cc}])[\s\p{C}"]*.)/gu;

/**
 * Puts an apostrophe before each possible formula. CSV has no escape for formulas, so the
 * apostrophe becomes part of the text, also in a harmless list of "- …" lines, and in a
 * telephone number. The JSON export has the text unchanged.
 */
const escapeFormulas = (text: string): string => text.replace(FORMULA, "'$&");

/**
 * The contacts as a table (RFC 4180) with a row for each decline, the oldest decline of a
 * contact first. It begins with a BOM, because Excel otherwise misreads accents. It has
 * no line `sep=`: Excel would then ignore the BOM, and other programs read it as a row.
 *
 * No cell is a formula if the program splits at commas, semicolons, tabs or line breaks
 * (OWASP, CSV Injection). If the user chooses another separator, a cell could be a
 * formula.
 *
 * @param language of the page; it decides the separator
 */
export const contactsCsv = (contacts: readonly Contact[], language: PageLanguage): string =>
  stringify(contacts.flatMap(rowsOf), {
    bom: true,
    header: true,
    columns,
    delimiter: separators[language],
    record_delimiter: 'windows',
    // With a custom `record_delimiter`, a single line feed is not quoted by default.
    quote_record_delimiter: true,
    cast: { string: escapeFormulas },
    // This option checks only the first character of a cell. It is needed for a tab or a
    // carriage return there.
    escape_formulas: true,
  });
