import {
  type Channel,
  channels,
  isOneOf,
  type LetterLanguage,
  letterLanguages,
  type Reason,
  type ReconnectChoice,
  reasons,
  reconnectChoices,
  type Stage,
  stages,
  type Tone,
  tones,
} from '../choices.ts';
import { isBlank } from '../clean-text.ts';
import { isOnlyNoun } from '../letter/bare-role.ts';
import { gaps } from '../letter/gaps.ts';
import { bareGreeting, defaultGreeting, isSalutation } from '../letter/greeting.ts';
import type { LetterInput, Thread } from '../letter/letter.ts';
import { namesSeveral, withoutRepeats } from '../letter/people.ts';
import { wholeName } from '../letter/whole-name.ts';
import { LINE_END } from '../line-end.ts';
import { isFarTooLong, readLine, readName, readParagraphs } from '../text/plain-text.ts';
import { addDays, addMonths, isLocalDate, nextWorkday, utcDay } from '../time/calendar-day.ts';
import { reconnectDay } from '../time/reminder-day.ts';
import { isSkipped } from '../time/time-zone.ts';
import type { ZoneLookUp } from '../time/zone-look-up.ts';
import { takeAddress } from '../typed-address.ts';
import type { Decline } from './decline.ts';
import {
  cleanValue,
  err,
  ok,
  type Result,
  readReminderDay,
  readTalkAgain,
  readTimeZone,
  type TalkAgain,
} from './field-readers.ts';
import { type FieldError, type FieldName, fieldNames, lengths } from './form-fields.ts';
import { readMessageId, readReferences, readTheirSubject, threadFrom } from './thread-fields.ts';

/**
 * A valid form. `input` is public: letters are made from it. `privatePlan` is private.
 */
export interface DeclineForm {
  readonly input: LetterInput;
  readonly privatePlan: Decline['privatePlan'];
}

/** The value of the field `reconnect`: a choice from the list, or a day typed by hand. */
type Reconnect =
  | { readonly choice: '' | ReconnectChoice }
  | { readonly choice: string; readonly day: string };

/** The value of each field after it was read. */
interface FieldValues {
  readonly candidateName: string;
  readonly candidateEmail: string;
  readonly recruiterName: string;
  readonly recruiterGreeting: string | undefined;
  readonly channel: Channel;
  /** Empty if the candidate answers by hand, and has no address. */
  readonly recruiterEmail: string;
  readonly company: string;
  readonly role: string;
  readonly referenceNumber: string | undefined;
  readonly stage: Stage;
  readonly tone: Tone;
  readonly letterLanguage: LetterLanguage;
  readonly interviewDate: string | undefined;
  readonly peopleToThank: readonly string[];
  readonly personalNote: string | undefined;
  readonly keepMeInMindFor: string | undefined;
  readonly talkAgain: TalkAgain | undefined;
  readonly reason: Reason | undefined;
  readonly reconnect: Reconnect;
  readonly timeZone: string | undefined;
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[];
  readonly theirSubject: string | undefined;
  readonly ownSubject: 'yes' | undefined;
}

/** The result of reading a posted form once. */
export type FormResult = {
  /** The valid fields. They are there even if other fields are invalid. */
  readonly valid: Readonly<Partial<FieldValues>>;
  /** The day to write again that follows from the valid fields, `YYYY-MM-DD`. */
  readonly reconnectOn: string | undefined;
} & (
  | { readonly ok: true; readonly form: DeclineForm }
  | { readonly ok: false; readonly errors: readonly FieldError[] }
);

type Reader<T> = (raw: string) => Result<T>;

const line =
  (max: number): Reader<string> =>
  (raw) =>
    readLine(raw, max);

const optional =
  <T>(read: Reader<T>): Reader<T | undefined> =>
  (raw) =>
    isBlank(raw) ? ok(undefined) : read(raw);

const choice =
  <T extends string>(list: readonly T[]): Reader<T> =>
  (raw) => {
    const text = cleanValue(raw);
    return isOneOf(list, text) ? ok(text) : err('choose-one');
  };

const personName: Reader<string> = (raw) => readName(raw, lengths.name);

/** Reads an address as a person types or pastes it, see {@link takeAddress}. */
export function readAddress(raw: string, { isOwn }: Pick<FormOptions, 'isOwn'>): Result<string> {
  if (isBlank(raw)) return err('required');
  const typed = takeAddress(raw);
  if (typed.kind === 'several') return err('several-addresses');
  if (typed.kind === 'none') return err('not-an-address');
  return isOwn(typed.address) ? err('own-address') : ok(typed.address);
}

