import { isOneOf, type PageLanguage } from '../../core/choices.ts';
import { isBlank } from '../../core/clean-text.ts';
import { type FieldName, fieldNames } from '../../core/decline/form-fields.ts';
import type { MessageReading, Suggestion } from '../../core/message/read-message.ts';
import { offsetsIn, toEpochMs } from '../../core/time/time-zone.ts';
import type { SubmittedFields } from '../pages/form-inputs.ts';

/** What the message says about a field of the form. */
export interface FoundField extends Suggestion {
  readonly field: FieldName;
  /** False if the field has another value: then the suggestion is only offered. */
  readonly isFilled: boolean;
}

export interface FilledForm {
  readonly fields: SubmittedFields;
  readonly found: readonly FoundField[];
}

const MINUTES = 'YYYY-MM-DDTHH:mm'.length;

/** The same moment in the local time of another zone; the day too, if it differs. */
function inOtherZone(localDate: string, from: string, to: string): string {
  const at = toEpochMs(localDate, from);
  return new Date(at + offsetsIn(to)(at)).toISOString().slice(0, MINUTES);
}

/**
 * The interview in the candidate's own time zone, which the form knows. Then the zone of
 * the message is of no more use.
 */
function inZoneOf(
  suggestions: readonly Suggestion[],
  ownZone: string | undefined,
): readonly Suggestion[] {
  const zone = suggestions.find(({ field }) => field === 'timeZone')?.value;
  const hasTime = suggestions.some(
    ({ field, value }) => field === 'interviewDate' && value.includes('T'),
  );
  if (ownZone === undefined || zone === undefined || !hasTime) return suggestions;
  return suggestions.flatMap((suggestion) => {
    if (suggestion.field === 'timeZone') return [];
    if (suggestion.field !== 'interviewDate') return [suggestion];
    return [{ ...suggestion, value: inOtherZone(suggestion.value, zone, ownZone) }];
  });
}

/** The fields of the email that the letter answers. Nobody types them. */
export const threadFields = ['inReplyTo', 'references', 'theirSubject'] as const;

/**
 * The fields of the thread are no suggestions. They are empty if the message has none, so
 * that no letter answers the email that was read before.
 */
const threadOf = ({ thread }: MessageReading): SubmittedFields =>
  Object.fromEntries(threadFields.map((name) => [name, thread?.[name] ?? '']));

/**
 * Fills in a form from a message. Only the browser's script and `POST /read` do it, both
 * by this rule: a suggestion fills an empty field, and never replaces what somebody
 * typed. The language of the letter counts as empty while it is the one that the page
 * chose.
 *
 * @param options `language`: of the page. `ownZone`: the candidate's IANA time zone, if
 *   the form has one. `before`: what an earlier message filled in, by field; a field that
 *   still has this value counts as empty. `isReadBefore`: the form has what the message
 *   says, its thread too
 */
export function fillForm(
  submitted: SubmittedFields,
  reading: MessageReading,
  {
    language,
    ownZone,
    before = {},
    isReadBefore = false,
  }: {
    readonly language: PageLanguage;
    readonly ownZone?: string | undefined;
    readonly before?: SubmittedFields;
    readonly isReadBefore?: boolean;
  },
): FilledForm {
  const fields: Partial<Record<FieldName, string>> = {
    ...submitted,
    ...(!isReadBefore && threadOf(reading)),
  };
  const found: FoundField[] = [];
  for (const suggestion of inZoneOf(reading.suggestions, ownZone)) {
    const { field, value } = suggestion;
    if (!isOneOf(fieldNames, field) || found.some((other) => other.field === field)) continue;
    // A browser posts the lines of a text with both characters.
    const typed = (submitted[field] ?? '').replaceAll('\r\n', '\n');
    // Somebody typed the same, or the page chose it: there is nothing to say.
    if (typed === value && before[field] !== value && suggestion.warning === undefined) continue;
    const isFilled =
      isBlank(typed) ||
      typed === value ||
      typed === before[field] ||
      (field === 'letterLanguage' && typed === language);
    if (isFilled) fields[field] = value;
    found.push({ ...suggestion, field, isFilled });
  }
  return { fields, found };
}
