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
