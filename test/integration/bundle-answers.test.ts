import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { tokenOf } from '../../lambdas/core/magic-link.ts';
import { send } from '../../lambdas/send/main.ts';
import { web } from '../../lambdas/web/main.ts';
import { bundle } from '../../lib/bundle.ts';
import { lambdaContext } from '../journey/lambda-fetch.ts';
import { grantContactsLink } from '../support/contacts.ts';
import { englishForm, spanishForm, uniqueForm } from '../support/fixtures.ts';
import { storeDraft } from '../support/harness.ts';
import { confirmationOf, draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import { setLetterAttributes } from '../support/table.ts';
import { threadValues } from '../support/thread.ts';

/**
 * What runs only on Lambda: the parts of the site, each with routes of its own, the
 * chunks, and the light fetch classes. Each answer of a bundle must be that of the
 * complete site with Node's classes, byte for byte.
 */

type Handler = (event: LambdaEvent, context: LambdaContext) => Promise<unknown>;
interface Handlers {
  readonly web: Handler;
  readonly send: Handler;
}

const folder = mkdtempSync(join(tmpdir(), 'open-door-answers-'));
let product: RunningProduct;
let sources: Handlers;
/** Fresh handlers of the bundle: as on a cold start, nothing is loaded yet. */
let coldBundles: () => Handlers;
/** `/letters/{token}` of a draft, and of a letter that has left; `/contacts/{token}`. */
let draft: string;
let sent: string;
let contacts: string;
/** Links: of a reminder, expired, and of a candidate who is erasing everything. */
let reminded: string;
let expired: string;
let erasing: string;

beforeAll(async () => {
  for (const name of ['web', 'send'] as const) bundle(name, join(folder, name));
  product = await startProduct('dynalite');
  sources = {
    web: handle(web(process.env, { answerFloorMs: 0 })),
    send: handle(send(process.env).app),
  };
  const require = createRequire(import.meta.url);
  coldBundles = () => {
    for (const file of Object.keys(require.cache)) {
      if (file.startsWith(folder)) delete require.cache[file];
    }
    const load = (name: string): { readonly handler: Handler } =>
      require(join(folder, name, 'handler.js'));
    return { web: load('web').handler, send: load('send').handler };
  };
  const form = {
    ...uniqueForm(),
    ...threadValues,
    recruiterName: 'Íñigo "D" Núñez',
    timeZone: 'Madrid',
  };
  ({ path: draft } = await draftThroughForm(product, { personalNote: 'Gracias, Íñigo.' }));
  ({ path: sent } = await draftThroughForm(product, form, 'es'));
  await product.fetch(post(`${sent}/send`, await confirmationOf(product, sent)));
  const { dynamoDb } = product;
  contacts = await grantContactsLink(dynamoDb, form.candidateEmail);
  reminded = await grantContactsLink(dynamoDb, form.candidateEmail, {
    person: form.recruiterEmail,
  });
  expired = await grantContactsLink(dynamoDb, form.candidateEmail, { expiresAt: 1 });
  erasing = await grantContactsLink(dynamoDb, 'erasing@candidates.example');
  const table = new Table(dynamoDb.client, dynamoDb.tableName, Date.now);
  const store = new DynamoDeclineStore(table);
  await new DynamoContactStore(table).startErasing(addressKey('erasing@candidates.example'));
  for (const [what, attributes] of Object.entries(letters)) {
    const { decline, link } = await storeDraft({ store }, { createdAt: Date.parse('2026-11-20') });
    const live = { linkExpiresAt: Date.parse('2099-01-01'), ttl: Date.parse('2099-01-01') / 1000 };
    await setLetterAttributes(dynamoDb, decline.id, {
      ...live,
      ...(what === 'superseded' && {
        linkHash: 'another',
        priorLinkHashes: [decline.linkHash],
      }),
      ...attributes,
    });
    letterPaths.set(what, `/letters/${tokenOf(link)}`);
  }
});
afterAll(() => {
  product.close();
  rmSync(folder, { recursive: true, force: true });
});

const closedAt = Date.parse('2026-11-21T12:00:00Z');
/** Letters in each state, by what their items have instead of a draft's attributes. */
const letters = {
  'live draft': {},
  'expired draft': { linkExpiresAt: 1 },
  superseded: {},
  restored: { epoch: 'of another table' },
  'confirmed before': { confirmedBeforeAt: closedAt },
  sending: { state: 'sending', confirmedAt: closedAt },
  retry: { state: 'retry', confirmedAt: closedAt },
  'delayed letter': { state: 'delayed', confirmedAt: closedAt, sentAt: closedAt },
  'delivered letter': { state: 'delivered', sentAt: closedAt, reportedAt: closedAt },
  'bounced letter': { state: 'bounced', sentAt: closedAt, reportedAt: closedAt },
  complained: { state: 'complained', sentAt: closedAt },
  failed: { state: 'failed', closedAt, failure: 'MessageRejected' },
  unknown: { state: 'unknown', confirmedAt: closedAt },
  cancelled: { state: 'cancelled', closedAt },
  'self-sent': { state: 'self-sent', closedAt },
  'lost contact': { state: 'sent', sentAt: closedAt, isContactLost: true },
  'restored outcome': { state: 'sent', sentAt: closedAt, epoch: 'of another table' },
};
const letterPaths = new Map<string, string>();

interface Sent {
  readonly method?: string;
  readonly path: string | (() => string);
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  readonly base64?: boolean;
  readonly cookies?: readonly string[];
  readonly isV1?: boolean;
}

/** The value as an event, also if AWS never sends one like it. */
function eventOf(value: unknown): LambdaEvent {
  const isEvent = (_candidate: unknown): _candidate is LambdaEvent => true;
  if (!isEvent(value)) throw new Error('The guard accepts everything.');
  return value;
}

function eventFor({ method = 'GET', path, query = '', headers, body, base64, ...more }: Sent) {
  const rawPath = typeof path === 'string' ? path : path();
  const common = {
    headers: { host: 'door.example', 'x-forwarded-for': '192.0.2.7', ...headers },
    isBase64Encoded: base64 ?? false,
    ...(body !== undefined && {
      body: base64 === true ? Buffer.from(body, 'latin1').toString('base64') : body,
    }),
    ...(more.cookies !== undefined && { cookies: more.cookies }),
  };
  if (more.isV1) {
    const queryStringParameters = Object.fromEntries(new URLSearchParams(query));
    const requestContext = { domainName: 'door.example', identity: { sourceIp: '192.0.2.1' } };
    return eventOf({
      ...common,
      httpMethod: method,
      path: rawPath,
      queryStringParameters,
      requestContext,
    });
  }
  const http = { method, path: rawPath, sourceIp: '192.0.2.1' };
  const requestContext = { domainName: 'door.example', http };
  return eventOf({ version: '2.0', ...common, rawPath, rawQueryString: query, requestContext });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };
const spanishJson = { accept: 'application/json', 'accept-language': 'es' };
const fields = (values: Readonly<Record<string, string>>) => new URLSearchParams(values).toString();
/** UTF-8, one character for each byte. */
const utf8 = (text: string) => Buffer.from(text).toString('latin1');
const preview = { method: 'POST', path: '/preview', headers: form };
const note = 'I found a better offer, sorry! Íñigo';
const html = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };
const at =
  (of: () => string, below = '') =>
  () =>
    `${of()}${below}`;
