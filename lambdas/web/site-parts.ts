import type { Hono } from 'hono';
import type { SiteContext, SiteEnv } from '../site/context.ts';
import { SiteRouter } from '../site/site-router.ts';

/** Lets the complete site answer the request of a part. */
export type AnswerByCompleteSite = (c: SiteContext) => Promise<Response>;

/** Some routes of the site, which are loaded with the first request for one of them. */
interface SitePart {
  /** The method and the path of each route, as the app of the part has them. */
  readonly routes: readonly (readonly [method: 'GET' | 'POST', path: string])[];
  /** Loads the app. What it rarely answers it may leave to the complete site. */
  readonly load: (byCompleteSite: AnswerByCompleteSite) => Promise<Hono<SiteEnv>>;
}

type Load = () => Promise<Hono<SiteEnv>>;

export interface SiteParts {
  readonly parts: readonly SitePart[];
  /** Loads the complete site. */
  readonly complete: Load;
}

/** Loads an app once. After an error the next call loads it again. */
function loadOnce(load: Load): Load {
  let loading: Promise<Hono<SiteEnv>> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/**
 * Answers requests by the part of the site that has a route for them, and by the complete
 * site otherwise. The method and the path decide, as Hono's router sees them. So a part
 * never answers 404 or 405 for a route that only the complete site has. Once the complete
 * site is loaded, no other part is.
 *
 * @param first the app of the part that is there at once. Its `fetch` is replaced
 * @param others the parts that are loaded when they are asked for
 */
export function withParts(first: Hono<SiteEnv>, { parts, complete }: SiteParts): Hono<SiteEnv> {
  let isComplete = false;
  const loadComplete = loadOnce(async () => {
    const site = await complete();
    isComplete = true;
    return site;
  });
  const byCompleteSite: AnswerByCompleteSite = async (c) =>
    (await loadComplete()).fetch(c.req.raw, c.env);
  const router = new SiteRouter<{ readonly load: Load; isLoaded: boolean }>();
  for (const { routes, load } of parts) {
    const part = {
      isLoaded: false,
      load: loadOnce(async () => {
        const app = await load(byCompleteSite);
        part.isLoaded = true;
        return app;
      }),
    };
    for (const [method, path] of routes) router.add(method, path, part);
  }
  const answerFirst = first.fetch;
  first.fetch = async (request, ...others) => {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const path = first.getPath(request);
    const [handlers] = first.router.match(method, path);
    if (handlers.some(([[, route]]) => route.method !== 'ALL')) {
      return answerFirst(request, ...others);
    }
    const [[found] = []] = router.match(method, path)[0];
    const load = found !== undefined && (found.isLoaded || !isComplete) ? found.load : loadComplete;
    return (await load()).fetch(request, ...others);
  };
  return first;
}
