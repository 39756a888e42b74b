import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLine, readName, readParagraphs } from '../../../lambdas/core/text/plain-text.ts';

test.each([
  ['  Dana \t Lee ', 'Dana Lee'],
  ['Jose\u0301', 'José'],
  ['Dana\u200BLee\uFEFF', 'DanaLee'],
  ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ['👩‍👩‍👧 & co', '👩‍👩‍👧 & co'],
  ['Dana\u202Eeel', 'Danaeel'],
  ['\u2068Dana Lee\u2069', 'Dana Lee'],
  ['\uFFFCDana', 'Dana'],
  ['I ❤️ Data', 'I ❤️ Data'],
  ['Node.js/React', 'Node.js/React'],
])('when %j is typed into a line, then it is read as %j', (typed, value) => {
  expect(readLine(typed, 80)).toEqual({ ok: true, value });
});

test.each([
  ['', 'required'],
  [' \u200B ', 'required'],
  ['\u3164', 'required'],
  ['\u034F\uFE0F \u2800', 'required'],
  ['mailto:x', 'link'],
  ['Dana\nLee', 'line-break'],
  ['Dana\r\nBcc: x@y.example', 'line-break'],
  ['Dana\u2028Lee', 'line-break'],
  ['Dana\u0000', 'unreadable'],
  ['Dana\u2065x', 'unreadable'],
  ['Dana\u3164Lee', 'unreadable'],
  ['Dana\uFE0F', 'unreadable'],
  ['Dana\uFFFD', 'unreadable'],
  ['Dana\uD800', 'unreadable'],
  ['https://evil.example', 'link'],
  ['see WWW.evil.example', 'link'],
  ['x'.repeat(81), 'too-long'],
  [`a${'\u0301'.repeat(2000)}`, 'too-long'],
  // The length comes first: no other rule reads a text that is too long.
  ['https://evil.example '.repeat(5), 'too-long'],
  ['ab\u202E'.repeat(81), 'too-long'],
  ['a\n'.repeat(20_000), 'too-long'],
  [' '.repeat(20_000), 'too-long'],
  // The time to normalise a stack of marks grows with its square.
  [`a${'\u0301'.repeat(31)}`, 'unreadable'],
  [`a${'\u0301\u0323'.repeat(200)}`, 'unreadable'],
])('when %j is typed into a line, then it is refused: %s', (typed, problem) => {
  expect(readLine(typed, 80)).toMatchObject({ ok: false, problem });
});

test.each([
  'dana@northwind.example',
  'PayPal Security <security@paypal.com>',
  'Dana (dana@northwind.example)',
  'Dana <b>',
  'Dana＠evil.example',
  'Dana ﹫ evil',
  'Dana ＜x＞',
])(
  'when the name of a person is %j, then it is refused, because it could be an address',
  (typed) => {
    expect(readName(typed, 80)).toEqual({ ok: false, problem: 'not-in-a-name' });
  },
);

test('when a link is long, then the error quotes only its beginning', () => {
  expect(readLine(`See https://evil.example/${'x'.repeat(60)}`, 120)).toEqual({
    ok: false,
    problem: 'link',
    detail: `https://evil.example/${'x'.repeat(19)}…`,
  });
});

test.each([
  ['x'.repeat(80), true],
  ['ñ'.repeat(80), true],
  ['ñ'.repeat(81), false],
  [`${'n\u0303'.repeat(80)}`, true],
  [`a${'\u0301'.repeat(30)}`, true],
])('when a line is %s, then it is short enough: %s', (typed, ok) => {
  expect(readLine(typed, 80).ok).toBe(ok);
});

test('when the length is checked, then a character that a reader sees counts as one', () => {
  expect(readLine('👩‍👩‍👧'.repeat(80), 80).ok).toBe(true);
  expect(readLine('👩‍👩‍👧'.repeat(81), 80)).toEqual({ ok: false, problem: 'too-long' });
});

test('when paragraphs are typed, then line ends stay, with at most one empty line between', () => {
  expect(readParagraphs(' One \r\ntwo\r\n\r\n\r\n\r\nthree\u2028four ', 400)).toEqual({
    ok: true,
    value: 'One\ntwo\n\nthree\nfour',
  });
});

test.each([
  ['One\uE000\ntwo', { line: 1, position: 4, before: '', after: 'One' }],
  ['One\nand \uE000two', { line: 2, position: 5, before: 'two', after: 'and' }],
  ['One\r\n\r\n\r\n\r\n\uE000two', { line: 5, position: 1, before: 'two', after: '' }],
  ['\n\nOne\u2028\u0007\n', { line: 4, position: 1, before: '', after: '' }],
  ['One\n  two \uE000', { line: 2, position: 5, before: '', after: 'two' }],
])(
  'when a character in paragraphs cannot be read (%j), then its place is in the typed line',
  (typed, place) => {
    expect(readParagraphs(typed, 400)).toMatchObject({
      ok: false,
      problem: 'unreadable',
      detail: place,
    });
  },
);

test('when a note has one line, then the place of a character in it has no line', () => {
  const read = readParagraphs('Thank \uE000you', 400);
  expect(read).toMatchObject({ problem: 'unreadable', detail: { position: 7, before: 'you' } });
  expect(read).not.toHaveProperty('detail.line');
});

test('when a line is accepted, then it cannot end a header or change the text direction', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
      const read = readLine(typed, 80);
      if (read.ok)
        expect(read.value).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
      const name = readName(typed, 80);
      if (name.ok) expect(name.value).not.toMatch(/[@<>\p{Variation_Selector}]/u);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['See evil.example/login?x=1 for more', false],
  ['See evil-login.example/x', false],
  ['I enjoyed the talk at and/or the lunch.', true],
  ['Thank you, Booking.com, for the tour.', true],
  ['The Node.js/React talk was great!', true],
])('when the note is %j, then it is accepted: %s', (note, ok) => {
  expect(readParagraphs(note, 400).ok).toBe(ok);
  expect(readParagraphs(note, 400, { links: true }).ok).toBe(true);
});
