import addressparser from 'nodemailer/lib/addressparser';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { base64Lines, encodeText, formatAddress } from '../../../lambdas/core/text/encoded-word.ts';

const nameIn = (address: string): string => address.replace(/ <x@door\.example>$/, '');
const encodeDisplayName = (name: string): string =>
  nameIn(formatAddress({ name, address: 'x@door.example' }));
const decode = (words: string): string =>
  words
    .split(/\s+/)
    .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString())
    .join('');

test('when a name is ASCII, then it is quoted', () => {
  expect(encodeDisplayName('Alex J. Rivera, PhD')).toBe('"Alex J. Rivera, PhD"');
});

test.each(['Íñigo Núñez', 'A "quoted" name', 'back\\slash', '=?UTF-8?B?eA==?=', '李雷'.repeat(40)])(
  'when a name is %s, then it is encoded in words of at most 75 characters',
  (name) => {
    const encoded = encodeDisplayName(name);
    expect(decode(encoded)).toBe(name);
    for (const word of encoded.split(' ')) expect(word.length).toBeLessThanOrEqual(75);
    expect(encoded).toMatch(/^[\x21-\x7E ]+$/);
  },
);

test('when a subject is ASCII, then it stays as it is; otherwise it is encoded', () => {
  expect(encodeText('Withdrawing: "x"')).toBe('Withdrawing: "x"');
  expect(decode(encodeText('Retiro: Dirección'))).toBe('Retiro: Dirección');
});

/** Names that break a header, or that a program could take for another address. */
const hardNames = [
  'Alex Rivera via Open Door',
  'Rivera, Alex; PhD',
  'Alex "Lex" Rivera',
  'Alex \\ Rivera\\',
  'Alex (she/her)',
  'Alex <x@evil.example>',
  'x@evil.example',
  'Alex, x@evil.example',
  'group: Alex;',
  "Conan O'Brien",
  'Íñigo Núñez, "el Ñandú"',
  '李雷',
  'مريم الخطيب',
  '\u05D3\u05E0\u05D4 לי',
  '👩‍👩‍👧 Ana',
  'e\u0301\u0323\u0308',
  '=?UTF-8?B?eA==?=',
  'a =?utf-8?q?x?= b',
  '?=',
  '.',
  'ñ'.repeat(80),
  '李'.repeat(80),
  '🚪'.repeat(80),
  'x'.repeat(80),
  'word '.repeat(16).trim(),
];

describe.each(hardNames)('the name %s', (name) => {
  test('when the header is read back, then it is one address with this name', async () => {
    const formatted = formatAddress({ name, address: 'letters@door.example' });
    expect(formatted).toMatch(/^[\x20-\x7E]+$/);
    for (const header of ['From', 'To']) {
      // A mail server may fold the header at any space.
      for (const folded of [formatted, formatted.replaceAll('?= =?', '?=\r\n =?')]) {
        const { from, to } = await PostalMime.parse(`${header}: ${folded}\r\n\r\n`);
        expect([from, to?.[0]].filter(Boolean)).toEqual([
          { name, address: 'letters@door.example' },
        ]);
      }
    }
    const parsed = addressparser(formatted);
    expect(parsed).toHaveLength(1);
    expect(parsed[0]).toMatchObject({ address: 'letters@door.example' });
  });

  test('when it is in a subject, then the subject is read back', async () => {
    const { subject } = await PostalMime.parse(`Subject: ${encodeText(`To ${name}`)}\r\n\r\n`);
    expect(subject).toBe(`To ${name}`);
  });
});

test.each([
  "o'brien@northwind.example",
  'dana+jobs@northwind.example',
  '=x@northwind.example',
  '-x@northwind.example',
  "'x'@northwind.example",
  '=?x?=@northwind.example',
  'a!#$%&*/=?^_`{|}~b@northwind.example',
  'dana@xn--mnchen-3ya.example',
])('when the recipient is %s, then it is read back unchanged', async (address) => {
  const formatted = formatAddress({ name: 'Dana Lee', address });
  const { to } = await PostalMime.parse(`To: ${formatted}\r\n\r\n`);
  expect(to).toEqual([{ name: 'Dana Lee', address }]);
  expect(addressparser(formatted)).toMatchObject([{ name: 'Dana Lee', address }]);
});

test.each([0, 1, 56, 57, 58, 113, 114, 115, 1000])(
  'when a text has %i bytes, then its base64 has lines of at most 76, and no empty line',
  (length) => {
    const text = 'a'.repeat(length);
    const lines = base64Lines(text).split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
    expect(length === 0 || lines.every((line) => line !== '')).toBe(true);
    expect(Buffer.from(lines.join(''), 'base64').toString()).toBe(text);
  },
);
