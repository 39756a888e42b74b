import { once } from 'node:events';
import { createServer } from 'node:http';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { journeys } from '../journey/journey.ts';
import { devices } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { uniqueForm } from '../support/fixtures.ts';
import { findFaults, watchPage } from '../support/page-check.ts';

const [english] = journeys;
if (english === undefined) throw new Error('There is no journey.');

const running = productInBrowser();
let page: Page;
let client: SESClient;
beforeAll(() => {
  client = new SESClient({ endpoint: running.product.inbox, region: 'us-east-1' });
});
afterAll(() => client.destroy());
beforeEach(async () => {
  await running.product.clearMails();
  page = await (await running.browser.newContext(devices.desktop)).newPage();
});
afterEach(() => page.context().close());

const mail = (subject: string, html = '<p>Hi Dana', kind = 'letter') =>
  client.send(
    new SendEmailCommand({
      Source: '"Alex via Open Door" <letters@open-door.example>',
      Destination: { ToAddresses: ['dana@northwind.example'] },
      Message: { Subject: { Data: subject }, Body: { Text: { Data: 'Hi' }, Html: { Data: html } } },
      Tags: [{ Name: 'kind', Value: kind }],
    }),
  );
const heading = () => page.locator('h1').textContent();
const rows = () => page.locator('.mails .line').allTextContents();

/** Posts a form, so that the product sends a link. */
const draft = async (): Promise<void> => {
  const other = await page.context().newPage();
  const driver = new BrowserDriver(other, running.product.origin, running.product.mails);
  await driver.openForm(english.language);
  await driver.submitForm({ ...english.form, peopleToThank: uniqueForm().peopleToThank });
  await other.close();
};

test('when the link in the inbox is clicked, then the letter opens in a tab', async () => {
  await page.goto(running.product.inbox);
  expect(await heading()).toBe('Nothing’s been mailed yet.');
  await draft();
  // The empty inbox shows the first email by itself.
  const link = page.frameLocator('iframe').locator('a[href*="/letters/"]').first();
  await link.waitFor();
  const opened = page.context().waitForEvent('page');
  await link.click();
  const review = await opened;
  // A page like any other: it has scripts and can post its form.
  await review.locator('form[action*="/send"]').waitFor();
  expect(await review.evaluate('window.origin')).toBe(running.product.origin);
  expect(await review.evaluate('window.opener')).toBe(null);
});

test('when an email arrives, then the list has it, and what is read stays', async () => {
  await mail('First');
  await page.goto(running.product.inbox);
  await page.locator('.mails a').focus();
  await mail('Second');
  await expect.poll(rows).toEqual(['Second', 'First']);
  expect(await page.locator('#news').textContent()).toBe('New: Second');
  expect(await page.locator('.desk h2').textContent()).toBe('First');
  const focused = () => page.evaluate('document.activeElement.querySelector(".line").textContent');
  expect(await focused()).toBe('First');
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('Second');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.desk h2').textContent()).toBe('Second');
  await page.getByRole('link', { name: 'Headers' }).press('Enter');
  await page.locator('.headers').waitFor();
});

test('when an email is hostile, then it runs nothing, loads nothing and goes nowhere', async ({
  onTestFinished,
}) => {
  let connections = 0;
  const server = createServer((_request, response) => response.end('x'));
  server.on('connection', () => {
    connections += 1;
  });
  onTestFinished(() => {
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const evil = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const said: string[] = [];
  page.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  await mail(
    '<img src=x onerror=alert(1)>',
    `<!doctype html><meta http-equiv="refresh" content="0;url=http://${evil}/a">
    <base href="http://${evil}/"><link rel="stylesheet" href="http://${evil}/b">
    <link rel="preconnect" href="http://${evil}">
    <style>@import "http://${evil}/c"; body { background: url(http://${evil}/d) }</style>
    <script>alert(2)</script><img src="http://${evil}/e" onerror="alert(3)">
    <iframe src="http://${evil}/f"></iframe><video src="http://${evil}/g"></video>
    <form action="http://${evil}/h"><button>Send</button></form>
    <p id="shown" style="color: rgb(1, 2, 3)">Shown</p>
    <a href="javascript:alert(4)">script</a> <a href="http://${evil}/i" target="_top">top</a>`,
  );
  await page.goto(running.product.inbox);
  const frame = page.frameLocator('iframe').first();
  await frame.locator('#shown').waitFor();
  await frame.getByRole('button', { name: 'Send' }).click();
  await frame.getByText('script', { exact: true }).click();
  await page.getByRole('link', { name: 'Text' }).click();
  await page.getByRole('link', { name: 'As it looks' }).click();
  await frame.getByText('top', { exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.locator('.desk h2').textContent()).toBe('<img src=x onerror=alert(1)>');
  expect(said).toEqual([]);
  expect(connections).toBe(0);
  expect(new URL(page.url()).host).toBe(new URL(running.product.inbox).host);
});

test('when scripts are off, then everything can be read by links', async () => {
  const context = await running.browser.newContext({ javaScriptEnabled: false });
  page = await context.newPage();
  await mail('First');
  await mail('Second');
  await page.goto(running.product.inbox);
  expect(await rows()).toEqual(['Second', 'First']);
  await page.getByRole('link', { name: /First/ }).click();
  expect(await page.locator('.desk h2').textContent()).toBe('First');
  await page.getByRole('link', { name: 'Recruiter’s view' }).click();
  expect(await page.locator('.desk h3').first().textContent()).toBe('In their list of emails');
  await page.getByRole('link', { name: 'Look for new emails' }).click();
  await page.getByRole('button', { name: 'Empty the inbox' }).click();
  expect(await heading()).toBe('Nothing’s been mailed yet.');
});

test('when a phone shows an email, then it leads back to the list', async () => {
  const context = await running.browser.newContext(devices.phone);
  page = await context.newPage();
  await mail('First');
  await page.goto(running.product.inbox);
  expect(await page.locator('.desk').isVisible()).toBe(false);
  await page.locator('.mails a').click();
  await page.locator('.desk').waitFor();
  expect(await page.locator('.mails').isVisible()).toBe(false);
  await page.getByRole('link', { name: 'All emails (1)' }).click();
  await page.locator('.mails').waitFor();
});

test('when a page is shown, then it has no fault in light and dark', async () => {
  const watch = watchPage(page);
  const check = async (name: string, status = 200) =>
    expect(await findFaults(page, watch, { name, language: 'en', status })).toEqual([]);
  await page.goto(running.product.inbox);
  await check('empty inbox');
  await mail(`A long subject: ${'Senior Data Engineer '.repeat(8)}`);
  for (const path of ['/', 'look', 'text', 'headers', 'recruiter', 'gone']) {
    await page.goto(running.product.inbox);
    if (path === 'gone') await page.goto(`${running.product.inbox}/emails/none`);
    else if (path !== '/') {
      const email = await page.locator('.mails a').getAttribute('href');
      await page.goto(`${running.product.inbox}${email}?view=${path}`);
    }
    // axe cannot look into a frame without scripts: it would wait for ever.
    await page.evaluate('document.querySelector("iframe")?.remove()');
    await check(`inbox ${path}`, path === 'gone' ? 404 : 200);
  }
});
