import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Cryptographically strong random bytes: `node:crypto`'s `randomBytes` outside of tests.
 */
export type RandomBytes = (size: number) => Buffer;

export interface MagicLink {
  readonly id: string;
  /** 32 random bytes, base64url. Only its hash is ever stored. */
  readonly secret: string;
}

const TOKEN = /^(?<id>[A-Za-z0-9_-]{22})\.(?<secret>[A-Za-z0-9_-]{43})$/;

/**
 * A new id, 16 random bytes, base64url: opaque, so it may go into logs, tags and keys.
 */
export const newId = (random: RandomBytes): string => random(16).toString('base64url');

export const newSecret = (random: RandomBytes): string => random(32).toString('base64url');

export const tokenOf = ({ id, secret }: MagicLink): string => `${id}.${secret}`;

/** Anything of another shape or length is turned away here, before any read. */
export function parseToken(token: string): MagicLink | undefined {
  const { id, secret } = TOKEN.exec(token)?.groups ?? {};
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** SHA-256, base64url: what the table holds of a secret. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

export const secretMatches = (secret: string, storedHash: string): boolean =>
  equal(hashSecret(secret), storedHash);

/**
 * The nonce of the review page's send form. Only a page that showed this very letter to
 * the holder of this link can know it, and nothing has to be stored for it: a scanner
 * that posts to the address without reading the page fails.
 */
export const sendNonce = (secret: string, letterHash: string): string =>
  createHmac('sha256', secret).update(`send:${letterHash}`).digest('base64url');

export const nonceMatches = (nonce: string, secret: string, letterHash: string): boolean =>
  equal(nonce, sendNonce(secret, letterHash));
