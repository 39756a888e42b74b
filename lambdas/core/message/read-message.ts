import { isOneOf, letterLanguages, stages } from '../choices.ts';
import { cleanText } from '../clean-text.ts';
import { type FieldName, lengths } from '../decline/form-fields.ts';
import { domainOf } from '../email-address.ts';
import { namesSeveral } from '../letter/people.ts';
import { readLine, readName } from '../text/plain-text.ts';
import { addDays, addMonths, isLocalDate, utcDay } from '../time/calendar-day.ts';
import { isSkipped, isTimeZone } from '../time/time-zone.ts';
import { takeAddress } from '../typed-address.ts';
import { readCalendar } from './calendar-event.ts';
import { chooseMessage } from './choose-message.ts';
import { findAddress } from './find-address.ts';
import { findAppointment } from './find-appointment.ts';
import { findCompany } from './find-company.ts';
import { findLanguage } from './find-language.ts';
import {
  type Found,
  findGreetedName,
  findInterviewers,
  findLabelledCandidate,
} from './find-people.ts';
import { findRecruiter } from './find-recruiter.ts';
import { findReference } from './find-reference.ts';
import { findRole } from './find-role.ts';
import { findStage } from './find-stage.ts';
import { siteOf } from './mail-services.ts';
import type { Message } from './message.ts';
import { isSamePerson, personName } from './person-name.ts';
import { findChatPartner } from './recruiter-names.ts';
import { readThread, type ThreadFields } from './thread-headers.ts';
import { joinWrapped, quoteAround } from './words.ts';

/** A value for a field of the form, and the words of the message it was taken from. */
export interface Suggestion {
  readonly field: FieldName | 'referenceNumber';
  /** As the form takes it: a stage's key, `YYYY-MM-DDTHH:mm`, one person per line. */
  readonly value: string;
  /** One line of at most 120 characters. */
  readonly source: string;
  /**
   * Of `recruiterEmail` only. `other-domain`: the Reply-To lies in another organisation's
   * domain than the From. `no-reply`: no person reads what is sent there.
   */
  readonly warning?: 'other-domain' | 'no-reply';
}

/** What a message says about a decline. */
export interface MessageReading {
  readonly suggestions: readonly Suggestion[];
  /** Only if the source is an email with a Message-ID of the right grammar. */
  readonly thread?: ThreadFields;
}

/** The characters that `POST /read` takes. */
export const MAX_SOURCE = 256 * 1024;
/** A browser reads files of up to 10 MB. Nothing longer is read at all. */
const MAX_READ = 10 * 1024 * 1024;
const MAX_REFERENCE = 40;

/** Whom the calendar part invites besides the candidate and the recruiter. */
function guestsOf(
  { calendars }: Message,
  candidate: string | undefined,
  recruiter: string | undefined,
): readonly Found[] {
  const [event] = calendars.flatMap((text) => readCalendar(text) ?? []);
  return (event?.attendees ?? []).flatMap(({ name, address }) => {
    const value = personName(name);
    const isOther = ![candidate, recruiter, event?.organizer?.address].includes(address);
    return value === undefined || !isOther
      ? []
      : [{ value, source: quoteAround(`${event?.summary} (${value})`) }];
  });
}

interface Candidate {
  readonly name: Found | undefined;
  readonly email: Found | undefined;
}

