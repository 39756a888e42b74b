import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainAssetNames } from '../../lambdas/core/assets.ts';
import { tokenOf } from '../../lambdas/core/magic-link.ts';
import { pictures } from '../../lambdas/core/pictures.ts';
import { textOf } from '../journey/http-driver.ts';
import { expectSecurityHeaders } from '../support/contact-pages.ts';
import { newDraft, origin } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { allItems } from '../support/table.ts';

let product: RunningProduct;
let letterPath: string;
beforeAll(async () => {
  product = await startProduct('dynalite');
  ({ path: letterPath } = await draftThroughForm(product));
});
afterAll(() => product.close());

const ask = (method: string, path: string, headers: Readonly<Record<string, string>> = {}) =>
  product.fetch(new Request(new URL(path, origin), { method, headers, redirect: 'manual' }));

const readOnly = 'GET, HEAD, OPTIONS';
const both = 'GET, HEAD, OPTIONS, POST';
/** Opens nothing. */
const unknownToken = tokenOf(newDraft().link);
const withToken = (path: string): string => path.replace('{token}', unknownToken);
const actions = ['done', 'snooze', 'date', 'stop', 'note', 'delete', 'time-zone', 'erase'];

/** Every path of the site, and the methods in its `Allow`. */
const paths: readonly (readonly [path: string, allow: string])[] = [
  ['/', readOnly],
  ['/healthz', readOnly],
  ['/privacy', readOnly],
  ['/accessibility', readOnly],
  ...Object.keys(pictures).map((name) => [`/${name}`, readOnly] as const),
  ['/openapi.json', readOnly],
  ...Object.values(plainAssetNames).map((name) => [`/assets/${name}`, readOnly] as const),
  ['/declines', both],
  ['/preview', both],
  ['/read', both],
  ['/contacts', readOnly],
  ['/contacts/link', both],
  ['/letters/{token}', readOnly],
  ...['letter.eml', 'reminder.ics'].map((name) => [`/letters/{token}/${name}`, readOnly] as const),
  ...['edit', 'another', 'again', 'send', 'cancel', 'self-sent', 'copy', 'fresh-link'].map(
    (name) => [`/letters/{token}/${name}`, both] as const,
  ),
  ['/not-you/{token}', both],
  ['/no-letters/{token}', both],
  ['/contacts/{token}', readOnly],
  ...actions.map((name) => [`/contacts/{token}/${name}`, both] as const),
  ['/contacts/{token}/unsubscribe', both],
  ['/contacts/{token}/export', readOnly],
  ['/contacts/{token}/hello.eml', readOnly],
  ['/contacts/{token}/export.json', readOnly],
  ['/contacts/{token}/export.ics', readOnly],
];

const methodsOf = (answer: Response) => answer.headers.get('allow');

