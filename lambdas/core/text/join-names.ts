import { type LetterLanguage, languageTag } from '../choices.ts';
import { andBefore, midSentence } from './spanish.ts';

/** "the data team" within a sentence; "The Times" is a proper name. */
const englishMidSentence = (name: string): string => name.replace(/^The(?= \p{Ll})/u, 'the');

/**
 * "Sam, Ana, and Lee", «Ana e Íñigo». If a name contains a comma, semicolons separate the
 * names: "Lee, Dana; and Sam Ortiz". Undefined if there are no names. The joined text is
 * that of `Intl.ListFormat`, which would take 10 ms when a process uses it first: the
 * form and the preview need no other part of `Intl`.
 */
export function joinNames(typed: readonly string[], language: LetterLanguage): string | undefined {
  const tag = languageTag(language);
  const names = typed.map(tag === 'es' ? midSentence : englishMidSentence);
  const [first] = names;
  if (names.length < 2) return first;
  const hasComma = names.some((name) => name.includes(','));
  const [last = '', ...others] = [...names].reverse();
  const and = tag === 'es' ? andBefore(last) : 'and';
  // English has a comma before the "and" of three names or more.
  const comma = tag === 'en' && names.length > 2 ? ',' : '';
  const rest = others.reverse().join(hasComma ? '; ' : ', ');
  return `${rest}${hasComma ? ';' : comma} ${and} ${last}`;
}
