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
  expect(await heading()).toBe('No emails yet.');
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
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.end('x');
  });
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
  page.context().on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  const owned = 'top.document.title=1;alert(5)';
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
    <svg onload="${owned}"></svg><details open ontoggle="${owned}"></details>
    <iframe srcdoc="<script>${owned}</script>"></iframe>
    <meta http-equiv="refresh" content="0;url=javascript:${owned}">
    <form action="javascript:${owned}" target="_top"><button>Own</button></form>
    <a href="javascript:alert(4)">script</a>
    <a href="javascript:${owned}" target="_self">here</a>
    <a href="javascript:${owned}" target="_top">above</a>
    <a href="http://${evil}/i" target="_top">top</a>
    <a href="http://${evil}/j" target="_parent">parent</a>
    <a href="http://${evil}/k" target="_self">self</a>`,
  );
  await page.goto(running.product.inbox);
  const frame = page.frameLocator('iframe').first();
  await frame.locator('#shown').waitFor();
  const title = await page.title();
  for (const name of ['Send', 'Own']) await frame.getByRole('button', { name }).click();
  for (const name of ['script', 'here', 'above'])
    await frame.getByText(name, { exact: true }).click();
  expect(connections).toBe(0);
  // Chromium connects when a link is pressed, and then refuses to follow it. The last one
  // leaves the frame empty.
  for (const name of ['top', 'parent', 'self'])
    await frame.getByText(name, { exact: true }).click();
  expect(await page.title()).toBe(title);
  await page.getByRole('link', { name: 'Text' }).click();
  await page.getByRole('link', { name: 'As it looks' }).click();
  await frame.getByText('top', { exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.title()).toBe('<img src=x onerror=alert(1)> · Open Door');
  expect(await page.locator('.desk h2').textContent()).toBe('<img src=x onerror=alert(1)>');
  expect(said).toEqual([]);
  expect(requests).toBe(0);
  expect(new URL(page.url()).host).toBe(new URL(running.product.inbox).host);
});

test('when a link of an email keeps its opener, then the new page cannot reach us', async ({
  onTestFinished,
}) => {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<script>try { opener.top.location = "/owned" } catch {}</script>');
  });
  onTestFinished(() => {
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await mail('Opener', `<a href="http://127.0.0.1:${port}/" rel="opener">out</a>`);
  await page.goto(running.product.inbox);
  const opened = page.context().waitForEvent('page');
  await page.frameLocator('iframe').getByText('out').click();
  const out = await opened;
  await out.waitForLoadState();
  expect(await out.evaluate('window.opener')).toBe(null);
  expect(new URL(page.url()).host).toBe(new URL(running.product.inbox).host);
});

/** The frame's height, and that of the email in it; the latter is less if it fits. */
const heights = () =>
  page.evaluate<[frame: number, email: number]>(`(() => {
    const frame = document.querySelector('.mail iframe');
    const last = frame.contentDocument.getElementById('last');
    return [frame.clientHeight, Math.round(last.getBoundingClientRect().bottom)];
  })()`);
/** Below the last line are at most the margins of a paragraph and of the page. */
const fits = async (): Promise<boolean> => {
  const [frame, email] = await heights();
  return frame >= email && frame - email <= 48;
};
const lines = (count: number, id = 'last') =>
  `${'<p>A line of the letter, long enough to break.</p>'.repeat(count)}<p id="${id}">Last</p>`;

test.each([
  ['a short email', lines(1)],
  ['a long email', `<!doctype html>${lines(60)}`],
  ['an email as high as its window', `<div style="min-height: 100vh">${lines(3)}</div>`],
  [
    'an email with names of properties',
    `<img name="scrollingElement"><form name="documentElement"><input name="scrollHeight">
    </form>${lines(3)}`,
  ],
])('when %s is shown, then its frame is as high, in any width', async (_name, html) => {
  await mail('High', html);
  await page.goto(running.product.inbox);
  await expect.poll(fits).toBe(true);
  const [before] = await heights();
  await page.locator('.mails a').click();
  await page.setViewportSize({ width: 320, height: 700 });
  await expect.poll(async () => (await heights())[0]).not.toBe(before);
  await expect.poll(fits).toBe(true);
});

test('when an email is endlessly high, then its frame is not', async () => {
  await mail('Higher', `<div style="height: 9999999px"></div>${lines(0)}`);
  await page.goto(running.product.inbox);
  await page.frameLocator('iframe').locator('#last').waitFor({ state: 'attached' });
  await expect.poll(async () => (await heights())[0]).toBe(20_000);
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
  await page.getByRole('link', { name: "Recruiter's view" }).click();
  expect(await page.locator('.desk h3').first().textContent()).toBe('In their list of emails');
  await page.getByRole('link', { name: 'Look for new emails' }).click();
  await page.getByText('Empty the inbox').click();
  await page.getByRole('button', { name: 'Remove all emails' }).click();
  expect(await heading()).toBe('No emails yet.');
});

test('when the inbox is to be emptied, then it asks first, by keyboard too', async () => {
  await mail('First');
  await page.goto(running.product.inbox);
  const remove = page.getByRole('button', { name: 'Remove all emails' });
  expect(await remove.isVisible()).toBe(false);
  await page.locator('.clear summary').press('Enter');
  await remove.waitFor();
  expect(await running.product.mails()).toHaveLength(1);
  await remove.press('Enter');
  await expect.poll(heading).toBe('No emails yet.');
  expect(await running.product.mails()).toEqual([]);
});

test('when a phone shows an email, then it leads back to the list', async () => {
  const context = await running.browser.newContext(devices.phone);
  page = await context.newPage();
  await mail('First');
  await page.goto(running.product.inbox);
  expect(await page.locator('.desk').isVisible()).toBe(false);
  // No email is open, so none is marked.
  const mark = page.locator('.mails .shown');
  const shadow = () =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('.shown')).boxShadow`);
  expect(await shadow()).toBe('none');
  expect(await mark.locator('.mark').isVisible()).toBe(false);
  await page.setViewportSize(devices.desktop.viewport);
  expect(await shadow()).not.toBe('none');
  expect(await mark.locator('.mark').isVisible()).toBe(true);
  await page.setViewportSize(devices.phone.viewport);
  await page.locator('.mails a').click();
  await page.locator('.desk').waitFor();
  expect(await page.locator('.mails').isVisible()).toBe(false);
  await page.getByRole('link', { name: 'All emails (1)' }).click();
  await page.locator('.mails').waitFor();
});

test.each(['en', 'es'] as const)(
  'when a page is shown in %s, then it has no fault in light and dark',
  async (language) => {
    page = await (
      await running.browser.newContext({ ...devices.desktop, locale: language })
    ).newPage();
    const watch = watchPage(page);
    const check = async (name: string, status = 200) =>
      expect(await findFaults(page, watch, { name, language, status })).toEqual([]);
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
      await page.evaluate('document.querySelector(".clear")?.setAttribute("open", "")');
      await check(`inbox ${path}`, path === 'gone' ? 404 : 200);
    }
  },
);
