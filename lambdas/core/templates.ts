import type { LetterLanguage, PageLanguage, Stage, Tone } from './choices.ts';
import type { NoticeName } from './decline.ts';
import type { VagueFiles } from './vague/note-hints.ts';

export type MailName = 'review' | 'contacts' | 'receipt' | 'reminder' | NoticeName;

/** Where the words come from: the text files under `templates/`. */
export interface Templates {
  letter(language: LetterLanguage, stage: Stage, tone: Tone): string;
  mail(language: PageLanguage, name: MailName): string;
  /** The draft of a mail to write to someone again. */
  hello(language: LetterLanguage): string;
  /** The vague guard's words, and what labelled notes taught about them. */
  vague(language: PageLanguage): VagueFiles;
}
