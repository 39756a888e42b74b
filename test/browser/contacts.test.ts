import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { HttpDriver } from '../journey/http-driver.ts';
import {
  type ArrivedMail,
  contactsLinkIn,
  type Journey,
  journeys,
  linkIn,
} from '../journey/journey.ts';
import { openFolds } from '../support/browser.ts';
import { npmStartInBrowser } from '../support/browser-product.ts';
import { type LocalProduct, startInProcess } from '../support/local-product.ts';
import {
  readByTwoParsers,
  threadReferences,
  threadSubject,
  threadValues,
} from '../support/thread.ts';

const [english] = journeys;
if (english === undefined) throw new Error('There is no journey.');

const data = await mkdtemp(join(tmpdir(), 'open-door-contacts-'));
/** A candidate who changes contacts. */
const activeCandidate = 'busy@candidates.example';
/** A candidate whose pages are only opened. */
const idleCandidate = 'idle@candidates.example';

/** Plays a decline up to the sent letter. @returns the letter's link */
async function decline(
  product: LocalProduct,
  { language, form }: Journey,
  values = {},
): Promise<string> {
  const { candidateEmail = '' } = { ...form, ...values };
  const mails = async () => (await product.mails()).filter(({ to }) => to.includes(candidateEmail));
  const driver = new HttpDriver({ ...product, fetch, mails });
  await driver.openForm(language);
  await driver.submitForm({ ...form, reconnect: '3-months', ...values });
  const link = linkIn(await mails());
  await driver.openLink(link);
  await driver.send({ ticked: true });
  return link;
}

// The letters are sent today. Then a second product starts, with its clock on the day of
// their reminders.
beforeAll(async () => {
  const product = await startInProcess({ dataFolder: data });
  for (const candidateEmail of [activeCandidate, idleCandidate])
    await decline(product, english, { candidateEmail });
  await product.stop();
});
const running = npmStartInBrowser({ OPEN_DOOR_DATA: data, DAYS_AHEAD: '95' });
afterAll(() => rm(data, { recursive: true, force: true }));

let page: Page;
const open = async (options: BrowserContextOptions = {}): Promise<BrowserDriver> => {
  page = await (await running.browser.newContext(options)).newPage();
  return new BrowserDriver(page, running.product.origin, running.product.mails);
};
afterEach(() => page.context().close());

const mailsTo = async (address: string): Promise<readonly ArrivedMail[]> =>
  (await running.product.mails()).filter(({ to }) => to.includes(address));

const links = new Map<string, string>();
/**
 * A link to all contacts of a candidate. The product emails at most one a minute, so each
 * candidate requests it once.
 */
async function listLink(candidateEmail: string, language: 'en' | 'es' = 'en'): Promise<string> {
  const known = links.get(candidateEmail);
  if (known !== undefined) return known;
  await fetch(`${running.product.origin}/contacts/link?lang=${language}`, {
    method: 'POST',
    body: new URLSearchParams({ candidateEmail }),
  });
  const link = contactsLinkIn(await mailsTo(candidateEmail));
  links.set(candidateEmail, link);
  return link;
}

