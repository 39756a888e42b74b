import type { LetterLanguage, NoticeName, PageLanguage, Stage, Tone } from '../choices.ts';

/**
 * The emails to the candidate: the names of the files in `templates/mails/<language>/`.
 */
export type MailName =
  | 'review-link'
  /** Instead of `review-link`, for a text that the candidate sends by hand. */
  | 'message-link'
  | 'contacts-link'
  | 'receipt'
  | 'reminder'
  | 'reminders'
  /** One person in `reminders`. It has no subject. */
  | 'reminder-person'
  | NoticeName;

/** Gives the templates of letters and emails, the text files under `templates/`. */
export interface Templates {
  letter(language: LetterLanguage, stage: Stage, tone: Tone): string;
  /** The sentence of a letter about another role, another time, or both. */
  later(language: LetterLanguage, tone: Tone): string;
  mail(language: PageLanguage, name: MailName): string;
  /** The short texts, one for each stage, each below its line `[stage]`. */
  short(language: LetterLanguage): string;
  /** The draft of an email from the candidate to a contact. */
  hello(language: LetterLanguage): string;
}
