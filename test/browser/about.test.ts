import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { takeScreenshots } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';

const running = productInBrowser();

/** Checks the page in a window that is as narrow as a page may be. */
async function check(page: Page, name: string, colorScheme: 'light' | 'dark'): Promise<void> {
  const size = page.viewportSize();
  // The desktop has the same document.
  if (size === null || size.width > 500) return;
  await page.setViewportSize({ width: 320, height: 640 });
  await expectAccessible(page, name);
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize(size);
}

test.each([
  ['privacy', 'What we keep', 'Qué guardamos'],
  ['accessibility', 'Accessibility', 'Accesibilidad'],
])(
  'when /%s is opened from the footer, then it is accessible in each view',
  async (name, en, es) => {
    await takeScreenshots(running.browser, name, async (page, { language, colorScheme }) => {
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      await page.goto(`${running.product.origin}/contacts`);
      await page.locator(`footer a[href^="/${name}"]`).press('Enter');
      const title = { en, es }[language];
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await check(page, name, colorScheme);
      // The link to the other language leads to the same page.
      await page.locator('header a[hreflang]').press('Enter');
      const other = { en: es, es: en }[language];
      await page.getByRole('heading', { level: 1, name: other }).waitFor();
      await page.goBack();
      expect(faults).toEqual([]);
    });
  },
);

test('when there is no such page, then what is said is accessible in each view', async () => {
  await takeScreenshots(running.browser, 'missing', async (page, { language, colorScheme }) => {
    await page.goto(`${running.product.origin}/nowhere`);
    await check(page, 'missing', colorScheme);
    const home = { en: 'Go to the form', es: 'Ir al formulario' }[language];
    await page.getByRole('link', { name: home }).press('Enter');
    await page.waitForURL(`${running.product.origin}/?lang=${language}`);
    await page.goBack();
  });
});

test('when a form comes from another site, then its page is accessible in each view', async () => {
  const { origin } = running.product;
  await takeScreenshots(running.browser, 'other-site', async (page, { language, colorScheme }) => {
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
    const title = { en: 'That came from another site', es: 'Esto vino de otro sitio' }[language];
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await check(page, 'other-site', colorScheme);
  });
});
