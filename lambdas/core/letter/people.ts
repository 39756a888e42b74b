import { lazyPattern } from '../lazy-pattern.ts';
import { LazySet } from '../lazy-set.ts';
import { withoutAccents } from '../without-accents.ts';
import { firstName } from './first-name.ts';
import {
  alsoFamilyNames,
  givenNames,
  organisationWords,
  plainGivenNames,
  postNominals,
  titles,
} from './known-names.ts';
import { wholeName } from './whole-name.ts';

const plain = (text: string): string => withoutAccents(text).toLowerCase();

/**
 * The same for all spellings of one person's name: "Lee, Dana", "DANA LEE" and "Dr. Dana
 * Lee, PhD".
 */
function personKey(name: string): string {
  const words = name.split(/[ ,]+/).filter((word) => !postNominals.has(word));
  const key = plain(words.join(' '))
    .split(/[^\p{L}\p{N}'’-]+/u)
    .filter((word) => word !== '' && !titles.has(word));
  return key.length === 0 ? plain(name) : key.sort().join(' ');
}

/** The people to thank, each once, and without the person to whom the letter goes. */
export function withoutRepeats(
  people: readonly string[],
  recruiterName: string,
): readonly string[] {
  const seen = new Set([personKey(recruiterName)]);
  return people.filter((person) => {
    const key = personKey(person);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const COMMA = /[,，、]/;
const otherSeparatorPattern = lazyPattern(
  () =>
    new RegExp(
      [
        /[;/&+|·•]|(?<= )[-–—](?= )/,
        /(?<= )(?:and|And|AND|y|e|und|et|plus|with|con|as well as|así como)(?= )/,
      ]
        .map(({ source }) => source)
        .join('|'),
      'u',
    ),
);
const separatorPattern = lazyPattern(
  () => new RegExp(` ?(?:${COMMA.source}|${otherSeparatorPattern().source}) ?`, 'u'),
);
const namePattern = lazyPattern(
  () => /^\p{Lu}[\p{L}\p{M}'’.-]*(?: \p{Lu}[\p{L}\p{M}'’.-]*){0,3}$/u,
);

const isOrganisation = (text: string): boolean =>
  text.split(' ').some((word) => organisationWords.has(plain(word)));

/** The same names in the case of {@link plain}, for lines without capitals. */
const inPlain = (names: Iterable<string>): LazySet => new LazySet(() => [...names].map(plain));
const plainGiven = inPlain(givenNames);
const plainAlsoFamily = inPlain(alsoFamilyNames);

const firstWord = (part: string): string => plain(part.split(' ')[0] ?? '');

const startsWithGivenName = (part: string): boolean =>
  plainGiven.has(firstWord(part)) || firstName(part) !== part;

/** Whether a text begins with a name that is no family name: "Ana", "Ana Ruiz". */
const isNoFamilyName = (part: string): boolean =>
  plainGivenNames.has(firstWord(part)) && !plainAlsoFamily.has(firstWord(part));

/**
 * Whether a line names several people: "Marcus and Lin, Ana", «Ana y Luis», "Ana, Luis".
 * A sentence with it could be wrong. "Lee, Dana" is one person, «José Ortega y Gasset»
 * and "the Research and Development team" are one name each. A single comma stands
 * between two people only if what is before it cannot be a family name: "Thomas, James"
 * is James Thomas.
 */
export function namesSeveral(line: string): boolean {
  const text = wholeName(line === line.toUpperCase() ? line.toLowerCase() : line);
  const parts = text
    .split(separatorPattern())
    .filter((part) => part !== '' && !postNominals.has(part));
  const [first = '', second = ''] = parts;
  if (parts.length < 2 || parts.some(isOrganisation)) return false;
  if (parts.length > 2 && parts.every((part) => namePattern().test(part))) return true;
  if (parts.length === 2 && !otherSeparatorPattern().test(text))
    return isNoFamilyName(first) && startsWithGivenName(second);
  return parts.filter(startsWithGivenName).length > 1;
}
