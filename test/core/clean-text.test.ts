import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, findUnreadable, isBlank } from '../../lambdas/core/clean-text.ts';

/** Every code point from one to the other, as a text. */
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));

describe('marks that come with a copy', () => {
  const marks = [
    '\u00AD',
    '\u034F',
    '\u061C',
    '\u180E',
    '\u200B',
    ...range(0x200e, 0x200f),
    ...range(0x202a, 0x202e),
    ...range(0x2060, 0x2064),
    ...range(0x2066, 0x206f),
    '\uFEFF',
    ...range(0xfff9, 0xfffc),
    '\u{E0001}',
    ...range(0xe0020, 0xe007f),
    // Joiners that no spelling needs.
    '\u200C',
    '\u200D',
  ];
  test('when one is anywhere in a name, then it is removed', () => {
    for (const mark of marks) {
      for (const typed of [`${mark}Dana Lee`, `Da${mark}na Lee`, `Dana Lee${mark}`]) {
        expect([mark.codePointAt(0), cleanText(typed)]).toEqual([mark.codePointAt(0), 'Dana Lee']);
      }
    }
  });

  test('when a text is only marks and spaces, then it is blank', () => {
    expect(isBlank(marks.join(' '))).toBe(true);
    expect(isBlank('\u3164 \uFE0F\u2800')).toBe(true);
    expect(isBlank('\uFFFD')).toBe(false);
  });

  test('when a mark separates a letter from its accent, then the result is one letter', () => {
    expect(cleanText('Jose\u200B\u0301')).toBe('José');
  });
});

test.each([
  ['a Persian word', 'می\u200Cخواهم'],
  ['a Persian abbreviation', 'ه\u200D.ش'],
  ['Hindi', 'क्\u200Dष'],
  ['Sinhala', 'ශ්\u200Dරී'],
  ['an old Malayalam chillu at the end', 'മോഹന്\u200D'],
  ['a family', '👩\u200D👩\u200D👧'],
  ['a person with a skin tone', '👩🏽\u200D💻'],
  ['an emoji with a selector', '❤\uFE0F\u200D🔥'],
  ['the flag of Scotland', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
])('when the spelling of %s needs its marks, then they stay and are readable', (_, text) => {
  expect(cleanText(text)).toBe(text);
  expect(findUnreadable(text)).toBeUndefined();
});

test('when a text is cleaned twice, then the second time changes nothing', () => {
  const unit = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.constantFrom('\u200C', '\u200D', '\u200E', '🏴', '\u{E0067}', 'م', '👩', 'e', '\u0301'),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
      const once = cleanText(units.join(''));
      expect(cleanText(once)).toBe(once);
    }),
    { numRuns: 5000 },
  );
});

describe('what must be refused', () => {
  test.each([
    ['a control character', '\u0007', 'U+0007'],
    ['a NUL', '\u0000', 'U+0000'],
    ['a C1 control', '\u0092', 'U+0092'],
    ['a private-use character', '\uE000', 'U+E000'],
    ['the logo of Apple', '\uF8FF', 'U+F8FF'],
    ['a supplementary private-use character', '\u{F0000}', 'U+F0000'],
    ['an unassigned character', '\u2065', 'U+2065'],
    ['a noncharacter', '\uFFFE', 'U+FFFE'],
    ['a replacement character', '\uFFFD', 'U+FFFD'],
    ['half of a pair', '\uD83D', 'U+D83D'],
    ['a Hangul filler', '\u3164', 'U+3164'],
    ['a halfwidth Hangul filler', '\uFFA0', 'U+FFA0'],
    ['a Hangul initial filler', '\u115F', 'U+115F'],
    ['a Hangul medial filler', '\u1160', 'U+1160'],
    ['a blank of Braille', '\u2800', 'U+2800'],
    ['a null notehead', '\u{1D159}', 'U+1D159'],
    ['a variation selector', '\uFE00', 'U+FE00'],
    ['an emoji selector after a letter', '\uFE0F', 'U+FE0F'],
    ['a supplementary variation selector', '\u{E0100}', 'U+E0100'],
    ['a Mongolian selector', '\u180B', 'U+180B'],
    ['a letter under 31 accents', '\u0301'.repeat(31), 'U+0301'],
  ])('when %s is in a text, then its place is named', (_, character, codePoint) => {
    expect(findUnreadable(cleanText(`Dana ${character}Lee`))).toEqual({
      position: 6,
      before: 'Lee',
      after: 'Dana',
      codePoint,
    });
  });

  test.each([
    ['\uE000Dana', { position: 1, before: 'Dana', after: '' }],
    ['Dana\uE000', { position: 5, before: '', after: 'Dana' }],
    ['👩\u200D👩\u200D👧 é\uE000', { position: 4, before: '', after: 'é' }],
    ['\uE000\uE001', { position: 1, before: '', after: '' }],
    [`a\uE000${'x'.repeat(100)}`, { position: 2, before: 'x'.repeat(24), after: 'a' }],
  ])('when the text is %j, then the place counts what a reader sees', (text, place) => {
    expect(findUnreadable(text)).toMatchObject(place);
  });

  test.each(['❤️', '1️⃣', '™︎'])('when %s has a selector, then it is not for a name', (text) => {
    expect(findUnreadable(text)).toBeUndefined();
    expect(findUnreadable(text, { isName: true })).toBeDefined();
  });
});
