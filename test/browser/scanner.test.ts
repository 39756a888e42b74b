import { randomBytes } from 'node:crypto';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoDbClient } from '../../lambdas/aws/table-client.ts';
import { hashSecret, newSecret, tokenOf } from '../../lambdas/core/magic-link.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { grantContactsLink } from '../support/contacts.ts';
import { newDraft, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo, keepDraft, storeDraft, wireProduct } from '../support/harness.ts';
import {
  allItems,
  contactsByAddress,
  setContactDueAt,
  setLetterAttributes,
} from '../support/table.ts';

const running = productInBrowser();
/** The table of the local product. */
const table = () => {
  const client = dynamoDbClient();
  const endpoint = process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '';
  return { client, tableName: 'open-door', endpoint, close: () => client.destroy() };
};
/** So far ahead that no job of the running product processes the item during the test. */
const FAR_AHEAD = Date.UTC(2100, 0, 1);

/** The states in which a letter's page has forms, and its forms. */
const states = {
  draft: { forms: ['send', 'cancel', 'self-sent'], attributes: { state: 'draft' } },
  expired: { forms: ['fresh-link'], attributes: { linkExpiresAt: 1 } },
  retry: { forms: ['cancel', 'self-sent'], attributes: { state: 'retry' } },
  failed: { forms: ['self-sent'], attributes: { state: 'failed' } },
  unknown: { forms: ['self-sent', 'copy'], attributes: { state: 'unknown' } },
  bounced: { forms: ['again'], attributes: { state: 'bounced' } },
  cancelled: { forms: [], attributes: { state: 'cancelled' } },
} as const;

const paths = new Map<string, string>();
beforeAll(async () => {
  const wired = wireProduct(table());
  for (const [name, { attributes }] of Object.entries(states)) {
    const { link } = await storeDraft(wired, { candidateEmail: uniqueCandidate() });
    await setLetterAttributes(table(), link.id, attributes);
    paths.set(name, `/letters/${tokenOf(link)}`);
  }
  const superseded = newDraft({ candidateEmail: uniqueCandidate() });
  const linkHash = hashSecret(newSecret(randomBytes));
  await keepDraft(wired.store, {
    ...superseded.decline,
    linkHash,
    priorLinkHashes: [superseded.decline.linkHash],
    linkExpiresAt: Date.now() + 47 * 60 * 60_000,
  });
  paths.set('superseded', `/letters/${tokenOf(superseded.link)}`);

  const candidateEmail = uniqueCandidate();
  const person = `${candidateEmail.split('@')[0]}@northwind.example`;
  for (let letters = 0; letters < 2; letters += 1) {
    const { decline } = await declineTo(wired, { candidateEmail, recruiterEmail: person });
    await setLetterAttributes(table(), decline.id, { dueAt: FAR_AHEAD });
  }
  const [contact] = await contactsByAddress(table(), person);
  await setContactDueAt(table(), contact, FAR_AHEAD);
  paths.set('all contacts', await grantContactsLink(table(), candidateEmail));
  paths.set('one contact', await grantContactsLink(table(), candidateEmail, { person }));
  paths.set('erase', `${paths.get('all contacts')}/erase`);
});
afterAll(() => paths.clear());

const devices: readonly (readonly [string, BrowserContextOptions])[] = [
  ['with its scripts', { timezoneId: 'Asia/Tokyo' }],
  ['without scripts', { javaScriptEnabled: false }],
];

/** What these tests use of a button in the page. */
interface Button {
  readonly type: string;
  readonly form: { noValidate: boolean } | null;
  readonly click: () => void;
}

/**
 * Presses a button of a page, first as a browser does, which validates the form, then as
 * a program that submits it anyway. A program does not need to open a `<details>`.
 */
async function press(context: BrowserContext, address: string, index: number): Promise<void> {
  for (const validates of [true, false]) {
    const page = await context.newPage();
    await page.goto(address);
    const button = page.locator('button').nth(index);
    const submits = await button.evaluate((element: Button) => element.type === 'submit');
    if (validates || !submits) {
      await button.evaluate((element: Button) => element.click());
    } else {
      const loaded = page.waitForEvent('load');
      await button.evaluate((element: Button) => {
        if (element.form) element.form.noValidate = true;
        element.click();
      });
      await loaded;
    }
    await page.close();
  }
}

describe.each(devices)('a scanner in a browser %s', (_name, options) => {
  test.each([
    ...Object.entries(states).map(([name, { forms }]) => [name, forms] as const),
    ['superseded', ['fresh-link']],
    ['all contacts', ['done', 'snooze', 'date', 'note', 'stop', 'delete', 'time-zone']],
    ['one contact', ['done', 'snooze', 'date', 'stop']],
    ['erase', ['erase']],
  ] as const)(
    'when it presses every button of a page (%s), then nothing changes',
    async (name, forms) => {
      const before = await allItems(table());
      const mails = await running.product.mails();
      const context = await running.browser.newContext(options);
      try {
        const page = await context.newPage();
        const address = `${running.product.origin}${paths.get(name)}?lang=en`;
        await page.goto(address);
        const actions = await page
          .locator('form[method="post"]')
          .evaluateAll((all: readonly { getAttribute: (name: string) => string | null }[]) =>
            all.map((form) => form.getAttribute('action') ?? ''),
          );
        expect(
          actions.map((action) => new URL(action, address).pathname.split('/').at(-1)).toSorted(),
        ).toEqual([...forms].toSorted());
        for (let index = 0; index < (await page.locator('button').count()); index += 1) {
          await press(context, address, index);
        }
      } finally {
        await context.close();
      }
      expect(await allItems(table())).toEqual(before);
      expect(await running.product.mails()).toEqual(mails);
    },
  );
});
