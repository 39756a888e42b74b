import { cleanText } from '../clean-text.ts';
import { withoutAccents } from '../without-accents.ts';
import { firstName, formalName } from './first-name.ts';
import type { LetterInput } from './letter.ts';
import type { GreetedPerson } from './recruiter.ts';
import { wholeName } from './whole-name.ts';

/** What the greeting of a letter depends on. */
type GreetingInput = Pick<
  LetterInput,
  'recruiterGreeting' | 'recruiterName' | 'tone' | 'letterLanguage'
>;

/**
 * The name in a letter's greeting if the candidate chose none: a formal letter greets the
 * whole name. Other letters greet the first name, and so does each letter with «tú»:
 * beside it the whole name reads as if a program had filled it in.
 */
export const defaultGreeting = ({
  recruiterName,
  tone,
  letterLanguage,
}: Pick<LetterInput, 'recruiterName' | 'tone' | 'letterLanguage'>): string =>
  tone === 'formal' && letterLanguage !== 'es-tu'
    ? formalName(recruiterName)
    : firstName(recruiterName);

/** The name in a letter's greeting: "Dana", or what the candidate chose ("Dr. Lee"). */
export const greetingOf = (input: GreetingInput): string =>
  input.recruiterGreeting ?? defaultGreeting(input);

/**
 * The short name of a person, on buttons and in emails: as the candidate greets them. To
 * find it in the name takes 5 ms of CPU in a new process, so it is kept with the person.
 */
export const shortName = ({ name, greeting, shortName: kept }: GreetedPerson): string =>
  greeting ?? kept ?? firstName(name);

/**
 * The words of the greeting itself, which the template has: "Hi", "Good morning",
 * «Hola», «Estimado/a». Several may follow one another: «Hola, buenos días».
 */
const SALUTATION = [
  /(?:hi|hiya|hello|hey|howdy)(?: (?:there|again))?|greetings|(?:my )?dear(?:est)?/,
  /good (?:morning|afternoon|evening|day)|attn|bonjour|ciao|hallo|olá/,
  /(?:muy )?(?:estimad|querid|apreciad|distinguid)(?:[oae]s?|@s?|xs?)(?:\/(?:as?|os?)|\([ao]s?\))?/,
  /hola|buen(?:as?|os)? (?:d[ií]as?|tardes|noches)|buenas|qu[eé] tal|saludos(?: cordiales)?/,
  /(?:recib[ae]n? )?un (?:cordial |afectuoso )?saludo/,
]
  .map(({ source }) => source)
  .join('|');
const BEFORE_NAME = new RegExp(
  `^[\\s¡¿]*(?:(?:${SALUTATION})[\\s,;:.!¡¿…–—]+(?:- )?)+(?=\\S)`,
  'iu',
);
const ONLY_SALUTATION = new RegExp(
  `^[\\s¡¿]*(?:(?:${SALUTATION})(?:[\\s,;:.!?¡¿…–—-]+|$))+$`,
  'iu',
);

/** Whether a typed greeting has no name: "Hi,", «Buenos días». */
export const isSalutation = (typed: string): boolean => ONLY_SALUTATION.test(typed);

/**
 * The name in a typed greeting. The template has the salutation and the punctuation: "Hi
 * Dana," means "Dana". A greeting without a name ({@link isSalutation}) stays.
 */
export const bareGreeting = (typed: string): string =>
  isSalutation(typed)
    ? wholeName(typed)
    : wholeName(typed.replace(BEFORE_NAME, '').replace(/^[\s¡¿]+/, ''));

const wordsOf = (name: string): readonly string[] =>
  withoutAccents(name)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);

/** The greeting that a page showed, and the name for which it showed it. */
export interface ShownGreeting {
  readonly greeting: string;
  /** Undefined if the greeting was the default. */
  readonly chosenFor: string | undefined;
}

/** What the edit page of a stored letter shows. */
export const shownGreeting = (input: GreetingInput): ShownGreeting => ({
  greeting: greetingOf(input),
  chosenFor: input.recruiterGreeting === undefined ? undefined : input.recruiterName,
});

const cleaned = (text: string): string => cleanText(text).trim();
const cleanedGreeting = (text: string): string => bareGreeting(cleaned(text));

/**
 * Whether a posted greeting is what the candidate chose for this name. It is not if the
 * page had filled it in and the candidate left it, or if it was chosen for another name:
 * "Dr. Lee" stays when "Dana Le" becomes "Dana Lee", but not when it becomes "Kim Park".
 */
export function isChosenGreeting(
  posted: string,
  recruiterName: string,
  { greeting, chosenFor }: ShownGreeting,
): boolean {
  if (cleanedGreeting(posted) !== cleanedGreeting(greeting)) return true;
  if (chosenFor === undefined) return false;
  if (cleaned(chosenFor) === cleaned(recruiterName)) return true;
  const words = wordsOf(recruiterName);
  return wordsOf(greeting).some((word) => words.includes(word));
}
