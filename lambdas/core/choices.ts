/** The closed lists from which a person chooses. Their order is the order on the form. */
export const stages = [
  /** A message that the candidate did not ask for. There is no process yet. */
  'outreach',
  'application',
  'screen',
  'scheduled',
  'interviewing',
  'final',
  'offer',
] as const;
/**
 * How the candidate answers. `email` needs the recruiter's address. With any other, the
 * candidate sends a short text by hand, and Open Door sends the recruiter nothing.
 */
export const channels = ['email', 'linkedin', 'whatsapp', 'portal', 'phone'] as const;
export type Channel = (typeof channels)[number];
export type HandChannel = Exclude<Channel, 'email'>;
export const handChannels = ['linkedin', 'whatsapp', 'portal', 'phone'] as const;
export const tones = ['warm', 'brief', 'formal'] as const;
/** `es` always uses "usted", `es-tu` always uses "tú". */
export const letterLanguages = ['en', 'es', 'es-tu'] as const;
/** Private: the reason helps the candidate to think. It changes no word of any letter. */
export const reasons = [
  'staying',
  'overqualified',
  'no-longer-a-match',
  'other-offer',
  'life-change',
  'recuperate',
] as const;
export const reconnectChoices = ['3-months', '6-months', '12-months', 'never'] as const;
/** The delays by which a candidate can postpone a reminder, in months. */
export const snoozeMonths = ['1', '3', '6'] as const;
/**
 * The status of a contact. `open`: the candidate has not written again yet;
 * `reconnected`: the candidate has written again; `closed`: the candidate stopped the
 * contact, or the recruiter complained.
 */
export const contactStatuses = ['open', 'reconnected', 'closed'] as const;
/**
 * The notices, which are emails to the candidate about their letter. `bounced`: it did
 * not arrive; `complained`: it was marked as unwanted; `failed`: it was not sent;
 * `unknown`: it may not have been sent; `quota`: it waits because the daily quota of SES
 * is used up; `contact-lost`: it was sent, but its contact could not be recorded.
 */
export const noticeNames = [
  'bounced',
  'complained',
  'failed',
  'unknown',
  'quota',
  'contact-lost',
] as const;
/** The languages of pages and of emails to the candidate. */
export const pageLanguages = ['en', 'es'] as const;

export type Stage = (typeof stages)[number];
export type Tone = (typeof tones)[number];
export type LetterLanguage = (typeof letterLanguages)[number];
export type Reason = (typeof reasons)[number];
export type NoticeName = (typeof noticeNames)[number];
export type ReconnectChoice = (typeof reconnectChoices)[number];
export type PageLanguage = (typeof pageLanguages)[number];

/** The language tag of a letter's language, for HTML and `Intl`. */
export const languageTag = (language: LetterLanguage): PageLanguage =>
  language === 'en' ? 'en' : 'es';

/** Narrows a string to an entry of a closed list. */
export const isOneOf = <T extends string>(list: readonly T[], value: string): value is T =>
  list.some((item) => item === value);
