import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { routePath } from 'hono/route';
import { type PageLanguage, pageLanguages } from '../core/choices.ts';
import { errorCode, errorOrigin, type Log } from '../core/log.ts';
import type { Words } from './words/en.ts';
import { chosenLanguage, wordsIn } from './words/words.ts';

/** What was posted, decoded. */
export interface PostedBody {
  readonly fields: Readonly<Record<string, unknown>>;
  /** A form of a page, rather than JSON. */
  readonly isForm: boolean;
}

/** What middleware adds to the context of a request. */
export interface SiteEnv {
  Variables: {
    /** From `?lang=`, else `Accept-Language`, else English. */
    words: Words;
    /** Only behind the middleware `parseBody`. */
    body: PostedBody;
  };
}
export type SiteContext = Context<SiteEnv>;

export function languageOf(c: Context): PageLanguage {
  const chosen = chosenLanguage(c.req.query('lang'));
  if (chosen !== undefined) return chosen;
  const accepted = accepts(c, {
    header: 'Accept-Language',
    supports: [...pageLanguages],
    default: 'en',
    match: (wanted, { supports }) =>
      [...wanted]
        .sort((one, other) => other.q - one.q)
        .map(({ type }) => type.slice(0, 2).toLowerCase())
        .find((language) => supports.includes(language)) ?? 'en',
  });
  return chosenLanguage(accepted) ?? 'en';
}

/**
 * A letter's pages speak the language its candidate chose at the start, unless the
 * address says otherwise.
 */
export const wordsFor = (c: SiteContext, language: PageLanguage): Words =>
  wordsIn(chosenLanguage(c.req.query('lang')) ?? language);

/**
 * Whether the caller wants JSON rather than a page: it says so, or it speaks JSON itself
 * and asks for no page.
 */
export function wantsJson(c: SiteContext): boolean {
  const accept = c.req.header('accept') ?? '*/*';
  const speaksJson = c.req.header('content-type')?.startsWith('application/json') ?? false;
  if (speaksJson && !accept.includes('text/html')) return true;
  return (
    accepts(c, {
      header: 'Accept',
      supports: ['text/html', 'application/json'],
      default: 'text/html',
    }) === 'application/json'
  );
}

/** Logs what nobody planned for, by its route and never its path: paths carry tokens. */
export const logBroken = (c: SiteContext, log: Log, error: unknown): void =>
  log({
    event: 'request-broken',
    route: routePath(c, -1),
    code: errorCode(error),
    at: errorOrigin(error),
  });
