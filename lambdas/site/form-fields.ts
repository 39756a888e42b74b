import { isOneOf, reconnectChoices } from '../core/choices.ts';
import { isTimeZone } from '../core/dates.ts';
import type { FieldName } from '../core/fields.ts';

/** What a person typed, by field, as text: shown again where it cannot be taken. */
export type Typed = Readonly<Partial<Record<FieldName, string>>>;

/**
 * What the page's form posts, as the fields that it means. Two fields have two inputs, for browsers without script: a
 * day beside the list of spans, a time beside the interview's day. The time zone is filled in by the browser and seen
 * by no one, so one that is not known here is no mistake of the person's.
 */
export function fieldsOfForm(posted: Readonly<Record<string, string>>): Record<string, string> {
  const { reconnectDate, interviewTime, timeZone, ...fields } = posted;
  const { reconnect, interviewDate } = posted;
  return {
    ...fields,
    ...(reconnect === 'date' && { reconnect: reconnectDate ?? '' }),
    // A day that was filled in is meant, unless "never" was.
    ...(reconnectDate && reconnect !== 'never' && { reconnect: reconnectDate }),
    ...(interviewTime && { interviewDate: `${interviewDate ?? ''}T${interviewTime}` }),
    ...(timeZone && isTimeZone(timeZone) && { timeZone }),
  };
}

/** The other way round, to show the page's inputs. */
export function inputsOfForm({ reconnect = '6-months', interviewDate = '' }: Typed) {
  const isChoice = isOneOf(reconnectChoices, reconnect);
  const [, interviewDay = '', interviewTime = ''] = /^(.*?)(?:T(\d.*))?$/s.exec(interviewDate) ?? [];
  return {
    reconnect: isChoice ? reconnect : ('date' as const),
    reconnectDate: isChoice ? '' : reconnect,
    interviewDay,
    interviewTime,
  };
}
