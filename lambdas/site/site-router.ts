import { TrieRouter } from 'hono/router/trie-router';

/**
 * Hono's router of a tree. Its router of patterns, which it uses by default, would be 5
 * KB more for each cold start. A request may name any method. Hono's routers look it up
 * in an object, where `constructor` and `__proto__` are found, and `__proto__` breaks the
 * requests after it. So a method that no route has matches only what all methods match.
 */
export class SiteRouter<Route> extends TrieRouter<Route> {
  readonly #methods = new Set<string>();

  override add(method: string, path: string, route: Route): void {
    this.#methods.add(method);
    super.add(method, path, route);
  }

  override match(method: string, path: string): ReturnType<TrieRouter<Route>['match']> {
    return super.match(this.#methods.has(method) ? method : 'ALL', path);
  }
}