/** The link in the reminder that a candidate got, without its fragment. */
async function reminderLink(candidateEmail: string): Promise<string> {
  const find = async () =>
    (await mailsTo(candidateEmail))
      .map(({ text }) => /http\S+(?=#wrote)/.exec(text)?.[0])
      .find(Boolean);
  await expect.poll(find).toBeDefined();
  return (await find()) ?? '';
}

const pageBelow = (link: string, part: string): string => {
  const url = new URL(link);
  url.pathname += part;
  return url.href;
};

test('when only a keyboard is used, then a day and a note can be saved', async () => {
  await open();
  await page.goto(await listLink(activeCandidate));
  const focused = () =>
    page.evaluate<string>(
      'document.activeElement.name || document.activeElement.textContent.trim()',
    );
  const tabTo = async (control: string): Promise<void> => {
    for (let presses = 0; presses < 40 && (await focused()) !== control; presses += 1) {
      await page.keyboard.press('Tab');
    }
    expect(await focused()).toBe(control);
  };
  await tabTo('Another dayIn a few months, or on a day you choose.');
  await page.keyboard.press('Enter');
  await tabTo('months');
  await page.keyboard.type('3');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Remind me then');
  await Promise.all([page.waitForURL(/flash=snooze/), page.keyboard.press('Enter')]);
  expect(await page.locator('.told').textContent()).toMatch(
    /^We'll remind you on \w+ \d+, \d{4}\. Choose another day$/,
  );

  await tabTo('sure');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Save it');
  await Promise.all([page.waitForURL(/flash=done/), page.keyboard.press('Enter')]);
  expect(await page.getByRole('article').textContent()).toContain('Reconnected');

  await tabTo('Private noteOnly you see it.');
  await page.keyboard.press('Enter');
  await tabTo('note');
  await page.keyboard.type('Plays the cello');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Save the note');
  await Promise.all([page.waitForURL(/flash=note/), page.keyboard.press('Enter')]);
  expect(await page.getByRole('article').textContent()).toContain('Plays the cello');
});

test('when a day is chosen, then a message names it, unless the URL names no contact', async () => {
  const driver = await open();
  const list = await listLink(activeCandidate);
  const message = page.locator('.told');
  await page.goto(list);
  await driver.submit('/snooze', { months: '1' });
  expect(await message.textContent()).toMatch(/^We'll remind you on \w+ \d+, \d{4}\. /);
  await page.goto(`${list}&flash=snooze`);
  expect(await message.count()).toBe(0);
});

test.each([
  ['wrote', 'Save it'],
  ['snooze', 'Remind me then'],
  ['stop', 'Stop reminding me'],
])('when a reminder links to #%s, then the page starts there', async (part, button) => {
  await open({ viewport: { width: 390, height: 600 } });
  await page.goto(`${await reminderLink(activeCandidate)}#${part}`);
  const target = page.locator(':target');
  expect(await target.getAttribute('id')).toBe(part);
  await target.getByRole('button', { name: button }).first().waitFor();
  const { y = -1 } = (await target.boundingBox()) ?? {};
  expect(y).toBeGreaterThanOrEqual(0);
  expect(y).toBeLessThan(600);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.closest(":target")?.id')).toBe(part);
});

test('when a hello is suggested, then it can be copied and starts a mail', async () => {
  await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(await reminderLink(activeCandidate));
  await page.getByRole('button', { name: 'Copy the message' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const hello = await page.getByLabel('A short message to start from').inputValue();
  expect(hello).toContain('Hi Dana,');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(hello);

  const href = (await page.getByRole('link', { name: 'Write to Dana' }).getAttribute('href')) ?? '';
  const { protocol, pathname, searchParams } = new URL(href);
  expect([protocol, pathname]).toEqual(['mailto:', 'dana@northwind.example']);
  expect([...searchParams.keys()]).toEqual(['subject', 'body']);
  expect(searchParams.get('subject')).not.toBe('');
  // RFC 6068 requires the line ends of an email. There is no plus sign, because mail
  // programs do not decode it to a space.
  expect(searchParams.get('body')).toBe(hello.replaceAll('\n', '\r\n'));
  expect(href).not.toMatch(/[+ "<>]/);
});

test('when a letter was in a thread, then a keyboard downloads a hello in it', async () => {
  const candidateEmail = 'thread@candidates.example';
  await decline(running.product, english, { candidateEmail, ...threadValues });
  await open();
  await page.goto(await listLink(candidateEmail));
  await page.getByText(`In reply to: ${threadValues.theirSubject}`).waitFor();
  const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
  for (let presses = 0; presses < 40 && (await focused()) !== 'Reply in the old thread'; ) {
    await page.keyboard.press('Tab');
    presses += 1;
  }
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Enter'),
  ]);
  expect(download.suggestedFilename()).toBe('hello.eml');
  const hello = await page.getByLabel('A short message to start from').inputValue();
  for (const read of await readByTwoParsers(await readFile(await download.path()))) {
    expect(read).toMatchObject({
      from: candidateEmail,
      to: english.form['recruiterEmail'],
      subject: threadSubject,
      inReplyTo: threadValues.inReplyTo,
      references: threadReferences,
    });
    expect(read.text.trimEnd()).toBe(hello.trimEnd());
  }
});

test('when a letter was sent, then its page offers the day as a calendar file', async () => {
  await open();
  await page.goto(
    await decline(running.product, english, { candidateEmail: 'calendar@candidates.example' }),
  );
  const driver = new BrowserDriver(page, running.product.origin, running.product.mails);
  const calendar = await driver.download('/reminder.ics');
  expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(calendar).toContain('Write to Dana Lee (Northwind & Sons)');
});

describe('the time zone', () => {
  const question = () => page.getByLabel('Your time zone');

  test('when the browser has a time zone, then the form does not ask for it', async () => {
    const driver = await open({ timezoneId: 'America/Mexico_City' });
    await driver.openForm('en');
    expect(await question().isHidden()).toBe(true);
    expect(await page.locator('[name="browserTimeZone"]').inputValue()).toBe('America/Mexico_City');
    const candidateEmail = 'zone@candidates.example';
    await driver.submitForm({ ...english.form, candidateEmail });
    await driver.openLink(linkIn(await mailsTo(candidateEmail)));
    await driver.send({ ticked: true });
    await page.goto(await listLink(candidateEmail));
    expect(await page.locator('main').textContent()).toContain(
      'At nine in the morning (Mexico City time)',
    );
  });

  test('when there is no JavaScript, then the form asks for it and accepts a city', async () => {
    const driver = await open({ javaScriptEnabled: false, timezoneId: 'America/Mexico_City' });
    await driver.openForm('en');
    await openFolds(page);
    expect(await question().isVisible()).toBe(true);
    const candidateEmail = 'city@candidates.example';
    await driver.submitForm({ ...english.form, candidateEmail, timeZone: 'madrid' });
    await driver.openLink(linkIn(await mailsTo(candidateEmail)));
    await driver.send({ ticked: true });
    const list = await driver.openLink(await listLink(candidateEmail));
    expect(list.text).toContain('At nine in the morning (Spain time)');
  });

  test('when no zone is stored, then the browser’s is suggested, and typing saves it', async () => {
    const driver = await open({ timezoneId: 'America/Bogota' });
    await page.goto(await listLink(activeCandidate));
    expect(await page.locator('main').textContent()).toContain("We don't know your time zone");
    await page.getByText('When reminders come').click();
    await page.getByText('Your browser says: America/Bogota').waitFor();
    expect(await page.locator('#timeZone-list option').getAttribute('value')).toBe(
      'America/Bogota',
    );
    // The script chooses nothing: a program that submits the form saves nothing.
    expect(await question().inputValue()).toBe('');
    expect((await driver.submit('/time-zone', {})).text).toContain("This place isn't in our list.");
    await page.goto(await listLink(activeCandidate));
    expect((await driver.submit('/time-zone', { timeZone: 'America/Bogota' })).text).toContain(
      'At nine in the morning (Colombia time)',
    );
  });
});

test('when pages are opened and their scripts run, then nothing is changed or mailed', async () => {
  const list = await listLink(idleCandidate);
  const reminder = await reminderLink(idleCandidate);
  const { origin } = running.product;
  const exportAll = async (): Promise<unknown> => {
    const { exportedAt: _, ...exported } = Object(
      JSON.parse(await (await fetch(pageBelow(list, '/export.json'))).text()),
    );
    return exported;
  };
  const before = [await exportAll(), await mailsTo(idleCandidate)];

  await open();
  await page.context().clock.install();
  const posted: string[] = [];
  page.context().on('request', (request) => {
    if (request.method() !== 'GET') posted.push(request.url());
  });
  const addresses = [
    `${origin}/contacts`,
    list,
    `${list}&flash=delete&flashContactId=all`,
    pageBelow(list, '/erase'),
    pageBelow(list, '/unsubscribe'),
    ...['done', 'snooze', 'date', 'stop', 'note', 'delete', 'time-zone'].map((part) =>
      pageBelow(list, `/${part}`),
    ),
    ...['#wrote', '#snooze', '#stop', '/unsubscribe', '/done', '/stop'].map(
      (part) => `${reminder}${part}`,
    ),
  ];
  for (const address of addresses) {
    const opened = await page.context().newPage();
    const answer = await opened.goto(address);
    expect([address, answer?.status()]).toEqual([address, 200]);
  }
  await page.context().clock.runFor('10:00');
  expect(posted).toEqual([]);
  expect([await exportAll(), await mailsTo(idleCandidate)]).toEqual(before);
});
