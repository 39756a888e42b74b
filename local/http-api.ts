import { Hono } from 'hono';

interface HttpFunction {
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

/**
 * Routes requests to the two HTTP functions as the HTTP API does, see
 * `lib/constructs/web.ts` and `lib/constructs/send.ts`.
 */
export const localHttpApi = (functions: {
  readonly web: HttpFunction;
  readonly send: HttpFunction;
}): Hono =>
  new Hono()
    .post('/letters/:token/send', (c) => functions.send.fetch(c.req.raw))
    .all('*', (c) => functions.web.fetch(c.req.raw));
