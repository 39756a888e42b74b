import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { formAnswersEn } from '../../lambdas/web/words/form-answers-en.ts';
import { arriveAt } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';

const running = productInBrowser();
let page: Page;
afterEach(() => page.context().close());

test('when a field with an error is mended, then its error is gone, and no other', async () => {
  page = await (await running.browser.newContext({ locale: 'en-US' })).newPage();
  await page.goto(running.product.origin);
  await page.fill('#recruiterEmail', 'dana@brightlabs');
  await page.locator('form .main').click();
  await arriveAt(page.locator('#errors'));
  const errorOf = (name: string) => page.locator(`#${name}-error`).textContent();
  const isRed = (name: string) =>
    page
      .locator(`[name="${name}"][aria-invalid]`)
      .count()
      .then((count) => count > 0);
  expect(await errorOf('recruiterEmail')).toBe(formAnswersEn.problems['not-an-address']);

  await page.locator('#recruiterEmail').pressSequentially('.example');
  await page.check('[name="stage"][value="offer"]');
  for (const name of ['recruiterEmail', 'stage']) {
    expect([name, await errorOf(name), await isRed(name)]).toEqual([name, '', false]);
  }
  expect(await isRed('company')).toBe(true);
  expect(await errorOf('company')).toBe(formAnswersEn.required.company);
});

test('when only what is required was typed, then no fold opens by itself', async () => {
  page = await (await running.browser.newContext({ locale: 'en-US' })).newPage();
  await page.goto(running.product.origin);
  await page.fill('#recruiterName', 'Dana Lee');
  await page.fill('#recruiterEmail', 'dana@brightlabs');
  await page.locator('form .main').click();
  await arriveAt(page.locator('#errors'));
  await page.reload();
  await page.fill('#recruiterEmail', 'dana@brightlabs.example');
  await page.goto(running.product.origin);
  expect(await page.inputValue('#recruiterName')).toBe('Dana Lee');
  expect(await page.locator('.folds > details[open]').count()).toBe(0);
});
