import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { parse } from 'node-html-parser';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalService } from '../../local/emulators.ts';
import { startInbox } from '../../local/inbox/inbox-server.ts';
import type { SentMail } from '../../local/ses/events.ts';
import { textOf } from '../journey/http-driver.ts';
import { freePort } from '../support/free-port.ts';
import { sharedSes } from '../support/ses.ts';

let ses: Awaited<ReturnType<typeof sharedSes>>;
let inbox: LocalService;
let client: SESClient;
let told: SentMail[] = [];

beforeAll(async () => {
  ses = await sharedSes();
  inbox = await startInbox({
    port: await freePort(),
    emulator: ses.endpoint,
    site: 'http://localhost:3000',
    onMail: (mail) => told.push(mail),
  });
  client = new SESClient({ endpoint: inbox.endpoint, region: 'us-east-1' });
});
afterAll(async () => {
  client.destroy();
  await inbox.stop();
});
beforeEach(async () => {
  await ses.clear();
  told = [];
});

const get = (path: string, init: RequestInit = {}) =>
  fetch(`${inbox.endpoint}${path}`, {
    ...init,
    redirect: 'manual',
    headers: { connection: 'close', ...init.headers },
  });
const pageAt = async (path: string): Promise<string> => (await get(path)).text();

const hostile = '"><script>alert(1)</script><img src=//evil.example/x>';

const sendPlain = (subject = 'Declining the interview', html: string | undefined = '<p>Hi Dana') =>
  client.send(
    new SendEmailCommand({
      Source: '"Alex via Open Door" <letters@open-door.example>',
      Destination: { ToAddresses: ['dana@northwind.example'], BccAddresses: ['alex@home.example'] },
      ReplyToAddresses: ['alex@home.example'],
      Message: {
        Subject: { Data: subject },
        Body: { Text: { Data: 'Hi Dana,\n\nsee https://x.example/a' }, Html: { Data: html } },
      },
      Tags: [{ Name: 'kind', Value: 'letter' }],
      ConfigurationSetName: 'open-door',
    }),
  );

const sendRaw = (message: string, destinations = ['dana@northwind.example', 'alex@home.example']) =>
  client.send(
    new SendRawEmailCommand({
      Source: 'letters@open-door.example',
      Destinations: destinations,
      RawMessage: { Data: Buffer.from(message.replaceAll('\n', '\r\n')) },
      Tags: [{ Name: 'kind', Value: 'receipt' }],
    }),
  );
const withFile = (name: string, type = 'text/calendar') => `From: letters@open-door.example
To: dana@northwind.example
Subject: =?UTF-8?B?wqFIb2xhIQ==?=
In-Reply-To: <their@mail.example>
X-Folded: one
 two
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Hola
--b
Content-Type: ${type}; name="${name}"
Content-Disposition: attachment; filename="${name}"

BEGIN:VCALENDAR
--b--
`;

/** The text of what is shown of the chosen email. */
const deskOf = (html: string): string =>
  textOf(parse(html).querySelector('.desk')?.outerHTML ?? '');

const newest = async (): Promise<string> => {
  const id = (await ses.mails()).at(-1)?.messageId;
  return `/emails/${id}`;
};

test('when there is no email, then the page says what to do first', async () => {
  const html = await pageAt('/');
  expect(textOf(html)).toContain('No emails yet.');
  expect(parse(html).querySelector('main a.button')?.getAttribute('href')).toBe(
    'http://localhost:3000/',
  );
  // Without the script it looks again by itself.
  expect(html).toContain('<noscript><meta http-equiv="refresh"');
});

test('when emails arrived, then the newest is first, and shown', async () => {
  await sendPlain('First');
  await sendPlain('Second');
  const page = parse(await pageAt('/'));
  const rows = page.querySelectorAll('.mails a');
  expect(rows.map((row) => row.querySelector('.line')?.text)).toEqual(['Second', 'First']);
  expect(rows[0]?.text).toContain('Alex via Open Door');
  expect(rows[0]?.text).toContain('to dana@northwind.example, copy to alex@home.example');
  expect(rows.map((row) => row.getAttribute('class'))).toEqual(['shown', undefined]);
  expect(page.querySelector('.desk h2')?.text).toBe('Second');
  expect(rows[0]?.querySelector('time')?.getAttribute('datetime')).toMatch(/^20\d\d-.*Z$/);
});