const aDraft = () => draft;
const aSent = () => sent;
const theContacts = () => contacts;

/** Paths near those of the parts, and hostile ones. */
const paths: readonly (readonly [what: string, path: string | (() => string)])[] = [
  ['a letter with a slash after the link', at(aDraft, '/')],
  ['a letter with two slashes before', () => `/${draft}`],
  ['a letter with an unknown name', at(aDraft, '/nowhere')],
  ['a letter with a tag after the link', at(aDraft, '%3C/div%3E')],
  ['a letter with its token in percent-encoding', () => draft.replace('.', '%2E')],
  ['a letter with a space in the token', () => draft.replace('.', '.%20')],
  ['a letter with another secret', () => `${draft.slice(0, -5)}AAAAA`],
  ['a letter with a token that is none', '/letters/x'],
  ['a letter with a very long token', `/letters/${'a'.repeat(2000)}`],
  ['a letter with bad percent-encoding', '/letters/%'],
  ['a letter with a property as its token', '/letters/__proto__'],
  ['no letter', '/letters'],
  ['no letter, with a slash', '/letters/'],
  ['the contacts of a reminder', () => reminded],
  ['the contacts with an expired link', () => expired],
  ['the contacts that are being erased', () => erasing],
  ['the contacts with a slash after the link', at(theContacts, '/')],
  ['the contacts with two slashes before', () => `/${contacts}`],
  ['the contacts with text after the link', at(theContacts, '.)')],
  ['the contacts with another secret', () => `${contacts.slice(0, -5)}AAAAA`],
  ['the contacts with a token that is none', '/contacts/x'],
  ['the contacts with a very long token', `/contacts/${'a'.repeat(2000)}`],
  ['the contacts with bad percent-encoding', '/contacts/%FF'],
  ['the contacts with a property as their token', '/contacts/constructor'],
  ['the page that asks for a link', '/contacts'],
  ['the page that asks for a link, with a slash', '/contacts/'],
  ['the redirect to the page that asks for a link', '/contacts/link'],
  ['the redirect with a slash', '/contacts/link/'],
  ['an action on contacts', at(theContacts, '/done')],
  ['the page that erases', at(theContacts, '/erase')],
  ['the page that unsubscribes', at(theContacts, '/unsubscribe')],
  ['the form that was posted', '/declines'],
  ['the form that was posted, with a slash', '/declines/'],
];

