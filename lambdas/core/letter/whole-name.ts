import { postNominals, titles } from './known-names.ts';

/** Marks that people type after a name: "Dana,", "Team!", "Ana:". */
const MARKS_AFTER = /(?<![\s,;:.!?¡¿…·|~*–—-])[\s,;:.!?¡¿…·|~*–—-]+$/u;

/** Abbreviations at the end of a name, besides titles and degrees, in lower case. */
const abbreviations = new Set(
  'bros ca cia cía co corp dept depto esq hno hnos inc jr lda ltd ltda sr st'.split(' '),
);

/** Whether a last word keeps its full stop: "Jr", "R", "HH", "S.A", "Dra", "Ph.D". */
const isAbbreviation = (word: string): boolean =>
  /^\p{L}$|^\p{Lu}{2}$|\p{L}\.\p{L}/u.test(word) ||
  abbreviations.has(word.toLowerCase()) ||
  titles.has(word.toLowerCase()) ||
  postNominals.has(`${word}.`);

/**
 * A name without the marks that were typed after it: a greeting has its own comma or
 * colon. The full stop of an abbreviation stays: "Dana Lee Jr.", "Acme Inc.".
 */
export function wholeName(name: string): string {
  const trimmed = name.trim();
  const bare = trimmed.replace(MARKS_AFTER, '');
  if (!/[\p{L}\p{N}\p{S}]/u.test(bare)) return trimmed;
  const lastWord = bare.slice(bare.lastIndexOf(' ') + 1);
  return trimmed.startsWith('.', bare.length) && isAbbreviation(lastWord) ? `${bare}.` : bare;
}
