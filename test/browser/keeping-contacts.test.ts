import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HttpDriver } from '../journey/http-driver.ts';
import { contactsLinkIn, linkIn } from '../journey/journey.ts';
import { arriveAt, openFolds, travel } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { englishForm, uniqueCandidate } from '../support/fixtures.ts';

const running = productInBrowser();
let page: Page;
/** A link to the contacts of a candidate, who has one. */
let list: string;
/** A link that opens nothing, and its page. */
let gone: string;
let goneBody: string;

beforeAll(async () => {
  const { product } = running;
  const candidateEmail = uniqueCandidate();
  const mails = async () => (await product.mails()).filter(({ to }) => to.includes(candidateEmail));
  const driver = new HttpDriver({ ...product, fetch, mails });
  await driver.openForm('en');
  await driver.submitForm({ ...englishForm, candidateEmail });
  await driver.openLink(linkIn(await mails()));
  await driver.send({ ticked: true });
  await fetch(`${product.origin}/contacts/link?lang=en`, {
    method: 'POST',
    body: new URLSearchParams({ candidateEmail }),
  });
  list = contactsLinkIn(await mails());
  gone = `${product.origin}/contacts/${'A'.repeat(22)}.${'B'.repeat(43)}`;
  goneBody = await (await fetch(gone)).text();
});
beforeEach(async () => {
  page = await (await running.browser.newContext()).newPage();
});
afterEach(() => page.context().close());

const note = () => page.locator('textarea[name="note"]');
const fields = {
  note: ['textarea[name="note"]', 'Plays the cello\n\nand chess'],
  date: ['[name="date"]', `${new Date().getFullYear() + 2}-05-05`],
  months: ['[name="months"]', '3'],
  zone: ['#timeZone', 'Madri'],
} as const;
const shown = async () => {
  const values: Record<string, string> = {};
  for (const [name, [selector]] of Object.entries(fields))
    values[name] = await page.inputValue(selector);
  return values;
};
const typedValues = Object.fromEntries(
  Object.entries(fields).map(([name, [, value]]) => [name, value]),
);
const nothing = { note: '', date: '', months: '', zone: '' };
/** What the script keeps in this entry. */
const entry = () => page.evaluate<string>('JSON.stringify(history.state)');
/** Types into all fields, and waits until it is kept. */
const fill = async () => {
  await openFolds(page);
  for (const [name, [selector, value]] of Object.entries(fields)) {
    if (name === 'months') await page.selectOption(selector, value);
    else await page.fill(selector, value);
  }
  await expect.poll(entry).toContain('Madri');
};

