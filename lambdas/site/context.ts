import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { routePath } from 'hono/route';
import { type PageLanguage, pageLanguages } from '../core/choices.ts';
import { errorCode, errorOrigin, type Log } from '../core/log.ts';
import type { Deployment } from './deployment.ts';
import type { Words } from './words/en.ts';
import type { LazyWords } from './words/lazy-words.ts';
import { chosenLanguage, commonWords } from './words/words.ts';

/** The decoded body of a POST request. */
export interface PostedBody {
  readonly fields: Readonly<Record<string, unknown>>;
  /** True for an HTML form (`application/x-www-form-urlencoded`), false for JSON. */
  readonly isForm: boolean;
}

/** The variables that middleware sets on the context of a request. */
export interface SiteEnv {
  Variables: {
    /**
     * The texts in the language of the request, see {@link languageOf}. The routes of a
     * letter and of a reminder's link use the letter's page language instead, see
     * {@link wordsFor}.
     */
    words: Words;
    /** The other texts that the routes use, see `SiteSettings.texts`. */
    texts: readonly Pick<LazyWords<unknown>, 'load'>[];
    /** What the pages say of this deployment. */
    deployment: Deployment;
    /** Only set in routes that use the middleware `parseBody`. */
    body: PostedBody;
  };
}
export type SiteContext = Context<SiteEnv>;

/** The language of a request: `?lang=`, else `Accept-Language`, else English. */
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
 * The words for the page of a stored letter or contact. `?lang=` takes precedence over
 * `language`, the page language in which the candidate created the letter.
 */
export const wordsFor = (c: SiteContext, language: PageLanguage): Promise<Words> =>
  wordsOf(c, chosenLanguage(c.req.query('lang')) ?? language);

/**
 * The words of a page of this deployment; by default in the language of the request. The
 * other texts of this language that the routes use are loaded with them.
 */
export async function wordsOf(c: SiteContext, language = languageOf(c)): Promise<Words> {
  const [words] = await Promise.all([
    commonWords.load(language),
    ...c.get('texts').map((texts) => texts.load(language)),
  ]);
  return { ...words, deployment: c.get('deployment') };
}

/**
 * Whether the client wants JSON rather than a page. It does if its `Accept` header
 * prefers JSON, or if it sends JSON and its `Accept` header does not name `text/html`.
 */
export function wantsJson(c: SiteContext): boolean {
  const accept = c.req.header('accept') ?? '*/*';
  const sendsJson = c.req.header('content-type')?.startsWith('application/json') ?? false;
  if (sendsJson && !accept.includes('text/html')) return true;
  return (
    accepts(c, {
      header: 'Accept',
      supports: ['text/html', 'application/json'],
      default: 'text/html',
    }) === 'application/json'
  );
}

/**
 * Logs an unexpected error with the pattern of the route. It never logs the path, because
 * a path can hold the token of a link.
 */
export const logBroken = (c: SiteContext, log: Log, error: unknown): void =>
  log({
    event: 'request-broken',
    route: routePath(c, -1),
    code: errorCode(error),
    at: errorOrigin(error),
  });
