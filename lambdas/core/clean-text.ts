import { graphemesIn } from './graphemes.ts';
import { lazyPattern } from './lazy-pattern.ts';
import { isPrintableAscii } from './printable-ascii.ts';

/** 🏴 with the tags of England, Scotland or Wales: the only tags that emojis need. */
const FLAG = ['gbeng', 'gbsct', 'gbwls']
  .map((region) => {
    const tags = [...region].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
    return `\u{1F3F4}${tags.join('')}\u{E007F}`;
  })
  .join('|');
/**
 * Invisible marks that come with copied or dictated text: format characters that show
 * nothing (soft hyphen, zero-width space, word joiner, BOM, tags, and all marks of
 * direction), the object mark U+FFFC, and a few others. The joiners have their own rule.
 *
 * Marks of direction are removed also from the middle of a text. What is stored is then
 * what everyone sees, in the order in which it was typed.
 */
const marksBesideFlagsPattern = lazyPattern(() => {
  const marks = [
    /(?!\u200C|\u200D)(?=\p{Default_Ignorable_Code_Point})\p{Cf}/u,
    /\u034F|\u17B4|\u17B5|[\uFFF9-\uFFFC]/u,
  ];
  return new RegExp(`(${FLAG})|${marks.map(({ source }) => source).join('|')}`, 'gu');
});

/** Removes the matches of a pattern, except those of its first group. */
const removeAllBut = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (_match, kept: string | undefined) => kept ?? '');

/** Scripts in which a joiner changes how a word is written. */
const JOINING_SCRIPTS =
  'Arab Syrc Nkoo Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt';
/**
 * The pattern of all joiners. Its first group is one that a spelling needs: U+200C within
 * a word, and U+200D after a letter, of such a script; and U+200D within an emoji. It
 * takes 4 ms of CPU to make, and few texts have a joiner.
 */
const joinersPattern = lazyPattern(() => {
  const joining = JOINING_SCRIPTS.split(' ')
    .map((script) => `\\p{scx=${script}}`)
    .join('');
  const withinEmoji =
    /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D(?=\p{Extended_Pictographic})/u;
  const needed = `(?<=[${joining}])\\u200C(?=[${joining}])|(?<=[${joining}])\\u200D`;
  return new RegExp(`(${needed}|${withinEmoji.source})|\\u200C|\\u200D`, 'gu');
});

function withoutJoiners(text: string): string {
  if (!/[\u200C\u200D]/.test(text)) return text;
  return removeAllBut(text, joinersPattern());
}

/**
 * More combining marks in a row than any script has (Unicode's "stream-safe" text, UAX
 * 15, allows 30). The time to normalise a text grows with the square of such a row.
 */
const stackedMarksPattern = lazyPattern(() => /\p{M}{31}/u);

/**
 * The cleaning that every typed text gets before any rule is applied: it removes
 * invisible, harmless marks, and the joiners that no spelling needs. The result is NFC,
 * except for a text with {@link stackedMarksPattern}, which `findUnreadable` refuses.
 * Whitespace stays as it is.
 */
export function cleanText(raw: string): string {
  if (isPrintableAscii(raw)) return raw;
  const text = withoutJoiners(removeAllBut(raw, marksBesideFlagsPattern()));
  return stackedMarksPattern().test(text) ? text : text.normalize('NFC');
}

/** Characters that show nothing, whitespace included. A text of only these is empty. */
const invisiblePattern = lazyPattern(
  () => /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800\uFFF9-\uFFFC]/gu,
);

/** Whether a typed text shows nothing, so that it counts as not filled in. */
export const isBlank = (text: string): boolean =>
  (isPrintableAscii(text) ? text.trim() : text.replace(invisiblePattern(), '')) === '';

/**
 * Letters, symbols and digits that show nothing. They could make a name look empty, or
 * two names look the same.
 */
const FILLERS = String.raw`\u2800\u{1D159}\u{13441}\u{13442}\u{16FE4}`;
/**
 * Characters that cannot be shown, or that make a text look different from what is
 * stored: control characters, format characters, private-use and unassigned code points,
 * surrogates without their pair, and the replacement character that invalid UTF-8
 * produces; also whatever shows nothing (fillers, variation selectors). Too many marks on
 * one letter are refused, too.
 */
const unreadablePattern = lazyPattern(
  () =>
    new RegExp(
      String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\uFFFD${FILLERS}]`,
      'u',
    ),
);
/** What a cleaned text may contain although it matches {@link unreadablePattern}. */
const ALWAYS_ALLOWED = `\\n|\\u200C|\\u200D|${FLAG}`;
/** A selector that shows the character before it as an emoji, or as text: ❤️, ™︎, 1️⃣. */
const EMOJI_SELECTOR =
  String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|` +
  String.raw`(?<=[0-9#*])\uFE0F(?=\u20E3)`;
const allowedPattern = lazyPattern(() => new RegExp(`${ALWAYS_ALLOWED}|${EMOJI_SELECTOR}`, 'gu'));
const allowedInNamesPattern = lazyPattern(() => new RegExp(ALWAYS_ALLOWED, 'gu'));

/** Where in a text a character is, in terms of what its writer sees. */
export interface CharacterPosition {
  /** The number of the line, from 1. Absent if the text has only one line. */
  readonly line?: number;
  /** The number of the character that a reader sees, from 1. */
  readonly position: number;
  /** What follows up to the next space, or '' at the end of the text. */
  readonly before: string;
  /** The last word before the character, or '' at the beginning of the text. */
  readonly after: string;
  /** `U+FFFD` */
  readonly codePoint: string;
}

/** How many characters of a word a position shows. */
const WORD_LENGTH = 24;
const NOT_IN_WORDS = String.raw`\s\p{C}\p{Default_Ignorable_Code_Point}\uFFFD${FILLERS}`;
const wordsPattern = lazyPattern(
  () =>
    new RegExp(String.raw`[^${NOT_IN_WORDS}\p{M}][^${NOT_IN_WORDS}]{0,${WORD_LENGTH - 1}}`, 'gu'),
);
const wordsOf = (text: string): readonly string[] => text.match(wordsPattern()) ?? [];

/**
 * Finds the first character of a cleaned text that must be refused.
 *
 * @param options `isName`: names have no variation selectors, not even after an emoji
 */
export function findUnreadable(
  cleaned: string,
  { isName = false }: { readonly isName?: boolean } = {},
): CharacterPosition | undefined {
  if (isPrintableAscii(cleaned)) return undefined;
  const checked = cleaned.replace(isName ? allowedInNamesPattern() : allowedPattern(), (allowed) =>
    'x'.repeat(allowed.length),
  );
  const found = unreadablePattern().exec(checked) ?? stackedMarksPattern().exec(checked);
  if (found === null) return undefined;
  const { index } = found;
  const character = String.fromCodePoint(cleaned.codePointAt(index) ?? 0);
  const head = cleaned.slice(0, index);
  const tail = cleaned.slice(index + character.length, index + 4 * WORD_LENGTH);
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return {
    // A selector is part of the grapheme before it: it counts as the next character.
    position: [...graphemesIn(head)].length + 1,
    before: wordsOf(tail)[0] ?? '',
    after: wordsOf(head.slice(-2 * WORD_LENGTH)).at(-1) ?? '',
    codePoint: `U+${hex.padStart(4, '0')}`,
  };
}