test('when a letter is chosen, then it has a view of what the recruiter sees', async () => {
  await sendPlain();
  const path = await newest();
  const seen = deskOf(await pageAt(`${path}?view=recruiter`));
  expect(seen).toContain('In their list of emails');
  expect(seen).toContain('Hi Dana, see https://x.example/a');
  expect(seen).toContain('Their reply goes to alex@home.example.');
  expect(seen).toContain("They can't see the copy to alex@home.example");
  expect(seen).toContain("There's no picture to load");
  await sendPlain('With a picture', '<img src="data:,">');
  expect(await pageAt(`${await newest()}?view=recruiter`)).not.toContain('no picture to load');
  await sendRaw(withFile('a.ics'));
  expect(await pageAt(await newest())).not.toContain("Recruiter's view");
});

test('when the text is chosen, then its web addresses are links', async () => {
  await sendPlain();
  const link = parse(await pageAt(`${await newest()}?view=text`)).querySelector('.plain-text a');
  expect(link?.getAttribute('href')).toBe('https://x.example/a');
  expect(link?.getAttribute('rel')).toBe('noopener noreferrer');
});

test('when the headers of a raw email are chosen, then all of them are shown', async () => {
  const message = withFile('open-door.ics');
  await sendRaw(message);
  const path = await newest();
  const html = await pageAt(`${path}?view=headers`);
  const facts = parse(html)
    .querySelectorAll('.headers div')
    .map((fact) => [fact.querySelector('dt')?.text, fact.querySelector('dd')?.text]);
  expect(facts).toContainEqual(['Subject', '=?UTF-8?B?wqFIb2xhIQ==?=']);
  expect(facts).toContainEqual(['In-Reply-To', '<their@mail.example>']);
  expect(facts).toContainEqual(['X-Folded', 'one two']);
  expect(deskOf(html)).toContain('A blind copy goes to alex@home.example');
  const source = await get(`${path}/source`);
  expect(await source.text()).toBe(message.replaceAll('\n', '\r\n'));
  expect(deskOf(await pageAt(path))).toContain('¡Hola!');
});

test('when an email has a file, then it is named, and is never a page', async () => {
  await sendRaw(withFile('page.html', 'text/html'));
  const path = await newest();
  expect(deskOf(await pageAt(path))).toMatch(/page\.html text\/html, \d+ bytes/);
  for (const file of [`${path}/attachments/0`, `${path}/source`]) {
    const answer = await get(file);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toBe('attachment');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  }
  expect((await get(`${path}/attachments/1`)).status).toBe(404);
  expect((await get(`${path}/attachments/__proto__`)).status).toBe(404);
});

test('when an email is hostile, then the pages have its text, not its elements', async () => {
  await sendRaw(
    withFile(`f${hostile.replaceAll('"', "'")}`)
      .replace('=?UTF-8?B?wqFIb2xhIQ==?=', hostile)
      .replace('X-Folded: one', `X-Evil: ${hostile}`)
      .replace('From: l', `From: ${hostile.replaceAll(/["<>]/g, '')} <l`)
      .replace('example\nTo', 'example>\nTo'),
    [`${hostile}@x.example`],
  );
  const path = await newest();
  for (const page of ['/', '/list', path, `${path}?view=text`, `${path}?view=headers`]) {
    const html = await pageAt(page);
    expect(html).not.toContain('<script>');
    const body = parse(html);
    expect(body.querySelectorAll('img')).toEqual([]);
    expect(body.querySelectorAll('script[src="/assets/inbox.js"], script')).toHaveLength(
      page === '/list' ? 0 : 1,
    );
  }
  expect(await pageAt(`${path}?view=headers`)).toContain('&lt;script&gt;');
});

test('when HTML is framed, then it has no rights; our pages frame only us', async () => {
  await sendPlain('x', `<script>alert(1)</script>${hostile}`);
  const path = await newest();
  const frame = await get(`${path}/frame`);
  const policy = frame.headers.get('content-security-policy') ?? '';
  const rights = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';
  expect(policy).toContain(`sandbox ${rights}; default-src 'none'; style-src`);
  expect(policy).not.toMatch(/allow-scripts|allow-forms|allow-top|script-src|https?:/);
  const page = await get(path);
  const iframe = parse(await page.text()).querySelector('iframe');
  expect(iframe?.getAttribute('sandbox')).toBe(rights);
  expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'");
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  await sendRaw(withFile('a.ics'));
  expect((await get(`${await newest()}/frame`)).status).toBe(404);
});

