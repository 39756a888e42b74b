import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { HonoBase } from 'hono/hono-base';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { secureHeaders } from 'hono/secure-headers';
import { getPath } from 'hono/utils/url';
import type { Log } from '../core/log.ts';
import { logBroken, type SiteEnv, wordsOf } from './context.ts';
import type { Deployment } from './deployment.ts';
import { errorBody, respond, respondFailure, withFailureWords } from './respond.ts';
import { SiteRouter } from './site-router.ts';
import { cleanTokenPath } from './token-path.ts';

/**
 * 32 KiB leave room for a form with every field at its maximum length. Such a form has 17
 * KiB, if each character takes 9 bytes (3 bytes of UTF-8, percent-encoded).
 */
const MAX_BODY_BYTES = 32 * 1024;

/** The one route to which a whole email may be posted, and the most bytes of its body. */
export const READ_PATH = '/read';
const MAX_READ_BYTES = 256 * 1024;

export interface SiteSettings {
  /** The site's own origin, `https://host`, from the configuration. */
  readonly origin: string;
  readonly log: Log;
  /** What the pages say of this deployment; default: nothing. */
  readonly deployment?: Deployment;
  /**
   * The texts that the routes use besides the words of all pages. They are loaded for
   * each request, in its language. Default: none.
   */
  readonly texts?: SiteEnv['Variables']['texts'];
}

/**
 * One-click unsubscribing (RFC 8058). A mail program may post it from its own web page,
 * so it may come from any site. It can do no harm: only who has the token can post it.
 */
const ONE_CLICK = /^\/contacts\/[^/]+\/unsubscribe$/;

/**
 * Middleware against cross-site request forgery: answers 403 to a POST that a browser
 * sends from a page of another site, except to {@link ONE_CLICK}. It checks
 * `Sec-Fetch-Site`, or `Origin` if that header is missing. Scripts send neither header
 * and are allowed: there are no cookies, and the token of a link is the only authority.
 */
const sameSiteOnly = (origin: string) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    if (c.req.method !== 'POST' || ONE_CLICK.test(c.req.path)) return next();
    const site = c.req.header('sec-fetch-site');
    const from = c.req.header('origin');
    const isOurs =
      site === undefined
        ? from === undefined || from === origin
        : site === 'same-origin' || site === 'none';
    return isOurs ? next() : respondFailure(c, 403, 'crossSite');
  });

/**
 * Middleware: answers a method that no route of the path has. It says 204 to OPTIONS and
 * 405 to any other, with all methods of the path in `Allow`. It decides by the path's
 * pattern alone, before any link is read. So the answer does not tell whether a token
 * opens something.
 */
const knownMethodsOnly = (app: Hono<SiteEnv>) =>
  methodNotAllowed<SiteEnv>({
    app,
    onMethodNotAllowed: async (c, methods) => {
      const isQuestion = c.req.method === 'OPTIONS';
      const answer = isQuestion ? c.body(null, 204) : await respondFailure(c, 405, 'wrongMethod');
      // 204 has no body. Hono takes the header from the answer 404 before it.
      if (isQuestion) answer.headers.delete('Content-Type');
      answer.headers.set('Allow', [...methods, 'OPTIONS'].sort().join(', '));
      return answer;
    },
  });

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // The form's script fetches the live preview while the candidate types.
    connectSrc: ["'self'"],
    // The icons. A style needs no `data:`.
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  // With `no-referrer`, a browser would send `Origin: null` with a form, and
  // `sameSiteOnly` could not check it.
  referrerPolicy: 'same-origin',
  strictTransportSecurity: 'max-age=63072000; includeSubDomains',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  xFrameOptions: 'DENY',
});

/**
 * Creates a Hono app with everything that applies to each answer of the site, error
 * answers included: headers, language, checks of a POST, error pages. The functions `web`
 * and `send` add their routes to it.
 */
export function createSite({
  origin,
  log,
  deployment = {},
  texts = [],
}: SiteSettings): Hono<SiteEnv> {
  const app = new HonoBase<SiteEnv>({
    router: new SiteRouter(),
    getPath: (request) => cleanTokenPath(getPath(request)),
  });
  app.use(headers);
  app.use(async (c, next) => {
    c.set('deployment', deployment);
    c.set('texts', texts);
    c.set('words', await wordsOf(c));
    // Pages hold the data of one candidate, so no cache may store them. The assets
    // override this header.
    c.header('Cache-Control', 'no-store');
    c.header('X-Robots-Tag', 'noindex');
    await next();
  });
  app.use(knownMethodsOnly(app));
  app.use(sameSiteOnly(origin));
  const limitBody = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (c) => respondFailure(c, 413, 'tooLarge') });
  const [limit, readLimit] = [limitBody(MAX_BODY_BYTES), limitBody(MAX_READ_BYTES)];
  app.use((c, next) => (c.req.path === READ_PATH ? readLimit : limit)(c, next));
  app.notFound((c) =>
    respond(c, {
      status: 404,
      json: errorBody(),
      page: async () => {
        const { missingPage } = await import('./pages/trouble-page.tsx');
        return missingPage(await withFailureWords(c));
      },
    }),
  );
  app.onError(async (error, c) => {
    logBroken(c, log, error);
    const { respondBroken } = await import('./respond-broken.ts');
    return respondBroken(c);
  });
  return app;
}