function findCandidate(message: Message): Candidate {
  const { to = [], forwardedBy, lines, chat } = message;
  const [only, ...others] = to.filter(({ address }) => address !== '' || chat);
  const outside = to.filter(
    ({ address }) =>
      address !== '' && siteOf(domainOf(address)) !== siteOf(domainOf(message.from?.address ?? '')),
  );
  const person =
    others.length === 0 ? (only ?? forwardedBy) : outside.length === 1 ? outside[0] : forwardedBy;
  const partner = findChatPartner(lines)?.value;
  const greeted = findGreetedName(lines, partner) ?? findLabelledCandidate(lines);
  const named = [person, forwardedBy, ...(message.mentioned ?? []), ...to].flatMap((one) => {
    const value = one === undefined ? undefined : personName(one.name, { isSingle: true });
    return value === undefined ? [] : [{ value, source: quoteAround(one?.source ?? ''), box: one }];
  });
  const [header] = named;
  const fuller = named.find(
    ({ value }) => greeted !== undefined && isSamePerson(value, greeted.value),
  );
  const isHeader = header !== undefined && person !== undefined && header.box === person;
  const isNickname =
    isHeader && greeted !== undefined && header.value.startsWith(greeted.value.slice(0, 3));
  const name = fuller ?? (isHeader && (greeted === undefined || isNickname) ? header : greeted);
  const address = person?.address ?? '';
  return {
    name: plainFound(name !== undefined && isLonger(greeted, name) ? greeted : name),
    email:
      person === undefined || address === ''
        ? undefined
        : { value: address, source: quoteAround(person.source) },
  };
}

const plainFound = (found: Found | undefined): Found | undefined =>
  found && { value: found.value, source: found.source };

const isLonger = (one: Found | undefined, other: Found): boolean =>
  one !== undefined &&
  one.value.split(' ').length > other.value.split(' ').length &&
  isSamePerson(one.value, other.value);

/** Where the signature begins: titles below it are of people, not of the job. */
function signatureStart(paragraphs: readonly string[], name: string | undefined): number {
  if (name === undefined) return paragraphs.length;
  const at = paragraphs.findLastIndex(
    (text, index) =>
      text.length < name.length + 60 &&
      text.replace(/^[\s*_–—-]{1,4}/, '').startsWith(name) &&
      // The name above a message of a chat has the time beside or below it.
      !/\d{1,2}[:.]\d{2}/.test(text) &&
      !/^\d{1,2}[:.]\d{2}/.test(paragraphs[index + 1] ?? ''),
  );
  return at > paragraphs.length / 2 ? at : paragraphs.length;
}

const one = (field: Suggestion['field'], found: Found | undefined): readonly Suggestion[] =>
  found === undefined ? [] : [{ field, ...found }];

/**
 * Reads the message that a candidate pasted, or the source of an email. It finds what the
 * form asks for. Nothing is guessed: each suggestion names the words it was taken from,
 * and has a value that the form accepts.
 *
 * @param options `now`: the form accepts days of an interview from yesterday on
 */
export async function readMessage(
  source: string,
  { now }: { readonly now: Date },
): Promise<MessageReading> {
  if (source.length > MAX_READ) return { suggestions: [] };
  const { message, threadOf } = await chooseMessage(source);
  const paragraphs = message.chat ? message.lines : joinWrapped(message.lines);
  const older = message.chat ? message.older : joinWrapped(message.older);
  const subject = message.subject ?? '';
  const candidate = findCandidate(message);
  const isCandidate = (name: string): boolean =>
    candidate.name !== undefined && isSamePerson(name, candidate.name.value);
  const own = candidate.email === undefined ? [] : [candidate.email.value];
  const anyAddress = findAddress(message, undefined, own, candidate.name?.value)?.value;
  const recruiter = findRecruiter(message, paragraphs, isCandidate, anyAddress);
  const address = findAddress(message, recruiter?.value, own, candidate.name?.value);
  const names = [recruiter, candidate.name].flatMap((found) => found?.value ?? []);
  const role = findRole(subject, paragraphs, older, signatureStart(paragraphs, recruiter?.value));
  const company = findCompany(message, paragraphs, address?.value, names, role?.value);
  const title = role && withoutCompany(role, company?.value);
  const people = findInterviewers(
    paragraphs,
    [...names, ...(company === undefined ? [] : [company.value])],
    guestsOf(message, candidate.email?.value, address?.value),
  );
  const language = findLanguage([subject, ...message.lines].join('\n'));
  const isSpanish = language !== undefined && language.value !== 'en';
  const appointment = findAppointment(message, paragraphs, { isSpanish, now });
  const stage = findStage(subject, paragraphs, { appointment: appointment?.date });
  const found: readonly Suggestion[] = [
    ...one('candidateName', candidate.name),
    ...one('candidateEmail', candidate.email),
    ...one('recruiterName', recruiter),
    ...one('recruiterEmail', address),
    ...one('company', company),
    ...one('role', title),
    ...one('referenceNumber', findReference([subject, ...message.lines, ...message.older])),
    ...one('stage', stage),
    ...one(
      'letterLanguage',
      language && {
        value: language.value,
        source: firstSentence(paragraphs, language.words) ?? quoteAround(subject),
      },
    ),
    ...one('interviewDate', appointment?.date),
    ...one('timeZone', appointment?.timeZone),
    ...one(
      'peopleToThank',
      people.length === 0
        ? undefined
        : {
            value: people.map(({ value }) => value).join('\n'),
            source: people[0]?.source ?? '',
          },
    ),
  ];
  const thread = threadOf && readThread(threadOf);
  return {
    suggestions: found.flatMap((suggestion) => accepted(suggestion, found, now)),
    ...(thread && { thread }),
  };
}

