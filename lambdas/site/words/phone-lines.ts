import type { Stage } from '../../core/choices.ts';

/**
 * What the words on the phone name, as the letter does. The names that end a sentence
 * have its full stop.
 */
export interface CallFacts {
  /** The short name of the recruiter: "Dana". */
  readonly person: string;
  /** "Alex Rivera." */
  readonly candidate: string;
  /** Without the noun, see `bareRole`. */
  readonly role: string;
  /** "Northwind.", "Acme Inc." */
  readonly company: string;
  /** The day and time of the interview, if one is set. */
  readonly date: string | undefined;
}

/** Who is calling, the decision, thanks, the open door. */
export type CallLines = readonly [who: string, decision: string, thanks: string, door: string];

/** What to say in one language of letters. Spanish has two: with usted and with tú. */
export interface PhoneLines {
  /**
   * The lines of a call at each stage. `no-call`: nobody expects one, so the letter is
   * enough. A new stage does not compile without its words.
   */
  readonly scripts: Readonly<Record<Stage, ((facts: CallFacts) => CallLines) | 'no-call'>>;
  /** What a message on the voicemail says after the first three lines. */
  readonly voicemailEnd: string;
  readonly whenAskedWhy: readonly string[];
  readonly whenOfferedMore: readonly string[];
}
