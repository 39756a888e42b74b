import { isOneOf, type ReconnectChoice, reconnectChoices } from '../../core/choices.ts';
import type { FieldName } from '../../core/decline/form-fields.ts';
import { isTimeZone } from '../../core/time/time-zone.ts';

/** The fields as a person submitted them, as text. */
export type SubmittedFields = Readonly<Partial<Record<FieldName, string>>>;

/**
 * The fields that the inputs of the page's form mean. Two fields have two inputs, for browsers
 * without script: a day beside the list of spans, and a time beside the day of the interview.
 * The time zone has one input for the browser's script and one for the person.
 */
export function fieldsOfForm(posted: Readonly<Record<string, string>>): Record<string, string> {
  const { reconnectDate, interviewTime, browserTimeZone, ...fields } = posted;
  const { reconnect, interviewDate } = posted;
  return {
    ...fields,
    // "On a day I choose" without a day stays as it is: the day is what is missing.
    ...(reconnect === 'date' && reconnectDate && { reconnect: reconnectDate }),
    // A day that is filled in counts, unless "never" is chosen.
    ...(reconnectDate && reconnect !== 'never' && { reconnect: reconnectDate }),
    // What a person typed comes first. A zone of the browser that is not known here is not
    // an error of the person.
    ...(!posted['timeZone'] &&
      browserTimeZone &&
      isTimeZone(browserTimeZone) && { timeZone: browserTimeZone }),
    ...(interviewTime && { interviewDate: `${interviewDate ?? ''}T${interviewTime}` }),
  };
}

/** The inputs of the fields that have two. */
export interface FormInputs {
  readonly reconnect: '' | ReconnectChoice | 'date';
  readonly reconnectDate: string;
  readonly interviewDay: string;
  readonly interviewTime: string;
}

/** The reverse of {@link fieldsOfForm}: what the page's inputs show. */
export function inputsOfForm({ reconnect = '', interviewDate = '' }: SubmittedFields): FormInputs {
  const isChoice = reconnect === '' || isOneOf(reconnectChoices, reconnect);
  const [, interviewDay = '', interviewTime = ''] =
    /^(.*?)(?:T(\d.*))?$/s.exec(interviewDate) ?? [];
  return {
    reconnect: isChoice ? reconnect : 'date',
    reconnectDate: isChoice || reconnect === 'date' ? '' : reconnect,
    interviewDay,
    interviewTime,
  };
}
