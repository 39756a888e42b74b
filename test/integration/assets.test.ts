import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { assetKinds, plainAssetNames } from '../../lambdas/core/assets.ts';
import { assetContent, assetNames } from '../../lambdas/files/asset-files.ts';
import { encodedContents } from '../../lib/assets.ts';
import { formOf } from '../journey/http-driver.ts';
import { lambdaContext } from '../journey/lambda-fetch.ts';
import { origin, uniqueForm } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite');
});
afterAll(() => product.close());

/** What current browsers send over https. */
const browser = { 'accept-encoding': 'gzip, deflate, br, zstd' };

const open = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  product.fetch(new Request(new URL(path, origin), { headers, method }));
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
/** The URLs of the style and the script that a page refers to. */
const assetsIn = (html: string): string[] =>
  [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url = '']) => url);

const FOREVER = 'public, max-age=31536000, immutable';
const SHORTLY = 'public, max-age=60';

const decoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: (body) => body,
};

describe('the style and the script', () => {
  const names = assetNames();

  test.each([
    ['the form', '/', ['js']],
    ['the form in Spanish', '/?lang=es', ['js']],
    ['the contacts', '/contacts', ['door', 'contacts', 'js', 'pages']],
    ['a page that does not exist', '/nowhere', ['door', 'js', 'pages']],
    ['a letter of nobody', '/letters/x', ['door', 'js', 'pages']],
  ] as const)('when a page is %s, then it refers to the present names', async (_, path, more) => {
    expect(assetsIn(await (await open(path)).text())).toEqual([
      `/assets/${names.css}`,
      ...more.map((kind) => `/assets/${names[kind]}`),
    ]);
  });

  test('when the function send answers with a page, then it has the same names', async () => {
    const { path } = await draftThroughForm(product);
    const html = await (await product.fetch(post(`${path}/send`, {}))).text();
    const { css, door, js, pages } = names;
    expect(assetsIn(html)).toEqual([css, door, js, pages].map((name) => `/assets/${name}`));
  });

  const older = '0123456789';
  test.each([
    ['the present name', names.css, FOREVER],
    ['the present name', names.js, FOREVER],
    ['the present name', names.reader, FOREVER],
    ['the present name', names.contacts, FOREVER],
    ['the name of another version', `open-door.${older}.css`, SHORTLY],
    ['the name of another version', `open-door.${older}.js`, SHORTLY],
    ['the name of another version', `open-door-reader.${older}.js`, SHORTLY],
    ['the name without a hash', 'open-door.css', SHORTLY],
    ['the name without a hash', 'open-door.js', SHORTLY],
    ['the name without a hash', 'open-door-reader.js', SHORTLY],
    ['the hash of the other kind', names.css.replace('.css', '.js'), SHORTLY],
  ])('when one is asked for by %s %s, then it is there: %s', async (_what, name, control) => {
    const plain = name.replace(/\.[0-9a-f]{10}/, '');
    const kind = assetKinds.find((one) => plainAssetNames[one] === plain) ?? 'css';
    for (const [accepted, encoding] of [
      ['br, gzip', 'br'],
      ['gzip', 'gzip'],
      ['', 'identity'],
    ] as const) {
      const headers = { 'accept-encoding': accepted };
      const answer = await open(`/assets/${name}`, headers);
      const head = await open(`/assets/${name}`, headers, 'HEAD');
      const body = await bytesOf(answer);
      for (const { status, headers: got } of [answer, head]) {
        expect([status, got.get('cache-control'), got.get('vary')]).toEqual([
          200,
          control,
          'Accept-Encoding',
        ]);
        expect(got.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
        expect(got.get('content-length')).toBe(String(body.length));
        expect(got.get('content-type')).toBe(
          plain.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
        );
        expect(got.get('x-content-type-options')).toBe('nosniff');
        expect(got.get('content-security-policy')).toContain("default-src 'none'");
      }
      expect((await bytesOf(head)).length).toBe(0);
      const decoded = decoders[encoding]?.(body);
      expect(decoded?.equals(assetContent(kind, 'identity'))).toBe(true);
    }
  });

  test.each([
    'other.css',
    'open-door.txt',
    'open-door-reader.css',
    'open-door-reader.js.map',
    'open-door.css.br',
    'open-door.css.gz',
    'names.json',
    'open-door.012345678.css',
    'open-door.01234567890.css',
    'open-door.ABCDEF0123.css',
    'open-door.g123456789.css',
    'open-door..css',
    'open-door.0123456789.css.map',
    'x-open-door.css',
    `open-door.${'0'.repeat(5000)}.css`,
    '..%2fopen-door.css',
    '%2e%2e/package.json',
    '',
  ])('when %s is asked for, then it is not there and nobody keeps the answer', async (name) => {
    const { status, headers } = await open(`/assets/${name}`, browser);
    expect([status, headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(headers.get('content-encoding')).toBeNull();
  });

  test('when the client refuses each coding, then 406 says so in its language', async () => {
    for (const path of [`/assets/${names.css}`, '/'])
      for (const [lang, text] of [
        ['en', 'accepts none of the forms'],
        ['es', 'no acepta ninguna de las formas'],
      ] as const) {
        const answer = await open(`${path}?lang=${lang}`, { 'accept-encoding': 'identity;q=0' });
        expect([answer.status, answer.headers.get('cache-control')]).toEqual([406, 'no-store']);
        expect(await answer.text()).toContain(text);
      }
  });
});

describe('the form', () => {
  test.each(['en', 'es'])('when it is opened in %s, then all of it takes 10 KB', async (lang) => {
    const page = await open(`/?lang=${lang}`, browser);
    expect(page.headers.get('content-encoding')).toBe('br');
    const content = brotliDecompressSync(await bytesOf(page));
    // On Lambda it is compressed with the bundle, as small as it gets.
    const form = new Map(encodedContents(content)).get('br') ?? content;
    const urls = assetsIn(content.toString());
    const sizes = await Promise.all(
      urls.map(async (url) => (await bytesOf(await open(url, browser))).length),
    );
    const total = [form.length, ...sizes].reduce((sum, size) => sum + size, 0);
    expect([urls.length, total]).toEqual([2, expect.any(Number)]);
    expect(total).toBeLessThanOrEqual(10_000);
  });

  test('when it is opened in each coding and language, then it is the same page', async () => {
    for (const lang of ['en', 'es']) {
      const plain = await (await open('/', { 'accept-language': lang })).text();
      expect(plain).toContain(`<html lang="${lang}">`);
      for (const [accepted, encoding] of [
        ['br', 'br'],
        ['gzip', 'gzip'],
        ['*;q=0, identity', 'identity'],
      ] as const) {
        // The second answer comes from the memory of the process.
        for (let times = 0; times < 2; times += 1) {
          const answer = await open('/', { 'accept-language': lang, 'accept-encoding': accepted });
          const body = await bytesOf(answer);
          expect(answer.headers.get('content-length')).toBe(String(body.length));
          expect(decoders[encoding]?.(body).toString()).toBe(plain);
        }
      }
      expect(await (await open(`/?lang=${lang}`, { 'accept-language': 'xx' })).text()).toBe(plain);
    }
  });

  test('when it is opened, then the browser may keep it, by its language and coding', async () => {
    for (const path of ['/', '/?lang=es', '/?lang=xx&utm_source=x'])
      for (const method of ['GET', 'HEAD']) {
        const { headers } = await open(path, browser, method);
        expect(headers.get('cache-control')).toBe('private, max-age=600');
        expect(headers.get('vary')).toBe('Accept-Language, Accept-Encoding');
        expect(headers.get('content-type')).toBe('text/html; charset=UTF-8');
        expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      }
  });

  test('when a URL or a header has a text, then the form that others get has not', async () => {
    const secret = 'zz9canary';
    const plain = await (await open('/')).text();
    const headers = { 'accept-language': `en, ${secret}`, referer: `https://x.example/${secret}` };
    for (const path of [`/?lang=${secret}`, `/?candidateEmail=${secret}@x.example`, '/'])
      expect(await (await open(path, headers)).text()).toBe(plain);
  });

  test('when a page has typed text or a token, then nobody keeps or compresses it', async () => {
    const { path } = await draftThroughForm(product);
    const form = uniqueForm();
    const answers = [
      await open(path, browser),
      await open(`${path}/edit`, browser),
      await open(`${path}/letter.eml`, browser),
      await open('/contacts', browser),
      await product.fetch(post('/preview', form, browser)),
      await product.fetch(post('/declines', { ...form, stage: '' }, browser)),
      await product.fetch(post('/declines', form, browser)),
      await product.fetch(post(`${path}/send`, {}, browser)),
    ];
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-encoding')).toBeNull();
    }
  });

  test('when a form from a cache is posted after a deployment, then the link comes', async () => {
    const html = await (await open('/?lang=en')).text();
    await product.clearMails();
    // A form of any version has these fields, and perhaps one that is gone.
    const kept = { ...formOf(html, '/declines').values, ...uniqueForm(), page: 'form' };
    expect((await product.fetch(post('/declines?lang=en', kept))).status).toBe(200);
    expect(await product.mails()).toHaveLength(1);
  });
});

describe('the answers of Lambda', () => {
  const resultSchema = z.object({
    statusCode: z.number(),
    body: z.string(),
    isBase64Encoded: z.boolean(),
    headers: z.record(z.string(), z.string()),
  });
  let handler: (event: LambdaEvent, context: LambdaContext) => Promise<unknown>;
  beforeAll(async () => {
    vi.resetModules();
    ({ handler } = await import('../../lambdas/web/handler.ts'));
  });

  /** An event of the HTTP API, payload format 2.0. */
  const eventOf = (method: string, rawPath: string, headers: object): LambdaEvent => {
    const event: unknown = {
      version: '2.0',
      routeKey: '$default',
      rawPath,
      rawQueryString: '',
      headers: { host: 'door.example', ...headers },
      isBase64Encoded: false,
      requestContext: { domainName: 'door.example', http: { method, path: rawPath } },
    };
    const isEvent = (_candidate: unknown): _candidate is LambdaEvent => true;
    if (!isEvent(event)) throw new Error('The guard accepts everything.');
    return event;
  };
  const answerTo = async (method: string, path: string, headers: object) =>
    resultSchema.parse(await handler(eventOf(method, path, headers), lambdaContext));

  test.each([
    ['/', 'br', '<!doctype html>'],
    ['/', 'gzip', '<!doctype html>'],
    ['/', 'identity', '<!doctype html>'],
    [`/assets/${assetNames().css}`, 'br', ':root{'],
    [`/assets/${assetNames().css}`, 'gzip', ':root{'],
    [`/assets/${assetNames().js}`, 'identity', 'Intl.DateTimeFormat'],
  ])('when %s is asked for in %s, then the event has its bytes', async (path, encoding, text) => {
    const headers = { 'accept-encoding': encoding };
    const answer = await answerTo('GET', path, headers);
    const isCoded = encoding !== 'identity';
    expect([answer.statusCode, answer.isBase64Encoded]).toEqual([200, isCoded]);
    const body = Buffer.from(answer.body, isCoded ? 'base64' : 'utf8');
    expect(answer.headers['content-length']).toBe(String(body.length));
    expect(answer.headers['content-encoding']).toBe(isCoded ? encoding : undefined);
    expect(decoders[encoding]?.(body).toString()).toContain(text);

    const head = await answerTo('HEAD', path, headers);
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(String(body.length));
  });
});
