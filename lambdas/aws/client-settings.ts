import type { Readable } from 'node:stream';
import { createSecureContext } from 'node:tls';
import { once } from '../core/once.ts';

/**
 * Reads the body of an answer. The SDK's own function first asks whether the body is a
 * `Blob` or a `ReadableStream`, for which Node loads 2 ms of code in a new process, and
 * copies it through another stream. In Node it is neither, see `NodeHttpHandler`.
 */
const readBody = (body: Readable): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    body.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    body.on('error', reject);
    body.on('end', () => resolve(Buffer.concat(chunks)));
  });

/** The settings of all clients. */
export const clientSettings = {
  /**
   * Makes the functions through which a call goes once for each kind of command, and not
   * for each call. The SDK only needs them anew if something changes them afterwards.
   */
  cacheMiddleware: true,
  streamCollector: readBody,
} as const;

/**
 * What the TLS connections of a process share: the ciphers and certificates that Node
 * trusts by default. Node would make one for each connection, which takes 0.2 ms, and 2
 * ms in a new process. The connections and their sessions stay apart.
 *
 * @see https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions
 */
export const secureContext = once(() => createSecureContext());
