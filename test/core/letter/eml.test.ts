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
