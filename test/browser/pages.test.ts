import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { journeys, linkIn } from '../journey/journey.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { uniqueForm } from '../support/fixtures.ts';

const [english] = journeys;
if (english === undefined) throw new Error('There is no journey.');

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

async function draft(): Promise<string> {
  await driver().openForm('en');
  // The same form that is posted again on one day is the same draft.
  await driver().submitForm({ ...english?.form, peopleToThank: uniqueForm().peopleToThank });
  return linkIn(await running.product.mails());
}

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

test('when the candidate changes something, then the new letter is shown', async () => {
  await page.goto(await draft());
  await page.getByRole('link', { name: 'Change something' }).click();
  expect(await page.getByLabel('Company').inputValue()).toBe('Northwind & Sons');
  expect(await page.getByLabel('Your email').isEditable()).toBe(false);
  await page.getByLabel('Company').fill('Southwind');
  await page.getByRole('button', { name: 'Show me the new version' }).click();
  expect(await page.locator('.letter').textContent()).toContain('Southwind');
  expect(await sentLetters()).toBe(0);
});

test('when the browser has a time zone, then the page uses it', async () => {
  const context = await running.browser.newContext({ timezoneId: 'America/Mexico_City' });
  page = await context.newPage();
  await driver().openLink(await draft());
  expect((await driver().send({ ticked: true })).text).toMatch(
    /was sent to dana@northwind\.example at \d+:\d\d [AP]M\./,
  );
});

test('when the copy button is clicked, then the letter is in the clipboard', async () => {
  const context = await running.browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  await page.goto(await draft());
  await page.locator('#self-send > summary').click();
  await page.getByRole('button', { name: 'Copy the letter' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toContain('Hi Dana,');
});