const requests: readonly (readonly [what: string, sent: Sent])[] = [
  ['the form', { path: '/' }],
  [
    'the form for a browser',
    { path: '/', headers: { ...html, 'accept-language': 'es-MX,es;q=0.9' } },
  ],
  ['the form with a chosen language', { path: '/', query: 'lang=es' }],
  ['the form with odd languages', { path: '/', headers: { 'accept-language': 'fr;q=x, ,*' } }],
  ['the form with a bad query', { path: '/', query: 'lang=%&%FF&&=&lang' }],
  ['the form with cookies', { path: '/', cookies: ['a=b', 'lang=es', ''] }],
  ['the form with a header beyond ASCII', { path: '/', headers: { 'accept-language': 'é' } }],
  ['the form on a REST API', { path: '/', query: 'lang=es', isV1: true }],
  ['the form without a path', { path: '' }],
  ['HEAD of the form', { path: '/', method: 'HEAD' }],
  [
    'HEAD of the form as JSON',
    { path: '/', method: 'HEAD', headers: { accept: 'application/json' } },
  ],
  ['OPTIONS of the form', { path: '/', method: 'OPTIONS' }],
  ['POST to the form', { path: '/', method: 'POST', headers: form, body: 'a=b' }],
  ['a wrong method of the form', { path: '/', method: 'DELETE' }],
  ['a wrong method as JSON', { path: '/', method: 'PUT', headers: { accept: 'application/json' } }],
  ['a method in small letters', { path: '/', method: 'get' }],
  ['an unknown method', { path: '/', method: 'PROPFIND' }],
  ['a forbidden method', { path: '/', method: 'TRACE' }],
  ['the method ALL', { path: '/', method: 'ALL' }],
  ['the method __proto__', { path: '/', method: '__proto__' }],
  ['the method __proto__ of a draft', { path: at(aDraft), method: '__proto__' }],
  ['the method constructor', { path: '/', method: 'constructor' }],
  ['the method toString of the contacts', { path: '/contacts', method: 'toString' }],
  ['a path that is a property', { path: '/__proto__' }],
  ['a method that is none', { path: '/', method: 'G ET' }],
  ['GET with a body', { path: '/', body: 'x' }],
  ['a header name that is none', { path: '/', headers: { 'x y': 'z' } }],
  ['a header value that is none', { path: '/', headers: { 'x-y': 'a\nb' } }],
  ['a path that is none', { path: '@evil.example/' }],
  ['a path with two slashes', { path: '//evil.example/x' }],
  ['a path with dots', { path: '/x/../' }],
  ['a path with bad percent-encoding', { path: '/%' }],
  ['an unknown path', { path: '/nowhere', query: 'lang=es' }],
  ['an unknown path as JSON', { path: '/nowhere', headers: { accept: 'application/json' } }],
  ['POST to an unknown path', { path: '/nowhere', method: 'POST', body: 'x' }],
  ['the health', { path: '/healthz' }],
  ['HEAD of the health', { path: '/healthz', method: 'HEAD' }],
  ['a wrong method of the health', { path: '/healthz', method: 'POST' }],
  ['the style', { path: '/assets/open-door.css' }],
  ['the script', { path: '/assets/open-door.js', headers: { 'accept-encoding': 'br, gzip' } }],
  ['HEAD of the script', { path: '/assets/open-door.js', method: 'HEAD' }],
  ['a wrong method of the script', { path: '/assets/open-door.js', method: 'POST' }],
  ['an unknown asset', { path: '/assets/other.js' }],
  ['GET of the preview', { path: '/preview', query: 'lang=es' }],
  ['HEAD of the preview', { path: '/preview', method: 'HEAD' }],
  ['OPTIONS of the preview', { path: '/preview', method: 'OPTIONS' }],
  ['a wrong method of the preview', { path: '/preview', method: 'PATCH' }],
  ['a preview', { ...preview, body: fields(englishForm) }],
  ['a Spanish preview', { ...preview, query: 'lang=es', body: fields(spanishForm) }],
  ['a preview in base64', { ...preview, body: fields(spanishForm), base64: true }],
  ['a preview on a REST API', { ...preview, body: fields(englishForm), isV1: true }],
  ['a live preview', { ...preview, body: fields({ live: '1', stage: 'offer', company: 'Ñ' }) }],
  ['a live preview of nothing', { ...preview, body: 'live=1' }],
  ['a preview with hints', { ...preview, body: fields({ ...englishForm, personalNote: note }) }],
  [
    'a preview with a question',
    { ...preview, body: fields({ ...englishForm, recruiterEmail: 'a@gmial.com' }) },
  ],
  [
    'a preview with errors',
    { ...preview, body: fields({ candidateName: '<b>\u0000', stage: 'x' }) },
  ],
  [
    'a preview with a zone and a date',
    {
      ...preview,
      body: fields({
        ...englishForm,
        timeZone: 'Ciudad de México',
        interviewDate: '2099-12-03',
        interviewTime: '15:00',
        stage: 'scheduled',
      }),
    },
  ],
  ...['Europe/Madrid', ' Europe/Madrid', 'madrid', 'BST', 'nowhere', '\u200B', 'Etc/GMT+5'].flatMap(
    (zone): (readonly [string, Sent])[] =>
      ['timeZone', 'browserTimeZone'].map((field) => [
        `a preview with the ${field} ${JSON.stringify(zone)}`,
        { ...preview, body: fields({ ...englishForm, [field]: zone }) },
      ]),
  ),
  ['a preview without a body', { ...preview }],
  ['a preview without anything', { method: 'POST', path: '/preview' }],
  ['a preview without a type', { method: 'POST', path: '/preview', body: 'a=b' }],
  [
    'a preview of another type',
    { ...preview, headers: { 'content-type': 'multipart/form-data' }, body: 'a' },
  ],
  ['a preview that is no UTF-8', { ...preview, body: '\xff', base64: true }],
  ['a preview that is too large', { ...preview, body: 'a'.repeat(33_000) }],
  [
    'a large preview in chunks',
    { ...preview, headers: { ...form, 'transfer-encoding': 'chunked' }, body: 'a'.repeat(33_000) },
  ],
  [
    'a preview in chunks',
    { ...preview, headers: { ...form, 'transfer-encoding': 'chunked' }, body: fields(englishForm) },
  ],
  [
    'a preview from another site',
    { ...preview, headers: { ...form, origin: 'https://evil.example' }, body: 'a' },
  ],
  [
    'a preview from this site',
    { ...preview, headers: { ...form, 'sec-fetch-site': 'same-origin' }, body: 'live=1' },
  ],
  ['a JSON preview', { ...preview, headers: json, body: JSON.stringify(englishForm) }],
  [
    'a JSON preview in base64',
    {
      ...preview,
      headers: json,
      body: utf8(JSON.stringify({ ...spanishForm, personalNote: note })),
      base64: true,
    },
  ],
  ['a JSON preview with errors', { ...preview, headers: json, body: '{"stage":7}' }],
  ['a JSON preview with a mark', { ...preview, headers: json, body: '\uFEFF{}' }],
  ['a JSON preview that is none', { ...preview, headers: json, body: '[' }],
  ['an ask with errors', { method: 'POST', path: '/declines', headers: form, body: 'stage=offer' }],
  [
    'an ask of another candidate',
    {
      method: 'POST',
      path: '/declines',
      headers: form,
      body: fields({ ...englishForm, candidateEmail: 'x@other.example' }),
    },
  ],
  ['the page of a draft', { path: at(aDraft) }],
  ['the page of a draft, with more after the link', { path: at(aDraft, '.)') }],
  ['HEAD of a draft', { path: at(aDraft), method: 'HEAD' }],
  ['a wrong method of a draft', { path: at(aDraft), method: 'DELETE' }],
  ['the form that changes a draft', { path: at(aDraft, '/edit'), query: 'lang=es' }],
  ['the letter as a file', { path: at(aDraft, '/letter.eml') }],
  ['HEAD of the letter as a file', { path: at(aDraft, '/letter.eml'), method: 'HEAD' }],
  ['a redirect', { path: at(aDraft, '/send') }],
  ['the page of a sent letter', { path: at(aSent) }],
  ['the page of a sent letter in English', { path: at(aSent), query: 'lang=en' }],
  ['the reminder as a calendar', { path: at(aSent, '/reminder.ics') }],
  ['the form of another letter', { path: at(aSent, '/another') }],
  ['a link that opens nothing', { path: `/letters/${'a'.repeat(22)}.${'b'.repeat(43)}` }],
  ['the page of the contacts', { path: '/contacts', query: 'lang=es' }],
  ['the contacts', { path: at(theContacts) }],
  ['the contacts that a search finds', { path: at(theContacts), query: 'q=%C3%8D%C3%B1igo' }],
  [
    'a hello as a file',
    {
      path: at(theContacts, '/hello.eml'),
      query: `contact=${addressKey('dana@northwind.example')}`,
    },
  ],
  ['the export of the contacts', { path: at(theContacts, '/export') }],
  ['the contacts as CSV', { path: at(theContacts, '/export.csv'), query: 'lang=es' }],
  ['the contacts as vCard', { path: at(theContacts, '/export.vcf') }],
  ['the contacts as a calendar', { path: at(theContacts, '/export.ics') }],
  ['the contacts as JSON', { path: at(theContacts, '/export.json') }],
  [
    'an action without a nonce',
    { method: 'POST', path: at(theContacts, '/done'), headers: form, body: 'a=b' },
  ],
  ['the page "Not you?"', { path: `/not-you/${'a'.repeat(22)}.${'b'.repeat(43)}` }],
  ['the page for recruiters', { path: `/no-letters/${'a'.repeat(22)}.${'b'.repeat(43)}` }],
  ...Object.keys(letters).map((what): readonly [string, Sent] => [
    `the page of a letter: ${what}`,
    { path: () => letterPaths.get(what) ?? '' },
  ]),
  ...paths.map(([what, path]): readonly [string, Sent] => [what, { path }]),
  ['an ask without a body', { method: 'POST', path: '/declines' }],
  ['an ask of another type', { method: 'POST', path: '/declines', body: 'a=b' }],
  ['an ask that is no JSON', { method: 'POST', path: '/declines', headers: json, body: '[' }],
  [
    'an ask that is too large',
    { method: 'POST', path: '/declines', headers: form, body: 'a'.repeat(33_000) },
  ],
  [
    'an ask from another site',
    {
      method: 'POST',
      path: '/declines',
      headers: { ...form, origin: 'https://evil.example' },
      body: 'a',
    },
  ],
];