/** A line of a list without its bullet or number. */
const withoutListMark = (line: string): string =>
  line.trim().replace(/^(?:[-*\u2022\u00B7\u2013]|\d{1,2}[.)]) +/, '');

function readPeople(raw: string): Result<readonly string[]> {
  if (isFarTooLong(raw, lengths.peopleToThank * lengths.name)) return err('too-long');
  const people: string[] = [];
  for (const [index, text] of raw.split(LINE_END).entries()) {
    if (isBlank(text)) continue;
    const person = personName(withoutListMark(text));
    if (!person.ok) {
      return person.problem === 'unreadable'
        ? { ...person, detail: { ...person.detail, line: index + 1 } }
        : person;
    }
    if (namesSeveral(person.value)) return err('one-per-line');
    if (people.push(wholeName(person.value)) > lengths.peopleToThank) return err('too-many');
  }
  return ok(people);
}

/**
 * The name in the greeting. The salutation that somebody typed before it is left out. A
 * salutation alone ("Hi,") has no name: then the default greeting counts.
 */
function readGreeting(raw: string): Result<string | undefined> {
  const greeting = personName(raw);
  if (!greeting.ok) return greeting;
  return ok(isSalutation(greeting.value) ? undefined : bareGreeting(greeting.value));
}

/**
 * Accepts a day from yesterday to 12 months ahead, with or without a time of day.
 * Yesterday is allowed because `today` is the UTC day: in the candidate's local time it
 * may still be the day before.
 */
function readInterviewDate(raw: string, today: string): Result<string> {
  const text = cleanValue(raw);
  if (!isLocalDate(text)) return err('not-a-date');
  const day = text.slice(0, 10);
  if (day < addDays(today, -1)) return err('date-past');
  return day > addMonths(today, 12) ? err('date-too-far') : ok(text);
}

/** An empty field is valid: then the reason decides on the day. */
function readReconnect(raw: string, today: string): Result<Reconnect> {
  if (isBlank(raw)) return ok({ choice: '' });
  const text = cleanValue(raw);
  if (isOneOf(reconnectChoices, text)) return ok({ choice: text });
  const day = readReminderDay(text, today, today);
  return day.ok ? ok({ choice: text, day: day.value }) : day;
}

type Readers = { readonly [Name in FieldName]: Reader<FieldValues[Name]> };

/**
 * Whether a day is that of the stored letter. Nobody typed it anew, so it may have come
 * closer or passed since: the letter is the same. A reminder moves with the letter, see
 * `earliestAfterLetter`.
 */
const isStoredDay = (raw: string, stored: string | undefined): boolean =>
  raw === stored && isLocalDate(raw);

const readersFor = (
  today: string,
  { isPreview, isOwn, zoneLookUp, stored }: FormOptions,
): Readers => ({
  candidateName: personName,
  candidateEmail: (raw) => readAddress(raw, { isOwn }),
  recruiterName: personName,
  recruiterGreeting: optional(readGreeting),
  channel: (raw) => (isBlank(raw) ? ok('email') : choice(channels)(raw)),
  recruiterEmail: (raw) => readAddress(raw, { isOwn }),
  company: line(lengths.company),
  role: line(lengths.role),
  referenceNumber: optional(line(lengths.referenceNumber)),
  stage: choice(stages),
  tone: choice(tones),
  letterLanguage: choice(letterLanguages),
  interviewDate: optional((raw) =>
    isStoredDay(raw, stored?.interviewDate) ? ok(raw) : readInterviewDate(raw, today),
  ),
  peopleToThank: readPeople,
  personalNote: optional((raw) => readParagraphs(raw, lengths.personalNote, { links: isPreview })),
  keepMeInMindFor: optional(line(lengths.keepMeInMindFor)),
  talkAgain: optional((raw) => readTalkAgain(raw, today)),
  reason: optional(choice(reasons)),
  reconnect: (raw) =>
    isStoredDay(raw, stored?.reconnect)
      ? ok({ choice: raw, day: nextWorkday(raw) })
      : readReconnect(raw, today),
  timeZone: optional((raw) => readTimeZone(raw, zoneLookUp)),
  inReplyTo: optional(readMessageId),
  references: readReferences,
  theirSubject: optional(readTheirSubject),
  ownSubject: optional(choice(['yes'])),
});

