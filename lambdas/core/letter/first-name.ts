import { LazySet } from '../lazy-set.ts';
import { withoutAccents } from '../without-accents.ts';
import {
  companiesLikePeople,
  compoundFirstNames,
  compoundNames,
  compoundProne,
  familyNames,
  givenNames,
  laterGivenNames,
  onlyGivenNames,
  organisationWords,
  plainGivenNames,
  postNominals,
  professions,
  pronouns,
} from './known-names.ts';
import { secondNames } from './second-names.ts';
import { wholeName } from './whole-name.ts';

/** Symbols before or after a name: "🚀 Dana", "Dana 🇲🇽". */
const SYMBOL =
  '[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}\\u200D\\uFE0F ]';
const SYMBOLS_AROUND = new RegExp(`^${SYMBOL}+|(?<!${SYMBOL})${SYMBOL}+$`, 'gu');
/** Text in brackets, with the spaces around it. */
const BRACKETS = / ?\(([^()]{1,30})\) ?/gu;
/** A word of a name: "Dana", "O'Brien", "Anne-Marie", "McDonald", "DUPONT". */
const NAME_WORD = /^\p{Lu}(?:['’-]?[\p{L}\p{M}])+$/u;
const INITIAL = /^\p{Lu}\.?$/u;
/** Words before a family name. Spanish ones may also belong to a given name. */
const PARTICLES = new Set(['van', 'von', 'der', 'den', 'ter', 'ten', 'zu', 'bin', 'ibn', 'binti']);
const SPANISH_PARTICLES = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'da',
  'das',
  'do',
  'dos',
  'di',
]);

/** In lower case, without accents and without the last full stop. */
const plain = (word: string): string => withoutAccents(word).toLowerCase().replace(/\.$/, '');

const isPronouns = (text: string): boolean =>
  text.split('/').every((word) => pronouns.has(word.trim().toLowerCase()));

const isProfession = (word: string): boolean => professions.has(plain(word));

const arePostNominals = (text: string): boolean =>
  text.split(' ').every((word) => postNominals.has(word));

/** "Ana", or two given names with a hyphen: "Anne-Marie". */
const isGivenName = (word: string): boolean =>
  givenNames.has(word) || word.split('-').every((part) => part !== '' && givenNames.has(part));

/** The known compounds, with the initial of their second word: "Mary j". */
const compoundInitials = new LazySet(() =>
  [...compoundNames].map((name) => {
    const [first = '', second = ''] = name.split(' ');
    return `${first} ${plain(second).charAt(0)}`;
  }),
);

const isFamilyWord = (word: string): boolean =>
  (NAME_WORD.test(word) || PARTICLES.has(word) || SPANISH_PARTICLES.has(word)) &&
  !onlyGivenNames.has(word) &&
  !laterGivenNames.has(word);

/** Whether a word after a given name may be a second one: "John Paul", "Claire MARIE". */
const mayBeGiven = (word: string): boolean =>
  plain(word)
    .split('-')
    .every((part) => secondNames.has(part) || plainGivenNames.has(part));

/**
 * Whether an initial after a given name may be the second word of a compound: "Mary J."
 * may be Mary Jane.
 */
const mayBeCompound = (given: string, initial: string): boolean =>
  compoundProne.has(given) || compoundInitials.has(`${given} ${plain(initial)}`);

/** How many of the first words are the given names: known ones, or a known compound. */
function givenLength(words: readonly string[]): number {
  const lengths = compoundFirstNames.has(words[0] ?? '') ? [4, 3, 2] : [];
  for (const length of lengths) {
    if (words.length >= length && compoundNames.has(words.slice(0, length).join(' ')))
      return length;
  }
  return words[0] !== undefined && isGivenName(words[0]) ? 1 : 0;
}

/** Without a profession in front. Undefined if then one word stays: «Lic. Martín». */
function withoutProfession(words: readonly string[]): readonly string[] | undefined {
  const start = words.findIndex((word) => !isProfession(word));
  if (start === -1) return undefined;
  const rest = words.slice(start);
  return start > 0 && rest.length === 1 ? undefined : rest;
}

