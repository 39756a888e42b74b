import { expect, test } from 'vitest';
import { en } from '../../lambdas/site/words/en.ts';
import { letterEn } from '../../lambdas/site/words/letter-en.ts';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { travel } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { uniqueForm } from '../support/fixtures.ts';

const running = productInBrowser();

/** The review of a letter to this address, in a page of its own. */
async function openReview(recruiterEmail: string, options = {}) {
  const context = await running.browser.newContext(options);
  const page = await context.newPage();
  await running.product.clearMails();
  const driver = new BrowserDriver(page, running.product.origin, running.product.mails);
  await driver.openForm('en');
  await driver.submitForm({ ...uniqueForm(), recruiterEmail });
  await driver.openLink(linkIn(await running.product.mails()));
  return { context, page, link: page.url() };
}

test('when a letter is being sent, then its button says so and is inert', async () => {
  const { context, page, link } = await openReview('dana@northwind.example');
  // A mail service that takes its time: the answer waits until the test lets it go.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let posts = 0;
  await page.route('**/send?*', async (route) => {
    posts += 1;
    await held;
    await route.continue();
  });
  await page.locator('#sure').check();
  // Playwright would wait for the answer, so the page itself says what it shows.
  const shown = await page.evaluate(`new Promise((resolve) => {
    const button = document.querySelector('form[action*="/send"] button');
    button.click();
    setTimeout(() => {
      button.click();
      const status = document.querySelector('[role=status]').textContent;
      setTimeout(() => resolve([button.textContent, button.ariaBusy, status]), 200);
    }, 200);
  })`);
  expect(shown).toEqual(['Sending to Dana...', 'true', letterEn.review.wait]);
  letGo();
  await page.getByRole('heading', { name: 'Sent to Dana.' }).waitFor();
  expect(posts).toBe(1);

  // Back: the letter was sent, so its page says that, and no button is busy.
  await travel(page, 'back');
  expect(page.url()).toBe(link);
  expect(await page.locator('[aria-busy]').count()).toBe(0);
  await context.close();
});

test('when the browser shows the page from its memory, then the button is restored', async () => {
  const { context, page } = await openReview('dana@northwind.example');
  await page.locator('#sure').check();
  const shown = await page.evaluate(`(() => {
    // Nothing is posted here, as if the browser had come back from the next page.
    document.addEventListener('submit', (event) => event.preventDefault());
    const button = document.querySelector('form[action*="/send"] button');
    button.click();
    const busy = [button.textContent, button.ariaBusy];
    dispatchEvent(new Event('pageshow'));
    return [busy, [button.textContent, button.ariaBusy]];
  })()`);
  expect(shown).toEqual([
    ['Sending to Dana...', 'true'],
    ['Send it to Dana now', null],
  ]);
  expect(await page.getByRole('status').textContent()).toContain(letterEn.review.final);
  await context.close();
});

test('when a letter that waits is sent, then its page shows it by itself', async () => {
  const { context, page, link } = await openReview('quota@trouble.example');
  await page.locator('#sure').check();
  await page.locator('form[action*="/send"] button').click();
  await page.getByRole('heading', { name: 'waiting to be sent' }).waitFor();
  await page.clock.install();
  await page.goto(link);
  expect(await page.locator('h1').textContent()).toBe('Your letter is waiting to be sent.');
  await page.clock.runFor('01:05');
  expect(await page.locator('h1').textContent()).toBe('Your letter is waiting to be sent.');
  // The letter is cancelled in another tab.
  const other = await context.newPage();
  await other.goto(link);
  await other.getByText("Don't send it").click();
  await other.getByLabel("I don't want to send it").check();
  await other.getByRole('button', { name: 'Cancel this letter' }).click();
  await other.getByRole('heading', { name: 'Cancelled.' }).waitFor();
  await page.clock.runFor('01:05');
  await page.getByRole('heading', { name: 'Cancelled.' }).waitFor();
  await context.close();
});

test('when there is no connection, then the page says so, and nothing leaves it', async () => {
  const { context, page, link } = await openReview('dana@northwind.example', { locale: 'en-US' });
  const send = page.locator('form[action*="/send"] button');
  const told = page.getByRole('alert').filter({ hasText: en.offline });
  let posts = 0;
  await page.route('**/send?*', (route) => {
    posts += 1;
    return route.continue();
  });
  await page.locator('#sure').check();
  await context.setOffline(true);
  await told.waitFor();
  await send.click();
  await told.waitFor();
  expect([page.url(), posts]).toEqual([link, 0]);
  // It is not busy, and the tick is still there.
  expect(await send.textContent()).toBe(letterEn.review.send('Dana'));
  expect(await page.locator('#sure').isChecked()).toBe(true);

  await context.setOffline(false);
  await told.waitFor({ state: 'detached' });
  await send.click();
  await page.getByRole('heading', { name: 'Sent to Dana.' }).waitFor();
  expect(posts).toBe(1);
  await context.close();
});

test('when a browser is wrong about its connection, then a second press goes on', async () => {
  const { context, page } = await openReview('dana@northwind.example');
  await page.evaluate('Object.defineProperty(navigator, "onLine", { get: () => false })');
  const send = page.locator('form[action*="/send"] button');
  await page.locator('#sure').check();
  await send.click();
  await page.getByRole('alert').filter({ hasText: en.offline }).waitFor();
  await send.click();
  await page.getByRole('heading', { name: 'Sent to Dana.' }).waitFor();
  await context.close();
});