/** "Store Manager" of "Store Manager, Northwind" */
function withoutCompany(role: Found, company = '\n'): Found {
  const [title = '', ...others] = role.value.split(', ');
  const isCompany = others.length === 1 && company.includes(others[0] ?? '\n');
  return isCompany ? { ...role, value: title } : role;
}

const firstSentence = (paragraphs: readonly string[], words: string): string | undefined => {
  const text = paragraphs.find((line) => line.length > 20 && line.includes(words));
  const start = text?.indexOf(words) ?? 0;
  return text === undefined ? undefined : quoteAround(text, start, start + words.length);
};

/** The suggestion if the form accepts its value, cleaned as the form cleans it. */
function accepted(
  suggestion: Suggestion,
  all: readonly Suggestion[],
  now: Date,
): readonly Suggestion[] {
  const value = acceptedValue(suggestion, all, now);
  const source = cleanText(suggestion.source)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 120)
    .toWellFormed();
  return value === undefined || source === '' ? [] : [{ ...suggestion, value, source }];
}

const lineOf = (text: string, max: number): string | undefined => {
  const line = readLine(text, max);
  return line.ok ? line.value : undefined;
};

const nameOf = (text: string): string | undefined => {
  const name = readName(text, lengths.name);
  return name.ok ? name.value : undefined;
};

function acceptedValue(
  { field, value }: Suggestion,
  all: readonly Suggestion[],
  now: Date,
): string | undefined {
  switch (field) {
    case 'candidateEmail':
    case 'recruiterEmail': {
      const address = takeAddress(value);
      return address.kind === 'one' ? address.address : undefined;
    }
    case 'candidateName':
    case 'recruiterName':
      return nameOf(value);
    case 'company':
      return lineOf(value, lengths.company);
    case 'role':
      return lineOf(value, lengths.role);
    case 'referenceNumber':
      return lineOf(value, MAX_REFERENCE);
    case 'stage':
      return isOneOf(stages, value) ? value : undefined;
    case 'letterLanguage':
      return isOneOf(letterLanguages, value) ? value : undefined;
    case 'timeZone':
      return isTimeZone(value) ? value : undefined;
    case 'interviewDate': {
      const zone = all.find((other) => other.field === 'timeZone')?.value;
      return acceptedDay(value, zone, utcDay(now));
    }
    case 'peopleToThank': {
      const people = value
        .split('\n')
        .flatMap((name) => nameOf(name) ?? [])
        .filter((name) => !namesSeveral(name))
        .slice(0, lengths.peopleToThank);
      return people.length === 0 ? undefined : people.join('\n');
    }
    default:
      return undefined;
  }
}

/** The day, if the form accepts it: from yesterday to 12 months ahead. */
function acceptedDay(value: string, zone: string | undefined, today: string): string | undefined {
  const day = value.slice(0, 10);
  if (!isLocalDate(value) || day < addDays(today, -1) || day > addMonths(today, 12))
    return undefined;
  const isKnownZone = zone !== undefined && isTimeZone(zone);
  return isKnownZone && value.includes('T') && isSkipped(value, zone) ? day : value;
}
