import type { LetterLanguage, NoticeName, PageLanguage, Stage, Tone } from '../choices.ts';

/** The mails to the candidate, by their files under `templates/mails/<language>/`. */
export type MailName = 'review' | 'contacts' | 'receipt' | 'reminder' | NoticeName;

/** The words of letters and mails: the text files under `templates/`. */
export interface Templates {
  letter(language: LetterLanguage, stage: Stage, tone: Tone): string;
  mail(language: PageLanguage, name: MailName): string;
  /** The draft of a mail by which the candidate writes to someone again. */
  hello(language: LetterLanguage): string;
}
