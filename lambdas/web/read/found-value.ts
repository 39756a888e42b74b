import { isOneOf } from '../../core/choices.ts';
import { stagesWithInterview } from '../pages/form-inputs.ts';
import type { FoundField } from './fill-form.ts';

/**
 * A suggested value as a person reads it.
 *
 * @param labelOf the label of a value in the list of a field, if the field has one
 */
export function shownValue(
  { field, value }: Pick<FoundField, 'field' | 'value'>,
  labelOf: (field: FoundField['field'], value: string) => string | undefined,
): string {
  if (field === 'interviewDate') return value.replace('T', ', ');
  return labelOf(field, value) ?? value.replaceAll('\n', ', ');
}

/**
 * Whether the form says below a field what the message says about it. The stage and the
 * day of the interview stand one below the other. If both were filled in from the same
 * words, these stand below the day only.
 */
export const isNoted = (
  { field, value, source, isFilled }: FoundField,
  found: readonly FoundField[],
): boolean =>
  field !== 'stage' ||
  !isFilled ||
  !isOneOf(stagesWithInterview, value) ||
  !found.some(
    (other) => other.field === 'interviewDate' && other.isFilled && other.source === source,
  );
