import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFolds } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';

const running = productInBrowser();
let page: Page;

const form = () => `${running.product.origin}/?lang=en`;
const fill = async () => {
  await openFolds(page);
  await page.check('[name="stage"][value="scheduled"]');
  await page.fill('#recruiterName', 'Dana Lee');
  await page.fill('#personalNote', 'Thank you for the tour!');
  await page.selectOption('#reason', 'other-offer');
};
const stage = () => page.locator('[name="stage"]:checked').getAttribute('value');

describe('what is typed into the form', () => {
  beforeEach(async () => {
    page = await (await running.browser.newContext()).newPage();
    await page.goto(form());
  });
  afterEach(() => page.context().close());

  test('when the page is opened again, then all but the reason is there', async () => {
    await fill();
    await page.goto(`${running.product.origin}/contacts`);
    await page.goto(form());
    expect(await page.inputValue('#recruiterName')).toBe('Dana Lee');
    expect(await page.inputValue('#personalNote')).toBe('Thank you for the tour!');
    expect(await stage()).toBe('scheduled');
    expect(await page.inputValue('#reason')).toBe('');
    const kept = await page.evaluate("sessionStorage.getItem('open-door-form')");
    expect(kept).toContain('Dana Lee');
    expect(kept).not.toContain('other-offer');
    // A person sees at once what is in the fold.
    expect(await page.locator('#personalNote').isVisible()).toBe(true);
  });

  test('when it is switched off, then nothing is kept, and it can be switched on', async () => {
    await fill();
    await page.getByRole('button', { name: "Don't keep it" }).click();
    await page.fill('#company', 'Northwind');
    await page.goto(form());
    expect(await page.inputValue('#recruiterName')).toBe('');
    await page.fill('#recruiterName', 'Teo Vidal');
    await page.getByRole('button', { name: 'Keep it again' }).click();
    await page.goto(form());
    expect(await page.inputValue('#recruiterName')).toBe('Teo Vidal');
  });

  test('when the answer has errors, then a reload posts nothing, and keeps all', async () => {
    await fill();
    await page.getByRole('button', { name: 'Email me the link' }).click();
    await page.locator('#errors').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.reload();
    expect(await page.locator('#errors').count()).toBe(0);
    expect(await page.inputValue('#recruiterName')).toBe('Dana Lee');
  });

  test('when a suggestion is taken, then what it left is kept', async () => {
    await fill();
    await page.fill('#personalNote', "I'm so sorry. Thank you for the tour!");
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.goto(form());
    expect(await page.inputValue('#personalNote')).toBe('Thank you for the tour!');
  });

  test('when a stage has no interview, then the form does not ask for its day', async () => {
    const day = page.locator('#interviewDate');
    expect(await day.isVisible()).toBe(false);
    await page.check('[name="stage"][value="scheduled"]');
    expect(await day.isVisible()).toBe(true);
    await page.check('[name="stage"][value="offer"]');
    expect(await day.isVisible()).toBe(false);
  });
});

test.each([true, false])(
  'when the language is changed with JavaScript %s, then all that was typed is there',
  async (javaScriptEnabled) => {
    page = await (await running.browser.newContext({ javaScriptEnabled })).newPage();
    await page.goto(form());
    await fill();
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Declina la entrevista' }).waitFor();
    expect(await page.locator('#errors').count()).toBe(0);
    expect(await page.inputValue('#recruiterName')).toBe('Dana Lee');
    expect(await stage()).toBe('scheduled');
    expect(await page.inputValue('#reason')).toBe('other-offer');
    // The letter has words of the candidate's own, so it stays in their language.
    expect(await page.inputValue('#letterLanguage')).toBe('en');
    await page.fill('#personalNote', '');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Declina la entrevista' }).waitFor();
    expect(await page.locator('#letterLanguage').inputValue()).toBe('es');
    await page.context().close();
  },
);

test('when the window is a phone, then a bar opens the letter as a sheet', async () => {
  const phone = { viewport: { width: 390, height: 844 } };
  page = await (await running.browser.newContext(phone)).newPage();
  await page.goto(form());
  const letter = page.getByRole('complementary', { name: 'Your letter so far' });
  await letter.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'See your letter' }).click();
  await letter.waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await letter.waitFor({ state: 'hidden' });
  await page.context().close();
});
