import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFolds } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { englishForm } from '../support/fixtures.ts';

const running = productInBrowser();
let page: Page;

const note = "I'm so sorry, but I've accepted another offer. Thank you for the tour!";
const preview = () => page.locator('#preview');
const suggestions = () => page.getByRole('button', { name: 'Remove it' });
const status = async () => (await page.getByRole('status').textContent())?.trim();

describe('the live preview', () => {
  beforeEach(async () => {
    await running.product.clearMails();
    page = await (await running.browser.newContext()).newPage();
    await page.goto(`${running.product.origin}/?lang=en`);
    await openFolds(page);
  });
  afterEach(() => page.context().close());

  test('when the candidate types, then the preview shows the letter so far', async () => {
    await preview().getByText('Choose where you are in the process').waitFor();
    await page.check('[name="stage"][value="screen"]');
    await preview().getByText('Hi their name,').waitFor();
    await page.fill('#recruiterName', 'Dana Lee');
    await preview().getByText('Hi Dana,').waitFor();
    await page.fill('#company', 'Northwind');
    await preview().locator('.letter').getByText('at Northwind').first().waitFor();
    await page.selectOption('#letterLanguage', 'es');
    await preview().getByText('Hola, Dana:').waitFor();
    await page.check('[name="stage"][value="offer"]');
    await page.getByText('An offer deserves a call first').waitFor();
    // The page is the same: nothing was submitted, and the focus has not moved.
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await page.evaluate('document.activeElement?.value')).toBe('offer');
    expect(await running.product.mails()).toEqual([]);
  });

  test('when the name changes, then the greeting follows it until it is changed', async () => {
    const greeting = async () => page.inputValue('#recruiterGreeting');
    await page.check('[name="stage"][value="screen"]');
    await page.fill('#recruiterName', 'Dana Lee');
    await expect.poll(greeting).toBe('Dana');
    await page.selectOption('#tone', 'formal');
    await expect.poll(greeting).toBe('Dana Lee');
    await page.fill('#recruiterName', 'Teo Vidal');
    await expect.poll(greeting).toBe('Teo Vidal');
    await page.fill('#recruiterGreeting', 'Mr. Vidal');
    await preview().getByText('Dear Mr. Vidal,').waitFor();
    await page.fill('#recruiterName', 'Theo Vidal');
    await page.waitForResponse('**/preview**');
    await page.selectOption('#tone', 'warm');
    await preview().getByText('Hi Mr. Vidal,').waitFor();
    expect(await greeting()).toBe('Mr. Vidal');
    await page.fill('#recruiterName', 'Dana Lee');
    await expect.poll(greeting).toBe('Dana');
    await preview().getByText('Hi Dana,').waitFor();
    await page.fill('#recruiterGreeting', '');
    await page.waitForResponse('**/preview**');
    expect(await greeting()).toBe('');
    expect(await page.getAttribute('#recruiterGreeting', 'placeholder')).toBe('Dana');
  });

  test('when an earlier answer comes late, then the preview shows the latest one', async () => {
    await page.check('[name="stage"][value="screen"]');
    await preview().getByText('Hi their name,').waitFor();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isFirst = true;
    await page.route('**/preview**', async (route) => {
      if (isFirst) {
        isFirst = false;
        await released;
      }
      await route.continue().catch(() => {});
    });
    const slow = page.waitForRequest('**/preview**');
    await page.fill('#company', 'Slow');
    const answered = (await slow).response().catch(() => null);
    await page.fill('#company', 'Quick');
    await preview().getByText('Quick').first().waitFor();
    release();
    await answered;
    await page.waitForTimeout(300);
    expect(await preview().textContent()).toContain('Quick');
    expect(await preview().textContent()).not.toContain('Slow');
  });

  test('when the preview stays the same, then its elements are not changed', async () => {
    await page.check('[name="stage"][value="screen"]');
    await preview().getByText('It was good of you').waitFor();
    await page.evaluate(`
      window.changes = 0;
      new MutationObserver((all) => { window.changes += all.length; })
        .observe(
          document.querySelector('#preview'),
          { subtree: true, childList: true, characterData: true },
        );
    `);
    await page.fill('#candidateEmail', 'alex@candidates.example');
    await page.waitForResponse('**/preview**');
    await page.waitForTimeout(300);
    expect(await page.evaluate('window.changes')).toBe(0);
  });

  test('when a note has hints, then they are announced and one click accepts one', async () => {
    await page.fill('#personalNote', note);
    await suggestions().first().waitFor();
    expect(await page.locator('.hints mark').allTextContents()).toEqual([
      "I'm so sorry",
      "I've accepted another offer",
    ]);
    await expect.poll(status).toBe('There are 2 suggestions about your line.');
    await suggestions().first().click();
    expect(await page.inputValue('#personalNote')).toBe(
      "I've accepted another offer. Thank you for the tour!",
    );
    await expect.poll(status).toBe("There's one suggestion about your line.");
    expect(await page.evaluate('document.activeElement?.id')).toBe('personalNote');
    await suggestions().first().click();
    await expect.poll(() => suggestions().count()).toBe(0);
    expect(await page.inputValue('#personalNote')).toBe('Thank you for the tour!');
    await expect.poll(status).toBe('');
    expect(new URL(page.url()).pathname).toBe('/');
  });

  test('when Enter is pressed, then the form is submitted without a suggestion', async () => {
    await page.fill('#personalNote', note);
    await suggestions().first().waitFor();
    await page.focus('#company');
    await page.keyboard.press('Enter');
    await page.locator('#errors').waitFor();
    expect(await page.inputValue('#personalNote')).toBe(note);
  });

  test('when an address looks mistyped, then the page asks, and one click mends it', async () => {
    const question = page.getByText('Did you mean dana@gmail.com?');
    await page.fill('#recruiterEmail', 'Dana Lee <dana@gmial.com>');
    await question.waitFor();
    await page.getByRole('button', { name: 'Yes, use dana@gmail.com' }).click();
    expect(await page.inputValue('#recruiterEmail')).toBe('dana@gmail.com');
    await question.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/');
    await page.fill('#recruiterEmail', 'dana@gmial.com');
    await question.waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#errors').waitFor();
    expect(await page.inputValue('#recruiterEmail')).toBe('dana@gmial.com');
  });

  test.each([
    ['en', 429, '{"message":"Too Many Requests"}', "We're very busy right now"],
    ['en', 503, '{"message":"Service Unavailable"}', "We're very busy right now"],
    ['es', 429, '{"message":"Too Many Requests"}', 'Hay demasiada actividad'],
    ['es', 503, '', 'Hay demasiada actividad'],
    ['es', 504, '<html><body><h1>504</h1></body></html>', 'Hay demasiada actividad'],
  ])(
    'when in %s the gateway answers %i %s, then the page says it, and catches up',
    async (lang, gatewayStatus, body, text) => {
      await page.goto(`${running.product.origin}/?lang=${lang}`);
      await openFolds(page);
      await page.clock.install();
      await page.route('**/preview**', (route) => route.fulfill({ status: gatewayStatus, body }));
      await page.check('[name="stage"][value="screen"]');
      await page.fill('#recruiterName', 'Dana Lee');
      await page.clock.runFor(1000);
      await page.getByText(text).waitFor();
      expect(await page.locator('#preview-problem').getAttribute('aria-live')).toBe('polite');
      expect(await page.textContent('body')).not.toMatch(/Too Many|Unavailable/);
      expect(await page.inputValue('#recruiterName')).toBe('Dana Lee');
      await page.unroute('**/preview**');
      await page.clock.runFor(11_000);
      await preview().getByText('Dana').first().waitFor();
      await page.getByText(text).waitFor({ state: 'detached' });
    },
  );

  test('when our own answer refuses the preview, then the page says why', async () => {
    await page.fill('#candidateEmail', 'x'.repeat(40_000));
    await page.getByText('This is more than we can take.').waitFor();
    await page.fill('#candidateEmail', 'alex@candidates.example');
    await page.getByText('This is more than we can take.').waitFor({ state: 'detached' });
  });

  test('when there is no connection, then the form can still be submitted', async () => {
    await page.route('**/preview**', (route) => route.abort());
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    const failed = page.waitForEvent('requestfailed');
    await page.fill('#personalNote', note);
    await failed;
    expect(errors).toEqual([]);
    expect(await page.getByRole('button', { name: 'Email me the link' }).isEnabled()).toBe(true);
  });
});