describe('a method that a path does not have', () => {
  test('when the app has a route, then the list of this test has its path', () => {
    const patterns = product.web.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    const covered = new Set(
      paths
        .map(([path]) => withToken(path))
        .flatMap((path) =>
          product.web.router
            .match('GET', path)[0]
            .concat(product.web.router.match('POST', path)[0])
            .map(([[, route]]) => `${route.method} ${route.path}`),
        ),
    );
    expect(patterns.filter((pattern) => !covered.has(pattern))).toEqual([]);
  });

  test.each(paths)(
    'when %s is asked, then it answers 405 and allows %s',
    async (pattern, allow) => {
      const path = withToken(pattern);
      const before = await allItems(product.dynamoDb);
      const wrong = [
        'PUT',
        'PATCH',
        'DELETE',
        'PROPFIND',
        'LINK',
        ...(allow === both ? [] : ['POST']),
      ];
      for (const method of wrong) {
        const page = await ask(method, `${path}?lang=es`);
        expect([method, page.status, methodsOf(page)]).toEqual([method, 405, allow]);
        expectSecurityHeaders(page);
        expect(page.headers.get('cache-control')).toBe('no-store');
        expect(textOf(await page.text())).toContain('no admite peticiones de este tipo');
        const asJson = await ask(method, path, { accept: 'application/json' });
        expect([asJson.status, methodsOf(asJson), await asJson.json()]).toEqual([
          405,
          allow,
          {
            errors: [
              {
                field: '',
                message: "This address doesn't take requests of this kind. Please use the form.",
              },
            ],
          },
        ]);
      }
      const options = await ask('OPTIONS', path);
      expect([options.status, await options.text(), methodsOf(options)]).toEqual([204, '', allow]);
      expect(options.headers.has('content-type')).toBe(false);
      expectSecurityHeaders(options);
      const [head, get] = [await ask('HEAD', path), await ask('GET', path)];
      expect([head.status, await head.text()]).toEqual([get.status, '']);
      expect([head.headers.has('allow'), get.headers.has('allow')]).toEqual([false, false]);
      expect(await allItems(product.dynamoDb)).toEqual(before);
    },
  );

  test('when a token opens a letter, then the answer is that of one that does not', async () => {
    const answerTo = async (method: string, path: string) => {
      const answer = await ask(method, path);
      return JSON.stringify([answer.status, [...answer.headers], await answer.text()]);
    };
    for (const below of ['', '/edit', '/send', '/letter.eml', '/cancel', '/nowhere']) {
      for (const method of ['PUT', 'DELETE', 'OPTIONS']) {
        const answers = await Promise.all(
          [letterPath, withToken('/letters/{token}'), '/letters/x', `${letterPath}x`].map((path) =>
            answerTo(method, `${path}${below}`),
          ),
        );
        expect(new Set(answers).size).toBe(1);
      }
    }
  });

  test.each([
    '/nowhere',
    '/declines/',
    '/declines/x',
    '/contacts/link/x',
    '/letters',
    '/assets/other.js',
    '/letters/{token}/nowhere',
    '/contacts/{token}/exports',
  ])('when %s is no path of the site, then every method gets 404', async (pattern) => {
    const path = withToken(pattern);
    for (const method of ['GET', 'POST', 'PUT', 'OPTIONS']) {
      const answer = await ask(method, path);
      expect([method, answer.status, answer.headers.has('allow')]).toEqual([method, 404, false]);
    }
  });

  test('when a method is allowed and finds nothing, then it answers 404, not 405', async () => {
    expect((await ask('POST', withToken('/letters/{token}/cancel'))).status).toBe(404);
    expect((await ask('POST', withToken('/letters/{token}/send'))).status).toBe(404);
    expect((await ask('GET', withToken('/letters/{token}'))).status).toBe(404);
  });

  test('when it comes from another site, then it is refused as any other POST', async () => {
    const answer = await ask('POST', '/', { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
  });
});

/** Threat 12. The names are those that sites commonly redirect by. */
test('when a request names another site, then no answer leads there', async () => {
  const elsewhere = 'https://evil.example/';
  const names = ['next', 'url', 'redirect', 'redirect_uri', 'return', 'returnTo', 'continue'];
  const parameters = [...names, 'to', 'goto', 'target', 'dest', 'r', 'u', 'from', 'flash', 'lang'];
  let redirects = 0;
  for (const [pattern, allow] of paths) {
    for (const token of [unknownToken, letterPath.split('/')[2] ?? '']) {
      const path = pattern.replace('{token}', token);
      for (const target of [elsewhere, '//evil.example', '/\\evil.example']) {
        const query = new URLSearchParams(
          Object.fromEntries(parameters.map((name) => [name, target])),
        ).toString();
        const body = { method: 'POST', body: query };
        const requests = [
          new Request(new URL(`${path}?${query}`, origin)),
          new Request(`${origin}//evil.example${path}?${query}`),
          ...(allow === both
            ? [
                new Request(new URL(`${path}?${query}`, origin), {
                  ...body,
                  headers: { 'content-type': 'application/x-www-form-urlencoded' },
                }),
              ]
            : []),
        ];
        for (const request of requests) {
          const location = (await product.fetch(request)).headers.get('location');
          if (location === null) continue;
          redirects += 1;
          expect([request.url, new URL(location, origin).origin]).toEqual([request.url, origin]);
          expect(location).not.toContain('evil');
        }
      }
    }
  }
  expect(redirects).toBeGreaterThan(0);
});
