import type { PageLanguage } from '../core/choices.ts';
import type { Contact } from '../core/contact/contact.ts';
import type { ContactStore, ContactWindow, WindowPlace } from '../core/contact/contact-store.ts';
import type { Decline } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { answerSize, MAX_ANSWER_BYTES } from '../core/export/answer-size.ts';
import { calendarOf, reminderEntry } from '../core/export/calendar.ts';
import { contactsCsv } from '../core/export/contacts-csv.ts';
import { contactsJson } from '../core/export/contacts-json.ts';
import { contactsVcard } from '../core/export/contacts-vcard.ts';
import {
  type ExportFormat,
  exportFormatNames,
  exportFormats,
} from '../core/export/export-formats.ts';
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
/**
 * The least size that a contact counts for, in bytes. So a part has at most 2,000,
 * however small they are, and a request can read them.
 */
const CONTACT_SIZE = 2_500;
/** How many contacts one request reads at most, to know the parts of an export. */
const READ_CONTACTS = 2000;
/** Of an empty file: the header of a table, the properties of a calendar. */
const FRAME_SIZE = 10_000;

const hasReminderDay = (contact: Contact): contact is Contact & { readonly reconnectOn: string } =>
  contact.reconnectOn !== undefined && contact.status !== 'closed';

/** Writes the file: JSON with everything, the others with the contacts. */
function write(
  { now, settings }: ExportDependencies,
  { format, language }: ExportRequest,
  { contacts, letters }: Content,
  part?: { readonly number: number; readonly of?: number | undefined },
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
        .map(({ id, person, company, role, referenceNumber, reconnectOn, timeZone }) =>
          reminderEntry(
            { id, person, company, role, referenceNumber, reconnectOn, timeZone },
            language,
          ),
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

type Sized = Cursor & { readonly size: number };

/** The size of a contact in a file. */
const sizeOf = (
  dependencies: ExportDependencies,
  request: ExportRequest,
  contact: Contact,
): number =>
  Math.max(
    CONTACT_SIZE,
    answerSize(write(dependencies, request, { contacts: [contact], letters: [] })),
  );

/** All letters of a candidate, with the size that they count for. */
async function letterSizes(
  dependencies: ExportDependencies,
  candidateId: string,
): Promise<readonly Sized[]> {
  const sizes: Sized[] = [];
  for await (const id of letterIds(dependencies, candidateId))
    sizes.push({ kind: 'letter', id, size: LETTER_SIZE });
  return sizes;
}

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
  const sizes: Sized[] = all.map((contact) => ({
    kind: 'contact',
    id: contact.id,
    size: sizeOf(dependencies, request, contact),
  }));
  if (request.format === 'json')
    sizes.push(...(await letterSizes(dependencies, request.candidateId)));
  return divide(sizes, MAX_ANSWER_BYTES - FRAME_SIZE);
}

/**
 * The contacts from one id on, that one included, as they are read: each time at most a
 * window.
 */
async function* contactsFrom(
  { contacts }: ExportDependencies,
  candidateId: string,
  from: string,
): AsyncGenerator<readonly Contact[]> {
  const first = from === '' ? undefined : await contacts.find(candidateId, from);
  if (first !== undefined) yield [first];
  let place: WindowPlace | undefined = from === '' ? {} : { after: from };
  while (place !== undefined) {
    const window: ContactWindow = await contacts.window(candidateId, place);
    yield window.contacts;
    place = window.next;
  }
}

/**
 * Reads contacts from one id on, at most {@link READ_CONTACTS}.
 *
 * @returns `rest`: the first contact that was not taken, if there is one
 */
async function readContacts(
  dependencies: ExportDependencies,
  candidateId: string,
  from = '',
): Promise<{ readonly contacts: readonly Contact[]; readonly rest?: Cursor }> {
  const read: Contact[] = [];
  for await (const contacts of contactsFrom(dependencies, candidateId, from)) {
    read.push(...contacts);
    if (read.length > READ_CONTACTS) break;
  }
  const next = read[READ_CONTACTS];
  return {
    contacts: read.slice(0, READ_CONTACTS),
    ...(next !== undefined && { rest: { kind: 'contact', id: next.id } }),
  };
}

/** The links of the page with the parts of each file. */
export interface ExportParts {
  readonly parts: Readonly<Record<ExportFormat, readonly Part[]>>;
  /** Where the next such page begins, if one cannot have all parts. */
  readonly more?: Part | undefined;
}

/**
 * The parts of each file, for the page that links to them. What is too much to be read at
 * once takes several pages. Their number is not known then, and a part has the same
 * contacts in each file, so that the parts of all files have the same numbers.
 *
 * @param start where the page begins; by default at the first contact
 */
export async function exportParts(
  dependencies: ExportDependencies,
  who: Omit<ExportRequest, 'format'>,
  start: Part = { from: firstCursor, number: 1 },
): Promise<ExportParts> {
  const from = start.from.kind === 'contact' ? start.from.id : '';
  const { contacts, rest } = await readContacts(dependencies, who.candidateId, from);
  const isWhole = from === '' && rest === undefined;
  const partsOf = (format: ExportFormat) =>
    divideExport(dependencies, { ...who, format }, contacts);
  if (isWhole) {
    const [csv, vcf, ics, json] = [
      await partsOf('csv'),
      await partsOf('vcf'),
      await partsOf('ics'),
      await partsOf('json'),
    ];
    return { parts: { csv, vcf, ics, json } };
  }
  const sizes = contacts.map((contact) => ({
    kind: 'contact' as const,
    id: contact.id,
    size: Math.max(
      ...exportFormatNames.map((format) => sizeOf(dependencies, { ...who, format }, contact)),
    ),
  }));
  const number = (parts: readonly Part[]): readonly Part[] =>
    parts.map((part, index) => ({
      from: index === 0 ? start.from : part.from,
      to: part.to ?? rest,
      number: start.number + index,
    }));
  const limit = MAX_ANSWER_BYTES - FRAME_SIZE;
  const all = number(divide(sizes, limit));
  const letters = rest === undefined ? await letterSizes(dependencies, who.candidateId) : [];
  const json = number(divide([...sizes, ...letters], limit));
  return {
    parts: { csv: all, vcf: all, ics: all, json },
    more: rest && { from: rest, number: start.number + all.length },
  };
}

/** Reads the contacts of a part until it is full. */
async function readContactsOf(
  dependencies: ExportDependencies,
  request: ExportRequest,
  part: Part,
  room: number,
): Promise<{ readonly contacts: readonly Contact[]; readonly rest?: Cursor }> {
  const contacts: Contact[] = [];
  if (part.from.kind === 'letter') return { contacts };
  let left = room;
  for await (const read of contactsFrom(dependencies, request.candidateId, part.from.id)) {
    for (const contact of read) {
      const { id } = contact;
      if (!isInPart(part, { kind: 'contact', id })) return { contacts };
      const size = sizeOf(dependencies, request, contact);
      if (contacts.length > 0 && size > left) return { contacts, rest: { kind: 'contact', id } };
      left -= size;
      contacts.push(contact);
    }
  }
  return { contacts };
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
  const contentType = exportFormats[format];
  let part = wanted;
  if (part === undefined) {
    const { contacts: all, rest } = await readContacts(dependencies, candidateId);
    if (rest === undefined) {
      const body = await exportWhole(dependencies, request, all);
      const whole = { from: firstCursor, number: 1, of: 1 };
      if (body !== undefined) return { contentType, body, part: whole };
      [part = whole] = await divideExport(dependencies, request, all);
    } else part = { from: firstCursor, number: 1 };
  }
  const { to, number, of } = part;

  let room = MAX_ANSWER_BYTES - FRAME_SIZE;
  const { contacts, rest: contactsRest } = await readContactsOf(dependencies, request, part, room);
  for (const contact of contacts) room -= sizeOf(dependencies, request, contact);
  let rest: Cursor | undefined = contactsRest;
  let letters: readonly Decline[] = [];
  const hasLetters = format === 'json' && (to === undefined || to.kind === 'letter');
  if (hasLetters && rest === undefined) {
    const read = await readLetters(dependencies, request, part, room);
    letters = read.letters;
    if (read.rest !== undefined) rest = { kind: 'letter', id: read.rest };
  }

  // If the part was full before its end, the next one goes on there.
  const count = rest === undefined || of === undefined ? of : Math.max(of, number + 1);
  const label = count === undefined || count > 1 ? { number, of: count } : undefined;
  const start = rest ?? to;
  const next = start && { from: start, to: rest && to, number: number + 1, of: count };
  return {
    contentType,
    body: write(dependencies, request, { contacts, letters }, label),
    part: { ...part, of: count },
    next,
  };
}
