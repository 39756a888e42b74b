import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { SiteEnv } from '../../lambdas/site/context.ts';
import { withParts } from '../../lambdas/web/site-parts.ts';

/**
 * A part that is there at once, one that is loaded, and a complete site. Each answers
 * with its name.
 */
function sites({ failures = 0 } = {}) {
  const loads = { later: 0, complete: 0 };
  const named = (name: string): Hono<SiteEnv> => {
    const app = new Hono<SiteEnv>();
    app.use(async (c, next) => {
      c.header('x-part', name);
      await next();
    });
    return app;
  };
  const first = named('part');
  first.get('/', (c) => c.text('part'));
  first.post('/preview', (c) => c.text('part'));
  first.get('/assets/:name{.+\\.css}', (c) => c.text('part'));
  const complete = named('complete');
  complete.all('*', (c) => c.text('complete'));
  const site = withParts(first, {
    parts: [
      {
        routes: [
          ['GET', '/things/:token'],
          ['POST', '/asks'],
        ],
        load: async (byCompleteSite) => {
          loads.later += 1;
          if (loads.later <= failures) throw new Error('The chunk is broken.');
          const later = named('later');
          later.get('/things/rare', byCompleteSite);
          later.get('/things/:token', (c) => c.text('later'));
          later.post('/asks', (c) => c.text('later'));
          return later;
        },
      },
    ],
    complete: async () => {
      loads.complete += 1;
      if (loads.complete <= failures) throw new Error('The chunk is broken.');
      return complete;
    },
  });
  const ask = async (method: string, path: string) => {
    const response = await site.fetch(new Request(`https://door.example${path}`, { method }));
    return method === 'HEAD' ? response.headers.get('x-part') : response.text();
  };
  return { ask, loads: () => loads.complete, laterLoads: () => loads.later };
}

describe('the complete site behind its parts', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/?lang=es'],
    ['POST', '/preview'],
    ['GET', '/assets/open-door.css'],
  ])(
    'when %s %s is a route of the part, then the complete site is not loaded',
    async (method, path) => {
      const { ask, loads } = sites();
      expect([await ask(method, path), loads()]).toEqual(['part', 0]);
    },
  );

  test('when a route of the part is asked by HEAD, then the part answers', async () => {
    const { ask, loads } = sites();
    expect([await ask('HEAD', '/'), loads()]).toEqual(['part', 0]);
  });

  test.each([
    ['POST', '/'],
    ['OPTIONS', '/'],
    ['DELETE', '/preview'],
    ['GET', '/preview'],
    ['GET', '/nowhere'],
    ['GET', '//x'],
    ['GET', '/assets/other.js'],
    ['HEAD', '/preview'],
  ])('when %s %s is no route of the part, then the complete site answers', async (method, path) => {
    const { ask, loads } = sites();
    expect([await ask(method, path), loads()]).toEqual(['complete', 1]);
  });

  test('when many requests come at the same time, then it is loaded once', async () => {
    const { ask, loads } = sites();
    await Promise.all(Array.from({ length: 5 }, () => ask('GET', '/nowhere')));
    expect(loads()).toBe(1);
  });

  test('when loading failed, then the next request loads it again', async () => {
    const { ask, loads } = sites({ failures: 1 });
    await expect(ask('GET', '/nowhere')).rejects.toThrow('The chunk is broken.');
    expect([await ask('GET', '/'), await ask('GET', '/nowhere'), loads()]).toEqual([
      'part',
      'complete',
      2,
    ]);
  });

  test.each([
    ['GET', '/things/one'],
    ['HEAD', '/things/one'],
    ['GET', '/things/one?lang=es'],
    ['GET', '/things/%20'],
    ['POST', '/asks'],
  ])('when %s %s is a route of another part, then only that part is loaded', async (...request) => {
    const { ask, loads, laterLoads } = sites();
    const answers = [await ask(...request), await ask(...request)];
    expect([answers, loads(), laterLoads()]).toEqual([['later', 'later'], 0, 1]);
  });

  test.each([
    ['POST', '/things/one'],
    ['OPTIONS', '/things/one'],
    ['__proto__', '/things/one'],
    ['GET', '/things/one/'],
    ['GET', '/things/one/more'],
    ['GET', '/things'],
    ['GET', '/things/'],
    ['GET', '/asks'],
    ['HEAD', '/asks'],
    ['GET', '//things/one'],
  ])('when %s %s is near a route of a part, then the complete site answers', async (...request) => {
    const { ask, loads, laterLoads } = sites();
    expect([await ask(...request), loads(), laterLoads()]).toEqual(['complete', 1, 0]);
  });

  test('when a part leaves a request to the complete site, then that answers it', async () => {
    const { ask, loads, laterLoads } = sites();
    expect([await ask('GET', '/things/rare'), loads(), laterLoads()]).toEqual(['complete', 1, 1]);
  });

  test('when the complete site is loaded, then no part is loaded any more', async () => {
    const { ask, laterLoads } = sites();
    await ask('GET', '/nowhere');
    expect([await ask('GET', '/things/one'), laterLoads()]).toEqual(['complete', 0]);
  });

  test('when a part is loaded before the complete site, then it goes on answering', async () => {
    const { ask } = sites();
    const answers = [];
    for (const path of ['/things/one', '/nowhere', '/things/one']) {
      answers.push(await ask('GET', path));
    }
    expect(answers).toEqual(['later', 'complete', 'later']);
  });

  test('when loading a part failed, then the next request loads it again', async () => {
    const { ask, laterLoads } = sites({ failures: 1 });
    await expect(ask('GET', '/things/one')).rejects.toThrow('The chunk is broken.');
    expect([await ask('GET', '/things/one'), laterLoads()]).toEqual(['later', 2]);
  });
});
