import { expect, test } from 'vitest';
import {
  contentLines,
  escapeText,
  escapeVcardText,
  utcTimestamp,
} from '../../../lambdas/core/export/content-lines.ts';

test.each([
  ['a, b; c: "d"', 'a\\, b\\; c: "d"'],
  ['C:\\new', 'C:\\\\new'],
  ['one\ntwo\r\nthree\rfour\u2028five', 'one\\ntwo\\nthree\\nfour\\nfive'],
  ['a\tb\0c\u007F', 'a\tbc'],
  ['\\\n;', '\\\\\\n\\;'],
])('when a text is %j, then it is escaped to %j', (text, escaped) => {
  expect(escapeText(text)).toBe(escaped);
});

test('when a vCard value has no components, then its semicolon is not escaped', () => {
  expect(escapeVcardText('a; b, c\\\nd')).toBe('a; b\\, c\\\\\\nd');
});

test.each([
  ['75 octets', 'it is not folded', 'x'.repeat(75), ['x'.repeat(75)]],
  ['76 octets', 'the last one starts another line', 'x'.repeat(76), ['x'.repeat(75), ' x']],
  [
    '150 octets',
    'the space of a folded line counts',
    'x'.repeat(150),
    ['x'.repeat(75), ` ${'x'.repeat(74)}`, ' x'],
  ],
  ['a character of two octets', 'it is not split', `${'x'.repeat(74)}ñ`, ['x'.repeat(74), ' ñ']],
  ['a character of four octets', 'it is not split', `${'x'.repeat(72)}🚪`, ['x'.repeat(72), ' 🚪']],
])('when a line has %s, then %s', (_content, _result, line, folded) => {
  expect(contentLines([line])).toBe(`${folded.join('\r\n')}\r\n`);
});

test('when a time is written, then it is in UTC, to the second', () => {
  expect(utcTimestamp(new Date('2027-10-03T12:00:59.999+02:00'))).toBe('20271003T100059Z');
});
