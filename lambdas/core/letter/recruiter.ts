import type { LetterInput } from './letter.ts';

/** A person to whom the candidate wrote. */
export interface GreetedPerson {
  readonly name: string;
  /** The name in the greeting that the candidate chose; absent if it is the default. */
  readonly greeting?: string;
  /** Their short name, as it was found when the letter was made, see `shortName`. */
  readonly shortName?: string;
}

/** The person to whom a letter goes. */
export const recruiterOf = ({
  recruiterName,
  recruiterGreeting,
}: Pick<LetterInput, 'recruiterName' | 'recruiterGreeting'>): GreetedPerson => ({
  name: recruiterName,
  ...(recruiterGreeting !== undefined && { greeting: recruiterGreeting }),
});
