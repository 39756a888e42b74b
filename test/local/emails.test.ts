import { expect, test } from 'vitest';
import { headersIn, personIn } from '../../local/inbox/emails.ts';
import { framedHtml } from '../../local/inbox/framed.ts';

test('when headers are folded, then each is one line, in the order of the message', () => {
  const raw = Buffer.from('A: 1\r\nB: 2\r\n 3\r\n\t4\r\nC:5\r\n\r\nD: 6\r\n');
  expect(headersIn(raw)).toEqual([
    ['A', '1'],
    ['B', '2 3 4'],
    ['C', '5'],
  ]);
});

test('when headers have no end, then a part of them is read', () => {
  const headers = headersIn(Buffer.from(`A: ${'\r\n '.repeat(2_000_000)}`));
  expect(headers).toHaveLength(1);
  expect(headers[0]?.[1].length).toBeLessThan(70_000);
});

test.each([
  ['"Alex via Open Door" <l@x.example>', 'Alex via Open Door', 'l@x.example'],
  ['=?UTF-8?B?TWFydGEgUnXDrXo=?= <l@x.example>', 'Marta Ruíz', 'l@x.example'],
  ['l@x.example', '', 'l@x.example'],
  ['', '', ''],
])('when the header is %j, then the name is %j', (header, name, address) => {
  expect(personIn(header)).toEqual({ name, address });
});

test('when an email is framed, then its links open a page and its document stays', () => {
  expect(framedHtml('<!doctype html><html lang="en"><p>a')).toBe(
    '<!doctype html><base target="_blank"><html lang="en"><p>a',
  );
  expect(framedHtml('<p>a')).toBe('<base target="_blank"><p>a');
});

test('when an email names servers to connect to, then the frame does not know them', () => {
  for (const link of ['<link rel=preconnect href=//x>', '<LINK/rel=dns-prefetch>', '<link\n>'])
    expect(framedHtml(`<p>${link}`)).not.toMatch(/<link/i);
  for (const name of ['iframe', 'FRAME', 'object', 'embed'])
    expect(framedHtml(`<p><${name} src=//x>`)).toContain(`<x-${name} `);
});
