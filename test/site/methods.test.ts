import { expect, test } from 'vitest';
import { createSite } from '../../lambdas/site/site.ts';
import { withParts } from '../../lambdas/web/site-parts.ts';

const origin = 'https://door.example';

function site() {
  const app = createSite({ origin, log: () => {} });
  app.get('/here', (c) => c.text('here'));
  app.get('/things/:name{[a-z]+}', (c) => c.text(c.req.param('name')));
  app.post('/things/:name', (c) => c.text('posted'));
  return app;
}

/** Names that an object has without our doing, and names near those of real methods. */
const odd = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['ALL', 'all', 'prototype', 'name', 'length', 'GETS', 'TRACE1', 'PROPFIND'],
  ...['QUERY', 'M-SEARCH', '*', '0', '-', '%', '__proto__.__proto__', 'x'.repeat(1000)],
];

test.each(odd)(
  'when a request has the method %s, then it is one that no path has',
  async (method) => {
    const whole = site();
    const parts = withParts(site(), { parts: [], complete: async () => site() });
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const app of [whole, parts]) {
      for (const [path, allow] of [
        ['/here', 'GET, HEAD, OPTIONS'],
        ['/things/one', 'GET, HEAD, OPTIONS, POST'],
      ] as const) {
        const answer = await app.fetch(new Request(`${origin}${path}`, { method }));
        expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
        expect(answer.headers.get('cache-control')).toBe('no-store');
      }
      expect((await app.fetch(new Request(`${origin}/nowhere`, { method }))).status).toBe(404);
      // The requests after it are answered as before.
      const next = await app.fetch(new Request(`${origin}/things/one`));
      expect([next.status, await next.text()]).toEqual([200, 'one']);
      expect((await app.fetch(new Request(`${origin}/here`))).status).toBe(200);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  },
);

test.each(Object.getOwnPropertyNames(Object.prototype))(
  'when a path is or has the part %s, then it is a path as any other',
  async (name) => {
    const app = site();
    expect((await app.fetch(new Request(`${origin}/${name}`))).status).toBe(404);
    expect((await app.fetch(new Request(`${origin}/things/${name}/x`))).status).toBe(404);
    expect((await app.fetch(new Request(`${origin}/here`))).status).toBe(200);
  },
);
