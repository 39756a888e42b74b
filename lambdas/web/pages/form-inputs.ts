import {
  isOneOf,
  letterLanguages,
  type ReconnectChoice,
  reconnectChoices,
  type Stage,
  stages,
  tones,
} from '../../core/choices.ts';
import { isBlank } from '../../core/clean-text.ts';
import { type FieldName, lengths } from '../../core/decline/form-fields.ts';
import { withUsableThread } from '../../core/decline/thread-fields.ts';
import {
  bareGreeting,
  defaultGreeting,
  isChosenGreeting,
  isSalutation,
  type ShownGreeting,
} from '../../core/letter/greeting.ts';
import { readName } from '../../core/text/plain-text.ts';
import type { ZoneLookUp } from '../../core/time/zone-look-up.ts';

/** Texts are compared up to this length; a name is much shorter, see `lengths`. */
const MAX_COMPARED = 2000;

/** The fields as the candidate submitted them, as text. */
export type SubmittedFields = Readonly<Partial<Record<FieldName, string>>>;

/**
 * The stages whose letters name the day of the interview. At the others the form asks for
 * none, and a day that was typed before is left out. The style of the form has the same
 * list.
 */
export const stagesWithInterview: readonly Stage[] = [
  'screen',
  'scheduled',
  'interviewing',
  'final',
];

/**
 * Converts the inputs of the page's form to the fields of the form. Two fields have two
 * inputs each, so that the page works without JavaScript: the reminder has a list of time
 * spans and a day, the interview has a day and a time. The time zone has one input that
 * the page's script fills in, and one for the candidate.
 */
export function fieldsOfForm(
  posted: Readonly<Record<string, string>>,
  zoneLookUp: ZoneLookUp,
): Record<string, string> {
  const { reconnectDate, interviewTime, browserTimeZone, ...fields } = posted;
  const { reconnect, interviewDate, stage = '' } = posted;
  const hasNoInterview = isOneOf(stages, stage) && !stagesWithInterview.includes(stage);
  return {
    ...withUsableThread(fields),
    // "On a day I choose" without a day stays as it is: then validation asks for the day.
    ...(reconnect === 'date' && reconnectDate && { reconnect: reconnectDate }),
    // A day that is filled in takes precedence over the list, except over "never".
    ...(reconnectDate && reconnect !== 'never' && { reconnect: reconnectDate }),
    // What the candidate typed takes precedence. A browser's time zone that we do not
    // know is ignored, because it is not an error of the candidate.
    ...(isBlank(posted['timeZone'] ?? '') &&
      browserTimeZone &&
      zoneLookUp(browserTimeZone).kind === 'found' && { timeZone: browserTimeZone }),
    ...(interviewTime && { interviewDate: `${interviewDate ?? ''}T${interviewTime}` }),
    ...(hasNoInterview && { interviewDate: '' }),
  };
}

/**
 * Empties the greeting if the candidate did not choose it: the page had filled it in, or
 * it was chosen for another name.
 *
 * @param shown from the two hidden inputs of the page: what it showed, and for which name
 */
export function withChosenGreeting<Fields extends Readonly<Record<string, unknown>>>(
  fields: Fields,
  shown: ShownGreeting,
): Fields {
  const { recruiterGreeting, recruiterName } = fields;
  if (typeof recruiterGreeting !== 'string' || recruiterGreeting === '') return fields;
  const name = typeof recruiterName === 'string' ? recruiterName.slice(0, MAX_COMPARED) : '';
  return isChosenGreeting(recruiterGreeting.slice(0, MAX_COMPARED), name, shown)
    ? fields
    : { ...fields, recruiterGreeting: '' };
}

/** The values of the inputs of the two fields that have two inputs each. */
export interface FormInputs {
  readonly reconnect: '' | ReconnectChoice | 'date';
  readonly reconnectDate: string;
  readonly interviewDay: string;
  readonly interviewTime: string;
  readonly greeting: {
    /** The greeting that the candidate chose, or the default; '' without a valid name. */
    readonly value: string;
    /** The default greeting: what the letter says if the field is emptied. */
    readonly byDefault: string;
    /** What the next POST is compared with; empty if name or greeting is invalid. */
    readonly shown: string;
    /** The name for which the candidate chose the greeting; '' for the default. */
    readonly chosenFor: string;
  };
}

function greetingInputs({
  recruiterName = '',
  recruiterGreeting = '',
  tone = 'warm',
  letterLanguage = '',
}: SubmittedFields): FormInputs['greeting'] {
  const name = readName(recruiterName, lengths.name);
  const language = isOneOf(letterLanguages, letterLanguage) ? letterLanguage : 'en';
  const byDefault =
    name.ok && isOneOf(tones, tone)
      ? defaultGreeting({ recruiterName: name.value, tone, letterLanguage: language })
      : '';
  if (isBlank(recruiterGreeting))
    return { value: byDefault, byDefault, shown: byDefault, chosenFor: '' };
  const greeting = readName(recruiterGreeting, lengths.name);
  // An invalid text is long or strange: the page repeats it once, in its own field.
  if (!name.ok || !greeting.ok)
    return { value: recruiterGreeting, byDefault, shown: '', chosenFor: '' };
  return isSalutation(greeting.value) || bareGreeting(greeting.value) === byDefault
    ? { value: byDefault, byDefault, shown: byDefault, chosenFor: '' }
    : {
        value: greeting.value,
        byDefault,
        shown: greeting.value,
        chosenFor: name.value,
      };
}

/** The reverse of {@link fieldsOfForm}: the values that the page's inputs show. */
export function inputsOfForm(submitted: SubmittedFields): FormInputs {
  const { reconnect = '', interviewDate = '' } = submitted;
  const isChoice = reconnect === '' || isOneOf(reconnectChoices, reconnect);
  const [, interviewDay = '', interviewTime = ''] =
    /^(.*?)(?:T(\d.*))?$/s.exec(interviewDate) ?? [];
  return {
    reconnect: isChoice ? reconnect : 'date',
    reconnectDate: isChoice || reconnect === 'date' ? '' : reconnect,
    interviewDay,
    interviewTime,
    greeting: greetingInputs(submitted),
  };
}