/** More requests for what the parts answer, and near it. */
const variants: readonly (readonly [what: string, sent: Sent])[] = [
  ...Object.keys(letters).flatMap((what): (readonly [string, Sent])[] => {
    const path = () => letterPaths.get(what) ?? '';
    return [
      [`the page of a letter in Spanish: ${what}`, { path, query: 'lang=es' }],
      [`HEAD of the page of a letter: ${what}`, { path, method: 'HEAD' }],
    ];
  }),
  ...paths.flatMap(([what, path]): (readonly [string, Sent])[] => [
    [`HEAD: ${what}`, { path, method: 'HEAD' }],
    [`OPTIONS: ${what}`, { path, method: 'OPTIONS' }],
    [`PUT: ${what}`, { path, method: 'PUT', headers: { accept: 'application/json' } }],
    [`POST: ${what}`, { path, method: 'POST', headers: form, body: 'a=b' }],
    [`as JSON in Spanish: ${what}`, { path, query: 'lang=es', headers: spanishJson }],
    [`on a REST API: ${what}`, { path, isV1: true }],
  ]),
  ...['flash=done', 'flash=snooze&flashContactId=x', 'filter=due', 'after=x', 'from=9'].map(
    (query): readonly [string, Sent] => [
      `the contacts with ${query}`,
      { path: at(theContacts), query: `${query}&lang=es` },
    ],
  ),
  ...(
    [
      ['nothing', {}],
      ['no addresses', { ...englishForm, candidateEmail: '', recruiterEmail: 'x' }],
      ['a note and an error', { ...englishForm, role: '', personalNote: note }],
      ['a question', { ...englishForm, recruiterEmail: 'dana@gmial.com', personalNote: note }],
      ['an address that was taken', { ...englishForm, takeRecruiterEmail: 'dana@gmail.com' }],
      ['a city', { ...englishForm, timeZone: 'Madrid', role: '' }],
      ['a city that may be two', { ...englishForm, timeZone: 'BST', role: '' }],
      ['a zone of the browser', { ...englishForm, browserTimeZone: 'Asia/Tokyo', role: '' }],
      ['a zone that is none', { ...englishForm, timeZone: '\u200B' }],
      ['our own address', { ...englishForm, candidateEmail: 'review@door.example' }],
      ['a Spanish error', { ...spanishForm, stage: 'x' }],
    ] as const
  ).flatMap(([what, values]): (readonly [string, Sent])[] => {
    const ask = { method: 'POST', path: '/declines' };
    const body = fields(values);
    return [
      [`an ask with ${what}`, { ...ask, headers: form, body: `${body}&zzz=` }],
      [`a Spanish ask with ${what}`, { ...ask, query: 'lang=es', headers: form, body }],
      [`a JSON ask with ${what}`, { ...ask, headers: json, body: JSON.stringify(values) }],
    ];
  }),
];

