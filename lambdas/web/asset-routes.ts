import type { Hono } from 'hono';
import {
  type AssetKind,
  type AssetNames,
  assetKinds,
  type Encoding,
  plainAssetNames,
} from '../core/assets.ts';
import type { SiteEnv } from '../site/context.ts';
import { respondEncoded } from './encoded-answer.ts';

/** Reads a built asset in a content coding. */
export type ReadAsset = (kind: AssetKind, encoding: Encoding) => Uint8Array<ArrayBuffer>;

const contentTypes: Readonly<Record<AssetKind, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  door: 'text/css; charset=utf-8',
  contacts: 'text/css; charset=utf-8',
  pages: 'text/javascript; charset=utf-8',
  reader: 'text/javascript; charset=utf-8',
};

/** A hash, and the dot before it. The name without one is right, too. */
const HASH = String.raw`(?:\.[0-9a-f]{10})?`;

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
  for (const kind of assetKinds) {
    const [base, extension] = plainAssetNames[kind].split('.');
    app.get(`/assets/:name{${base}${HASH}\\.${extension}}`, (c) =>
      respondEncoded(c, (encoding) => read(kind, encoding), {
        contentType: contentTypes[kind],
        cacheControl: c.req.param('name') === names?.[kind] ? FOREVER : SHORTLY,
      }),
    );
  }
}
