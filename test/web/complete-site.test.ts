import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { SiteEnv } from '../../lambdas/site/context.ts';
import { withCompleteSite } from '../../lambdas/web/complete-site.ts';

/** A part and a complete site, which answers with its name. */
function sites({ failures = 0 } = {}) {
  let loads = 0;
  const part = new Hono<SiteEnv>();
  part.use(async (c, next) => {
    c.header('x-middleware', 'yes');
    await next();
  });
  part.get('/', (c) => c.text('part'));
  part.post('/preview', (c) => c.text('part'));
  part.get('/assets/:name{.+\\.css}', (c) => c.text('part'));
  const complete = new Hono<SiteEnv>();
  complete.all('*', (c) => c.text('complete'));
  const site = withCompleteSite(part, async () => {
    loads += 1;
    if (loads <= failures) throw new Error('The chunk is broken.');
    return complete;
  });
  const ask = async (method: string, path: string) => {
    const response = await site.fetch(new Request(`https://door.example${path}`, { method }));
    return method === 'HEAD' ? response.headers.has('x-middleware') : response.text();
  };
  return { ask, loads: () => loads };
}

describe('the complete site behind a part of it', () => {
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
    expect([await ask('HEAD', '/'), loads()]).toEqual([true, 0]);
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
    const answer = await ask(method, path);
    expect([answer, loads()]).toEqual([method === 'HEAD' ? false : 'complete', 1]);
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
});
