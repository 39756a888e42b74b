import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { Log } from '../core/log.ts';
import { languageOf, logBroken, type SiteEnv } from './context.ts';
import { missingPage } from './pages/message-page.tsx';
import { respond, respondFailure } from './respond.ts';
import { wordsIn } from './words/words.ts';

/** A form with every field at its longest, percent-encoded, fits four times over. */
const MAX_BODY_BYTES = 32 * 1024;

export interface SiteSettings {
  /** `https://host`, from configuration. */
  readonly origin: string;
  readonly log: Log;
}

/**
 * Turns away what a browser sends on another site's behalf. A link's token is the only
 * authority and there are no cookies, so scripts, which send neither header, are welcome.
 */
const sameSiteOnly = (origin: string) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    if (c.req.method !== 'POST') return next();
    const site = c.req.header('sec-fetch-site');
    const from = c.req.header('origin');
    const isOurs =
      site === undefined
        ? from === undefined || from === origin
        : site === 'same-origin' || site === 'none';
    return isOurs ? next() : respondFailure(c, 403, 'crossSite');
  });

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // The form's script asks for the letter while one types.
    connectSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  // With no-referrer a browser would send the form's `Origin: null`.
  referrerPolicy: 'same-origin',
  strictTransportSecurity: 'max-age=63072000; includeSubDomains',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  xFrameOptions: 'DENY',
});

/**
 * A Hono app with what holds on every answer of the site, errors included. Functions add
 * their routes to it.
 */
export function createSite({ origin, log }: SiteSettings): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.use(headers);
  app.use(async (c, next) => {
    c.set('words', wordsIn(languageOf(c)));
    // Everything but the assets is somebody's own.
    c.header('Cache-Control', 'no-store');
    c.header('X-Robots-Tag', 'noindex');
    await next();
  });
  app.use(sameSiteOnly(origin));
  app.use(
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => respondFailure(c, 413, 'tooLarge') }),
  );
  app.notFound((c) =>
    respond(c, {
      status: 404,
      json: { errors: [] },
      page: () => missingPage(wordsIn(languageOf(c))),
    }),
  );
  app.onError((error, c) => {
    logBroken(c, log, error);
    return respondFailure(c, 500, 'broken');
  });
  return app;
}
