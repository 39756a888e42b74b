import { lazyPattern } from './lazy-pattern.ts';

/**
 * The capital of a small letter. The letter itself if it has none of its own: "ß" would
 * become two letters, and some old Cyrillic letters have the capital of another one.
 */
function capitalOf(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.toLowerCase() === letter ? upper : letter;
}

/** What may stand before a sentence, but not before a line of a list; its first word. */
const firstWordPattern = lazyPattern(
  () => /^[^\p{L}\p{N}*•·–—-]*(\p{Ll}[\p{L}\p{M}\p{N}'’-]*)(\S*)/u,
);
/** Names that are written small, besides those with a capital later ("iOS", "eBay"). */
const smallNames = new Set('adidas dbt git kubectl k6 k8s npm npx pandas pnpm pytest'.split(' '));
/** What follows the first word of an address or a link. */
const inAddressPattern = lazyPattern(() => /[@/]|\.\p{L}/u);

/**
 * A text with a capital first: "Thank you for the tour" for "thank you for the tour". A
 * name like iOS or npm stays as it is, and so does an address.
 */
export function capitalised(text: string): string {
  const [opening = '', word = '', rest = ''] = firstWordPattern().exec(text) ?? [];
  const isName = /[\p{Lu}\p{N}]/u.test(word) || smallNames.has(word);
  if (word === '' || isName || inAddressPattern().test(rest)) return text;
  const at = opening.length - rest.length - word.length;
  const [first = ''] = word;
  return text.slice(0, at) + capitalOf(first) + text.slice(at + first.length);
}
