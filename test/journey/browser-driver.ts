import type { Page } from 'playwright-core';
import type { ArrivedMail, FormValues, JourneyDriver, SeenPage } from './journey.ts';

/** Drives a journey as a person does: in a browser, by what can be seen and clicked. */
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

  async #seen(): Promise<SeenPage> {
    const text = await this.#page.locator('main').innerText();
    return { text: text.replace(/\s+/g, ' ').trim() };
  }

  async openForm(language: 'en' | 'es'): Promise<SeenPage> {
    await this.#page.goto(`${this.#origin}/?lang=${language}`);
    return this.#seen();
  }

  async submitForm(values: FormValues): Promise<SeenPage> {
    for (const [name, value] of Object.entries(values)) {
      const field = this.#page.locator(`[name="${name}"]`);
      const isSelect = (await field.evaluate((element) => element.tagName)) === 'SELECT';
      if (isSelect) await field.selectOption(value);
      else await field.fill(value);
    }
    await this.#page.locator('form[action^="/declines"] button[type="submit"]').first().click();
    return this.#seen();
  }

  async openLink(link: string): Promise<SeenPage> {
    await this.#page.goto(link);
    return this.#seen();
  }

  async send({ ticked }: { readonly ticked: boolean }): Promise<SeenPage> {
    const form = this.#page.locator('form[action*="/send"]');
    // A browser holds the form back by itself as long as the box is empty; the server must, too.
    if (ticked) await form.getByRole('checkbox').check();
    else await form.evaluate((element) => element.setAttribute('novalidate', ''));
    await form.getByRole('button').click();
    await this.#page.waitForLoadState();
    return this.#seen();
  }
}