export interface FormOptions {
  /**
   * The letter is only shown to the person who wrote it. Then a link in the note is not
   * an error yet: the guard hints at it, by the same rule.
   */
  readonly isPreview: boolean;
  /** Whether Open Door sends from this address, see `ownAddresses`. */
  readonly isOwn: (address: string) => boolean;
  /** Finds the time zone that the candidate typed. */
  readonly zoneLookUp: ZoneLookUp;
  /** The fields of the stored letter that the form changes, or makes once more. */
  readonly stored?: Readonly<Partial<Record<FieldName, string>>> | undefined;
}

/**
 * The text of a posted field, or undefined if it is not text. A missing field counts as
 * empty. A JSON client may send `peopleToThank` as a list of texts.
 */
function textOf(name: FieldName, posted: unknown): string | undefined {
  if (posted === undefined) return '';
  if (typeof posted === 'string') return posted;
  const isList = name === 'peopleToThank' && Array.isArray(posted);
  return isList && posted.every((item) => typeof item === 'string') ? posted.join('\n') : undefined;
}

const isComplete = (valid: Partial<FieldValues>): valid is FieldValues =>
  fieldNames.every((name) => name in valid);

const isFieldName = (name: string): name is FieldName => isOneOf(fieldNames, name);

/** The errors name only the first unknown fields. A body may have thousands. */
const MAX_UNKNOWN_FIELDS = 10;
const MAX_UNKNOWN_NAME_LENGTH = 60;

/**
 * Reads the body of `POST /declines` or `POST /preview`. Only this function validates the
 * form.
 *
 * @param posted the decoded body: text fields by name; `peopleToThank` has one person per
 *   line
 * @param now the limits of dates and the day to write again depend on it
 */
export function readDeclineForm(
  posted: Readonly<Record<string, unknown>>,
  now: Date,
  options: FormOptions,
): FormResult {
  const today = utcDay(now);
  const readers = readersFor(today, options);
  const valid: { -readonly [Name in FieldName]?: FieldValues[Name] } = {};
  const errors: FieldError[] = [];
  const readField = <Name extends FieldName>(name: Name): void => {
    const text = textOf(name, posted[name]);
    const result = text === undefined ? err('not-text') : readers[name](text);
    if (result.ok) {
      valid[name] = result.value;
      return;
    }
    const { ok: _ok, ...problem } = result;
    errors.push({ field: name, ...problem });
  };
  fieldNames.forEach(readField);
  const { channel = 'email' } = valid;
  const missing = errors.findIndex(
    ({ field, problem }) => field === 'recruiterEmail' && problem === 'required',
  );
  if (channel !== 'email' && missing !== -1) {
    errors.splice(missing, 1);
    valid.recruiterEmail = '';
  }
  const { interviewDate, timeZone } = valid;
  if (
    timeZone !== undefined &&
    interviewDate?.includes('T') &&
    isSkipped(interviewDate, timeZone)
  ) {
    const detail = { time: interviewDate.slice(-5), timeZone };
    errors.push({ field: 'interviewDate', problem: 'skipped-time', detail });
    delete valid.interviewDate;
  }
  if (valid.role !== undefined && isOnlyNoun(valid.role, valid.company ?? '')) {
    errors.push({ field: 'role', problem: 'no-title' });
    delete valid.role;
  }
  if (valid.keepMeInMindFor !== undefined && isOnlyNoun(valid.keepMeInMindFor, '')) {
    errors.push({ field: 'keepMeInMindFor', problem: 'no-title' });
    delete valid.keepMeInMindFor;
  }
  const unknown = Object.keys(posted).filter((name) => !isFieldName(name));
  for (const name of unknown.slice(0, MAX_UNKNOWN_FIELDS)) {
    const field = name.slice(0, MAX_UNKNOWN_NAME_LENGTH).toWellFormed();
    errors.push({ field, problem: 'unknown-field' });
  }

  const reconnectOn = valid.reconnect && dayOf(valid.reconnect, valid.reason, today);
  if (errors.length > 0 || !isComplete(valid)) return { ok: false, errors, valid, reconnectOn };
  const { reason, reconnect, ...fields } = valid;
  const form = {
    input: inputOf(fields),
    privatePlan: {
      reconnect: reconnect.choice,
      ...(reconnectOn !== undefined && { reconnectOn }),
      ...(reason !== undefined && { reason }),
    },
  };
  return { ok: true, form, valid, reconnectOn };
}

