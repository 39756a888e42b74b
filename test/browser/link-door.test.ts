import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { journeys } from '../journey/journey.ts';
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

let page: Page;
beforeEach(async () => {
  page = await (await running.browser.newContext()).newPage();
});
afterEach(() => page.context().close());

test('when emails are stopped, then the same page allows them', async () => {
  const { notYou } = await linksOf(uniqueCandidate(), 'en');
  const press = async () => {
    await page.locator('input[name=sure]').check();
    await page.locator('form button[type=submit]').click();
  };
  await page.goto(notYou);
  await press();
  await page.locator('input[name=emails][value=allow]').waitFor({ state: 'attached' });
  await press();
  await page.locator('input[name=emails][value=stop]').waitFor({ state: 'attached' });
});

test('when a link makes another letter, then its address cannot be changed', async () => {
  const { letter } = await linksOf(uniqueCandidate(), 'en');
  await page.goto(letter);
  await page.locator('a[href*="/another"]').click();
  expect(await page.locator('#candidateEmail').getAttribute('readonly')).not.toBeNull();
});

test.each(['en', 'es'] as const)(
  'when the email in %s is read, then "Not you?" is no button',
  async (language) => {
    const { html } = await linksOf(uniqueCandidate(), language);
    await page.setContent(html);
    expect(await page.locator('a[style*="background"]').count()).toBe(1);
  },
);
