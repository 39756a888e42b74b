import * as z from 'zod/mini';
import {
  isOneOf,
  letterLanguages,
  type ReconnectChoice,
  reasons,
  reconnectChoices,
  stages,
  tones,
} from '../choices.ts';
import { parseEmailAddress } from '../email-address.ts';
import type { LetterInput } from '../letter/letter.ts';
import { readLine, readParagraphs, type TextProblem, type TextResult } from '../text/plain-text.ts';
import { addDays, addMonths, isLocalDate, utcDay } from '../time/calendar-day.ts';
import { reconnectDay } from '../time/reminder-day.ts';
import type { Decline } from './decline.ts';
import { err, ok, type Result, readReminderDay, readTimeZone } from './field-readers.ts';
import {
  type FieldError,
  type FieldName,
  type FieldProblem,
  fieldProblems,
  lengths,
} from './form-fields.ts';

/**
 * A form that holds together: the public half, which letters are made of, and the private
 * half.
 */
export interface DeclineForm {
  readonly input: LetterInput;
  readonly privatePlan: Decline['privatePlan'];
}

export type FormResult =
  | { readonly ok: true; readonly form: DeclineForm }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** What a text means, or why it cannot be taken. */
const reading = <T>(read: (raw: string) => Result<T>) =>
  z.transform((raw: string, context) => {
    const result = read(raw);
    if (result.ok) return result.value;
    context.issues.push({ code: 'custom', message: result.problem, input: raw });
    return z.NEVER;
  });

/** A missing field reads as empty, as an empty one comes from a form. */
const text = z._default(z.string({ error: 'not-text' satisfies FieldProblem }), '');
/** One per line; a script may as well send a list. */
const textOrList = z.pipe(
  z._default(z.union([z.string(), z.array(z.string())]), ''),
  z.transform((given: string | string[]) => (typeof given === 'string' ? given : given.join('\n'))),
);

const field = <T>(read: (raw: string) => Result<T>) => z.pipe(text, reading(read));

const line = (max: number) => field<string>((raw) => readLine(raw, max));

const optional = <T>(read: (raw: string) => Result<T>) =>
  field<T | undefined>((raw) => (raw.trim() === '' ? ok(undefined) : read(raw)));

const address = field<string>((raw) => {
  if (raw.trim() === '') return err('required');
  const parsed = parseEmailAddress(raw);
  return parsed === undefined ? err('not-an-address') : ok(parsed);
});

const choice = <T extends string>(list: readonly T[]) =>
  field<T>((raw) => (isOneOf(list, raw) ? ok(raw) : err('choose-one')));

function readPeople(raw: string): Result<readonly string[]> {
  const people: string[] = [];
  for (const typed of raw.split(/\r\n|[\r\n]/)) {
    if (typed.trim() === '') continue;
    const read: TextResult = readLine(typed, lengths.name);
    if (!read.ok) return err(read.problem satisfies TextProblem);
    people.push(read.value);
  }
  return people.length > lengths.peopleToThank ? err('too-many') : ok([...new Set(people)]);
}

/**
 * An interview from yesterday on (today's may already be yesterday's elsewhere) and
 * within the year.
 */
function readInterviewDate(raw: string, today: string): Result<string> {
  const text = raw.trim();
  if (!isLocalDate(text)) return err('not-a-date');
  const day = text.slice(0, 10);
  if (day < addDays(today, -1)) return err('date-past');
  return day > addMonths(today, 12) ? err('date-too-far') : ok(text);
}

type ReconnectField =
  | { readonly choice: '' | ReconnectChoice }
  | { readonly choice: string; readonly on: string };

/** Nothing chosen leaves the day to the reason. */
function readReconnect(raw: string, today: string): Result<ReconnectField> {
  const choice = raw.trim();
  if (choice === '' || isOneOf(reconnectChoices, choice)) return ok({ choice });
  const day = readReminderDay(choice, today, today);
  return day.ok ? ok({ choice, on: day.value }) : day;
}

const formSchema = (today: string, { isPreview }: FormOptions) =>
  z.strictObject({
    candidateName: line(lengths.name),
    candidateEmail: address,
    recruiterName: line(lengths.name),
    recruiterEmail: address,
    company: line(lengths.company),
    role: line(lengths.role),
    stage: choice(stages),
    tone: choice(tones),
    letterLanguage: choice(letterLanguages),
    interviewDate: optional((raw) => readInterviewDate(raw, today)),
    peopleToThank: z.pipe(textOrList, reading(readPeople)),
    personalNote: optional<string>((raw) =>
      readParagraphs(raw, lengths.personalNote, { links: isPreview }),
    ),
    reason: optional((raw) => (isOneOf(reasons, raw) ? ok(raw) : err('choose-one'))),
    reconnect: field((raw) => readReconnect(raw, today)),
    timeZone: optional(readTimeZone),
  });

export interface FormOptions {
  /**
   * Only to be shown to who wrote it: of a link in the note the guard hints, and it is no
   * mistake yet.
   */
  readonly isPreview: boolean;
}

const isFieldProblem = (message: string): message is FieldProblem =>
  isOneOf(fieldProblems, message);

/**
 * Reads what was posted to `POST /declines` or `POST /preview`: the one place where it is
 * validated.
 *
 * @param input the decoded body: text fields by name; `peopleToThank` one per line
 * @param now sets the limits of dates and the day to reconnect
 */
export function readDeclineForm(
  input: unknown,
  now: Date,
  options: FormOptions = { isPreview: false },
): FormResult {
  const today = utcDay(now);
  const parsed = formSchema(today, options).safeParse(input);
  if (!parsed.success) {
    const errors = parsed.error.issues.flatMap((issue): FieldError[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ field: key, problem: 'unknown-field' }))
        : [
            {
              field: String(issue.path[0] ?? ''),
              problem: isFieldProblem(issue.message) ? issue.message : 'not-text',
            },
          ],
    );
    return { ok: false, errors };
  }
  const { reason, reconnect, interviewDate, personalNote, timeZone, ...given } = parsed.data;
  const reconnectOn =
    'on' in reconnect ? reconnect.on : reconnectDay(reconnect.choice, reason, today);
  return {
    ok: true,
    form: {
      input: {
        ...given,
        ...(interviewDate !== undefined && { interviewDate }),
        ...(personalNote !== undefined && { personalNote }),
        ...(timeZone !== undefined && { timeZone }),
      },
      privatePlan: {
        reconnect: reconnect.choice,
        ...(reconnectOn !== undefined && { reconnectOn }),
        ...(reason !== undefined && { reason }),
      },
    },
  };
}

/** The form's fields as they would be typed, to show a stored decline for a change. */
export function submittedFields({ input, privatePlan }: DeclineForm): Record<FieldName, string> {
  return {
    ...input,
    peopleToThank: input.peopleToThank.join('\n'),
    interviewDate: input.interviewDate ?? '',
    personalNote: input.personalNote ?? '',
    timeZone: input.timeZone ?? '',
    reason: privatePlan.reason ?? '',
    reconnect: privatePlan.reconnect,
  };
}
