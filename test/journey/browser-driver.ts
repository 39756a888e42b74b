import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import type { FormValues } from '../support/fixtures.ts';
import type { ArrivedMail, JourneyDriver, SeenPage } from './journey.ts';

/** Drives a journey in a browser. It uses only what a person can see and click. */
export class BrowserDriver implements JourneyDriver {
  readonly #page: Page;
  readonly #origin: string;
  readonly #mails: () => Promise<readonly ArrivedMail[]>;

  constructor(page: Page, origin: string, mails: () => Promise<readonly ArrivedMail[]>) {
    this.#page = page;
    this.#origin = origin;
    this.#mails = mails;
  }

  mails(): Promise<readonly ArrivedMail[]> {
    return this.#mails();
  }

  async #readPage(): Promise<SeenPage> {
    // On a phone the letter is a closed sheet, which has no inner text.
    const shown = await this.#page.locator('main, body > aside').allInnerTexts();
    const text = shown.join(' ');
    return { text: text.replace(/\s+/g, ' ').trim() };
  }

  async openForm(language: 'en' | 'es'): Promise<SeenPage> {
    await this.#page.goto(`${this.#origin}/?lang=${language}`);
    return this.#readPage();
  }

  async readMessage(message: string): Promise<SeenPage> {
    const fold = this.#page.locator('#paste');
    await fold.locator('summary').click();
    // With JavaScript, the module that reads the message is loaded now.
    await this.#page.waitForLoadState('networkidle');
    await fold.locator('#message').fill(message);
    await fold.locator('button[formaction]').click();
    await this.#page.locator('#company-found').waitFor();
    return this.#readPage();
  }

  submitForm(values: FormValues): Promise<SeenPage> {
    return this.submit('/declines', values);
  }

  async openLink(link: string): Promise<SeenPage> {
    await this.#page.goto(link);
    return this.#readPage();
  }

  send({ ticked }: { readonly ticked: boolean }): Promise<SeenPage> {
    return this.submit('/send', ticked ? { sure: 'yes' } : {});
  }

  /** Opens what hides an element, the outer one first: the others are hidden, too. */
  async #unfold(element: Locator): Promise<void> {
    const closed = element.locator('xpath=ancestor::details[not(@open)]/summary').first();
    while ((await closed.count()) > 0) await closed.click();
  }

  async submit(pathEnd: string, values: FormValues): Promise<SeenPage> {
    const form = this.#page
      .locator(`form[action$="${pathEnd}"], form[action*="${pathEnd}?"]`)
      .first();
    await this.#unfold(form);
    // Not the button that Enter presses, and not those that show the form again.
    const main = 'button[type="submit"]:not([tabindex="-1"], [formaction])';
    let button = form.locator(main).first();
    for (const [name, value] of Object.entries(values)) {
      const field = form.locator(`[name="${name}"]`).first();
      const folds = field.locator('xpath=ancestor::details[not(@open)]/summary');
      for (const summary of await folds.all()) await summary.click();
      const kind = await field.evaluate(
        (element) => element.getAttribute('type') ?? element.tagName,
      );
      if (kind === 'submit') button = form.locator(`button[name="${name}"][value="${value}"]`);
      else if (kind === 'checkbox') await field.check();
      else if (kind === 'radio') await form.locator(`[name="${name}"][value="${value}"]`).check();
      else if (kind === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
    // The browser would not submit an invalid form. The journey tests that the server
    // refuses it, too, so this switches the browser's validation off.
    if ((await form.locator(':invalid').count()) > 0) {
      await form.evaluate((element) => element.setAttribute('novalidate', ''));
    }
    const loaded = this.#page.waitForEvent('load');
    await button.click();
    await loaded;
    return this.#readPage();
  }

  async download(pathEnd: string): Promise<string> {
    const link = this.#page.locator(`a[href$="${pathEnd}"], a[href*="${pathEnd}?"]`);
    await this.#unfold(link);
    const [download] = await Promise.all([this.#page.waitForEvent('download'), link.click()]);
    return readFile(await download.path(), 'utf8');
  }
}