/** The first name of "Dana Lee", «José Luis Pérez», "Anna van Dyk", «Ana Ruiz López». */
function fromGivenFirst(words: readonly string[]): string | undefined {
  const length = givenLength(words);
  const [first] = words;
  if (length === 0 || first === undefined) return undefined;
  const given = words.slice(0, length).join(' ');
  const rest = words.slice(length);
  if (length > 1 || rest.length === 0) return rest.every(isFamilyWord) ? given : undefined;
  const [next = '', last] = rest;
  if (familyNames.has(next)) return rest.every(isFamilyWord) ? given : undefined;
  // "José L. Pérez" may be José Luis, «María Xochitl» two given names.
  if (compoundProne.has(first)) return undefined;
  if (INITIAL.test(next) && mayBeCompound(first, next)) return undefined;
  if (rest.length === 1) {
    const isFamilyName = NAME_WORD.test(next) && isFamilyWord(next) && !mayBeGiven(next);
    return isFamilyName || INITIAL.test(next) ? given : undefined;
  }
  const hasInitial = rest.length === 2 && INITIAL.test(next) && last !== undefined;
  const hasParticles = rest.slice(0, -1).every((word) => PARTICLES.has(word));
  const family = rest.at(-1) ?? '';
  return (hasInitial || hasParticles) && NAME_WORD.test(family) && isFamilyWord(family)
    ? given
    : undefined;
}

/** The first name of "Lee, Dana" or «Pérez López, José Luis». */
function fromFamilyFirst(
  family: readonly string[],
  given: readonly string[] | undefined,
): string | undefined {
  if (given === undefined || family.length > 3 || !family.every(isFamilyWord)) return undefined;
  const length = givenLength(given);
  const name = given.slice(0, length).join(' ');
  const [initial, ...others] = given.slice(length);
  if (length === 0 || others.length > 0) return undefined;
  if (initial === undefined) return name;
  return INITIAL.test(initial) && !mayBeCompound(name, initial) ? name : undefined;
}

/** A name without pronouns in brackets, symbols around it, and degrees after a comma. */
function bareParts(name: string): readonly string[] {
  const parts = name
    .replace(BRACKETS, (brackets, inside: string) => (isPronouns(inside) ? ' ' : brackets))
    .replace(SYMBOLS_AROUND, '')
    .split(',')
    .map((part) => part.trim());
  const length = parts.findLastIndex((part) => !arePostNominals(part)) + 1;
  return parts.slice(0, Math.max(length, 1));
}

function knownFirstName(name: string): string | undefined {
  const [before = '', after, ...others] = bareParts(name);
  if (others.length > 0) return undefined;
  const words = before.split(' ');
  while (words.length > 2 && arePostNominals(words.at(-1) ?? '')) words.pop();
  const isOrganisation =
    companiesLikePeople.has(words.join(' ')) ||
    `${before} ${after ?? ''}`.split(' ').some((word) => organisationWords.has(plain(word)));
  if (isOrganisation) return undefined;
  if (after !== undefined) return fromFamilyFirst(words, withoutProfession(after.split(' ')));
  const person = withoutProfession(words);
  return person && fromGivenFirst(person);
}

/** A part, unless words in brackets are missing within it: then the whole name. */
const partOf = (whole: string, part: string | undefined): string =>
  part !== undefined && whole.includes(part) ? part : whole;

/**
 * The name by which a warm letter addresses a person: the first name if it is surely
 * right, else the whole name as typed. It is surely right if each part of the name is
 * known to play its role: a known given name, or a known compound, and then only words of
 * family names. A name in another shape, of another language, of a team or of two people
 * is greeted whole. See ADR 17.
 */
export function firstName(name: string): string {
  const whole = wholeName(name);
  return partOf(whole, knownFirstName(whole));
}

/**
 * The name by which a formal letter addresses a person: the whole name. If it is surely
 * understood, it has no degree, symbol or pronoun: "Dana Lee" for "🚀 Dana Lee, PhD".
 */
export function formalName(name: string): string {
  const whole = wholeName(name);
  return partOf(whole, knownFirstName(whole) && bareParts(whole).join(', '));
}
