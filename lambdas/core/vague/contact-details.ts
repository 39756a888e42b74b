import { linksIn } from '../links.ts';

const LOCAL_PART = /[\p{L}\p{N}._%+-]+/u.source;
const DOMAIN_CHARACTER = /[\p{L}\p{N}-]/u.source;
const AT_SIGN = /\s?(?:@|\(at\)|\[at\]|\(arroba\))\s?/u.source;
const SPELLED_AT = /\s(?:at|arroba)\s/u.source;
const BRACKETED_DOT = /\s?(?:\(dot\)|\[dot\]|\(punto\))\s?/u.source;
const SPELLED_DOT = /\s(?:dot|punto)\s/u.source;
const NOT_WITHIN_DOMAIN = /(?<![\p{L}\p{N}@.-])/u.source;
const NOT_WITHIN_LOCAL_PART = /(?<![\p{L}\p{N}._%+-])/u.source;
const NOT_BEFORE_WORD = /(?![\p{L}\p{N}])/u.source;
/**
 * Top-level domains that personal pages often have, and with which no product name ends.
 */
const PERSONAL_ENDINGS = 'dev|me|page|site|blog|portfolio|link|tv|xyz|info';
const NETWORKS =
  'linkedin|github|gitlab|behance|dribbble|instagram|facebook|twitter|tiktok|telegram';

const pattern = (source: string): RegExp => new RegExp(source, 'giu');

/** `ana@mail.example`, `ana (at) mail (dot) example`. */
const MAIL_ADDRESS = pattern(
  `${NOT_WITHIN_LOCAL_PART}${LOCAL_PART}${AT_SIGN}${DOMAIN_CHARACTER}+` +
    `(?:(?:\\.|${BRACKETED_DOT}|${SPELLED_DOT})${DOMAIN_CHARACTER}{2,})+`,
);
/** `ana at mail dot example`. */
const SPELLED_MAIL_ADDRESS = pattern(
  `${NOT_WITHIN_LOCAL_PART}${LOCAL_PART}${SPELLED_AT}${DOMAIN_CHARACTER}+` +
    `(?:(?:\\.|${SPELLED_DOT})${DOMAIN_CHARACTER}+)*${SPELLED_DOT}\\p{L}{2,}`,
);
/** A domain alone counts only if it is one of these. */
const PERSONAL_PAGE = pattern(
  `${NOT_WITHIN_DOMAIN}[a-z0-9-]+\\.(?:${PERSONAL_ENDINGS})${NOT_BEFORE_WORD}`,
);
const SOCIAL_NETWORK = pattern(
  `${NOT_WITHIN_DOMAIN}(?:${NETWORKS})\\.(?:com|io|net|org)${NOT_BEFORE_WORD}`,
);
/** `@ana_dev`. */
const HANDLE = /(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}_][\p{L}\p{N}_.]{2,}/giu;
/** Groups of digits; {@link isPhoneNumber} decides whether a match is a phone number. */
const DIGIT_GROUPS =
  /(?<![\p{L}\p{N}€$£.,])(?:\+|00)?\(?\d{1,4}\)?(?:[\s.\-/]?\(?\d{2,4}\)?){1,5}(?![\p{L}\p{N}])/gu;

const AT = /@|[([]at[)\]]|\(arroba\)/i;
const AT_WORD = /\s(?:at|arroba)\s/i;
const DOT_WORD = /\s(?:dot|punto)\s/i;
const DOT_WITHIN_WORD = /\.\S/;

/**
 * The shapes of contact details, in any language. Words that announce contact details
 * ("call me") are in the word lists.
 *
 * Every match holds what each of `needs` finds. To search for this costs little; the
 * first use of each shape takes 1 ms of CPU, and most notes need none.
 */
const contactPatterns: readonly { readonly needs: readonly RegExp[]; readonly shape: RegExp }[] = [
  { needs: [AT], shape: MAIL_ADDRESS },
  { needs: [AT_WORD, DOT_WORD], shape: SPELLED_MAIL_ADDRESS },
  { needs: [DOT_WITHIN_WORD], shape: PERSONAL_PAGE },
  { needs: [DOT_WITHIN_WORD], shape: SOCIAL_NETWORK },
  { needs: [/@/], shape: HANDLE },
  // See isPhoneNumber.
  { needs: [/(?:\d\D*){7}/], shape: DIGIT_GROUPS },
];

/**
 * A phone number has 7 to 15 digits; years, rooms and sums of money have fewer.
 * `2019-2024` is a period of years.
 */
const isPhoneNumber = (text: string): boolean => {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15 && !/^(?:19|20)\d\d\s?[-/]\s?\d{2,4}$/.test(text);
};

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[.,;:!?)\s]/u.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/**
 * Finds the contact details in a note; UTF-16 offsets. Links and addresses are found by
 * the same rule by which the form refuses them.
 */
export function contactDetailsIn(note: string): { readonly start: number; readonly end: number }[] {
  const links = linksIn(note).map(({ start, end }) => ({
    start,
    end: start + trimEnd(note.slice(start, end)).length,
  }));
  const possible = contactPatterns.filter(({ needs }) => needs.every((need) => need.test(note)));
  const others = possible.flatMap(({ shape }) =>
    [...note.matchAll(shape)].flatMap(({ 0: found, index: start }) => {
      const text = trimEnd(found);
      const isOtherNumber = shape === DIGIT_GROUPS && !isPhoneNumber(text);
      return isOtherNumber ? [] : [{ start, end: start + text.length }];
    }),
  );
  return [...links, ...others];
}
