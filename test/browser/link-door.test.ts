import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { journeys } from '../journey/journey.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { takeScreenshots } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { uniqueCandidate } from '../support/fixtures.ts';

const running = productInBrowser();

/** Posts a letter's form, and gives the links of the email that arrives. */
async function linksOf(candidateEmail: string, language: 'en' | 'es') {
  const { product } = running;
  const form = journeys.find((journey) => journey.language === language)?.form;
  await fetch(`${product.origin}/declines?lang=${language}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ ...form, candidateEmail }),
  });
  const mail = (await product.mails()).findLast(({ to }) => to.includes(candidateEmail));
  const find = (pattern: RegExp) => pattern.exec(mail?.text ?? '')?.[0] ?? '';
  return {
    letter: find(/http\S+\/letters\/\S+/),
    notYou: find(/http\S+\/not-you\/\S+/),
    html: mail?.html ?? '',
  };
}

/** Checks the page for accessibility, in a window that is as narrow as a page may be. */
async function expectAccessibleIn(
  page: Page,
  name: string,
  colorScheme: 'light' | 'dark',
): Promise<void> {
  // The desktop has the same document.
  if ((page.viewportSize()?.width ?? 0) > 500) return;
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await expectAccessible(page, name);
  await page.emulateMedia({ colorScheme });
  if (size !== null) await page.setViewportSize(size);
}

test('when "Not you?" is opened, then it is accessible, in each view', async () => {
  await takeScreenshots(running.browser, 'not-you', async (page, { language, colorScheme }) => {
    const { notYou } = await linksOf(uniqueCandidate(), language);
    await page.goto(notYou);
    await expectAccessibleIn(page, 'not-you', colorScheme);
  });
});

test('when emails are stopped, then the same page allows them, in each view', async () => {
  await takeScreenshots(
    running.browser,
    'not-you-stopped',
    async (page, { language, colorScheme }) => {
      const { notYou } = await linksOf(uniqueCandidate(), language);
      const press = async (target: Page) => {
        await target.locator('input[name=sure]').check();
        await target.locator('form.send button').click();
      };
      await page.goto(notYou);
      await press(page);
      await page.locator('input[name=emails][value=allow]').waitFor({ state: 'attached' });
      await press(page);
      await page.locator('input[name=emails][value=stop]').waitFor({ state: 'attached' });
      await press(page);
      await page.goto(notYou);
      await expectAccessibleIn(page, 'not-you-stopped', colorScheme);
    },
  );
});

test('when a link makes another letter, then its form is accessible, in each view', async () => {
  await takeScreenshots(
    running.browser,
    'another-letter',
    async (page, { language, colorScheme }) => {
      const { letter } = await linksOf(uniqueCandidate(), language);
      await page.goto(letter);
      await page.locator('a[href*="/another"]').click();
      await expectAccessibleIn(page, 'another', colorScheme);
      expect(await page.locator('#candidateEmail').getAttribute('readonly')).not.toBeNull();
    },
  );
});

test('when the email is read, then "Not you?" is no button, in each view', async () => {
  await takeScreenshots(running.browser, 'link-mail', async (page, { language }) => {
    const { html } = await linksOf(uniqueCandidate(), language);
    await page.setContent(html);
    expect(await page.locator('a[style*="background"]').count()).toBe(1);
  });
});
