import { createHash } from 'node:crypto';

/** The first 16 bytes of the SHA-256 of a text, base64url: 22 characters. */
export const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
