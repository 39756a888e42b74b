import { expect, test } from 'vitest';
import { openFolds } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { threadSubject, threadValues } from '../support/thread.ts';

const running = productInBrowser();

test('when a script fills in the thread, then a box can undo it, and keeps the focus', async () => {
  const page = await (await running.browser.newContext()).newPage();
  await page.goto(`${running.product.origin}/?lang=en`);
  await openFolds(page);
  await page.check('[name="stage"][value="screen"]');
  const preview = page.locator('#preview');
  await preview.getByText('Hi their name,').waitFor();
  // What a script of the page does that has read the recruiter's email.
  await page.evaluate(`
    for (const [name, value] of Object.entries(${JSON.stringify(threadValues)})) {
      const input = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
      document.querySelector('[data-live="thread"]').append(input);
    }
  `);
  await page.fill('#company', 'Northwind');
  await preview.getByText(threadSubject).waitFor();
  await page.getByText(`In reply to: ${threadValues.theirSubject}`).waitFor();

  await page.focus('#ownSubject');
  await page.keyboard.press('Space');
  await preview.getByText(threadSubject).waitFor({ state: 'detached' });
  expect(await page.evaluate('document.activeElement?.id')).toBe('ownSubject');
  expect(await page.isChecked('#ownSubject')).toBe(true);
  await page.keyboard.press('Space');
  await preview.getByText(threadSubject).waitFor();
  expect(await page.isChecked('#ownSubject')).toBe(false);
  await page.context().close();
});
