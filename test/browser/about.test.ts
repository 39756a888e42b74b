import { expect, test } from 'vitest';
import { productInBrowser } from '../support/browser-product.ts';

// That these pages have no fault in any view is tested with the looks of all pages.
const running = productInBrowser();

test.each([
  ['privacy', 'What we keep', 'Qué guardamos'],
  ['accessibility', 'Accessibility', 'Accesibilidad'],
])('when /%s is opened from the footer, then it is there in both languages', async (...row) => {
  const [name, en, es] = row;
  const page = await (await running.browser.newContext({ locale: 'en' })).newPage();
  await page.goto(`${running.product.origin}/contacts`);
  await page.locator(`footer a[href^="/${name}"]`).press('Enter');
  await page.getByRole('heading', { level: 1, name: en }).waitFor();
  // The link to the other language leads to the same page.
  await page.locator('header a[hreflang]').press('Enter');
  await page.getByRole('heading', { level: 1, name: es }).waitFor();
  await page.context().close();
});

test('when a form comes from another site, then a page says so, with the way home', async () => {
  const { origin } = running.product;
  const page = await (await running.browser.newContext({ locale: 'en' })).newPage();
  await page.route('http://other.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${origin}/declines"><button>Go</button></form>`,
    }),
  );
  await page.goto('http://other.example/');
  const answer = page.waitForResponse(`${origin}/declines`);
  await page.getByRole('button').click();
  expect((await answer).status()).toBe(403);
  await page.getByRole('heading', { level: 1, name: 'That came from another site' }).waitFor();
  await page.getByRole('link', { name: 'Go to the form' }).press('Enter');
  await page.waitForURL(`${origin}/?lang=en`);
  await page.context().close();
});