/** A result as text, without the moment of an export and of a calendar entry. */
function withoutTimes(result: unknown): string {
  const text = JSON.stringify(result, (key, value: unknown) =>
    key === 'body' && typeof value === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(value)
      ? `base64: ${Buffer.from(value, 'base64').toString('latin1')}`
      : value,
  );
  return text
    .replaceAll(/\d{8}T\d{6}Z/g, '(moment)')
    .replaceAll(/SEQUENCE:\d+/g, '(minute)')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '(moment)');
}

test.each(requests)(
  'when a cold bundle gets %s, then it answers as the site does',
  async (_, sent) => {
    const expected = await sources.web(eventFor(sent), lambdaContext);
    const answer = await coldBundles().web(eventFor(sent), lambdaContext);
    expect(withoutTimes(answer)).toEqual(withoutTimes(expected));
  },
);

// Once the complete site is loaded, no other part is: what was loaded first decides who
// answers.
test.each([
  ['the complete site', [{ path: '/nowhere' }]],
  [
    'the other parts',
    [
      { path: '/letters/x' },
      { path: '/contacts' },
      { path: '/declines', method: 'POST', headers: form, body: 'stage=offer' },
    ],
  ],
])(
  'when a bundle has loaded %s first, then it answers all requests as the site does',
  async (_, first) => {
    const { web: warm } = coldBundles();
    for (const sent of first) await warm(eventFor(sent), lambdaContext);
    for (const [what, sent] of [...requests, ...variants]) {
      const expected = await sources.web(eventFor(sent), lambdaContext);
      const answer = await warm(eventFor(sent), lambdaContext);
      expect([what, withoutTimes(answer)]).toEqual([what, withoutTimes(expected)]);
    }
  },
);

