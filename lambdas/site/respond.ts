import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { waitText } from '../core/time/wait-text.ts';
import { type SiteContext, wantsJson, wordsOf } from './context.ts';
import type { Page } from './pages/layout.tsx';
import type { Words } from './words/en.ts';
import { failureWords } from './words/failures.ts';
import type { FailureWords } from './words/failures-en.ts';

interface Answer {
  /**
   * Default: 200. A `Response` that `page` returns, e.g. a redirect, has its own status.
   */
  readonly status?: ContentfulStatusCode;
  /**
   * The body for a client that wants JSON. A function, if it costs something, is only
   * called for such a client.
   */
  readonly json: object | (() => object | Promise<object>);
  /** Renders the page, or redirects to one. Only called if the client wants a page. */
  readonly page: () => Page | Response | Promise<Page | Response>;
}

/** Answers with JSON or with a page. This is the only place that decides which. */
export async function respond(
  c: SiteContext,
  { status = 200, json, page }: Answer,
): Promise<Response> {
  if (wantsJson(c)) return c.json(typeof json === 'function' ? await json() : json, status);
  const answer = await page();
  return answer instanceof Response ? answer : c.html(answer, status);
}

/**
 * The JSON body of each answer that refuses a request. `field` is empty if the error is
 * not about one field.
 */
export const errorBody = (
  ...errors: readonly { readonly field: string; readonly message: string }[]
): object => ({ errors });

export type FailureName = Exclude<keyof FailureWords['titles'], 'busy'>;

/**
 * Which limit refuses a request: that of a mailbox, of a network, or of everyone; or
 * `paused` or `stopped`, if links do not leave, however few there are.
 */
export type LimitName = keyof FailureWords['failures']['busy'];

/**
 * The words of the request, after the words of failures are loaded, which few pages need.
 */
export async function withFailureWords(c: SiteContext): Promise<Words> {
  const words = await wordsOf(c);
  await failureWords.load(words.language);
  return words;
}

/** Renders a page that only says what is wrong. Few answers need it. */
async function failurePage(words: Words, title: string, message: string): Promise<Page> {
  const { failurePage: render } = await import('./pages/trouble-page.tsx');
  return render(words, title, message);
}

/** When to try again after a failure of SES, in ms. */
const UNAVAILABLE_MS = 60_000;

/** Says when to try again: in whole seconds, at least one. */
export const setRetryAfter = (c: SiteContext, waitMs: number): void =>
  c.header('Retry-After', String(Math.max(Math.ceil(waitMs / 1000), 1)));

/**
 * Answers with the message of a failure, in the language of the request. The message has
 * no internal details.
 *
 * @param page renders the page with the message; default: `failurePage`
 */
export async function respondFailure(
  c: SiteContext,
  status: 400 | 403 | 405 | 406 | 409 | 413 | 415 | 500 | 503,
  name: FailureName,
  page?: (message: string) => Page | Response | Promise<Page | Response>,
): Promise<Response> {
  const words = await withFailureWords(c);
  const { failures, titles } = failureWords(words);
  const message = failures[name];
  if (status === 503) setRetryAfter(c, UNAVAILABLE_MS);
  return respond(c, {
    status,
    json: errorBody({ field: '', message }),
    page: () => (page === undefined ? failurePage(words, titles[name], message) : page(message)),
  });
}

/**
 * Answers that a limit is used up, and when to try again: in the message, and in the
 * header `Retry-After` in seconds. The status is 429, or 503 if the limit is common to
 * everyone or links are paused.
 *
 * @param busy `retryAt` in epoch ms
 * @param page renders the page with the message; default: `failurePage`
 */
export async function respondBusy(
  c: SiteContext,
  { limit, retryAt }: { readonly limit: LimitName; readonly retryAt: number },
  now: Date,
  page?: (message: string) => Page | Promise<Page>,
): Promise<Response> {
  const words = await withFailureWords(c);
  const waitMs = retryAt - now.getTime();
  const { failures, titles } = failureWords(words);
  const message = failures.busy[limit](waitText(waitMs, words.language));
  setRetryAfter(c, waitMs);
  return respond(c, {
    status: limit === 'mailbox' || limit === 'network' ? 429 : 503,
    json: errorBody({ field: '', message }),
    page: () =>
      page === undefined ? failurePage(words, titles.busy[limit], message) : page(message),
  });
}
