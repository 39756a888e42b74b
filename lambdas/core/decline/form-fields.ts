import type { CharacterPosition } from '../clean-text.ts';
import type { AskedBack } from '../time/city-zones.ts';

/** The names of the form's fields, in the order of the form. */
export const fieldNames = [
  'stage',
  'interviewDate',
  'recruiterName',
  'recruiterEmail',
  'channel',
  'company',
  'role',
  'candidateName',
  'candidateEmail',
  'peopleToThank',
  'personalNote',
  'tone',
  'letterLanguage',
  'recruiterGreeting',
  'referenceNumber',
  'keepMeInMindFor',
  'talkAgain',
  'reason',
  'reconnect',
  'timeZone',
  'inReplyTo',
  'references',
  'theirSubject',
  'ownSubject',
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
  | 'not-in-a-name'
  | 'not-text'
  | 'not-an-address'
  | 'several-addresses'
  | 'own-address'
  | 'not-delivered'
  | 'too-many-drafts'
  | 'erasing'
  | 'choose-one'
  | 'not-a-date'
  | 'date-past'
  | 'date-too-soon'
  | 'date-too-far'
  | 'not-a-month'
  | 'month-past'
  | 'month-too-far'
  | 'too-many'
  | 'one-per-line'
  | 'no-title'
  | 'not-a-time-zone'
  | 'which-time-zone'
  | 'skipped-time'
  | 'not-a-message-id'
  | 'unknown-field';

/** What the texts of some problems name besides the problem. */
export interface ProblemDetails {
  /** The first character that must be refused. */
  readonly unreadable: CharacterPosition;
  /** The word that is or contains a link. */
  readonly link: string;
  /** `waitMs`: how long until the first of them expires, in ms. */
  readonly 'too-many-drafts': { readonly waitMs: number };
  readonly 'which-time-zone': AskedBack;
  readonly 'skipped-time': {
    /** `HH:mm` */
    readonly time: string;
    /** IANA name. */
    readonly timeZone: string;
  };
}

/** A problem, with its detail if it has one. */
export type Problem = {
  readonly [Name in FieldProblem]: Name extends keyof ProblemDetails
    ? { readonly problem: Name; readonly detail: ProblemDetails[Name] }
    : { readonly problem: Name };
}[FieldProblem];

export type FieldError = { readonly field: string } & Problem;

/** The maximum lengths of texts, in graphemes. `peopleToThank`: the number of people. */
export const lengths = {
  name: 80,
  company: 100,
  role: 120,
  referenceNumber: 40,
  personalNote: 400,
  keepMeInMindFor: 60,
  /** The subject of the email that the letter answers. */
  theirSubject: 250,
  /** The private note of a contact. */
  contactNote: 1000,
  peopleToThank: 8,
} as const;
