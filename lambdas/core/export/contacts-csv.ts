import { stringify } from 'csv-stringify/sync';
import type { Contact } from '../contact/contact.ts';

/**
 * The columns, in the order of the file. The names are English in every language, because
 * programs that read the file depend on them.
 */
const columns = [
  'name',
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
] as const;
type Row = Readonly<Record<(typeof columns)[number], string | undefined>>;

const rowsOf = ({ person, status, reconnectOn, wroteOn, note, history }: Contact): Row[] =>
  history.map(({ company, role, stage, declinedOn, thanked, reason }) => ({
    name: person.name,
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
  }));

/**
 * Matches the text before the first character of a formula, wherever a cell may start: at
 * the start of our cell, and after each character at which another program may split.
 *
 * In countries with a decimal comma, such as Spain, Excel splits at semicolons and line
 * breaks. It then finds our quotes in the middle of its cells, where they do not quote
 * anything. Programs may drop whitespace and quotes before the formula, so these match
 * too.
 */
const BEFORE_FORMULA = /(?:^|[,;\p{Cc}])[\s\p{C}"]*(?=[=+\-@＝＋－＠])/gu;

/**
 * Puts an apostrophe before each possible formula. CSV has no escape for formulas, so the
 * apostrophe becomes part of the text, also in a harmless list of "- …" lines. The JSON
 * export has the text unchanged.
 */
const escapeFormulas = (text: string): string => text.replace(BEFORE_FORMULA, "$&'");

/**
 * The contacts as a table (RFC 4180) with a row for each decline, the oldest decline of a
 * contact first. It begins with a BOM, because Excel otherwise misreads accents.
 *
 * No cell is a formula if the program splits at commas, semicolons, tabs or line breaks
 * (OWASP, CSV Injection). If the user chooses another separator, a cell could be a
 * formula.
 */
export const contactsCsv = (contacts: readonly Contact[]): string =>
  stringify(contacts.flatMap(rowsOf), {
    bom: true,
    header: true,
    columns,
    record_delimiter: 'windows',
    // With a custom `record_delimiter`, a single line feed is not quoted by default.
    quote_record_delimiter: true,
    cast: { string: escapeFormulas },
    // This option checks only the first character of a cell. It is needed for a tab or a
    // carriage return there.
    escape_formulas: true,
  });
