import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFolds } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { theirEmail, theirText, theirWords } from '../support/their-message.ts';

const running = productInBrowser();
let page: Page;
let problems: string[];
/** The bodies of all requests that are posted. */
let posted: string[];

async function open(language: 'en' | 'es' = 'en', options = {}): Promise<void> {
  page = await (await running.browser.newContext(options)).newPage();
  problems = [];
  posted = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('request', (request) => posted.push(request.postData() ?? ''));
  await page.goto(`${running.product.origin}/?lang=${language}`);
  await openFolds(page);
}
const fold = () => page.locator('#paste');
const told = () => fold().getByRole('status');
const openFold = () => fold().locator('summary').click();
const loaded = () => page.waitForResponse('**/open-door-reader.*');
const valuesOf = async (names: readonly string[]) =>
  Object.fromEntries(
    await Promise.all(
      names.map(async (name) => {
        const field = `document.getElementById('letter-form').elements.namedItem('${name}')`;
        return [name, await page.evaluate(`${field}.value`)] as const;
      }),
    ),
  );
const names = Object.keys(theirWords);
/** Drops a file on an element, as a person drags it from a folder. */
const drop = async (selector: string, content: string | readonly number[], name: string) => {
  const part = JSON.stringify(content);
  const data = await page.evaluateHandle(`(() => {
    const part = ${part};
    const transfer = new DataTransfer();
    const content = typeof part === 'string' ? part : Uint8Array.from(part);
    transfer.items.add(new File([content], ${JSON.stringify(name)}));
    return transfer;
  })()`);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent(selector, type, { dataTransfer: data });
    if (type === 'dragenter') await page.locator('#message:not([name])').waitFor();
  }
};

