import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { formOf, textOf } from '../journey/http-driver.ts';
import { englishForm, origin } from '../support/fixtures.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { json, post } from '../support/requests.ts';
import { allItems } from '../support/table.ts';
import { theirEmail, theirText, theirWords } from '../support/their-message.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite');
});
afterAll(() => product.close());
afterEach(() => vi.restoreAllMocks());

/** What an empty form posts. */
const chosen = { letterLanguage: 'en', tone: 'warm', reconnect: '' };

/** The request with which a browser without JavaScript posts the form with a file. */
function postFile(
  content: string | Uint8Array<ArrayBuffer>,
  fields: Readonly<Record<string, string>> = {},
  language = 'en',
): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries({ message: '', ...chosen, ...fields }))
    body.set(name, value);
  body.set('file', new File([content], 'their message.eml', { type: 'message/rfc822' }));
  return new Request(new URL(`/read?lang=${language}`, origin), { method: 'POST', body });
}

async function pageOf(request: Request, status = 200): Promise<string> {
  const answer = await product.fetch(request);
  const html = await answer.text();
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, 'no-store']);
  return html;
}
const valuesOf = (html: string) => formOf(html, '/declines').values;

const suggestionsSchema = z.object({
  suggestions: z.array(z.object({ field: z.string(), value: z.string(), source: z.string() })),
  thread: z.optional(z.record(z.string(), z.string())),
});

