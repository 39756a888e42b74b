import type { PageLanguage } from '../core/choices.ts';
import type { Contact } from '../core/contact/contact.ts';
import type { ContactStore } from '../core/contact/contact-store.ts';
import type { Decline } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { answerSize, MAX_ANSWER_BYTES } from '../core/export/answer-size.ts';
import { calendarOf, reminderEntry } from '../core/export/calendar.ts';
import { contactsCsv } from '../core/export/contacts-csv.ts';
import { contactsJson } from '../core/export/contacts-json.ts';
import { contactsVcard } from '../core/export/contacts-vcard.ts';
import { type ExportFormat, exportFormats } from '../core/export/export-formats.ts';
import { type Cursor, divide, firstCursor, isInPart, type Part } from '../core/export/parts.ts';

export interface ExportDependencies {
  readonly store: DeclineStore;
  readonly contacts: ContactStore;
  readonly now: () => Date;
  readonly settings: { readonly origin: string };
}

/** What an export contains, or a part of it. */
interface Content {
  readonly contacts: readonly Contact[];
  readonly letters: readonly Decline[];
}

/** Who exports what. */
export interface ExportRequest {
  readonly candidateId: string;
  readonly format: ExportFormat;
  readonly language: PageLanguage;
}

export interface ExportedFile {
  readonly contentType: string;
  readonly body: string;
  readonly part: Part;
  /** The part that follows. Undefined if this is the last one. */
  readonly next?: Part | undefined;
}

/** How many letters are read at once. */
const READ_AT_ONCE = 20;
/**
 * The size of a letter for the division into parts, in bytes. Most letters are far
 * smaller. A part with larger ones ends earlier, and the next one goes on from there.
 */
const LETTER_SIZE = 25_000;
/** Of an empty file: the header of a table, the properties of a calendar. */
const FRAME_SIZE = 10_000;

const hasReminderDay = (contact: Contact): contact is Contact & { readonly reconnectOn: string } =>
  contact.reconnectOn !== undefined && contact.status !== 'closed';

/** Writes the file: JSON with everything, the others with the contacts. */
function write(
  { now, settings }: ExportDependencies,
  { format, language }: ExportRequest,
  { contacts, letters }: Content,
  part?: { readonly number: number; readonly of: number },
): string {
  switch (format) {
    case 'json':
      return contactsJson({ contacts, letters }, now(), part);
    case 'csv':
      return contactsCsv(contacts, language);
    case 'vcf':
      return contactsVcard(contacts, now());
    case 'ics': {
      const entries = contacts
        .filter(hasReminderDay)
        .map(({ id, person, company, role, reconnectOn, timeZone }) =>
          reminderEntry({ id, person, company, role, reconnectOn, timeZone }, language),
        );
      return calendarOf(entries, now(), settings.origin);
    }
  }
}

/** The ids of a candidate's letters from one id to another, in their order. */
async function* letterIds(
  { store }: ExportDependencies,
  candidateId: string,
  range: { readonly from?: string; readonly to?: string | undefined } = {},
): AsyncGenerator<string> {
  const { to } = range;
  let from: string | undefined = range.from ?? '';
  while (from !== undefined) {
    const page = await store.places(candidateId, { from, to });
    // The range of a part is exclusive.
    for (const { id } of page.places) if (id !== to) yield id;
    from = page.next;
  }
}

const byId = (one: Contact, other: Contact): number =>
  one.id < other.id ? -1 : Number(one.id > other.id);

/**
 * The parts of an export. A usual export has one. It reads the contacts and, for JSON,
 * the places of the letters, but not the letters.
 *
 * @param all the contacts of the candidate
 */
async function divideExport(
  dependencies: ExportDependencies,
  request: ExportRequest,
  all: readonly Contact[],
): Promise<readonly Part[]> {
  const sizes: (Cursor & { readonly size: number })[] = [];
  for (const contact of all) {
    const size = answerSize(write(dependencies, request, { contacts: [contact], letters: [] }));
    sizes.push({ kind: 'contact', id: contact.id, size });
  }
  if (request.format === 'json') {
    for await (const id of letterIds(dependencies, request.candidateId))
      sizes.push({ kind: 'letter', id, size: LETTER_SIZE });
  }
  return divide(sizes, MAX_ANSWER_BYTES - FRAME_SIZE);
}

/** The parts of an export, for the page that links to them. */
export async function exportParts(
  dependencies: ExportDependencies,
  request: ExportRequest,
): Promise<readonly Part[]> {
  const all = await dependencies.contacts.list(request.candidateId);
  return divideExport(dependencies, request, [...all].sort(byId));
}

