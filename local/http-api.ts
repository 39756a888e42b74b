import { Hono } from 'hono';

interface HttpFunction {
  /** `environment`: what the server knows of the request, such as its socket. */
  readonly fetch: (request: Request, environment?: object) => Response | Promise<Response>;
}

/**
 * Routes requests to the two HTTP functions as the HTTP API does, see
 * `lib/constructs/web.ts` and `lib/constructs/send.ts`.
 */
export const localHttpApi = (functions: {
  readonly web: HttpFunction;
  readonly send: HttpFunction;
}): Hono<{ Bindings: object }> =>
  new Hono<{ Bindings: object }>()
    .post('/letters/:token/send', (c) => functions.send.fetch(c.req.raw, c.env))
    .all('*', (c) => functions.web.fetch(c.req.raw, c.env));
