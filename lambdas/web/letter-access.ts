import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { type Decline, isRestoredDraft } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { isExpired } from '../core/decline/retention.ts';
import { type SiteContext, type SiteEnv, wordsFor } from '../site/context.ts';
import { respond } from '../site/respond.ts';
import { type OpenedLetter, openLetter } from './open-letter.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Only set in routes that use the middleware `openLetterLink`. */
    openedLetter: OpenedLetter;
  }
}

/** The path of the letter's page, `/letters/{token}`. */
export const letterPath = (c: SiteContext): string => `/letters/${c.req.param('token') ?? ''}`;

/** Redirects to the letter's page, so that a reload does not repeat the POST. */
export function redirectToLetter(c: SiteContext): Response {
  const query = c.req.query('lang') === undefined ? '' : `?lang=${c.get('words').language}`;
  return c.redirect(`${letterPath(c)}${query}`, 303);
}

/**
 * Answers after an action: a page is redirected to, a JSON client gets the letter's
 * state, read again.
 */
export function respondState(c: SiteContext, store: DeclineStore): Promise<Response> {
  const { id, state } = c.var.openedLetter.decline;
  return respond(c, {
    json: async () => ({ state: (await store.find(id))?.state ?? state }),
    page: () => redirectToLetter(c),
  });
}

/** Answers a link to a draft from a backup, which can do nothing any more. */
export type StartAgain = (c: SiteContext, decline: Decline) => Promise<Response>;

/**
 * Middleware: sets `c.var.openedLetter` by the token in the path, or answers 404. Sets
 * `words` to the letter's page language, see `wordsFor`.
 */
export const openLetterLink = ({
  store,
  startAgain,
}: {
  readonly store: DeclineStore;
  readonly startAgain: StartAgain;
}): MiddlewareHandler<SiteEnv> =>
  createMiddleware<SiteEnv>(async (c, next) => {
    const letter = await openLetter(store, c.req.param('token') ?? '');
    if (letter === undefined) return c.notFound();
    c.set('openedLetter', letter);
    c.set('words', await wordsFor(c, letter.decline.pageLanguage));
    return isRestoredDraft(letter.decline) ? startAgain(c, letter.decline) : next();
  });

/**
 * Middleware: redirects an expired or superseded link to the letter's page, which offers
 * a fresh link.
 */
export const liveLinkOnly = (now: () => Date): MiddlewareHandler<SiteEnv> =>
  createMiddleware<SiteEnv>(async (c, next) => {
    const { isSuperseded, decline } = c.var.openedLetter;
    return isSuperseded || isExpired(decline, now().getTime()) ? redirectToLetter(c) : next();
  });
