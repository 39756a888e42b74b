import { expect, test } from 'vitest';
import { encodeText, formatAddress } from '../../../lambdas/core/text/encoded-word.ts';

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
