import { isOneOf, type ReconnectChoice, reconnectChoices } from '../../core/choices.ts';
import type { FieldName } from '../../core/decline/form-fields.ts';
import { isTimeZone } from '../../core/time/time-zone.ts';

/** The fields as the candidate submitted them, as text. */
export type SubmittedFields = Readonly<Partial<Record<FieldName, string>>>;

/**
 * Converts the inputs of the page's form to the fields of the form. Two fields have two
 * inputs each, so that the page works without JavaScript: the reminder has a list of time
 * spans and a day, the interview has a day and a time. The time zone has one input that
 * the page's script fills in, and one for the candidate.
 */
export function fieldsOfForm(posted: Readonly<Record<string, string>>): Record<string, string> {
  const { reconnectDate, interviewTime, browserTimeZone, ...fields } = posted;
  const { reconnect, interviewDate } = posted;
  return {
    ...fields,
    // "On a day I choose" without a day stays as it is: then validation asks for the day.
    ...(reconnect === 'date' && reconnectDate && { reconnect: reconnectDate }),
    // A day that is filled in takes precedence over the list, except over "never".
    ...(reconnectDate && reconnect !== 'never' && { reconnect: reconnectDate }),
    // What the candidate typed takes precedence. A browser's time zone that we do not
    // know is ignored, because it is not an error of the candidate.
    ...(!posted['timeZone'] &&
      browserTimeZone &&
      isTimeZone(browserTimeZone) && { timeZone: browserTimeZone }),
    ...(interviewTime && { interviewDate: `${interviewDate ?? ''}T${interviewTime}` }),
  };
}

/** The values of the inputs of the two fields that have two inputs each. */
export interface FormInputs {
  readonly reconnect: '' | ReconnectChoice | 'date';
  readonly reconnectDate: string;
  readonly interviewDay: string;
  readonly interviewTime: string;
}

/** The reverse of {@link fieldsOfForm}: the values that the page's inputs show. */
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
