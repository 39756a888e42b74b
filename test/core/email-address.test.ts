import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllowList } from '../../lambdas/core/allow-list.ts';
import { parseEmailAddress } from '../../lambdas/core/email-address.ts';

test.each([
  ['dana@example.com', 'dana@example.com'],
  [' dana@Example.COM ', 'dana@example.com'],
  ["d.o'neill+jobs@mail.example.co.uk", "d.o'neill+jobs@mail.example.co.uk"],
  ['dana@münchen.example', 'dana@xn--mnchen-3ya.example'],
  ['dana＠example.com', 'dana@example.com'],
])('when %j is typed, then the address is %s', (typed, address) => {
  expect(parseEmailAddress(typed)).toBe(address);
});

test.each([
  '',
  'dana',
  '@example.com',
  'dana@',
  'dana@localhost',
  'dana@example',
  'dana@example.123',
  'dana@exa mple.com',
  'dana@-example.com',
  'da na@example.com',
  'dana@@example.com',
  'a@b@example.com',
  'dana..lee@example.com',
  '.dana@example.com',
  '"dana lee"@example.com',
  'dana@[127.0.0.1]',
  'Dana <dana@example.com>',
  'dana@example.com, sam@example.com',
  'dana@example.com;sam@example.com',
  'dana(comment)@example.com',
  'dana@example.com\r\nBcc: sam@example.com',
  'dana@exa\tmple.com',
  'dana@example.com/path',
  'dana@example%2ecom',
  'dañá@example.com',
  `${'a'.repeat(65)}@example.com`,
  `dana@${'a.'.repeat(130)}com`,
])('when %j is typed, then it is refused as an address', (typed) => {
  expect(parseEmailAddress(typed)).toBeUndefined();
});

test('when any text is accepted, then the result is one address that parses to itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (typed) => {
      const parsed = parseEmailAddress(typed);
      if (parsed === undefined) return;
      expect(parsed).toMatch(/^[^\s@,;<>"()[\]\\:]+@[a-z0-9.-]+$/);
      expect(parseEmailAddress(parsed)).toBe(parsed);
    }),
    { numRuns: 2000 },
  );
});

describe('the allow-list', () => {
  const isAllowed = parseAllowList('alex@gmail.example, School.example');
  test.each([
    ['alex@gmail.example', true],
    ['Alex@Gmail.example', true],
    ['dana@gmail.example', false],
    ['anyone@school.example', true],
    ['anyone@sub.school.example', false],
    ['anyone@notschool.example', false],
  ])('when the list has an address and a domain, then %s is allowed: %s', (address, allowed) => {
    expect(isAllowed(address)).toBe(allowed);
  });
  test('when the list is an asterisk, then everyone is allowed; if it is empty, no one is', () => {
    expect(parseAllowList('*')('dana@example.com')).toBe(true);
    expect(parseAllowList('')('dana@example.com')).toBe(false);
  });
});
