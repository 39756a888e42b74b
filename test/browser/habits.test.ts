import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { type ArrivedMail, linkIn } from '../journey/journey.ts';
import { devices, travel } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { englishForm, type FormValues, uniqueCandidate } from '../support/fixtures.ts';

/** What people do with a browser, besides what a page asks them to do. */

const running = productInBrowser();
let page: Page;
let candidateEmail: string;
beforeEach(() => {
  candidateEmail = uniqueCandidate();
});
afterEach(() => page.context().close());

const open = async (options: BrowserContextOptions = devices.desktop): Promise<BrowserDriver> => {
  page = await (await running.browser.newContext(options)).newPage();
  return driverOf(page);
};
const driverOf = (one: Page) => new BrowserDriver(one, running.product.origin, mailsToCandidate);
const mailsToCandidate = async (): Promise<readonly ArrivedMail[]> =>
  (await running.product.mails()).filter(({ to }) => to.includes(candidateEmail));
/** How many letters of the candidate the recruiter has. */
const letters = async (): Promise<number> =>
  (await running.product.mails()).filter(({ bcc }) => bcc.includes(candidateEmail)).length;

const form = (): FormValues => ({ ...englishForm, candidateEmail });

/** Fills in the form and asks for the link. */
async function ask(driver: BrowserDriver): Promise<string> {
  await driver.openForm('en');
  await driver.submitForm(form());
  return linkIn(await mailsToCandidate());
}

const title = () => page.locator('h1').textContent();
/** The values of the fields that a person has typed. */
const typed = async (): Promise<FormValues> => {
  const values: Record<string, string> = {};
  for (const name of ['candidateName', 'recruiterName', 'company', 'role', 'personalNote']) {
    values[name] = await page.locator(`[name="${name}"]:not([type="hidden"])`).inputValue();
  }
  return values;
};
const { candidateName, recruiterName, company, role, personalNote } = englishForm;
const typedValues = { candidateName, recruiterName, company, role, personalNote };

const sendButton = (one: Page) =>
  one.locator('form[action*="/send"] button[type="submit"]:not([tabindex="-1"])');
const tick = (one: Page) => one.locator('form[action*="/send"] [name="sure"]').check();

test('when a person goes back from the inbox page, then all fields are kept', async () => {
  await ask(await open());
  await travel(page, 'back');
  expect(await typed()).toEqual(typedValues);
});

test('when the answer to the form is reloaded, then one link is emailed, not two', async () => {
  await ask(await open());
  const before = await title();
  await page.reload();
  expect(await title()).toBe(before);
  expect(await mailsToCandidate()).toHaveLength(1);
});

test.each([true, false])(
  'when a person goes back to the form (kept: %s), then their reason is not there',
  async (isKept) => {
    const driver = await open();
    await driver.openForm('en');
    if (!isKept) await page.getByRole('button', { name: "Don't keep it" }).click();
    await driver.submitForm({ ...form(), reason: 'other-offer' });
    await travel(page, 'back');
    expect(await page.locator('#reason').inputValue()).toBe('');
    expect(await typed()).toEqual(
      isKept ? typedValues : Object.fromEntries(Object.keys(typedValues).map((name) => [name, ''])),
    );
    // A form that is opened anew is empty, also for the next person at this computer.
    await travel(page, 'forward');
    await page.goto(running.product.origin);
    expect(await page.locator('#recruiterName').inputValue()).toBe('');
  },
);

test('when a person goes on and comes back to the inbox page, then it is there', async () => {
  const driver = await open();
  const link = await ask(driver);
  const before = await title();
  await page.goto(link);
  await travel(page, 'back');
  expect([await title(), new URL(page.url()).pathname]).toEqual([before, '/declines']);
  await travel(page, 'back');
  await travel(page, 'forward');
  expect(await title()).toBe(before);
  expect(await mailsToCandidate()).toHaveLength(1);
});

