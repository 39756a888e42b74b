/** The closed lists a person chooses from. Their order is the order on the form. */
export const stages = [
  'application',
  'screen',
  'scheduled',
  'interviewing',
  'final',
  'offer',
] as const;
export const tones = ['warm', 'brief', 'formal'] as const;
/** `es` says usted throughout, `es-tu` says tú throughout. */
export const letterLanguages = ['en', 'es', 'es-tu'] as const;
/** Private: helps the candidate think, sets no word of any letter. */
export const reasons = [
  'staying',
  'overqualified',
  'no-longer-a-match',
  'other-offer',
  'life-change',
  'recuperate',
] as const;
export const reconnectChoices = ['3-months', '6-months', '12-months', 'never'] as const;
/** How long a reminder can be put off, in months. */
export const snoozeMonths = ['1', '3', '6'] as const;
/** Where a contact stands: to be written to some day, written to again, or let go. */
export const contactStatuses = ['open', 'reconnected', 'closed'] as const;
/**
 * The notices: mails that tell a candidate that a letter did not arrive, was not sent, may
 * not have been sent, or waits for a day.
 */
export const noticeNames = ['bounced', 'complained', 'failed', 'unknown', 'quota'] as const;
/** The languages of pages and of mails to the candidate. */
export const pageLanguages = ['en', 'es'] as const;

export type Stage = (typeof stages)[number];
export type Tone = (typeof tones)[number];
export type LetterLanguage = (typeof letterLanguages)[number];
export type Reason = (typeof reasons)[number];
export type NoticeName = (typeof noticeNames)[number];
export type ReconnectChoice = (typeof reconnectChoices)[number];
export type PageLanguage = (typeof pageLanguages)[number];

/** The letter's language as HTML and `Intl` name it. */
export const languageTag = (language: LetterLanguage): PageLanguage =>
  language === 'en' ? 'en' : 'es';

/** Narrows a string to one of a closed list. */
export const isOneOf = <T extends string>(list: readonly T[], value: string): value is T =>
  list.some((item) => item === value);