/** Reads the letters of a part until it is full. */
async function readLetters(
  dependencies: ExportDependencies,
  { candidateId }: ExportRequest,
  { from, to }: Part,
  room: number,
): Promise<{ readonly letters: readonly Decline[]; readonly rest?: string }> {
  const letters: Decline[] = [];
  let size = 0;
  const range = {
    from: from.kind === 'letter' ? from.id : '',
    to: to?.kind === 'letter' ? to.id : undefined,
  };
  let waiting: string[] = [];
  const readWaiting = async (): Promise<string | undefined> => {
    const read = await Promise.all(waiting.map((id) => dependencies.store.find(id)));
    for (const [index, letter] of read.entries()) {
      if (letter === undefined) continue;
      const actual = answerSize(contactsJson({ contacts: [], letters: [letter] }, new Date(0)));
      // As in the division, unless the letter is larger.
      const added = Math.max(actual, LETTER_SIZE);
      if (size > 0 && size + added > room) return waiting[index];
      size += added;
      letters.push(letter);
    }
    waiting = [];
    return undefined;
  };
  for await (const id of letterIds(dependencies, candidateId, range)) {
    waiting.push(id);
    if (waiting.length < READ_AT_ONCE) continue;
    const rest = await readWaiting();
    if (rest !== undefined) return { letters, rest };
  }
  const rest = await readWaiting();
  return { letters, ...(rest !== undefined && { rest }) };
}

/** The whole export, if it fits into one answer, as it usually does. */
async function exportWhole(
  dependencies: ExportDependencies,
  request: ExportRequest,
  contacts: readonly Contact[],
): Promise<string | undefined> {
  const ids: string[] = [];
  if (request.format === 'json') {
    for await (const id of letterIds(dependencies, request.candidateId)) {
      ids.push(id);
      if (ids.length * LETTER_SIZE > MAX_ANSWER_BYTES) return undefined;
    }
  }
  const read = await Promise.all(ids.map((id) => dependencies.store.find(id)));
  const letters = read.filter((letter) => letter !== undefined);
  const body = write(dependencies, request, { contacts, letters });
  return answerSize(body) > MAX_ANSWER_BYTES ? undefined : body;
}

/**
 * Exports the data of a candidate, or a part of it. JSON has all of it. CSV and vCard
 * have the contacts, iCalendar has the days to write again.
 *
 * @param wanted the part; by default the first one
 */
export async function exportContacts(
  dependencies: ExportDependencies,
  request: ExportRequest,
  wanted?: Part,
): Promise<ExportedFile> {
  const { candidateId, format } = request;
  const all = [...(await dependencies.contacts.list(candidateId))].sort(byId);
  const contentType = exportFormats[format];
  let part = wanted;
  if (part === undefined) {
    const body = await exportWhole(dependencies, request, all);
    const whole = { from: firstCursor, number: 1, of: 1 };
    if (body !== undefined) return { contentType, body, part: whole };
    [part = whole] = await divideExport(dependencies, request, all);
  }
  const { to, number, of } = part;

  const contacts: Contact[] = [];
  let room = MAX_ANSWER_BYTES - FRAME_SIZE;
  let rest: Cursor | undefined;
  const range = part;
  for (const contact of all.filter(({ id }) => isInPart(range, { kind: 'contact', id }))) {
    const size = answerSize(write(dependencies, request, { contacts: [contact], letters: [] }));
    if (contacts.length > 0 && size > room) {
      rest = { kind: 'contact', id: contact.id };
      break;
    }
    room -= size;
    contacts.push(contact);
  }
  let letters: readonly Decline[] = [];
  const hasLetters = format === 'json' && (to === undefined || to.kind === 'letter');
  if (hasLetters && rest === undefined) {
    const read = await readLetters(dependencies, request, part, room);
    letters = read.letters;
    if (read.rest !== undefined) rest = { kind: 'letter', id: read.rest };
  }

  // If the part was full before its end, the next one goes on there.
  const count = rest === undefined ? of : Math.max(of, number + 1);
  const label = count > 1 ? { number, of: count } : undefined;
  const start = rest ?? to;
  const next = start && { from: start, to: rest && to, number: number + 1, of: count };
  return {
    contentType,
    body: write(dependencies, request, { contacts, letters }, label),
    part: { ...part, of: count },
    next,
  };
}
