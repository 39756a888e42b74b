import type { Hono } from 'hono';
import type { SiteEnv } from '../site/context.ts';

/**
 * Answers requests by a part of the site if it has a route for them, and by the complete
 * site otherwise, which is loaded with the first such request. The method and the path
 * decide, as Hono's router sees them. So the part never answers 404 or 405 for a route
 * that only the complete site has.
 *
 * @param part the app of the part. Its `fetch` is replaced
 * @param load loads the complete site. After an error it is called again
 */
export function withCompleteSite(
  part: Hono<SiteEnv>,
  load: () => Promise<Hono<SiteEnv>>,
): Hono<SiteEnv> {
  let loading: Promise<Hono<SiteEnv>> | undefined;
  const complete = () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const answerPart = part.fetch;
  part.fetch = async (request, ...others) => {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const [handlers] = part.router.match(method, part.getPath(request));
    const hasRoute = handlers.some(([[, route]]) => route.method !== 'ALL');
    return hasRoute ? answerPart(request, ...others) : (await complete()).fetch(request, ...others);
  };
  return part;
}
