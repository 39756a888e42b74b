import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileOfPicture, type Picture, pictures } from '../../lambdas/core/pictures.ts';
import { origin } from '../support/fixtures.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite');
});
afterAll(() => product.close());

const open = (path: string, userAgent?: string) =>
  product.fetch(
    new Request(new URL(path, origin), {
      headers: userAgent === undefined ? {} : { 'user-agent': userAgent },
    }),
  );

const names: readonly Picture[] = ['favicon.ico', 'door.svg', 'apple-touch-icon.png', 'card.png'];

describe('the pictures', () => {
  test('when they are listed, then the list of this test has each', () => {
    expect(new Set<string>(names)).toEqual(new Set(Object.keys(pictures)));
  });

  test.each(names)('when %s is asked for, then it is the file, kept for a day', async (name) => {
    const answer = await open(`/${name}`);
    const file = readFileSync(fileOfPicture(name));
    expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true);
    expect(answer.headers.get('content-type')).toBe(pictures[name]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=86400');
    expect(answer.headers.get('content-length')).toBe(String(file.length));
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('when they are read, then they have their sizes, and are small', () => {
    const [touch, card, ico] = (['apple-touch-icon.png', 'card.png', 'favicon.ico'] as const).map(
      (name) => readFileSync(fileOfPicture(name)),
    );
    const sizeOf = (png: Buffer | undefined, at = 16) => [
      png?.readUInt32BE(at),
      png?.readUInt32BE(at + 4),
    ];
    expect(sizeOf(touch)).toEqual([180, 180]);
    expect(sizeOf(card)).toEqual([1200, 630]);
    // A PNG behind the 22 bytes of the header.
    expect(sizeOf(ico, 22 + 16)).toEqual([32, 32]);
    expect(card?.length).toBeLessThan(60_000);
    expect(Number(touch?.length) + Number(ico?.length)).toBeLessThan(4000);
  });

  test('when a page refers to an icon, then it is there, and the policy allows it', async () => {
    const page = await open('/contacts');
    const html = await page.text();
    const icons = [...html.matchAll(/<link rel="icon" href="([^"]+)"/g)].map(([, url = '']) => url);
    expect(icons).toEqual(['/favicon.ico', '/door.svg']);
    for (const icon of icons) expect((await open(icon)).status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("img-src 'self';");
  });
});

describe('the card of a link', () => {
  test.each([
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'LinkedInBot/1.0 (compatible; Mozilla/5.0; +http://www.linkedin.com)',
    'WhatsApp/2.23.20.0 A',
    'TelegramBot (like TwitterBot)',
    'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
  ])('when %s asks, then the form says what to show', async (userAgent) => {
    for (const [language, title] of [
      ['en', 'Decline the interview, leave the door open.'],
      ['es', 'Declina la entrevista, deja la puerta abierta.'],
    ] as const) {
      const answer = await open(`/?lang=${language}`, userAgent);
      const html = await answer.text();
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(html).toContain(`<meta property="og:title" content="${title}"/>`);
      expect(html).toContain(`<meta property="og:image" content="${origin}/card.png"/>`);
      expect(html).toContain('</form>');
    }
  });

  test.each([
    undefined,
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1',
    'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
    'Mozilla/5.0 (Linux; Android 14; CUBOT X90) Chrome/140.0 Mobile Safari/537.36',
    `${'x'.repeat(500)} WhatsApp`,
  ])('when %s asks, then the form has no card, and may be kept', async (userAgent) => {
    const answer = await open('/', userAgent);
    const html = await answer.text();
    expect(html).not.toContain('og:');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=600');
  });

  test('when another page is asked for, then it has no card', async () => {
    const html = await (await open('/contacts', 'Slackbot 1.0')).text();
    expect(html).not.toContain('og:');
  });
});
