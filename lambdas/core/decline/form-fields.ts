/** The names of the form's fields, in the order of the form. */
export const fieldNames = [
  'candidateName',
  'candidateEmail',
  'recruiterName',
  'recruiterGreeting',
  'recruiterEmail',
  'company',
  'role',
  'stage',
  'tone',
  'letterLanguage',
  'interviewDate',
  'peopleToThank',
  'personalNote',
  'reason',
  'reconnect',
  'timeZone',
] as const;
export type FieldName = (typeof fieldNames)[number];

/**
 * What is wrong with a field. The pages have a text for each in the reader's language.
 */
export type FieldProblem =
  | 'required'
  | 'too-long'
  | 'line-break'
  | 'unreadable'
  | 'link'
  | 'not-text'
  | 'not-an-address'
  | 'not-allowed'
  | 'not-delivered'
  | 'choose-one'
  | 'not-a-date'
  | 'date-past'
  | 'date-too-soon'
  | 'date-too-far'
  | 'too-many'
  | 'one-per-line'
  | 'not-a-time-zone'
  | 'unknown-field';

export interface FieldError {
  readonly field: string;
  readonly problem: FieldProblem;
}

/** The maximum lengths of texts, in graphemes. `peopleToThank`: the number of people. */
export const lengths = {
  name: 80,
  company: 100,
  role: 120,
  personalNote: 400,
  /** The private note of a contact. */
  contactNote: 1000,
  peopleToThank: 8,
} as const;
