import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  actionNonce,
  actionNonceMatches,
  hashSecret,
  newId,
  newSecret,
  nonceMatches,
  parseToken,
  secretMatches,
  sendNonce,
  tokenOf,
} from '../../lambdas/core/magic-link.ts';

const link = { id: newId(randomBytes), secret: newSecret(randomBytes) };

test('when a token is parsed, then it gives the link, whose secret has 32 bytes', () => {
  expect(parseToken(tokenOf(link))).toEqual(link);
  expect(Buffer.from(link.secret, 'base64url')).toHaveLength(32);
});

test.each([
  '',
  '.',
  `${link.id}.`,
  `${link.id}${link.secret}`,
  `${tokenOf(link)}A`,
  ` ${tokenOf(link)}`,
  `${'é'.repeat(22)}.${link.secret}`,
])('when the token is %j, then it is refused', (token) => {
  expect(parseToken(token)).toBeUndefined();
});

test('when a secret is compared with a hash, then only the right secret matches', () => {
  expect(secretMatches(link.secret, hashSecret(link.secret))).toBe(true);
  expect(secretMatches(newSecret(randomBytes), hashSecret(link.secret))).toBe(false);
  expect(hashSecret(link.secret)).not.toContain(link.secret);
});

test('when a nonce is checked, then it matches one letter of one link only', () => {
  const nonce = sendNonce(link.secret, 'hash');
  expect(nonceMatches(nonce, link.secret, 'hash')).toBe(true);
  expect(nonceMatches(nonce, link.secret, 'other')).toBe(false);
  expect(nonceMatches(nonce, newSecret(randomBytes), 'hash')).toBe(false);
  expect(nonceMatches('', link.secret, 'hash')).toBe(false);
});

test('when a token is made, then it never ends in "-" or "_", whatever the last byte is', () => {
  // A mail program may leave such a last character out of a link.
  for (let lastByte = 0; lastByte < 256; lastByte += 1) {
    for (const before of [0x00, 0xff]) {
      const random = (size: number) =>
        Buffer.concat([Buffer.alloc(size - 1, before), Buffer.of(lastByte)]);
      const token = tokenOf({ id: newId(random), secret: newSecret(random) });
      expect(token).toMatch(/[A-Za-z0-9]$/);
      expect(parseToken(token)).toBeDefined();
    }
  }
});

test('when an id or a secret has "-" and "_" elsewhere, then its token is read', () => {
  const bytes = Buffer.from([0xff, 0xef, 0xbe, 0xfb, 0xff]);
  const random = (size: number) => Buffer.alloc(size, bytes);
  const made = { id: newId(random), secret: newSecret(random) };
  expect(tokenOf(made)).toMatch(/^[-_].*-.*\.[-_].*_/);
  expect(parseToken(tokenOf(made))).toEqual(made);
});

test('when the nonce of an action is checked, then it fits one subject of one link only', () => {
  const nonce = actionNonce(link.secret, 'contact-1');
  expect(actionNonceMatches(nonce, link.secret, 'contact-1')).toBe(true);
  expect(actionNonceMatches(nonce, link.secret, 'contact-2')).toBe(false);
  expect(actionNonceMatches(nonce, newSecret(randomBytes), 'contact-1')).toBe(false);
  expect(actionNonceMatches('', link.secret, 'contact-1')).toBe(false);
  // The nonce of a harmless action must not send a letter.
  expect(nonceMatches(nonce, link.secret, 'contact-1')).toBe(false);
});