const sendTo = (below: string) => ({ method: 'POST', path: at(aDraft, below), headers: form });
const sends: readonly (readonly [what: string, sent: Sent])[] = [
  ['a letter without a tick', { ...sendTo('/send'), body: 'letter=x' }],
  ['a letter that was changed', { ...sendTo('/send'), body: 'letter=x&nonce=y&sure=yes' }],
  ['a JSON client', { ...sendTo('/send'), headers: json, body: '{"sure":"yes"}' }],
  [
    'a letter that has left',
    { method: 'POST', path: at(aSent, '/send'), headers: form, body: 'sure=yes' },
  ],
  ['no body', sendTo('/send')],
  ['base64', { ...sendTo('/send'), body: 'sure=yes', base64: true }],
  ['too much', { ...sendTo('/send'), body: 'a'.repeat(33_000) }],
  ['another site', { ...sendTo('/send'), headers: { ...form, origin: 'https://evil.example' } }],
  ['another path', sendTo('/cancel')],
  ['GET', { path: at(aDraft, '/send') }],
  ['OPTIONS', { method: 'OPTIONS', path: at(aDraft, '/send') }],
  ['a token that is none', { method: 'POST', path: '/letters/x/send', headers: form, body: 'a' }],
];

test.each(sends)(
  'when the bundle of send gets %s, then it answers as its app does',
  async (_, sent) => {
    const expected = await sources.send(eventFor(sent), lambdaContext);
    const answer = await coldBundles().send(eventFor(sent), lambdaContext);
    expect(answer).toEqual(expected);
  },
);
