import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { linkIn } from '../journey/journey.ts';
import { lambdaContext } from '../journey/lambda-fetch.ts';
import { uniqueForm } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { allItems } from '../support/table.ts';

type Handler = (event: LambdaEvent, context: LambdaContext) => Promise<unknown>;

const resultSchema = z.object({
  statusCode: z.number(),
  body: z.string(),
  headers: z.optional(z.record(z.string(), z.string())),
});

/** The value as an event, also if AWS never sends one like it. */
function eventOf(value: unknown): LambdaEvent {
  const isEvent = (_candidate: unknown): _candidate is LambdaEvent => true;
  if (!isEvent(value)) throw new Error('The guard accepts everything.');
  return value;
}

/** An event of the HTTP API, payload format 2.0, with changes. */
const httpEvent = (method: string, rawPath: string, changes: object = {}): LambdaEvent =>
  eventOf({
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: { host: 'door.example' },
    isBase64Encoded: false,
    requestContext: { domainName: 'door.example', http: { method, path: rawPath } },
    ...changes,
  });

describe('odd Lambda events', () => {
  let product: RunningProduct;
  let handlers: { readonly web: Handler; readonly send: Handler };
  beforeAll(async () => {
    product = await startProduct('dynalite');
    vi.resetModules();
    const [{ handler: web }, { handler: send }] = await Promise.all([
      import('../../lambdas/web/handler.ts'),
      import('../../lambdas/send/handler.ts'),
    ]);
    handlers = { web, send };
  });
  afterAll(() => product.close());
  beforeEach(() => product.clearMails());

  const answerTo = async (event: LambdaEvent, name: 'web' | 'send' = 'web') =>
    resultSchema.parse(await handlers[name](event, lambdaContext));

  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  test.each([
    ['no headers', httpEvent('GET', '/', { headers: undefined }), 200],
    ['headers that are null', httpEvent('GET', '/', { headers: null }), 200],
    ['an empty header', httpEvent('GET', '/', { headers: { 'accept-language': '' } }), 200],
    ['a header beyond ASCII', httpEvent('GET', '/', { headers: { 'accept-language': 'é' } }), 200],
    ['cookies', httpEvent('GET', '/', { cookies: ['a=b', 'lang=es', ''] }), 200],
    ['no query', httpEvent('GET', '/', { rawQueryString: undefined }), 200],
    ['a bad query', httpEvent('GET', '/', { rawQueryString: 'lang=%&%FF&&=&lang' }), 200],
    ['no domain name', httpEvent('GET', '/', { requestContext: { http: { method: 'GET' } } }), 200],
    ['a method in small letters', httpEvent('get', '/'), 200],
    ['a REST API', eventOf({ httpMethod: 'GET', path: '/', headers: { host: 'x' } }), 200],
    ['HEAD', httpEvent('HEAD', '/'), 200],
    ['another method', httpEvent('DELETE', '/'), 405],
    ['an unknown route', httpEvent('GET', '/nowhere'), 404],
    ['no path', httpEvent('GET', ''), 200],
    ['a path with two slashes', httpEvent('GET', '//evil.example/x'), 404],
    ['a path with bad percent-encoding', httpEvent('GET', '/%'), 404],
    ['a decoded path', httpEvent('GET', '/letters/a b"<>'), 404],
    ['a path with NUL', httpEvent('GET', '/letters/\u0000'), 404],
    ['a path with half a character', httpEvent('GET', '/contacts/\uD800'), 410],
    ['a POST to an unknown route', httpEvent('POST', '/nowhere', { body: 'x' }), 404],
    ['a POST without a body', httpEvent('POST', '/declines', { headers: form }), 422],
    ['a POST with a null body', httpEvent('POST', '/declines', { body: null, headers: form }), 422],
    ['a POST without a content type', httpEvent('POST', '/declines', { body: 'a=b' }), 415],
    ['a POST with nothing at all', httpEvent('POST', '/declines'), 422],
    [
      'a body that is not UTF-8',
      httpEvent('POST', '/declines', { body: '/w==', isBase64Encoded: true, headers: form }),
      400,
    ],
    ['no event at all', eventOf({}), 200],
    ['the event of another service', eventOf({ Records: [] }), 200],
    ['a scheduled event', eventOf({ source: 'aws.events', detail: {} }), 200],
  ])('when it has %s, then the page answers and nothing changes', async (_what, event, status) => {
    const before = await allItems(product.dynamoDb);
    const { statusCode, headers = {}, body } = await answerTo(event);
    expect([statusCode, headers['x-frame-options']]).toEqual([status, 'DENY']);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(body).not.toMatch(/TypeError|at .*\.ts/);
    expect(await allItems(product.dynamoDb)).toEqual(before);
  });

  test.each([
    ['a GET with a body', httpEvent('GET', '/', { body: 'x' })],
    ['a method that is none', httpEvent('G ET', '/')],
    ['a header name that is none', httpEvent('GET', '/', { headers: { 'x y': 'z' } })],
    ['a path that is none', httpEvent('GET', '@evil.example/')],
  ])('when it is %s, then it is refused with 400', async (_what, event) => {
    expect(await answerTo(event)).toMatchObject({ statusCode: 400, body: 'Invalid request' });
  });

  test.each([true, false])('when the body is base64: %s, then the form is read', async (base64) => {
    const text = String(new URLSearchParams({ ...uniqueForm(), candidateName: 'Íñigo Núñez' }));
    const event = httpEvent('POST', '/declines', {
      headers: { ...form, cookie: 'a=b' },
      cookies: ['session=x'],
      body: base64 ? Buffer.from(text).toString('base64') : text,
      isBase64Encoded: base64,
    });
    expect((await answerTo(event)).statusCode).toBe(200);
    expect(linkIn(await product.mails())).toContain('/letters/');
  });

  test('when a decoded path has the end of a sentence, then the letter opens', async () => {
    const { path } = await draftThroughForm(product);
    for (const ending of ['.', ')', ' ', '”', '>', '/']) {
      expect((await answerTo(httpEvent('GET', `${path}${ending}`))).body).toContain('name="nonce"');
    }
  });

  test.each([
    ['no body', {}, 422],
    ['a null body', { body: null, headers: form }, 422],
    ['no headers', { headers: undefined, body: 'sure=yes' }, 415],
    ['cookies', { cookies: ['a=b'], headers: form, body: 'sure=yes' }, 409],
    ['base64', { headers: form, body: btoa('sure=yes'), isBase64Encoded: true }, 409],
    ['JSON', { headers: { 'content-type': 'application/json' }, body: '{"sure":true}' }, 422],
  ])('when send gets %s, then nothing is sent', async (_what, changes, status) => {
    const { path, id } = await draftThroughForm(product);
    await product.clearMails();
    const event = httpEvent('POST', `${path}/send`, {
      routeKey: 'POST /letters/{token}/send',
      ...changes,
    });
    expect((await answerTo(event, 'send')).statusCode).toBe(status);
    expect(await product.mails()).toEqual([]);
    const item = (await allItems(product.dynamoDb)).get(`LETTER#${id} LETTER`);
    expect(item).toMatchObject({ state: 'draft', attempts: 0 });
  });

  test.each([
    ['another route', httpEvent('POST', '/declines', { headers: form, body: 'a=b' }), 404],
    ['GET', httpEvent('GET', '/letters/x/send'), 405],
    ['a token that is none', httpEvent('POST', '/letters/x/send', { headers: form }), 404],
    ['no event at all', eventOf({}), 404],
  ])('when send gets %s, then nothing is there', async (_what, event, status) => {
    expect((await answerTo(event, 'send')).statusCode).toBe(status);
  });
});
