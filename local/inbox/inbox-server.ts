import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import { languageOf } from '../../lambdas/site/context.ts';
import { chosenLanguage } from '../../lambdas/site/words/words.ts';
import { type LocalService, serviceOf } from '../emulators.ts';
import { type ForwardedAnswer, forward, messageIdIn } from '../forward.ts';
import { parseSentMail, type SentMail } from '../ses/events.ts';
import { Emails } from './emails.ts';
import { framedHtml, framedPolicy } from './framed.ts';
import { pathWith, type View, views } from './page-parts.tsx';
import { goneEmailPage, inboxPage, listPart, type PageFrame } from './pages.tsx';
import { inboxWords } from './words/words.ts';

/** The list shows the newest emails. */
const MAX_LISTED = 200;

const fileOf = (path: string): URL => new URL(path, import.meta.url);
const assets = new Map([
  ['open-door.css', { type: 'text/css', file: fileOf('../../lambdas/web/assets/open-door.css') }],
  [
    'open-door-door.css',
    { type: 'text/css', file: fileOf('../../lambdas/web/assets/open-door-door.css') },
  ],
  ['inbox.css', { type: 'text/css', file: fileOf('assets/inbox.css') }],
  ['inbox.js', { type: 'text/javascript', file: fileOf('assets/inbox.js') }],
]);

/** The headers of our own pages; the frame and the files have stricter ones. */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    frameSrc: ["'self'"],
    imgSrc: ['data:'],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
});

/** The headers of what others wrote: a browser takes it for what it is said to be. */
const inert = (policy: string) => ({
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-DNS-Prefetch-Control': 'off',
  'Cache-Control': 'no-store',
});
/** A file to keep, never a page. */
const file = {
  ...inert("sandbox; default-src 'none'"),
  'Content-Type': 'application/octet-stream',
  'Content-Disposition': 'attachment',
};

const noStore = createMiddleware(async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
});

/** Headers that say how an answer came, not what it is. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding']);

function answerOf({ status, headers, body }: ForwardedAnswer, method: string): Response {
  const own = Object.entries(headers).flatMap(([name, value]) =>
    HOP_BY_HOP.has(name) ? [] : [value ?? []].flat().map((line): [string, string] => [name, line]),
  );
  const hasBody = body.length > 0 && method !== 'HEAD' && status !== 204 && status !== 304;
  return new Response(hasBody ? new Uint8Array(body) : null, { status, headers: own });
}

const noBody = Buffer.alloc(0);

const viewOf = (name: string | undefined): View => views.find((view) => view === name) ?? 'look';

interface InboxOptions {
  readonly port: number;
  /** The endpoint of the SES emulator: `startSesEmulator`. */
  readonly emulator: string;
  /** Where the form is: `http://localhost:3000`. */
  readonly site: string;
  /** Is told of each email that the emulator accepts. */
  readonly onMail?: (mail: SentMail) => void;
}

/**
 * Starts the inbox: pages that show the emails of an SES emulator. Whatever is no page of
 * ours goes on to the emulator: its SES API, `/store`, `/clear-store` and its viewer.
 */
export async function startInbox({
  port,
  emulator,
  site,
  onMail,
}: InboxOptions): Promise<LocalService> {
  const emails = new Emails(emulator);
  const noteSent = async (body: Buffer, messageId: string | undefined): Promise<void> => {
    const request = body.toString();
    const mail = messageId === undefined ? undefined : await parseSentMail(request);
    if (messageId === undefined || mail === undefined) return;
    const raw = new URLSearchParams(request).get('RawMessage.Data');
    emails.record(messageId, { mail, raw: raw === null ? undefined : Buffer.from(raw, 'base64') });
    onMail?.(mail);
  };
  const frameOf = (c: Context): PageFrame => ({
    words: inboxWords(languageOf(c)),
    lang: chosenLanguage(c.req.query('lang')),
    site,
  });
  const contents = async (c: Context) => {
    // Before the emails are read: what arrives meanwhile is news.
    const { version } = emails;
    return { ...(await emails.newest(MAX_LISTED)), version, ...frameOf(c) };
  };

  const app = new Hono<{ Bindings: HttpBindings }>();
  // What others wrote comes first: it has stricter headers than our pages.
  app.get('/emails/:id/frame', async (c) => {
    const email = await emails.find(c.req.param('id'));
    if (email?.html === undefined) return c.notFound();
    return c.html(framedHtml(email.html), 200, inert(framedPolicy));
  });
  app.get('/emails/:id/attachments/:index', async (c) => {
    const email = await emails.find(c.req.param('id'));
    const attachment = email?.attachments[Number(c.req.param('index'))];
    if (attachment === undefined) return c.notFound();
    return c.body(new Uint8Array(attachment.content), 200, file);
  });
  app.get('/emails/:id/source', async (c) => {
    const email = await emails.find(c.req.param('id'));
    if (email?.raw === undefined) return c.notFound();
    return c.body(new Uint8Array(email.raw), 200, file);
  });

  app.on('GET', ['/', '/list', '/emails/:id', '/assets/:name', '/emulator'], noStore);
  app.on('GET', ['/', '/list', '/emails/:id', '/assets/:name'], headers);
  app.get('/', async (c) => c.html(inboxPage(await contents(c))));
  app.get('/list', async (c) => {
    if (c.req.query('version') === String(emails.version)) return c.body(null, 204);
    return c.html(listPart(await contents(c), c.req.query('shown')));
  });
  app.get('/emails/:id', async (c) => {
    const email = await emails.find(c.req.param('id'));
    if (email === undefined) return c.html(goneEmailPage(frameOf(c)), 404);
    return c.html(inboxPage(await contents(c), { email, view: viewOf(c.req.query('view')) }));
  });
  app.get('/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'));
    if (asset === undefined) return c.notFound();
    return c.body(readFileSync(asset.file), 200, { 'Content-Type': asset.type });
  });
  app.post('/clear', async (c) => {
    if (c.req.header('sec-fetch-site') === 'cross-site') return c.text('Not from here.', 403);
    await fetch(`${emulator}/clear-store`, { method: 'POST', headers: { connection: 'close' } });
    emails.version += 1;
    return c.redirect(pathWith('/', { lang: chosenLanguage(c.req.query('lang')) }), 303);
  });
  app.get('/emulator', async () =>
    answerOf(await forward(emulator, { method: 'GET', url: '/', headers: {} }, noBody), 'GET'),
  );

  app.all('*', async (c) => {
    const body = Buffer.from(await c.req.arrayBuffer());
    const answer = await forward(emulator, c.env.incoming, body);
    if (c.req.method === 'POST') {
      await noteSent(body, messageIdIn(answer));
      emails.version += 1;
    }
    return answerOf(answer, c.req.method);
  });

  const server = createServer(getRequestListener(app.fetch));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return serviceOf(server);
}