test('when there is no JavaScript, then a button shows the letter and the hints', async () => {
  page = await (await running.browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${running.product.origin}/?lang=en`);
  await openFolds(page);
  for (const [name, value] of Object.entries({ ...englishForm, personalNote: note })) {
    if (name === 'stage') {
      await page.check(`[name="stage"][value="${value}"]`);
      continue;
    }
    const field = page.locator(`[name="${name}"]:visible`).first();
    if ((await field.count()) === 0 || value === '') continue;
    if ((await field.evaluate((element: { tagName: string }) => element.tagName)) === 'SELECT')
      await field.selectOption(value);
    else await field.fill(value);
  }
  await page.getByRole('button', { name: 'See your letter' }).click();
  expect(await preview().textContent()).toContain('Hi Dana,');
  await page.waitForURL(({ hash }) => hash === '#letter');
  await suggestions().first().click();
  expect(await page.inputValue('#personalNote')).toBe(
    "I've accepted another offer. Thank you for the tour!",
  );
  await suggestions().first().click();
  expect(await page.inputValue('#personalNote')).toBe('Thank you for the tour!');
  expect(await suggestions().count()).toBe(0);
  await page.getByRole('button', { name: 'Email me the link' }).click();
  expect(await page.locator('h1').textContent()).toBe('Check your inbox.');
  await page.context().close();
});
