import type { Hono } from 'hono';
import type { AssetKind, AssetNames, Encoding } from '../core/assets.ts';
import type { SiteEnv } from '../site/context.ts';
import { respondEncoded } from './encoded-answer.ts';

/** Reads a built asset in a content coding. */
export type ReadAsset = (kind: AssetKind, encoding: Encoding) => Uint8Array<ArrayBuffer>;

const contentTypes: Readonly<Record<AssetKind, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** A year: what has the name of its content never changes. */
const FOREVER = 'public, max-age=31536000, immutable';
/** A minute. After a deployment, nobody sees an older style for longer. */
const SHORTLY = 'public, max-age=60';

/**
 * Adds the routes of the assets. An older name, or that of a newer version, gets the
 * present content for a short time: a page that was opened before a deployment keeps its
 * style, and so does a new page whose style a function of the older version serves while
 * the deployment is under way (docs/adr/0035-assets.md).
 *
 * @param names the names of the present content
 */
export function addAssetRoutes(
  app: Hono<SiteEnv>,
  { read, names }: { readonly read: ReadAsset; readonly names: AssetNames | undefined },
): void {
  app.get('/assets/:name{open-door\\.(?:[0-9a-f]{10}\\.)?(?:css|js)}', (c) => {
    const name = c.req.param('name');
    const kind = name.endsWith('.css') ? 'css' : 'js';
    return respondEncoded(c, (encoding) => read(kind, encoding), {
      contentType: contentTypes[kind],
      cacheControl: name === names?.[kind] ? FOREVER : SHORTLY,
    });
  });
}
