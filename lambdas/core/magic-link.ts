import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { TOKEN } from './token.ts';

/**
 * Returns `size` cryptographically strong random bytes. Outside of tests it is
 * `randomBytes` of `node:crypto`.
 */
export type RandomBytes = (size: number) => Buffer;

export interface MagicLink {
  /** A decline's id, or a candidate's `addressKey`. */
  readonly id: string;
  /** 32 random bytes, base64url. The table stores only its hash. */
  readonly secret: string;
}

const ONLY_A_TOKEN = new RegExp(`^${TOKEN.source}$`);

/**
 * A new id: 16 random bytes, base64url. It reveals nothing, so logs, tags and keys may
 * contain it.
 */
export const newId = (random: RandomBytes): string => random(16).toString('base64url');

/**
 * A new secret: 32 random bytes, base64url. Its last character never is `-` or `_`,
 * because it holds the last 4 bits and 2 zero bits. So a mail program that leaves
 * punctuation at the end of a link out cannot cut a token short.
 */
export const newSecret = (random: RandomBytes): string => random(32).toString('base64url');

export const tokenOf = ({ id, secret }: MagicLink): string => `${id}.${secret}`;

/**
 * Parses the token of a link. Returns undefined for any other shape or length, so that
 * the caller rejects it before it reads from the table.
 */
export function parseToken(token: string): MagicLink | undefined {
  const { id, secret } = ONLY_A_TOKEN.exec(token)?.groups ?? {};
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** SHA-256, base64url. The table stores this hash instead of the secret. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

const hmac = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url');

const timingSafeEquals = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

export const secretMatches = (secret: string, storedHash: string): boolean =>
  timingSafeEquals(hashSecret(secret), storedHash);

/**
 * The nonce of the send form on the review page. Only a page that showed exactly this
 * letter to the holder of this link contains it. A scanner that posts to the URL without
 * reading the page fails. The nonce is computed, so it needs no storage.
 */
export const sendNonce = (secret: string, letterHash: string): string =>
  hmac(secret, `send:${letterHash}`);

export const nonceMatches = (nonce: string, secret: string, letterHash: string): boolean =>
  timingSafeEquals(nonce, sendNonce(secret, letterHash));

/**
 * The nonce of the forms that close a letter or change a contact. It is the same value
 * for all forms about one `subject`.
 *
 * @param secret of the link that opened the page
 * @param subject the id of the letter or of the contact; `all` for all contacts
 */
export const actionNonce = (secret: string, subject: string): string =>
  hmac(secret, `act:${subject}`);

export const actionNonceMatches = (nonce: string, secret: string, subject: string): boolean =>
  timingSafeEquals(nonce, actionNonce(secret, subject));
