import type { Hono } from 'hono';
import { fileOfPicture, type Picture, pictures } from '../core/pictures.ts';
import type { SiteEnv } from '../site/context.ts';

/** Reads a picture. It is read with the first request for it. */
export type ReadPicture = (file: string) => Uint8Array<ArrayBuffer>;

/** A day. The names are fixed, because programs ask for them without reading a page. */
const CACHE_CONTROL = 'public, max-age=86400';

const isPicture = (name: string): name is Picture => Object.hasOwn(pictures, name);

/** Adds the pictures of the site, at its root. */
export function addPictureRoutes(app: Hono<SiteEnv>, read: ReadPicture): void {
  for (const name of Object.keys(pictures).filter(isPicture)) {
    app.get(`/${name}`, (c) => {
      const body = read(fileOfPicture(name));
      c.header('Cache-Control', CACHE_CONTROL);
      c.header('Content-Type', pictures[name]);
      c.header('Content-Length', String(body.byteLength));
      return c.body(body);
    });
  }
}
