import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { languageOf, type SiteContext, wantsJson } from './context.ts';
import type { Page } from './pages/layout.tsx';
import { failurePage } from './pages/message-page.tsx';
import type { Words } from './words/en.ts';
import { wordsIn } from './words/words.ts';

interface Answer {
  /** 200 if it is left out. A redirect has a status of its own. */
  readonly status?: ContentfulStatusCode;
  /** For scripts. */
  readonly json: object;
  /** For people: a page, or a redirect to one. Made only if it is wanted. */
  readonly page: () => Page | Response | Promise<Page | Response>;
}

/** Answers as JSON or as a page: this is the one place that decides which. */
export async function respond(
  c: SiteContext,
  { status = 200, json, page }: Answer,
): Promise<Response> {
  if (wantsJson(c)) return c.json(json, status);
  const answer = await page();
  return answer instanceof Response ? answer : c.html(answer, status);
}

export type FailureName = Exclude<keyof Words['failures'], 'title' | 'home'>;

/**
 * Answers that something went wrong, in the reader's language; without internal details.
 *
 * @param page shows the message; a page of its own if it is left out
 */
export function respondFailure(
  c: SiteContext,
  status: 400 | 403 | 413 | 415 | 500 | 503,
  name: FailureName,
  page?: (message: string) => Page,
): Promise<Response> {
  const words = wordsIn(languageOf(c));
  const message = words.failures[name];
  return respond(c, {
    status,
    json: { errors: [{ field: '', message }] },
    page: () => (page === undefined ? failurePage(words, message) : page(message)),
  });
}
