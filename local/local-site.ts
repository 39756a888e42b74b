import { Hono } from 'hono';

interface Answering {
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

/**
 * One site of the two HTTP functions, by the routes of the HTTP API
 * (`lib/constructs/site.ts`).
 */
export const localSite = (functions: { readonly web: Answering; readonly send: Answering }): Hono =>
  new Hono()
    .post('/letters/:token/send', (c) => functions.send.fetch(c.req.raw))
    .all('*', (c) => functions.web.fetch(c.req.raw));
