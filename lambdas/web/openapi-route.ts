import type { Hono } from 'hono';
import type { Encoding } from '../core/assets.ts';
import type { SiteEnv } from '../site/context.ts';
import { respondEncoded } from './encoded-answer.ts';

/** Reads the built description of the JSON interface in a content coding. */
export type ReadOpenapi = (encoding: Encoding) => Uint8Array<ArrayBuffer>;

/** Ten minutes: after a deployment, no client reads an older description for longer. */
const CACHE_CONTROL = 'public, max-age=600';

/** Adds `GET /openapi.json`. It is the same for everyone, so it is compressed. */
export function addOpenapiRoute(app: Hono<SiteEnv>, read: ReadOpenapi): void {
  app.get('/openapi.json', (c) =>
    respondEncoded(c, read, { contentType: 'application/json', cacheControl: CACHE_CONTROL }),
  );
}
