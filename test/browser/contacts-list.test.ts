import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { addMonths, utcDay } from '../../lambdas/core/time/calendar-day.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { grantContactsLink } from '../support/contacts.ts';
import { storeContacts } from '../support/many-contacts.ts';

const PHONE = { width: 390, height: 844 };
const MANY = 30;
const candidateEmail = 'many@candidates.example';
const longName = 'María-José Fernández de Córdoba y Álvarez de Toledo';
const longCompany = 'Harbour & Sons International Consulting and Engineering';

const running = productInBrowser();
const addresses: string[] = [];
let path: string;
let client: DynamoDBClient;
beforeAll(async () => {
  client = new DynamoDBClient({ endpoint: process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '' });
  const table = { client, tableName: process.env['TABLE_NAME'] ?? '' };
  const today = utcDay(new Date());
  await storeContacts(table, MANY, {
    candidateEmail,
    changesOf: (index, address) => {
      addresses[index] = address;
      return {
        person: { name: index % 5 === 0 ? longName : `Person ${index}`, address },
        company: index % 3 === 0 ? longCompany : `Company ${index}`,
        timeZone: 'Europe/Madrid',
        // Two are due, and six have no day.
        reconnectOn: index < 2 ? '2026-01-15' : index < 24 ? addMonths(today, index) : undefined,
      };
    },
  });
  path = await grantContactsLink(table, candidateEmail);
});
afterAll(() => client.destroy());

async function open(
  url: string,
  options: { readonly width?: number; readonly javaScriptEnabled?: boolean } = {},
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const { width = PHONE.width, ...others } = options;
  const context = await running.browser.newContext({ viewport: { ...PHONE, width }, ...others });
  try {
    const page = await context.newPage();
    await page.goto(`${running.product.origin}${url}`);
    await use(page);
  } finally {
    await context.close();
  }
}

describe.each(['en', 'es'])('30 contacts on a phone, in %s', (lang) => {
  test('when the list is closed, then it takes three screens at most', async () => {
    await open(`${path}?lang=${lang}`, {}, async (page) => {
      const lines = page.locator('.person > summary');
      expect(await lines.count()).toBe(MANY);
      expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThan(
        3 * PHONE.height,
      );
      for (const line of await lines.all()) {
        const { height = 0 } = (await line.boundingBox()) ?? {};
        expect(height).toBeGreaterThanOrEqual(46);
        expect(height).toBeLessThan(52);
      }
      // The day is always whole, the company is cut first.
      const isCut = (selector: string) =>
        page
          .locator(selector)
          .evaluateAll((all) =>
            all.map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
          );
      expect(await isCut('.person time')).not.toContain(true);
      expect(await isCut('.who')).toContain(true);
      const [names, companies] = [await isCut('.who'), await isCut('.where')];
      names.forEach((name, index) => {
        if (name) expect([index, companies[index]]).toEqual([index, true]);
      });
    });
  });

  test('when the window is 320 px wide, then nothing is wider', async () => {
    await open(
      `${path}?lang=${lang}&flashContactId=${addressKey(addresses[0] ?? '')}`,
      { width: 320 },
      async (page) => {
        for (const fold of await page.locator('.contact:visible summary').all()) await fold.click();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        // In the line of an open card, the name is whole.
        const name = page.locator('.person[open] .who');
        const size = await name.evaluate(({ scrollWidth, clientWidth }) => [
          scrollWidth,
          clientWidth,
        ]);
        expect(size[0]).toBe(size[1]);
      },
    );
  });
});

test.each([true, false])(
  'when a link leads to a card, then the browser opens it, JavaScript: %s',
  async (javaScriptEnabled) => {
    const id = `contact-${addressKey(addresses[20] ?? '')}`;
    await open(`${path}#${id}`, { javaScriptEnabled }, async (page) => {
      const card = page.locator(`#${id}`);
      await card.waitFor({ state: 'visible' });
      expect(await page.getByRole('article').count()).toBe(1);
      const summary = page.locator(`.person:has(#${id}) > summary`);
      const { y = -1 } = (await summary.boundingBox()) ?? {};
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(PHONE.height);
    });
  },
);

test('when only a keyboard is used, then a line opens and closes', async () => {
  await open(path, {}, async (page) => {
    const line = page.locator('.person > summary').first();
    await line.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('article').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    await line.focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('article').count()).toBe(0);
  });
});

test('when it is said that they were written to, then a reload posts nothing', async () => {
  await open(path, { javaScriptEnabled: false }, async (page) => {
    const line = page.locator('.person > summary').first();
    await line.click();
    const card = page.getByRole('article');
    const id = await card.getAttribute('id');
    await card.getByRole('checkbox', { name: /^I wrote to/ }).check();
    await card.getByRole('button', { name: 'Save it' }).first().click();
    await page.waitForURL(/flash=done/);
    const changed = page.locator(`#${id}`);
    expect(await changed.getByRole('status').textContent()).toMatch(
      /^Good\. We'll remind you again/,
    );
    const { y = -1 } = (await changed.getByRole('status').boundingBox()) ?? {};
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(PHONE.height);
    const methods: string[] = [];
    page.on('request', (request) => methods.push(request.method()));
    await page.reload();
    expect(new Set(methods)).toEqual(new Set(['GET']));
    await page.getByRole('link', { name: 'Choose another day' }).click();
    await page.waitForURL(/open=snooze/);
    const months = page.locator(`#${id}`).getByRole('combobox');
    expect(await months.isVisible()).toBe(true);
    const { y: top = -1 } = (await months.boundingBox()) ?? {};
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(PHONE.height);
  });
});
