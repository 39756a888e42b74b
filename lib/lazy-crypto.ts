import type * as Crypto from 'node:crypto';

/**
 * Replaces `node:crypto` in the Lambda bundle of `web` (see `bundle.ts`). Node's module
 * loads 35 others, streams among them: 5 ms of CPU. Here the first call loads it, so the
 * form, which hashes nothing, does not. It has what the sources of the bundle import, and
 * the bundle does not build if something is missing.
 */
declare const require: NodeJS.Require;
// Not `node:crypto`: that name means this file.
// biome-ignore lint/style/useNodejsImportProtocol: see above
const crypto = (): typeof Crypto => require('crypto');

export const createHash: typeof Crypto.createHash = (...all) => crypto().createHash(...all);
export const createHmac: typeof Crypto.createHmac = (...all) => crypto().createHmac(...all);
export const getRandomValues: typeof Crypto.getRandomValues = (array) =>
  crypto().getRandomValues(array);
export const randomBytes = (size: number): Buffer => crypto().randomBytes(size);
export const timingSafeEqual: typeof Crypto.timingSafeEqual = (one, other) =>
  crypto().timingSafeEqual(one, other);