test('when a message to send by hand is reloaded, or found again, then it is there', async () => {
  const driver = await open();
  await driver.openForm('en');
  const byHand = { ...form(), recruiterEmail: '', channel: 'linkedin', reconnect: 'never' };
  await driver.submitForm(byHand);
  const message = page.getByLabel('Your message');
  const before = await message.inputValue();
  expect(before).toContain('Hi Dana');
  await page.reload();
  expect([await message.inputValue(), await message.isVisible()]).toEqual([before, true]);
  expect(new URL(page.url()).pathname).toBe('/declines');
  await page.goto(`${running.product.origin}/privacy`);
  await travel(page, 'back');
  expect([await message.inputValue(), await message.isVisible()]).toEqual([before, true]);
  expect(await mailsToCandidate()).toHaveLength(1);
  // The address alone has no message, and says where it is.
  const other = await page.context().newPage();
  await other.goto(page.url());
  expect(await other.getByLabel('Your message').isVisible()).toBe(false);
  await other.getByText('Your message is behind the link.').waitFor();
});

test('when the answer to a mistake is reloaded, then the form still has it all', async () => {
  const driver = await open();
  await driver.openForm('en');
  await driver.submitForm({ ...form(), recruiterEmail: 'nobody' });
  await page.reload();
  expect(await typed()).toEqual(typedValues);
});

test('when the sent page is reloaded, or one goes back and on, then one letter left', async () => {
  const driver = await open();
  await driver.openLink(await ask(driver));
  await driver.send({ ticked: true });
  const sent = await title();
  await page.reload();
  expect(await title()).toBe(sent);
  await travel(page, 'back');
  await page.reload();
  expect(await title()).toBe(sent);
  expect(await letters()).toBe(1);
});

test('when a person goes back and sends again, then one letter left', async () => {
  const driver = await open();
  await driver.openLink(await ask(driver));
  await driver.send({ ticked: true });
  const sent = await title();
  await travel(page, 'back');
  // A browser may show the page as it was, from its memory.
  if ((await sendButton(page).count()) > 0) await driver.send({ ticked: true });
  expect(await title()).toBe(sent);
  expect(await letters()).toBe(1);
});

describe.each([true, false])('with JavaScript: %s', (javaScriptEnabled) => {
  test('when the button is clicked twice, then one letter leaves', async () => {
    const driver = await open({ ...devices.desktop, javaScriptEnabled });
    await driver.openLink(await ask(driver));
    await tick(page);
    await sendButton(page).dblclick({ noWaitAfter: true });
    await page.getByRole('heading', { name: 'Sent to Dana' }).waitFor();
    expect(await letters()).toBe(1);
  });

  test('when the answer is slow and the button is clicked on, then one leaves', async () => {
    const driver = await open({ ...devices.desktop, javaScriptEnabled });
    await driver.openLink(await ask(driver));
    await tick(page);
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/send**', async (route) => {
      await released;
      // A browser gives up a request when another one takes its place.
      await route.continue().catch(() => {});
    });
    for (let clicks = 0; clicks < 3; clicks += 1) {
      // A page may take its button away while it sends.
      await sendButton(page)
        .first()
        .dispatchEvent('click', {}, { timeout: 1000 })
        .catch(() => {});
    }
    release();
    await page.getByRole('heading', { name: 'Sent to Dana' }).waitFor();
    expect(await letters()).toBe(1);
  });
});

test('when two tabs send the same letter, then one leaves, and both say so', async () => {
  const driver = await open();
  const link = await ask(driver);
  const other = await page.context().newPage();
  await Promise.all([page.goto(link), other.goto(link)]);
  await Promise.all([tick(page), tick(other)]);
  await Promise.all([sendButton(page).click(), sendButton(other).click()]);
  for (const tab of [page, other]) {
    await tab.getByRole('heading', { name: 'Sent to Dana' }).waitFor();
  }
  expect(await letters()).toBe(1);
});

test('when a letter is changed in one tab, then the other tab does not send it', async () => {
  const driver = await open();
  const link = await ask(driver);
  await page.goto(link);
  const other = await page.context().newPage();
  const otherDriver = driverOf(other);
  await otherDriver.openLink(`${link}/edit?lang=en`);
  await otherDriver.submit('/edit', { company: 'Southwind' });
  const refused = await driver.send({ ticked: true });
  expect(await letters()).toBe(0);
  // The page shows the letter as it is now, and it can be sent.
  expect(refused.text).toContain('Southwind');
  await driver.send({ ticked: true });
  expect(await letters()).toBe(1);
});

/** A network of a train: 400 ms until an answer begins, and 50 KB a second. */
const slowNetwork = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000,
  uploadThroughput: 50_000,
};

