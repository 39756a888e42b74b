import { suggestAddress } from '../address-typo.ts';

const addressFields = ['candidateEmail', 'recruiterEmail'] as const;
export type AddressField = (typeof addressFields)[number];

/**
 * A question about an address: did the candidate mean another one? It never makes the
 * address invalid.
 */
export interface AddressQuestion {
  readonly field: AddressField;
  /** The address as it was read from the field. */
  readonly typed: string;
  readonly suggestion: string;
}

/** The questions about the valid addresses of a form, see `suggestAddress`. */
export const addressQuestions = (
  valid: Readonly<Partial<Record<AddressField, string>>>,
): readonly AddressQuestion[] =>
  addressFields.flatMap((field) => {
    const typed = valid[field];
    const suggestion = typed === undefined ? undefined : suggestAddress(typed);
    return typed === undefined || suggestion === undefined ? [] : [{ field, typed, suggestion }];
  });
