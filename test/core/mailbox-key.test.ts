import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mailboxKey, mailboxOf } from '../../lambdas/core/mailbox-key.ts';

describe('spellings of one mailbox', () => {
  test.each([
    ['dana@example.com', 'Dana@Example.COM'],
    ['dana@example.com', 'dana+jobs@example.com'],
    ['dana@example.com', 'dana+a+b@example.com'],
    ['dana@example.com', 'DANA+@example.com'],
    ['d.lee@example.com', 'D.Lee+x.y@example.com'],
    ['danalee@gmail.com', 'dana.lee@gmail.com'],
    ['danalee@gmail.com', 'd.a.n.a.l.e.e@gmail.com'],
    ['danalee@gmail.com', 'Dana.Lee+jobs.2026@GMail.com'],
    ['danalee@gmail.com', 'dana.lee@googlemail.com'],
    ['danalee@gmail.com', 'danalee+x@GoogleMail.com'],
  ])('when %s is written as %s, then the key is the same', (address, spelling) => {
    expect(mailboxKey(spelling)).toBe(mailboxKey(address));
  });
});

describe('different mailboxes', () => {
  test.each([
    ['dana@example.com', 'dana@example.org'],
    ['dana@example.com', 'dana@mail.example.com'],
    ['dana@example.com', 'dan@example.com'],
    ['dana.lee@example.com', 'danalee@example.com'],
    ['dana-lee@gmail.com', 'danalee@gmail.com'],
    ['dana_lee@gmail.com', 'danalee@gmail.com'],
    ['dana.lee@gmail.com.example.com', 'danalee@gmail.com'],
    ['dana.lee@notgmail.com', 'danalee@notgmail.com'],
    ['+one@example.com', '+two@example.com'],
    ['+@gmail.com', '+a@gmail.com'],
  ])('when the addresses are %s and %s, then the keys differ', (one, other) => {
    expect(mailboxKey(one)).not.toBe(mailboxKey(other));
  });
});

test('when any address has a key, then the key is a short hash without the address', () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.stringMatching(/^[a-z0-9.]{0,20}$/), (address, tag) => {
      const at = address.lastIndexOf('@');
      const tagged = `${address.slice(0, at)}+${tag}${address.slice(at)}`;
      expect(mailboxKey(tagged)).toBe(mailboxKey(address));
      expect(mailboxKey(address)).toMatch(/^[\w-]{22}$/);
      expect(mailboxOf(mailboxOf(address))).toBe(mailboxOf(address));
    }),
  );
});