test('when the network is slow, then the preview catches up, and the letter leaves', async () => {
  const driver = await open(devices.phone);
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slowNetwork);
  await driver.openForm('en');
  for (const [name, value] of Object.entries({ stage: 'screen', recruiterName, company })) {
    if (name === 'stage') await page.check(`[name="stage"][value="${value}"]`);
    else await page.fill(`[name="${name}"]:not([type="hidden"])`, value);
  }
  await expect
    .poll(() => page.locator('#preview').textContent())
    .toMatch(/Hi Dana,[\s\S]*Northwind & Sons/);
  await driver.submitForm(form());
  await driver.openLink(linkIn(await mailsToCandidate()));
  await driver.send({ ticked: true });
  expect(await title()).toBe('Sent to Dana.');
  expect(await letters()).toBe(1);
});

test('when the connection is lost while typing, then nothing that was typed is lost', async () => {
  const driver = await open();
  await driver.openForm('en');
  await page.context().setOffline(true);
  for (const [name, value] of Object.entries(typedValues)) {
    const field = page.locator(`[name="${name}"]:not([type="hidden"])`);
    const closed = field.locator('xpath=ancestor::details[not(@open)]/summary');
    for (const summary of await closed.all()) await summary.click();
    await field.fill(value);
  }
  await page.context().setOffline(false);
  await driver.submitForm(form());
  expect(await mailsToCandidate()).toHaveLength(1);
});

/** What the focused element is, as far as a person with a keyboard needs to know it. */
const FOCUSED = `(() => {
  const { name = '', type = '', tagName, value = '', form } = document.activeElement;
  const action = form?.getAttribute('action') ?? '';
  const formAction = document.activeElement.getAttribute('formaction') ?? '';
  return { name, type, tagName, value, action, formAction };
})()`;
interface Focused {
  readonly name: string;
  readonly type: string;
  readonly tagName: string;
  readonly value: string;
  readonly action: string;
  readonly formAction: string;
}
const focused = () => page.evaluate<Focused>(FOCUSED);

/** More presses of Tab than a page has elements that take the focus. */
const MAX_TABS = 120;

/** Presses Tab until an element has the focus, and does something at each one before. */
async function tabTo(
  isWanted: (element: Focused) => boolean,
  onTheWay: (element: Focused) => Promise<unknown> = async () => {},
): Promise<void> {
  for (let presses = 0; presses < MAX_TABS; presses += 1) {
    await page.keyboard.press('Tab');
    const element = await focused();
    if (isWanted(element)) return;
    await onTheWay(element);
  }
  throw new Error(`${MAX_TABS} presses of Tab did not get there.`);
}

test('when only a keyboard is used, then the whole way can be gone', async () => {
  const driver = await open();
  await driver.openForm('en');
  const missing = new Map<string, string>(
    Object.entries({ ...typedValues, candidateEmail, recruiterEmail: englishForm.recruiterEmail }),
  );
  missing.delete('personalNote');
  missing.set('stage', 'screen');
  await tabTo(
    ({ type, action, formAction, name }) =>
      type === 'submit' && formAction === '' && name === '' && action.includes('/declines'),
    async ({ name, tagName, type, value }) => {
      const answer = missing.get(name);
      if (answer === undefined) return;
      if (name !== 'stage') await page.keyboard.type(answer);
      else if (tagName === 'SELECT') {
        // The keys of the arrows choose the next answer.
        for (let presses = 0; presses < 10; presses += 1) {
          if ((await focused()).value === 'screen') break;
          await page.keyboard.press('ArrowDown');
        }
      } else if (type === 'radio') {
        await page.keyboard.press('Space');
        for (let presses = 0; presses < 10; presses += 1) {
          if ((await focused()).value === 'screen') break;
          await page.keyboard.press('ArrowDown');
        }
      } else throw new Error(`A keyboard cannot answer ${name} (${type}, ${value}).`);
      missing.delete(name);
    },
  );
  expect([...missing.keys()]).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(title).toBe('Check your inbox.');

  await driver.openLink(linkIn(await mailsToCandidate()));
  await tabTo(({ name, action }) => name === 'sure' && action.includes('/send'));
  await page.keyboard.press('Space');
  await tabTo(({ type, action }) => type === 'submit' && action.includes('/send'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sent to Dana' }).waitFor();
  expect(await title()).toBe('Sent to Dana.');
  expect(await letters()).toBe(1);
});

test('when the first Tab is pressed, then a link leads past the menu', async () => {
  const driver = await open();
  await driver.openForm('en');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(({ hash }) => hash === '#content');
  // The next element is one of the content.
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
});
