import { expect, test } from 'vitest';
import { letterEml } from '../../../lambdas/core/eml.ts';
import { encodeText, formatAddress } from '../../../lambdas/core/text/encoded-word.ts';

const nameIn = (address: string): string => address.replace(/ <x@door\.example>$/, '');
const encodeDisplayName = (name: string): string =>
  nameIn(formatAddress({ name, address: 'x@door.example' }));
const decode = (words: string): string =>
  words
    .split(/\s+/)
    .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString())
    .join('');

test('an ASCII name is quoted', () => {
  expect(encodeDisplayName('Alex J. Rivera, PhD')).toBe('"Alex J. Rivera, PhD"');
});

test.each(['Íñigo Núñez', 'A "quoted" name', 'back\\slash', '=?UTF-8?B?eA==?=', '李雷'.repeat(40)])(
  '%s is encoded, in words of at most 75 characters',
  (name) => {
    const encoded = encodeDisplayName(name);
    expect(decode(encoded)).toBe(name);
    for (const word of encoded.split(' ')) expect(word.length).toBeLessThanOrEqual(75);
    expect(encoded).toMatch(/^[\x21-\x7E ]+$/);
  },
);

test('an ASCII subject stays as it is', () => {
  expect(encodeText('Withdrawing: "x"')).toBe('Withdrawing: "x"');
  expect(decode(encodeText('Retiro: Dirección'))).toBe('Retiro: Dirección');
});

test('the letter as a file is a draft that holds the same text', () => {
  const text = `Hola, Íñigo:\n\n${'Gracias. '.repeat(30)}\n`;
  const eml = letterEml({
    from: { name: 'x', address: 'x@door.example' },
    to: 'dana@northwind.example',
    replyTo: 'alex@candidates.example',
    subject: `Declino la oferta: ${'Dirección '.repeat(40)}`,
    text,
    html: '',
  });
  const [head = '', body = ''] = eml.split('\r\n\r\n');
  expect(head.split('\r\n')).toContain('To: dana@northwind.example');
  expect(head.split('\r\n')).toContain('X-Unsent: 1');
  expect(head).not.toContain('door.example');
  expect(Buffer.from(body, 'base64').toString()).toBe(text.replaceAll('\n', '\r\n'));
  for (const line of eml.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76);
});
