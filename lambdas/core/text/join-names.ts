import { type LetterLanguage, languageTag } from '../choices.ts';
import { midSentence, soundOf } from './spanish.ts';

/** "the data team" within a sentence; "The Times" is a proper name. */
const englishMidSentence = (name: string): string => name.replace(/^The(?= \p{Ll})/u, 'the');

/**
 * "Sam, Ana, and Lee", «Ana e Íñigo». If a name contains a comma, semicolons separate the
 * names: "Lee, Dana; and Sam Ortiz". Undefined if there are no names.
 */
export function joinNames(typed: readonly string[], language: LetterLanguage): string | undefined {
  const tag = languageTag(language);
  const names = typed.map(tag === 'es' ? midSentence : englishMidSentence);
  const [first] = names;
  if (names.length < 2) return first;
  const hasComma = names.some((name) => name.includes(','));
  const sounds = tag === 'es' ? names.map(soundOf) : names;
  let index = 0;
  return new Intl.ListFormat(tag, { type: 'conjunction' })
    .formatToParts(sounds)
    .map(({ type, value }) => {
      if (type === 'element') return names[index++] ?? value;
      return hasComma ? value.replace(/^,? /, '; ') : value;
    })
    .join('');
}