describe('what is typed about a contact', () => {
  test('when the page is reloaded, or one goes and comes back, then it is there', async () => {
    await page.goto(list);
    await page.locator('[name="sure"]').first().check();
    await fill();
    await page.reload();
    expect(await shown()).toEqual(typedValues);
    // A person sees at once that it is there. A box is ticked by a person only.
    for (const [selector] of Object.values(fields))
      expect([selector, await page.isVisible(selector)]).toEqual([selector, true]);
    expect(await page.locator(':checked:not(option)').count()).toBe(0);
    await page.goto(`${running.product.origin}/privacy`);
    await travel(page, 'back');
    expect(await shown()).toEqual(typedValues);
    await page.goto(`${running.product.origin}/privacy`);
    await page.goto(list);
    expect(await shown()).toEqual(nothing);
  });

  test('when the language is changed, then it is there, once', async () => {
    await page.goto(list);
    await fill();
    await page.getByRole('link', { name: 'Español' }).click();
    await arriveAt(page.getByRole('heading', { name: 'Personas a quienes' }).first());
    expect(await shown()).toEqual(typedValues);
    await page.reload();
    expect(await shown()).toEqual(typedValues);
    await page.goto(list);
    expect(await shown()).toEqual(nothing);
  });

  test('when keeping was switched off, then no page keeps it', async () => {
    await page.goto(list);
    await fill();
    await page.goto(running.product.origin);
    await page.getByRole('button', { name: "Don't keep it" }).click();
    await travel(page, 'back');
    expect(await shown()).toEqual(nothing);
    await openFolds(page);
    await note().fill('Plays the cello');
    await note().blur();
    expect(await entry()).toBe('null');
    expect(await page.evaluate('sessionStorage.getItem("open-door-next")')).toBe(null);
    await page.reload();
    expect(await shown()).toEqual(nothing);
  });

  test('when an answer has an error, then a reload posts nothing, and keeps all', async () => {
    await page.goto(list);
    await openFolds(page);
    await page.fill('#timeZone', 'Mars');
    await page.locator('form[action*="/time-zone"] button').click();
    await arriveAt(page.locator('#timeZone-error'));
    expect(new URL(page.url()).pathname).toBe(new URL(list).pathname);
    await page.reload();
    expect(await page.locator('#timeZone-error').count()).toBe(0);
    expect(await page.inputValue('#timeZone')).toBe('Mars');
    await page.goto(`${running.product.origin}/privacy`);
    await travel(page, 'back');
    expect(await page.inputValue('#timeZone')).toBe('Mars');
  });

  test('when one form is submitted, then what is typed into the others stays', async () => {
    await page.goto(list);
    await fill();
    await page.locator('form[action*="/time-zone"] button').click();
    await arriveAt(page.locator('#timeZone-error'));
    expect(await shown()).toEqual(typedValues);
    await page.locator('form[action*="/note"] button').click();
    await page.waitForURL(/flash=note/);
    await arriveAt(page.getByText('The note is saved.'));
    expect(await shown()).toEqual(typedValues);
    // The note is stored now: no entry brings an older one back.
    await openFolds(page);
    await note().fill('');
    await page.locator('form[action*="/note"] button').click();
    await page.waitForURL((url) => /flash=note/.test(url.search));
    await expect.poll(() => note().inputValue()).toBe('');
    for (let steps = 0; steps < 3; steps += 1) {
      await travel(page, 'back');
      expect([steps, await note().inputValue()]).toEqual([steps, '']);
    }
  });

  test('when everything is about to be erased, then no later page has the note', async () => {
    await page.goto(list);
    await fill();
    await page.goto(list.replace('?', '/erase?'));
    await page.route(list, (route) =>
      route.fulfill({ status: 410, body: goneBody, contentType: 'text/html' }),
    );
    await page.goto(list);
    await page.waitForLoadState();
    expect(await page.locator('#typed-note').isVisible()).toBe(false);
    expect(await page.locator('#typed-note').inputValue()).toBe('');
  });

  test('when the link has expired, then its page has the note', async () => {
    await page.goto(list);
    await fill();
    await page.route(list, (route) =>
      route.fulfill({ status: 410, body: goneBody, contentType: 'text/html' }),
    );
    const typedNote = page.locator('#typed-note');
    await page.reload();
    expect(await typedNote.inputValue()).toBe(typedValues['note']);
    expect(await typedNote.isVisible()).toBe(true);
    await page.goto(`${running.product.origin}/privacy`);
    await travel(page, 'back');
    expect(await typedNote.inputValue()).toBe(typedValues['note']);
  });

  test('when the link has expired as the note is saved, then a reload keeps it', async () => {
    await page.goto(list);
    await page.route(/\/note\?/, async (route) => {
      const body = await fetch(`${gone}/note`, {
        method: 'POST',
        body: new URLSearchParams({ note: typedValues['note'] ?? '' }),
      });
      await route.fulfill({ status: 410, body: await body.text(), contentType: 'text/html' });
    });
    await openFolds(page);
    await page.locator('form[action*="/note"] button').click();
    const typedNote = page.locator('#typed-note');
    expect(await typedNote.inputValue()).toBe(typedValues['note']);
    await page.reload();
    expect(page.url()).toContain(gone);
    expect(await typedNote.inputValue()).toBe(typedValues['note']);
    expect(await typedNote.isVisible()).toBe(true);
  });

  test('when a note was saved, then one who goes back sees the note as it is now', async () => {
    const save = async (text: string) => {
      await openFolds(page);
      await note().fill(text);
      await page.locator('form[action*="/note"] button').click();
      await page.waitForURL(/flash=note/);
    };
    await page.goto(list);
    await save('First');
    await page.goto(`${running.product.origin}/privacy`);
    await page.goto(list);
    await save('Second');
    for (let steps = 0; steps < 4; steps += 1) await travel(page, 'back');
    expect(page.url()).toBe(list);
    expect(await note().inputValue()).toBe('Second');
    await save('');
  });
});

test('when an address is typed to get the link, then a reload and Back keep it', async () => {
  await page.goto(`${running.product.origin}/contacts?lang=en`);
  await page.fill('#candidateEmail', 'nobody');
  await page.getByRole('button', { name: 'Email me the link' }).click();
  await arriveAt(page.locator('#candidateEmail-error'));
  expect(new URL(page.url()).pathname).toBe('/contacts');
  await page.reload();
  expect(await page.inputValue('#candidateEmail')).toBe('nobody');
  await travel(page, 'back');
  expect(await page.inputValue('#candidateEmail')).toBe('nobody');
});