test('when a browser prefers Spanish, then the pages are Spanish', async () => {
  const headers = { 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' };
  expect(await (await get('/', { headers })).text()).toContain('Todavía no hay correos.');
  await sendPlain();
  const path = await newest();
  for (const page of ['/', path, '/emails/none']) {
    const html = await (await get(page, { headers })).text();
    expect(parse(html).querySelector('html')?.getAttribute('lang')).toBe('es');
  }
  const seen = await (await get(`${path}?view=recruiter`, { headers })).text();
  expect(deskOf(seen)).toContain('Su respuesta llega a alex@home.example.');
  expect(parse(seen).querySelector('.mails time')?.text).toMatch(/^\d{1,2}:\d\d$/);
  expect(textOf(await pageAt('/'))).toContain("What's been mailed.");
});

test('when a language is chosen, then every link of the page keeps it', async () => {
  await sendPlain();
  const page = parse(await pageAt(`${await newest()}?view=text&lang=es`));
  const links = page
    .querySelectorAll('.top a, .mails a, .tabs a, .back a, .clear form')
    .map((link) => link.getAttribute('href') ?? link.getAttribute('action') ?? '');
  expect(links).toContain('/?lang=es');
  expect(links.filter((link) => !link.endsWith('lang=es'))).toEqual(['?view=text&lang=en']);
  expect(links.length).toBeGreaterThan(8);
  const list = parse(await pageAt('/list?lang=es'));
  expect(list.querySelector('a')?.getAttribute('href')).toMatch(/^\/emails\/.*\?lang=es$/);
  const emptied = await get('/clear?lang=es', { method: 'POST' });
  expect(emptied.headers.get('location')).toBe('/?lang=es');
  // What is no language is not kept.
  expect(await pageAt('/?lang=%22x')).not.toContain('lang=%22x');
});

test('when there is nothing new, then the script gets no list', async () => {
  await sendPlain();
  const version = parse(await pageAt('/'))
    .querySelector('#mails')
    ?.getAttribute('data-version');
  expect((await get(`/list?version=${version}`)).status).toBe(204);
  await sendPlain('News');
  const answer = await get(`/list?version=${version}`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('News');
});

test('when there are very many emails, then the list is short and says so', async () => {
  for (let n = 0; n < 203; n += 1) await sendPlain(`Number ${n}`);
  const html = await pageAt('/');
  expect(parse(html).querySelectorAll('.mails a')).toHaveLength(200);
  expect(textOf(html)).toContain("3 older emails aren't shown.");
  expect(textOf(html)).toContain('All emails (203)');
});

test('when an email is not there any more, then its page says so', async () => {
  await sendPlain();
  const path = await newest();
  const emptied = await get('/clear', { method: 'POST' });
  expect([emptied.status, emptied.headers.get('location')]).toEqual([303, '/']);
  const gone = await get(path);
  expect(gone.status).toBe(404);
  expect(textOf(await gone.text())).toContain("This email isn't here.");
  expect((await get(`${path}/frame`)).status).toBe(404);
});

test('when another site wants to empty the inbox, then it is refused', async () => {
  await sendPlain();
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect((await get('/clear', { method: 'POST', headers })).status).toBe(403);
  expect(await ses.mails()).toHaveLength(1);
});

test('when scripts use the API of the emulator, then it answers as before', async () => {
  await sendPlain();
  for (const path of ['/store', '/health-check', '/store?since=x', '/nothing']) {
    const [ours, theirs] = await Promise.all([
      get(path),
      fetch(`${ses.endpoint}${path}`, { headers: { connection: 'close' } }),
    ]);
    expect([path, ours.status, await ours.text()]).toEqual([
      path,
      theirs.status,
      await theirs.text(),
    ]);
    expect(ours.headers.get('content-type')).toBe(theirs.headers.get('content-type'));
  }
  expect(await (await get('/emulator')).text()).toContain('aws-ses-v2-local viewer');
  const cleared = await get('/clear-store', { method: 'POST' });
  expect(await cleared.json()).toEqual({ message: 'Store cleared' });
  expect(await ses.mails()).toEqual([]);
});

test('when a path looks like another server, then the request stays here', async () => {
  const answer = await get('//evil.example/store');
  // The emulator asks for credentials on a path that it does not know.
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('Missing Authentication Token');
});

test('when the emulator accepts an email, then the inbox tells it once', async () => {
  await sendPlain('Told');
  await sendRaw(withFile('a.ics'));
  await expect(sendPlain('')).rejects.toThrow();
  expect(told.map(({ subject, to }) => [subject, to])).toEqual([
    ['Told', ['dana@northwind.example']],
    ['¡Hola!', ['dana@northwind.example']],
  ]);
});
