import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

type Bytes = string | NodeJS.ArrayBufferView;

/**
 * SHA-256 and HMAC for the SDK's signatures. Replaces `@smithy/core/checksum` in the
 * Lambda bundles (see `bundle.ts`): the real one also has both in JavaScript, 4 KB, for a
 * Node without `node:crypto`.
 */
export class Sha256 {
  readonly digestLength = 32;
  readonly #secret: Bytes | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: Bytes | ArrayBuffer) {
    this.#secret = secret instanceof ArrayBuffer ? new Uint8Array(secret) : secret;
    this.#hash = this.#newHash();
  }

  update(data: Bytes): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest());
  }

  reset(): void {
    this.#hash = this.#newHash();
  }

  #newHash(): Hash | Hmac {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

/** Only event streams need it, which none of our commands has. */
export class Crc32 {
  constructor() {
    throw new Error('The bundles have no CRC-32, see lib/native-checksum.ts.');
  }
}