describe('a message that the browser reads', () => {
  beforeEach(() =>
    open('en', {
      timezoneId: 'America/New_York',
      permissions: ['clipboard-write', 'clipboard-read'],
    }),
  );
  afterEach(() => page.context().close());

  test('when the page is opened, then the module is not loaded until the fold is', async () => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.reload();
    await page.waitForResponse('**/preview**');
    expect(requests.filter((url) => url.includes('reader'))).toEqual([]);
    const response = loaded();
    await openFold();
    expect((await response).headers()['cache-control']).toContain('immutable');
  });

  test('when text is pasted, then the form is filled in, and no server sees it', async () => {
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(theirText)})`);
    const response = loaded();
    await openFold();
    await response;
    await page.locator('#message:not([name])').waitFor();
    await page.focus('#message');
    await page.keyboard.press('Control+V');
    await told().getByText('fields are filled in from their message').waitFor();
    expect(await valuesOf([...names, 'interviewTime'])).toEqual({
      ...theirWords,
      interviewTime: '15:00',
    });
    await page.locator('#preview').getByText('Hi Dana,').waitFor();
    expect(await page.locator('#company-found').textContent()).toContain('From their message: “');
    expect(await page.getAttribute('#company', 'aria-describedby')).toContain('company-found');
    expect(await page.inputValue('#message')).toBe('');
    // Stage and day are from the same words, which stand below the day.
    await page.locator('#interviewDate-found').getByText('invite you to an interview').waitFor();
    expect(await page.locator('#stage-found').count()).toBe(0);
    expect(posted.filter((body) => /Talent\+?\W*Partner|message=/.test(body))).toEqual([]);
    expect(new URL(page.url()).pathname).toBe('/');
    expect(problems).toEqual([]);
  });

  test('when text is typed and the button pressed, then it is read as well', async () => {
    await openFold();
    await page.locator('#message:not([name])').waitFor();
    await page.getByRole('button', { name: 'Fill in the form' }).click();
    await told().getByText('Please paste their message first').waitFor();
    await page.fill('#message', '12345');
    await page.getByRole('button', { name: 'Fill in the form' }).click();
    await told().getByText('We found nothing in it').waitFor();
    expect(await page.inputValue('#message')).toBe('12345');
    await page.fill('#message', theirText);
    await page.getByRole('button', { name: 'Fill in the form' }).click();
    await told().getByText('fields are filled in').waitFor();
    expect(await valuesOf(names)).toEqual(theirWords);
  });

  test('when an email is dropped anywhere, then it is read', async () => {
    await drop('h1', theirEmail, 'message.eml');
    await told().getByText('fields are filled in').waitFor();
    expect(await valuesOf([...names, 'candidateEmail'])).toEqual({
      ...theirWords,
      candidateEmail: 'alex@candidates.example',
    });
    expect(problems).toEqual([]);
  });

  test('when a second message is no email, then the letter is in no thread', async () => {
    const answeredIds = () =>
      page
        .locator('[name="inReplyTo"]')
        .evaluateAll((inputs) =>
          inputs.map((input) => Reflect.get(input, 'value')).filter(Boolean),
        );
    await drop('h1', theirEmail, 'message.eml');
    await told().getByText('fields are filled in').waitFor();
    await page.getByText('In reply to:').waitFor();
    expect(await answeredIds()).toEqual(['<invitation.1@northwind.example>']);
    await page.fill('#message', theirText);
    await fold().getByRole('button', { name: 'Fill in the form' }).click();
    await page.getByText('In reply to:').waitFor({ state: 'detached' });
    expect(await answeredIds()).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('when a file of several MB is chosen, then its text is read', async () => {
    await openFold();
    await page.locator('#message:not([name])').waitFor();
    const attachment = `${'QUJD'.repeat(19)}\r\n`.repeat(100_000);
    const email = theirEmail.replace('JVBERi0xLjQK', attachment);
    await page.setInputFiles('#file', {
      name: 'a.eml',
      mimeType: 'message/rfc822',
      buffer: Buffer.from(email),
    });
    await told().getByText('fields are filled in').waitFor();
    expect(await valuesOf(names)).toEqual(theirWords);
  });

  test('when a file is no text, or over 10 MB, then the page says what to do', async () => {
    await drop('#paste', [0xd0, 0xcf, 0x11, 0xe0, 0, 0], 'message.msg');
    await told().getByText("We can't read this file.").waitFor();
    const buffer = Buffer.alloc(10 * 1024 * 1024 + 1, 'a');
    await page.setInputFiles('#file', { name: 'a.eml', mimeType: 'message/rfc822', buffer });
    await told().getByText('This is more than we can read.').waitFor();
  });

  test('when a field is filled in, then it stays, and one click takes theirs', async () => {
    await page.fill('#company', 'Faro');
    await openFold();
    await page.locator('#message:not([name])').waitFor();
    await page.fill('#message', theirText);
    await page.getByRole('button', { name: 'Fill in the form' }).click();
    const note = page.locator('#company-found');
    await note.getByText('Their message suggests Northwind & Sons').waitFor();
    expect(await page.inputValue('#company')).toBe('Faro');
    await note.getByRole('button', { name: 'Use this instead' }).click();
    expect(await page.inputValue('#company')).toBe('Northwind & Sons');
    expect(await page.evaluate('document.activeElement?.id')).toBe('company');
    await note.getByText('From their message').waitFor();
    // What somebody changes says no more what their message says.
    await page.keyboard.type('!');
    await note.waitFor({ state: 'detached' });
    expect(await page.getAttribute('#company', 'aria-describedby')).toBeNull();
    // A second message replaces what the first one filled in, and nothing else.
    await page.fill('#message', theirText.replaceAll('Dana Lee', 'Teo Vidal'));
    await page.getByRole('button', { name: 'Fill in the form' }).click();
    await page.locator('#recruiterName-found').getByText('Teo Vidal').waitFor();
    expect(await valuesOf(['recruiterName', 'company'])).toEqual({
      recruiterName: 'Teo Vidal',
      company: 'Northwind & Sons!',
    });
  });

  test('when another stage is chosen, then what is said of the day stays', async () => {
    await page.check('[name="stage"][value="final"]');
    await openFold();
    await page.locator('#message:not([name])').waitFor();
    await page.fill('#message', theirText);
    await page.getByRole('button', { name: 'Fill in the form' }).click();
    // The stage is only offered, so both say where they are from.
    await page.locator('#stage-found').getByRole('button', { name: 'Use this instead' }).waitFor();
    await page.locator('#interviewDate-found').waitFor();
    await page.check('[name="stage"][value="interviewing"]');
    await page.locator('#stage-found').waitFor({ state: 'detached' });
    expect(await page.locator('#interviewDate-found').count()).toBe(1);
  });

  test('when the message has HTML, then it is text', async () => {
    await openFold();
    await page.locator('#message:not([name])').waitFor();
    const hostile = theirText.replaceAll('Senior', '<img src=x onerror=alert(1)> Senior');
    await page.fill('#message', hostile);
    await page.getByRole('button', { name: 'Fill in the form' }).click();
    await told().getByText('filled in').waitFor();
    expect(await page.locator('form img').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test('when Enter is pressed in a field, then the form is submitted, not read', async () => {
    await page.focus('#company');
    await page.keyboard.press('Enter');
    await page.locator('#errors').waitFor();
  });

  test('when the module does not load, then the button posts to the server', async () => {
    await page.route('**/open-door-reader.*', (route) => route.abort());
    await page.fill('#role', 'My own words');
    await openFold();
    await page.fill('#message', theirText);
    await page.getByRole('button', { name: 'Fill in the form' }).click();
    await page.locator('#company-found').waitFor();
    expect(await valuesOf(['company', 'role'])).toEqual({
      company: 'Northwind & Sons',
      role: 'My own words',
    });
  });
});

test.each([
  ['en', 'Fill in the form', 'fields are filled in from their message', 'Use this instead'],
  ['es', 'Completar el formulario', 'campos con su mensaje', 'Usar esto'],
] as const)(
  'when there is no JavaScript (%s), then the button fills in the form with the server',
  async (language, read, filled, use) => {
    await open(language, { javaScriptEnabled: false });
    await page.fill('#company', 'Faro');
    await openFold();
    const buffer = Buffer.from(theirEmail);
    await page.setInputFiles('#file', { name: 'a.eml', mimeType: 'message/rfc822', buffer });
    await page.getByRole('button', { name: read }).click();
    await page.waitForURL('**/read**');
    await page.getByText(filled).waitFor();
    expect(await valuesOf(['recruiterName', 'company', 'stage'])).toEqual({
      recruiterName: 'Dana Lee',
      company: 'Faro',
      stage: 'scheduled',
    });
    await page.locator('#company-found').getByRole('button', { name: use }).click();
    await page.waitForURL(({ hash }) => hash === '#company');
    expect(await page.inputValue('#company')).toBe('Northwind & Sons');
    await page.context().close();
  },
);
