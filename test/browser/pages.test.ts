import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { journeys, linkIn } from '../journey/journey.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { uniqueForm } from '../support/fixtures.ts';

const [english, spanish] = journeys;
if (english === undefined || spanish === undefined) throw new Error('There are too few journeys.');

const running = productInBrowser();
let page: Page;
beforeEach(async () => {
  await running.product.clearMails();
  page = await (await running.browser.newContext()).newPage();
});
afterEach(() => page.context().close());

const driver = () => new BrowserDriver(page, running.product.origin, running.product.mails);
const sentLetters = async () =>
  (await running.product.mails()).filter(({ to }) => to.includes('dana@northwind.example')).length;

async function draft(journey = english): Promise<string> {
  if (journey === undefined) throw new Error('There is no journey.');
  await driver().openForm(journey.language);
  // The same form that is posted again on one day is the same draft.
  await driver().submitForm({ ...journey.form, peopleToThank: uniqueForm().peopleToThank });
  return linkIn(await running.product.mails());
}

/** Notes for which the guard gives hints of several kinds. */
const notesWithHints = {
  en: "I'm so sorry, but I've accepted another offer for now. Call me: +1 555 123 4567",
  es: 'Lo siento mucho, acepté otra oferta por ahora. Mi teléfono: +34 600 123 456',
};

test.each([english, spanish])(
  'when a page is shown, then it has no accessibility fault in light and dark: $language',
  async (journey) => {
    await page.setViewportSize({ width: 320, height: 700 });
    const check = (name: string) => expectAccessible(page, name);
    await driver().openForm(journey.language);
    await check('form');
    await page.check('[name="stage"][value="offer"]');
    await page.fill(
      '#personalNote',
      journey.language === 'en' ? notesWithHints.en : notesWithHints.es,
    );
    await page.locator('.hints').waitFor();
    await check('hints');
    await driver().openForm(journey.language);
    await page.getByRole('button', { name: /Email me the link|Envíame el enlace/ }).click();
    await check('errors');
    const link = await draft(journey);
    await check('mailed');
    await driver().openLink(link);
    await page.locator('.self-send summary').click();
    await page.locator('.phone summary').click();
    await check('review');
    await driver().send({ ticked: false });
    await check('not ticked');
    for (const action of ['cancel', 'self-sent']) {
      await driver().openLink(link);
      await driver().submit(`/${action}`, {});
      expect(await page.locator('.problem').count()).toBe(1);
      await check(`${action} not ticked`);
    }
    await driver().openLink(link);
    await page.goto(`${link}/edit`);
    await check('edit');
    await driver().openLink(link);
    await driver().send({ ticked: true });
    await page.locator('.phone summary').click();
    await check('sent');
    await page.goto(`${running.product.origin}/letters/none`);
    await check('missing');
  },
);

test('when a form is refused, then the focus is on the errors with their links', async () => {
  await driver().openForm('en');
  await page.getByRole('button', { name: /Email me the link|Envíame el enlace/ }).click();
  expect(await page.evaluate('document.activeElement?.id')).toBe('errors');
  await page.getByRole('link', { name: 'Enter their email, like dana@example.com' }).click();
  expect(await page.evaluate('document.activeElement?.id')).toBe('recruiterEmail');
});

test('when a mail scanner clicks the first button, then nothing is sent', async () => {
  const link = await draft();
  await page.clock.install();
  await page.goto(link);
  await page.clock.runFor('10:00');
  await page.getByRole('button').first().click();
  await page.clock.runFor('10:00');
  expect(await sentLetters()).toBe(0);
  await driver().openLink(link);
  expect((await driver().send({ ticked: true })).text).toContain('Sent to Dana');
});

test('when only a keyboard is used, then the letter can be sent', async () => {
  await page.goto(await draft());
  const focused = () => page.evaluate('document.activeElement?.getAttribute("name")');
  for (let presses = 0; presses < 10 && (await focused()) !== 'sure'; presses += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/send/);
  expect(await page.locator('h1').textContent()).toBe('Sent to Dana');
});

test('when the candidate changes something, then the new letter is shown', async () => {
  await page.goto(await draft());
  await page.getByRole('link', { name: 'Change something' }).click();
  expect(await page.getByLabel('Company').inputValue()).toBe('Northwind & Sons');
  expect(await page.getByLabel('Your email').isEditable()).toBe(false);
  await page.getByLabel('Company').fill('Southwind');
  await page.getByRole('button', { name: 'Show me the new letter' }).click();
  expect(await page.locator('.letter').textContent()).toContain('Southwind');
  expect(await sentLetters()).toBe(0);
});

test('when the browser has a time zone, then the page uses it', async () => {
  const context = await running.browser.newContext({ timezoneId: 'America/Mexico_City' });
  page = await context.newPage();
  await driver().openLink(await draft());
  expect((await driver().send({ ticked: true })).text).toMatch(
    /left at \d\d:\d\d \(Mexico City time\)/,
  );
});

test('when the copy button is clicked, then the letter is in the clipboard', async () => {
  const context = await running.browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  await page.goto(await draft());
  await page.locator('.self-send summary').click();
  await page.getByRole('button', { name: 'Copy the letter' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toContain('Hi Dana,');
});