describe('a message that is posted without JavaScript', () => {
  test('when the form is open, then its first line is the fold, which is closed', async () => {
    for (const [lang, title] of [
      ['en', 'Got their message?'],
      ['es', '¿Tienes su mensaje?'],
    ] as const) {
      const html = await (await product.fetch(new Request(`${origin}/?lang=${lang}`))).text();
      expect(textOf(html.slice(html.indexOf('<form')))).toMatch(
        new RegExp(`^${title.replace('?', '\\?')}`),
      );
      expect(html).toMatch(/<details class="slot" id="paste" data-reader="[^"]+">/);
      expect(html).toContain(`formaction="/read?lang=${lang}"`);
    }
  });

  test.each([
    ['pasted text', () => post('/read?lang=en', { ...chosen, message: theirText })],
    ['the text of a file', () => postFile(theirText)],
    ["an email's file", () => postFile(theirEmail)],
    ["an email's source", () => post('/read?lang=en', { ...chosen, message: theirEmail })],
  ])('when %s is read, then the form is filled in, and says from what', async (_what, request) => {
    const html = await pageOf(request());
    expect(valuesOf(html)).toMatchObject({
      ...theirWords,
      interviewTime: '15:00',
      timeZone: 'America/New_York',
      recruiterGreeting: 'Dana',
      candidateName: expect.stringMatching(/^Alex/),
      // The page does not repeat the message.
      message: '',
      file: '',
    });
    const text = textOf(html);
    expect(text).toMatch(/\d+ fields are filled in from their message/);
    expect(text).toContain('From their message: “');
    expect(html).toMatch(/aria-describedby="[^"]*company-found"/);
    expect(text).not.toContain('Talent Partner Northwind');
    // Stage and day are from the same words, which stand below the day.
    expect(html).toContain('id="interviewDate-found"');
    expect(html).not.toContain('id="stage-found"');
    // The letter is shown, too, and nothing is an error yet.
    expect(text).toContain('Hi Dana,');
    expect(html).not.toContain('aria-invalid');
  });

  test('when fields are filled in, then they stay, and the message is only offered', async () => {
    const typed = { ...englishForm, company: 'Northwind', letterLanguage: 'es', reason: 'staying' };
    const html = await pageOf(postFile(theirText, typed));
    expect(valuesOf(html)).toMatchObject({ ...typed, peopleToThank: expect.any(String) });
    const text = textOf(html);
    expect(text).toContain('Their message suggests Northwind & Sons: “');
    expect(text).toContain('Their message suggests Interview is set: “');
    expect(text).toContain('Nothing you typed was changed.');
    // What agrees with the form is not said again.
    expect(html).not.toContain('id="recruiterName-found"');

    const used = await pageOf(post('/read?lang=en', { ...valuesOf(html), use: 'company' }));
    expect(valuesOf(used)).toMatchObject({ company: 'Northwind & Sons', stage: 'screen' });
    expect(used).toContain('id="company-found"');
    // The other suggestions are still there.
    expect(textOf(used)).toContain('Their message suggests Interview is set: “');
    const both = await pageOf(post('/read?lang=en', { ...valuesOf(used), use: 'stage' }));
    expect(valuesOf(both)).toMatchObject({ company: 'Northwind & Sons', stage: 'scheduled' });
  });

  test('when a second message is read, then it replaces what the first filled in', async () => {
    const first = await pageOf(postFile(theirText));
    const other = theirText.replaceAll('Dana Lee', 'Teo Vidal').replaceAll('dana@', 'teo@');
    const second = await pageOf(postFile(other, { ...valuesOf(first), role: 'My own words' }));
    expect(valuesOf(second)).toMatchObject({
      recruiterName: 'Teo Vidal',
      recruiterEmail: 'teo@northwind.example',
      role: 'My own words',
    });
  });

  test('when a second message is no email, then the letter is in no thread', async () => {
    const first = valuesOf(await pageOf(postFile(theirEmail)));
    expect(first['inReplyTo']).toBe('<invitation.1@northwind.example>');
    // Taking a suggestion reads no other message.
    const used = valuesOf(await pageOf(post('/read?lang=en', { ...first, use: 'company' })));
    expect(used['inReplyTo']).toBe(first['inReplyTo']);
    const second = valuesOf(await pageOf(postFile(theirText, first)));
    for (const name of ['inReplyTo', 'references', 'theirSubject'])
      expect(second[name] ?? '').toBe('');
  });

  test('when the zone of the candidate is known, then the interview is in it', async () => {
    const browserTimeZone = 'Europe/Madrid';
    const html = await pageOf(postFile(theirText, { browserTimeZone }));
    const { interviewDate } = theirWords;
    expect(valuesOf(html)).toMatchObject({
      interviewDate,
      interviewTime: '21:00',
      timeZone: browserTimeZone,
    });
  });

  test('when nothing is posted, nothing fits or it is no text, then the page says so', async () => {
    const name = { candidateName: 'Alex' };
    for (const [request, status, text] of [
      [post('/read?lang=en', name), 422, 'Please paste their message first'],
      [post('/read?lang=es', { ...name, message: ' ' }), 422, 'Pega primero su mensaje'],
      [postFile('12345', name), 200, 'We found nothing in it that fits this form'],
      [postFile(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0), name), 422, "We can't read this file"],
      [postFile(Uint8Array.of(0, 1), name, 'es'), 422, 'No podemos leer este archivo'],
    ] as const) {
      const html = await pageOf(request, status);
      expect(textOf(html)).toContain(text);
      expect(valuesOf(html)).toMatchObject(name);
    }
  });

  test('when the address is that of a machine, then the form says so', async () => {
    const message = theirText.replace('dana@northwind.example', 'no-reply@northwind.example');
    const html = await pageOf(postFile(message));
    expect(textOf(html)).toContain('Emails to this address may go unread.');
    const spanish = await pageOf(postFile(message, {}, 'es'));
    expect(textOf(spanish)).toContain('Puede que nadie lea lo que llega a esta dirección.');
  });

  test('when it is written in windows-1252 or UTF-16, then its letters are right', async () => {
    const text = theirText.replaceAll('Dana Lee', 'José Peña');
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    for (const bytes of [new Uint8Array(Buffer.from(text, 'latin1')), utf16]) {
      expect(valuesOf(await pageOf(postFile(bytes)))).toMatchObject({ recruiterName: 'José Peña' });
    }
  });

  test('when the message has HTML, then the page shows it as text', async () => {
    const message = theirText.replaceAll('Senior Data', '<img src=x onerror=alert(1)> Data');
    const html = await pageOf(postFile(message));
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/<script(?! src=)/);
  });
});

