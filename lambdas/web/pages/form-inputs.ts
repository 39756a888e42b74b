import { isOneOf, reasons, reconnectChoices } from '../../core/choices.ts';
import { readReminderDay } from '../../core/decline/field-readers.ts';
import type { FieldName } from '../../core/decline/form-fields.ts';
import { reconnectDay } from '../../core/time/reminder-day.ts';
import { isTimeZone } from '../../core/time/time-zone.ts';

/** What a person typed, by field, as text: shown again where it cannot be taken. */
export type SubmittedFields = Readonly<Partial<Record<FieldName, string>>>;

/**
 * What the page's form posts, as the fields that it means. Two fields have two inputs,
 * for browsers without script: a day beside the list of spans, a time beside the
 * interview's day. The time zone has one for the browser's script and one for the person.
 */
export function fieldsOfForm(posted: Readonly<Record<string, string>>): Record<string, string> {
  const { reconnectDate, interviewTime, browserTimeZone, ...fields } = posted;
  const { reconnect, interviewDate } = posted;
  return {
    ...fields,
    // "On a day I choose" without the day stays as it is: a day is what is missing.
    ...(reconnect === 'date' && reconnectDate && { reconnect: reconnectDate }),
    // A day that was filled in is meant, unless "never" was.
    ...(reconnectDate && reconnect !== 'never' && { reconnect: reconnectDate }),
    // What a person typed counts, and is theirs to mend; a browser's zone that is not
    // known here is nobody's mistake.
    ...(!posted['timeZone'] &&
      browserTimeZone &&
      isTimeZone(browserTimeZone) && { timeZone: browserTimeZone }),
    ...(interviewTime && { interviewDate: `${interviewDate ?? ''}T${interviewTime}` }),
  };
}

/** The other way round, to show the page's inputs. */
export function inputsOfForm({ reconnect = '', interviewDate = '' }: SubmittedFields) {
  const isChoice = reconnect === '' || isOneOf(reconnectChoices, reconnect);
  const [, interviewDay = '', interviewTime = ''] =
    /^(.*?)(?:T(\d.*))?$/s.exec(interviewDate) ?? [];
  return {
    reconnect: isChoice ? reconnect : ('date' as const),
    reconnectDate: isChoice || reconnect === 'date' ? '' : reconnect,
    interviewDay,
    interviewTime,
  };
}

/**
 * The day to write again that is chosen so far, `YYYY-MM-DD`; undefined for never, or a
 * day that cannot be.
 */
export function reminderDayOf(
  { reconnect = '', reason = '' }: SubmittedFields,
  today: string,
): string | undefined {
  if (reconnect === '' || isOneOf(reconnectChoices, reconnect)) {
    return reconnectDay(reconnect, isOneOf(reasons, reason) ? reason : undefined, today);
  }
  const day = readReminderDay(reconnect, today, today);
  return day.ok ? day.value : undefined;
}
