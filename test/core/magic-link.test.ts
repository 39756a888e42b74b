import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import {
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
