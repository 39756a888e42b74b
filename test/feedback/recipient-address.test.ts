import { expect, test } from 'vitest';
import { recipientAddress } from '../../lambdas/feedback/recipient-address.ts';

test.each([
  'dana@bücher.example',
  'dana@xn--bcher-kva.example',
  'Dana@XN--BCHER-KVA.example',
  '<dana@bücher.example>',
  ' < dana@bücher.example > ',
  'Dana Lee <dana@bücher.example>',
  '"Lee, Dana" <dana@bücher.example>',
  '"Dana <old@else.example>" <dana@bücher.example>',
  '=?UTF-8?Q?Dan=C3=A1?= <dana@bücher.example>',
  'dana@bücher.example (Dana Lee)',
  'dana@bücher.example.',
  'dana@bücher.example,',
  'dana@bücher.example;',
  '<dana@bücher.example.>;',
  'rfc822;dana@bücher.example',
  'RFC822; <dana@bücher.example>',
  'utf-8; dana@bücher.example',
  'mailto:dana@bücher.example',
  '"dana"@bücher.example',
  '"dana@bücher.example"',
  "'dana@bücher.example'",
  '<@relay.example:dana@bücher.example>',
  '\tdana@bücher.example\r\n',
  'dana＠bücher.example',
  '\u200Bdana@bücher.example\uFEFF',
  '<dana@bücher.example',
])('when a report names %j, then it is the address of that mailbox', (written) => {
  expect(recipientAddress(written)).toBe('dana@xn--bcher-kva.example');
});

test.each([
  ['dana+jobs@northwind.example', 'dana@northwind.example'],
  ['d.ana@northwind.example', 'dana@northwind.example'],
  ['dana@northwind.example.evil.example', 'dana@northwind.example'],
  ['xdana@northwind.example', 'dana@northwind.example'],
  ['dana@northwind.example <eve@evil.example>', 'dana@northwind.example'],
  ['', 'dana@northwind.example'],
  ['undisclosed-recipients:;', 'dana@northwind.example'],
])('when a report names %j, then it is not %s', (written, address) => {
  expect(recipientAddress(written)).not.toBe(address);
});

test.each(['<', ' ', '(', '"', "'", '.', '@a', '<>', '<@', 'a:'])(
  'when a report repeats %j without end, then only its beginning is read',
  (unit) => {
    expect(recipientAddress(unit.repeat(500_000)).length).toBeLessThanOrEqual(1000);
  },
);