const dayOf = (
  reconnect: Reconnect,
  reason: Reason | undefined,
  today: string,
): string | undefined =>
  'day' in reconnect ? reconnect.day : reconnectDay(reconnect.choice, reason, today);

/**
 * Drops the default greeting, so that a later name gets its own greeting. Thanks each
 * person once, and not the recruiter.
 */
const inputOf = ({
  channel,
  recruiterGreeting,
  referenceNumber,
  interviewDate,
  peopleToThank,
  personalNote,
  keepMeInMindFor,
  talkAgain,
  timeZone,
  inReplyTo,
  references,
  theirSubject,
  ownSubject,
  ...required
}: Omit<FieldValues, 'reason' | 'reconnect'>): LetterInput => ({
  ...required,
  peopleToThank: withoutRepeats(peopleToThank, required.recruiterName),
  ...(recruiterGreeting !== undefined &&
    recruiterGreeting !== defaultGreeting(required) && {
      recruiterGreeting,
    }),
  ...(channel !== 'email' && { channel }),
  ...(referenceNumber !== undefined && { referenceNumber }),
  ...(interviewDate !== undefined && { interviewDate }),
  ...(personalNote !== undefined && { personalNote }),
  ...(keepMeInMindFor !== undefined && { keepMeInMindFor }),
  ...(talkAgain !== undefined && { talkAgain }),
  ...(timeZone !== undefined && { timeZone }),
  ...threadPart(threadFrom({ inReplyTo, references, theirSubject }), ownSubject),
});

/** Without a thread the letter has its own subject anyway. */
const threadPart = (thread: Thread | undefined, ownSubject: 'yes' | undefined) =>
  thread && { thread, ...(ownSubject !== undefined && { ownSubject: true as const }) };

/**
 * The letter's input while the candidate fills in the form. Required texts that are
 * missing or invalid are {@link gaps}. Undefined until stage, tone and language are
 * chosen: the template depends on them.
 */
export function partialInput({ valid }: Pick<FormResult, 'valid'>): LetterInput | undefined {
  const { stage, tone, letterLanguage } = valid;
  if (stage === undefined || tone === undefined || letterLanguage === undefined) return undefined;
  return inputOf({
    stage,
    tone,
    letterLanguage,
    candidateName: valid.candidateName ?? gaps.candidateName,
    candidateEmail: valid.candidateEmail ?? 'you@example.com',
    recruiterName: valid.recruiterName ?? gaps.recruiterName,
    recruiterGreeting: valid.recruiterGreeting,
    channel: valid.channel ?? 'email',
    recruiterEmail: valid.recruiterEmail ?? 'them@example.com',
    company: valid.company ?? gaps.company,
    role: valid.role ?? gaps.role,
    referenceNumber: valid.referenceNumber,
    interviewDate: valid.interviewDate,
    peopleToThank: valid.peopleToThank ?? [],
    personalNote: valid.personalNote,
    keepMeInMindFor: valid.keepMeInMindFor,
    talkAgain: valid.talkAgain,
    timeZone: valid.timeZone,
    inReplyTo: valid.inReplyTo,
    references: valid.references ?? [],
    theirSubject: valid.theirSubject,
    ownSubject: valid.ownSubject,
  });
}

/** The form fields of a stored decline, as a form would submit them, for an edit page. */
export function submittedFields({ input, privatePlan }: DeclineForm): Record<FieldName, string> {
  const { thread, ownSubject, ...fields } = input;
  return {
    ...fields,
    channel: input.channel ?? 'email',
    recruiterGreeting: input.recruiterGreeting ?? '',
    referenceNumber: input.referenceNumber ?? '',
    peopleToThank: input.peopleToThank.join('\n'),
    interviewDate: input.interviewDate ?? '',
    personalNote: input.personalNote ?? '',
    keepMeInMindFor: input.keepMeInMindFor ?? '',
    talkAgain: input.talkAgain?.month ?? '',
    timeZone: input.timeZone ?? '',
    reason: privatePlan.reason ?? '',
    reconnect: privatePlan.reconnect,
    inReplyTo: thread?.inReplyTo ?? '',
    references: thread?.references.join(' ') ?? '',
    theirSubject: thread?.subject ?? '',
    ownSubject: ownSubject ? 'yes' : '',
  };
}
