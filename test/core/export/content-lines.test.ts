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
])('%j is escaped to %j', (text, escaped) => {
  expect(escapeText(text)).toBe(escaped);
});

test('a semicolon of a vCard stays, where it is in no structured value', () => {
  expect(escapeVcardText('a; b, c\\\nd')).toBe('a; b\\, c\\\\\\nd');
});

test.each([
  ['75 octets are a line', 'x'.repeat(75), ['x'.repeat(75)]],
  ['the 76th starts another', 'x'.repeat(76), ['x'.repeat(75), ' x']],
  ['the blank counts', 'x'.repeat(150), ['x'.repeat(75), ` ${'x'.repeat(74)}`, ' x']],
  ['a character of two octets is kept whole', `${'x'.repeat(74)}ñ`, ['x'.repeat(74), ' ñ']],
  ['a character of four octets is kept whole', `${'x'.repeat(72)}🚪`, ['x'.repeat(72), ' 🚪']],
])('folding: %s', (_rule, line, folded) => {
  expect(contentLines([line])).toBe(`${folded.join('\r\n')}\r\n`);
});

test('a moment is written in UTC, to the second', () => {
  expect(utcTimestamp(new Date('2027-10-03T12:00:59.999+02:00'))).toBe('20271003T100059Z');
});
