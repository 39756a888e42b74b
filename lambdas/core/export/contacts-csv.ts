import { stringify } from 'csv-stringify/sync';
import type { Contact } from '../contact/contact.ts';

/**
 * In the order of the file. English in every language: programs that read the file go by
 * them.
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
 * All before the sign of a formula where a cell may start: at the start of ours, and
 * after what another program may split at. Where the comma is the decimal sign, in Spain
 * for one, Excel splits at semicolons and line ends, and finds our quotes amid its cells:
 * they bind nothing there. Blanks and quotes before the sign may be dropped by it.
 */
const BEFORE_FORMULA = /(?:^|[,;\p{Cc}])[\s\p{C}"]*(?=[=+\-@＝＋－＠])/gu;

/**
 * An apostrophe before each such sign. CSV has no escape for it, so it is part of the
 * text from then on, in a list of "- …" too; the JSON export has the text as it is.
 */
const disarm = (text: string): string => text.replace(BEFORE_FORMULA, "$&'");

/**
 * The contacts as a table (RFC 4180), a row for each decline, oldest first; with a BOM,
 * or Excel would not read the accents. No cell is a formula, whether the program splits
 * at commas, semicolons, tabs or line ends (OWASP, CSV Injection); at another separator
 * that a person chose by hand, one could be.
 */
export const contactsCsv = (contacts: readonly Contact[]): string =>
  stringify(contacts.flatMap(rowsOf), {
    bom: true,
    header: true,
    columns,
    record_delimiter: 'windows',
    // Not the default where the delimiter is set: a line feed alone would stay unquoted.
    quote_record_delimiter: true,
    cast: { string: disarm },
    // It looks at a cell's first character only; of use for a tab or carriage return
    // there.
    escape_formulas: true,
  });
