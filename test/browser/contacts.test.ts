import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { en } from '../../lambdas/site/words/en.ts';
import { es } from '../../lambdas/site/words/es.ts';
import { formWords } from '../../lambdas/web/words/form.ts';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { HttpDriver } from '../journey/http-driver.ts';
import {
  type ArrivedMail,
  contactsLinkIn,
  type Journey,
  journeys,
  linkIn,
} from '../journey/journey.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { npmStartInBrowser } from '../support/browser-product.ts';
import { type LocalProduct, startInProcess } from '../support/local-product.ts';

const [english, spanish] = journeys;
if (english === undefined || spanish === undefined) throw new Error('There are too few journeys.');

const data = await mkdtemp(join(tmpdir(), 'open-door-contacts-'));
/**
 * A candidate whose pages are looked at, in each language, and who erases everything in
 * the end.
 */
const lookedAt = { en: 'look@en.example', es: 'look@es.example' } as const;
/** One whose contacts are worked with. */
const busy = 'busy@candidates.example';
/** One whose pages are only opened. */
const idle = 'idle@candidates.example';

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

const another = {
  recruiterName: 'Kim Vale',
  recruiterEmail: 'kim@southwind.example',
  company: 'Southwind',
};

// The letters are sent today. Then a second product runs on the day of their reminders.
beforeAll(async () => {
  const product = await startInProcess({ dataFolder: data });
  for (const journey of [english, spanish]) {
    const candidateEmail = lookedAt[journey.language];
    await decline(product, journey, { candidateEmail, role: 'Data Engineer' });
    await decline(product, journey, { candidateEmail });
    await decline(product, journey, { candidateEmail, ...another, reconnect: 'never' });
  }
  for (const candidateEmail of [busy, idle]) await decline(product, english, { candidateEmail });
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
 * A link to all contacts of a candidate; one is mailed a minute, so it is asked for once.
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

/** The link of the reminder that a candidate got, without the part that it opens. */
async function reminderLink(candidateEmail: string): Promise<string> {
  const find = async () =>
    (await mailsTo(candidateEmail))
      .map(({ text }) => /http\S+(?=#wrote)/.exec(text)?.[0])
      .find(Boolean);
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  return (await find()) ?? '';
}

const below = (link: string, part: string): string => {
  const url = new URL(link);
  url.pathname += part;
  return url.href;
};

describe.each([
  [english, en],
  [spanish, es],
] as const)(
  'no accessibility fault and no sideways scroll, in light and dark',
  ({ language }, words) => {
    let driver: BrowserDriver;
    beforeEach(async () => {
      driver = await open({ viewport: { width: 320, height: 700 } });
    });

    async function look(what: string): Promise<void> {
      await expectAccessible(page, what);
      expect([what, await page.locator('html').getAttribute('lang')]).toEqual([what, language]);
    }

    test(`where the link is asked for: ${language}`, async () => {
      const address = `empty@${language}.example`;
      await page.goto(`${running.product.origin}/contacts?lang=${language}`);
      await look('ask');
      await driver.submit('/contacts/link', { candidateEmail: 'nobody' });
      expect(await page.locator('.problem').textContent()).toBe(
        formWords(words).problems['not-an-address'],
      );
      await look('ask with an error');
      await driver.submit('/contacts/link', { candidateEmail: address });
      await look('mailed');
      await page.goto(contactsLinkIn(await mailsTo(address)));
      await look('empty list');
    });

    test(`where everyone is: ${language}`, async () => {
      const list = await listLink(lookedAt[language], language);
      await page.goto(list);
      expect(await page.getByRole('article').count()).toBe(2);
      for (const folded of await page.locator('details > summary').all()) await folded.click();
      expect(await page.locator('details:not([open])').count()).toBe(0);
      await look('everything unfolded');
      await driver.submit('/note', {
        note: `Plays the cello.\nhttps://cello.example/${'long'.repeat(20)}`,
      });
      await look('a note, and what was done');
      await page.goto(`${list}&words=trombone`);
      await look('nobody found');
      await page.goto(list);
      await driver.submit('/date', { date: '2020-01-01' });
      expect(await page.locator('.problem').textContent()).toBe(
        formWords(words).problems['date-past'],
      );
      await look('a day that cannot be taken');
      await page.goto(list);
      await driver.submit('/time-zone', { timeZone: 'Atlantis' });
      expect(await page.locator('.problem').textContent()).toBe(
        formWords(words).problems['not-a-time-zone'],
      );
      await look('a time zone that cannot be taken');
    });

    test(`where a reminder leads: ${language}`, async () => {
      const reminder = await reminderLink(lookedAt[language]);
      await page.goto(`${reminder}?lang=${language}`);
      await look('one contact');
      await driver.submit('/date', { date: '2020-01-01' });
      expect(await page.locator('.problem').textContent()).toBe(
        formWords(words).problems['date-past'],
      );
      await look('a day that cannot be taken');
      await page.goto(`${reminder}x?lang=${language}`);
      await look('a link that opens nothing');
      await page.goto(`${below(reminder, '/unsubscribe')}?lang=${language}`);
      await look('unsubscribe');
      await driver.submit('/unsubscribe', {});
      await look('unsubscribed');
    });

    test(`where everything is erased: ${language}`, async () => {
      await page.goto(below(await listLink(lookedAt[language], language), '/erase'));
      await look('erase');
      await driver.submit('/erase', {});
      await look('held back without the tick');
      await driver.submit('/erase', { sure: 'yes' });
      await look('erased');
    });
  },
);

test('a keyboard is enough to choose another day and to keep a note', async () => {
  await open();
  await page.goto(await listLink(busy));
  const focused = () =>
    page.evaluate<string>(
      'document.activeElement.textContent.trim() || document.activeElement.name',
    );
  const tabTo = async (what: string): Promise<void> => {
    for (let presses = 0; presses < 40 && (await focused()) !== what; presses += 1) {
      await page.keyboard.press('Tab');
    }
    expect(await focused()).toBe(what);
  };
  await tabTo('Another day');
  await page.keyboard.press('Enter');
  await tabTo('3 months');
  await Promise.all([page.waitForURL(/flash=snooze/), page.keyboard.press('Enter')]);
  expect(await page.locator('.told').textContent()).toMatch(
    /^We will remind you on \w+ \d+, \d{4}\.$/,
  );

  await tabTo('Note');
  await page.keyboard.press('Enter');
  await tabTo('note');
  await page.keyboard.type('Plays the cello');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Save the note');
  await Promise.all([page.waitForURL(/flash=note/), page.keyboard.press('Enter')]);
  expect(await page.getByRole('article').textContent()).toContain('Plays the cello');
});

test('what was done is told with its day, and not at all where there is none any more', async () => {
  const driver = await open();
  const list = await listLink(busy);
  const told = page.locator('.told');
  await page.goto(list);
  await driver.submit('/snooze', { months: '1' });
  expect(await told.textContent()).toMatch(/^We will remind you on \w+ \d+, \d{4}\.$/);
  await page.goto(`${list}&flash=snooze`);
  expect(await told.count()).toBe(0);
});

test.each([
  ['wrote', 'I wrote to them'],
  ['snooze', '3 months'],
  ['stop', 'Stop reminding me'],
])('a reminder’s link to #%s shows its part, and the next Tab is in it', async (part, button) => {
  await open({ viewport: { width: 390, height: 600 } });
  await page.goto(`${await reminderLink(busy)}#${part}`);
  const target = page.locator(':target');
  expect(await target.getAttribute('id')).toBe(part);
  await target.getByRole('button', { name: button }).waitFor();
  const { y = -1 } = (await target.boundingBox()) ?? {};
  expect(y).toBeGreaterThanOrEqual(0);
  expect(y).toBeLessThan(600);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.closest(":target")?.id')).toBe(part);
});

test('the hello can be copied, and begins a mail', async () => {
  await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(await reminderLink(busy));
  await page.getByRole('button', { name: 'Copy the hello' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const hello = await page.getByLabel('The hello, to copy').inputValue();
  expect(hello).toContain('Hi Dana,');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(hello);

  const href = (await page.getByRole('link', { name: 'Write to Dana' }).getAttribute('href')) ?? '';
  const { protocol, pathname, searchParams } = new URL(href);
  expect([protocol, pathname]).toEqual(['mailto:', 'dana@northwind.example']);
  expect([...searchParams.keys()]).toEqual(['subject', 'body']);
  expect(searchParams.get('subject')).not.toBe('');
  // Line ends of a mail, RFC 6068; and no plus sign, which mail programs leave as it is.
  expect(searchParams.get('body')).toBe(hello.replaceAll('\n', '\r\n'));
  expect(href).not.toMatch(/[+ "<>]/);
});

test('a day for the calendar is taken along from the page of the sent letter', async () => {
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

  test('is taken along from the browser, which spares the question', async () => {
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

  test('is asked for without script, and a city will do', async () => {
    const driver = await open({ javaScriptEnabled: false, timezoneId: 'America/Mexico_City' });
    await driver.openForm('en');
    expect(await question().isVisible()).toBe(true);
    const candidateEmail = 'city@candidates.example';
    await driver.submitForm({ ...english.form, candidateEmail, timeZone: 'madrid' });
    await driver.openLink(linkIn(await mailsTo(candidateEmail)));
    await driver.send({ ticked: true });
    const list = await driver.openLink(await listLink(candidateEmail));
    expect(list.text).toContain('At nine in the morning (Spain time)');
  });

  test('of the browser is proposed where none is known, and kept only on request', async () => {
    const driver = await open({ timezoneId: 'America/Bogota' });
    await page.goto(await listLink(busy));
    expect(await page.locator('main').textContent()).toContain('We do not know your time zone');
    expect(await question().inputValue()).toBe('America/Bogota');
    expect((await driver.submit('/time-zone', {})).text).toContain(
      'At nine in the morning (Colombia time)',
    );
  });
});

test('nothing acts on load: pages that stand open with script change nothing and mail nothing', async () => {
  const list = await listLink(idle);
  const reminder = await reminderLink(idle);
  const { origin } = running.product;
  const everything = async (): Promise<unknown> => {
    const { exportedAt: _, ...kept } = Object(
      JSON.parse(await (await fetch(below(list, '/export.json'))).text()),
    );
    return kept;
  };
  const before = [await everything(), await mailsTo(idle)];

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
    below(list, '/erase'),
    below(list, '/unsubscribe'),
    ...['done', 'snooze', 'date', 'stop', 'note', 'delete', 'time-zone'].map((part) =>
      below(list, `/${part}`),
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
  expect([await everything(), await mailsTo(idle)]).toEqual(before);
});