describe('a message that a script posts', () => {
  test('when it is JSON, then the suggestions and the thread are the answer', async () => {
    const answer = await product.fetch(json('/read', { message: theirEmail }));
    expect(answer.status).toBe(200);
    const { suggestions, thread } = suggestionsSchema.parse(await answer.json());
    const values = Object.fromEntries(suggestions.map(({ field, value }) => [field, value]));
    expect(values).toMatchObject({
      ...theirWords,
      interviewDate: `${theirWords.interviewDate}T15:00`,
    });
    expect(thread?.['inReplyTo']).toBe('<invitation.1@northwind.example>');
  });

  test.each([{}, { message: '' }, { message: 5 }])(
    'when the message is missing, then 422 says so: %j',
    async (body) => {
      const answer = await product.fetch(json('/read', body));
      expect(answer.status).toBe(422);
      expect(await answer.json()).toEqual({
        errors: [{ field: 'message', message: expect.stringContaining('paste their message') }],
      });
    },
  );
});

describe('what a message may be', () => {
  const multipart = (body: string, type = 'multipart/form-data; boundary=x') =>
    new Request(new URL('/read', origin), {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });
  const part = (name: string, value: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

  test.each([
    ['no boundary', () => multipart('--x--', 'multipart/form-data')],
    ['no end', () => multipart(part('message', 'Hi'))],
    ['no first boundary', () => multipart('Hi')],
    ['no name', () => multipart('--x\r\nContent-Disposition: form-data\r\n\r\nHi\r\n--x--')],
    ['too many parts', () => multipart(`${part('message', 'Hi').repeat(101)}--x--`)],
    ['endless headers', () => multipart(`--x\r\n${'a'.repeat(10_000)}\r\n--x--`)],
  ])('when a multipart body has %s, then it is refused with 400', async (_what, request) => {
    expect((await product.fetch(request())).status).toBe(400);
  });

  test('when it is larger than 256 KB, then 413 says so; smaller ones are read', async () => {
    const filler = `\n${'word '.repeat(20)}`;
    const large = theirText + filler.repeat(2400);
    expect(valuesOf(await pageOf(postFile(large)))).toMatchObject({ company: 'Northwind & Sons' });
    const tooLarge = await product.fetch(postFile(theirText + filler.repeat(2700)));
    expect(tooLarge.status).toBe(413);
    // No other route takes as much.
    const other = await product.fetch(post('/preview', { message: large }));
    expect(other.status).toBe(413);
  });

  test('when another site posts a message, then it is refused', async () => {
    const request = post('/read', { message: theirText }, { 'sec-fetch-site': 'cross-site' });
    expect((await product.fetch(request)).status).toBe(403);
  });

  test('when a message is read, then nothing is stored, emailed or logged', async () => {
    await product.clearMails();
    const before = (await allItems(product.dynamoDb)).size;
    const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name),
    );
    const writes = vi.spyOn(process.stdout, 'write');
    await pageOf(postFile(theirEmail));
    await product.fetch(json('/read', { message: theirEmail }));
    for (const log of [...logs, writes]) expect(log).not.toHaveBeenCalled();
    expect((await allItems(product.dynamoDb)).size).toBe(before);
    expect(await product.mails()).toEqual([]);
  });

  test('when the page of a message is changed by somebody, then nothing breaks', async () => {
    for (const found of [
      '[',
      '{}',
      '[null,1,"a",{"field":"stage"},{"field":"__proto__","value":"a","source":"b"}]',
      JSON.stringify([{ field: 'role', value: '<b>', source: '"'.repeat(500) }]),
      'x'.repeat(20_000),
    ]) {
      const html = await pageOf(post('/read?lang=en', { message: theirText, found, use: 'role' }));
      expect(valuesOf(html)).toMatchObject({ company: 'Northwind & Sons' });
      expect(html).not.toMatch(/value="?<b>|<b>\s*<\//);
    }
  });
});
