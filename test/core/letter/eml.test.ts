import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { letterEml } from '../../../lambdas/core/letter/eml.ts';

test('when a letter is saved as a file, then it is an unsent draft with the same text', () => {
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

test.each([
  ["o'brien@northwind.example", 'Withdrawing my application: Data Engineer'],
  ['dana+jobs@northwind.example', 'Retiro mi candidatura: Ingeniería de Datos'],
  ['=x@northwind.example', '=?UTF-8?B?eA==?= at "Northwind, Inc."'],
  ['-x@northwind.example', '李'.repeat(250)],
  ["'x'@northwind.example", '👩‍👩‍👧'.repeat(60)],
  ['dana@xn--mnchen-3ya.example', 'x'.repeat(250)],
])('when it goes to %s, then a mail program reads it back', async (to, subject) => {
  const text = `Hola, Íñigo:\n\n${'https://door.example/'.padEnd(300, 'x')}\n.\nFrom x\n=20\n`;
  const from = { name: 'x', address: 'x@door.example' };
  const eml = letterEml({ from, to, replyTo: 'alex@candidates.example', subject, text, html: '' });
  const parsed = await PostalMime.parse(eml);
  expect(parsed.to).toEqual([{ name: '', address: to }]);
  expect(parsed.subject).toBe(subject);
  expect(parsed.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(text.trimEnd());
  expect(eml).toMatch(/^[\x20-\x7E\r\n]*$/);
  for (const line of eml.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
});
