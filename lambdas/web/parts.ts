import type { SharedByParts, Variables } from './parts/table.ts';
import type { SiteParts } from './site-parts.ts';

/**
 * What a candidate may come for first, besides the form: each with a main of its own, and
 * with no more code than it needs. The routes are those of the complete site, which
 * answers everything else.
 */
export function sitePartsOf(variables: Variables): SiteParts {
  const shared: SharedByParts = {};
  return {
    parts: [
      {
        routes: [['POST', '/declines']],
        load: async () => (await import('./parts/ask.ts')).askSite(variables, shared),
      },
      {
        routes: [['GET', '/letters/:token']],
        load: async (byCompleteSite) =>
          (await import('./parts/letter.ts')).letterSite(variables, shared, byCompleteSite),
      },
      {
        routes: [
          ['GET', '/contacts'],
          ['GET', '/contacts/link'],
          ['GET', '/contacts/:token'],
        ],
        load: async () => (await import('./parts/contacts.ts')).contactsSite(variables, shared),
      },
      {
        routes: [
          ['GET', '/privacy'],
          ['GET', '/accessibility'],
        ],
        load: async () => (await import('./parts/about.ts')).aboutSite(variables),
      },
    ],
    complete: async () => (await import('./main.ts')).web(variables, { shared }),
  };
}
