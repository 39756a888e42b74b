/**
 * Where a person can be reached, in any language: the words around it ("call me") are in
 * the word lists.
 */
const contactPatterns: readonly RegExp[] = [
  // A mail address.
  /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\]|\(arroba\))\s?[\p{L}\p{N}-]+(?:(?:\.|\s?(?:\(dot\)|\[dot\]|\(punto\))\s?|\s(?:dot|punto)\s)[\p{L}\p{N}-]{2,})+/giu,
  // One in words.
  /[\p{L}\p{N}._%+-]+\s(?:at|arroba)\s[\p{L}\p{N}-]+(?:(?:\.|\s(?:dot|punto)\s)[\p{L}\p{N}-]+)*\s(?:dot|punto)\s\p{L}{2,}/giu,
  // A web address.
  /(?:https?:\/\/|www\.|mailto:|tel:)\S+/giu,
  // One without its scheme: with a path, or under an ending that names no product.
  /(?<![\p{L}\p{N}@.])(?:[a-z0-9-]+\.)+[a-z]{2,}\/[\w~#?&=%./-]+/giu,
  /(?<![\p{L}\p{N}@.])[a-z0-9-]+\.(?:dev|me|page|site|blog|portfolio|link|tv|xyz|info)(?![\p{L}\p{N}])/giu,
  /(?<![\p{L}\p{N}@.])(?:linkedin|github|gitlab|behance|dribbble|instagram|facebook|twitter|tiktok|telegram)\.(?:com|io|net|org)(?![\p{L}\p{N}])/giu,
  // A handle.
  /(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}_][\p{L}\p{N}_.]{2,}/giu,
  // A telephone number: seven to fifteen digits in groups, which no year, room or sum of
  // money has.
  /(?<![\p{L}\p{N}€$£.,])(?:\+|00)?\(?\d{1,4}\)?(?:[\s.\-/]?\(?\d{2,4}\)?){1,5}(?![\p{L}\p{N}])/gu,
];

const PHONE = contactPatterns.length - 1;
const isPhone = (text: string): boolean => {
  const digits = text.replace(/\D/g, '').length;
  // 2019-2024 and 12.30-13.30 are spans of time.
  return digits >= 7 && digits <= 15 && !/^(?:19|20)\d\d\s?[-/]\s?\d{2,4}$/.test(text);
};

/** The contact details in a note; UTF-16 offsets. */
export function contactDetailsIn(note: string): { readonly start: number; readonly end: number }[] {
  return contactPatterns.flatMap((pattern, index) =>
    [...note.matchAll(pattern)].flatMap(({ 0: found, index: start }) => {
      const text = found.replace(/[.,;:!?)\s]+$/u, '');
      return index === PHONE && !isPhone(text) ? [] : [{ start, end: start + text.length }];
    }),
  );
}
