import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeScreenshots, views } from '../support/browser.ts';
import { sharedBrowser } from '../support/browser-product.ts';

let browser: Browser;
let server: Server;
let address: string;

beforeAll(async () => {
  browser = await sharedBrowser();
  // Like the product, the server answers in the language of the request.
  server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="${request.headers['accept-language']?.slice(0, 2)}">
      <meta name="viewport" content="width=device-width">
      <style>@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }</style>
      <h1>¡Hola!</h1>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/`;
});

afterAll(() => {
  server?.close();
});

test('when screenshots are taken, then each device, colour and language has one', async () => {
  const seen: unknown[] = [];
  const paths = await takeScreenshots(browser, 'support', async (page, view) => {
    await page.goto(address);
    seen.push({
      device: (await page.evaluate<number>('innerWidth')) === 390 ? 'phone' : 'desktop',
      colorScheme: (await page.evaluate<boolean>(
        'matchMedia("(prefers-color-scheme: dark)").matches',
      ))
        ? 'dark'
        : 'light',
      language: await page.locator('html').getAttribute('lang'),
    });
    expect(seen.at(-1)).toEqual(view);
  });

  expect(seen).toEqual(views);
  expect(paths).toHaveLength(8);
  for (const path of paths) {
    const png = await readFile(path);
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    // The PNG header has the width. A page on the phone must not be wider than the phone.
    expect(png.readUInt32BE(16)).toBe(path.includes('.phone.') ? 390 : 1280);
  }
});
