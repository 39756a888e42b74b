import { withoutAccents } from '../without-accents.ts';
import { firstName } from './first-name.ts';
import { givenNames, organisationWords, postNominals, titles } from './known-names.ts';

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

const SEPARATOR = / ?(?:[,;/&+]|(?<= )(?:and|y|e|und|et)(?= )) ?/iu;
const NAME = /^\p{Lu}[\p{L}\p{M}'’.-]*(?: \p{Lu}[\p{L}\p{M}'’.-]*){0,3}$/u;

const isOrganisation = (text: string): boolean =>
  text.split(' ').some((word) => organisationWords.has(plain(word)));

/**
 * Whether a line names several people: "Marcus and Lin, Ana", «Ana y Luis». A sentence
 * with it could be wrong. "Lee, Dana" is one person, «José Ortega y Gasset» and "the
 * Research and Development team" are one name each.
 */
export function namesSeveral(line: string): boolean {
  const parts = line.split(SEPARATOR).filter((part) => part !== '' && !postNominals.has(part));
  if (parts.length < 2 || parts.some(isOrganisation)) return false;
  if (parts.length > 2 && parts.every((part) => NAME.test(part))) return true;
  const isOneComma =
    parts.length === 2 && line.includes(',') && !/[;/&+]| (?:and|y|e) /i.test(line);
  const startsWithGivenName = (part: string) =>
    givenNames.has(part.split(' ')[0] ?? '') || firstName(part) !== part;
  return !isOneComma && parts.filter(startsWithGivenName).length > 1;
}
