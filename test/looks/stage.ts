import { randomBytes } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { dynamoDbClient } from '../../lambdas/aws/table-client.ts';
import type { LetterInput } from '../../lambdas/core/letter/letter.ts';
import { tokenOf } from '../../lambdas/core/magic-link.ts';
import type { SendResult } from '../../lambdas/core/mail/mail.ts';
import { devices, type View } from '../support/browser.ts';
import {
  type Draft,
  type EventKind,
  englishForm,
  type FormValues,
  sesEvent,
  spanishForm,
} from '../support/fixtures.ts';
import { storeDraft, type WiredProduct, wireProduct } from '../support/harness.ts';
import type { LocalProduct } from '../support/local-product.ts';
import { clearBlocksAndBreaker, setLetterAttributes } from '../support/table.ts';

/** So far ahead that no job of the running product processes the item meanwhile. */
const FAR_AHEAD = Date.UTC(2100, 0, 1);

/** The table of the local product that runs in this process. */
export const localTable = () => ({
  client: dynamoDbClient(),
  tableName: process.env['TABLE_NAME'] ?? '',
  endpoint: process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
  close: () => {},
});

/** An address that no other page uses, so that no limit or block counts for it. */
const uniqueAddress = (name: string, domain: string): string =>
  `${name}.${randomBytes(4).toString('hex')}@${domain}.example`;
export const candidateAddress = (): string => uniqueAddress('alex', 'candidates');
const recruiterAddress = (): string => uniqueAddress('dana', 'northwind');

/** The fields of a letter in the language of a view. */
const inputOf = (language: 'en' | 'es'): Partial<LetterInput> =>
  language === 'en'
    ? {
        role: 'Senior Data Engineer',
        company: 'Northwind & Sons',
        personalNote: 'I enjoyed hearing about the lighthouse project.',
        peopleToThank: ['Sam Ortiz', 'Lee Wong'],
        timeZone: 'America/New_York',
      }
    : {
        candidateName: 'Íñigo Núñez',
        recruiterName: 'María José Peña',
        role: 'Dirección de Operaciones',
        company: 'Café del Norte',
        stage: 'final',
        tone: 'formal',
        letterLanguage: 'es',
        personalNote: 'Me gustó conocer el taller.',
        peopleToThank: ['Inés Ibarra'],
        timeZone: 'Europe/Madrid',
      };

/**
 * What brings a page into the state that is looked at. It uses routes, names of fields
 * and roles, and no names of classes.
 */
export class Stage {
  readonly page: Page;
  readonly view: View;
  readonly product: LocalProduct;
  readonly table: ReturnType<typeof localTable>;

  constructor(page: Page, view: View, product: LocalProduct) {
    this.page = page;
    this.view = view;
    this.product = product;
    this.table = localTable();
  }

  get language(): 'en' | 'es' {
    return this.view.language;
  }

  /** The form of the page in the language of the view. */
  get formValues(): FormValues {
    const values = this.language === 'en' ? englishForm : spanishForm;
    return { ...values, candidateEmail: candidateAddress(), recruiterEmail: recruiterAddress() };
  }

  /** The product on the same table. Its SES gives each email the same answer. */
  wired(answer?: SendResult): WiredProduct {
    return wireProduct({ ...this.table, ...(answer && { answer: async () => answer }) });
  }

  /** Opens a path in the language of the view. */
  async open(path: string): Promise<void> {
    const url = new URL(path, this.product.origin);
    url.searchParams.set('lang', this.language);
    await this.page.goto(url.href);
  }

  /** Opens everything that is folded below `main`. */
  async unfold(): Promise<void> {
    await this.page.evaluate(
      'document.querySelectorAll("main details").forEach((fold) => { fold.open = true; })',
    );
  }

  /** Fills in fields by their names, as a script of a person would: folds are opened. */
  async fill(values: FormValues): Promise<void> {
    for (const [name, value] of Object.entries(values)) await fillField(this.page, name, value);
  }

  /** The form whose action has a path that ends with `pathEnd`. */
  form(pathEnd: string): Locator {
    return this.page.locator(`form[action$="${pathEnd}"], form[action*="${pathEnd}?"]`).first();
  }

  /**
   * Fills in and submits the form with this action by its main button, also if a browser
   * would find it incomplete.
   */
  async submit(pathEnd: string, values: FormValues = {}): Promise<void> {
    const form = this.form(pathEnd);
    await this.unfoldAround(form);
    for (const [name, value] of Object.entries(values)) await fillField(form, name, value);
    await form.evaluate((element) => element.setAttribute('novalidate', ''));
    const main = 'button[type="submit"]:not([tabindex="-1"], [formaction])';
    const loaded = this.page.waitForEvent('load');
    await form.locator(main).first().click();
    await loaded;
  }

  async unfoldAround(element: Locator): Promise<void> {
    const summaries = element.locator('xpath=ancestor::details[not(@open)]/summary');
    for (const summary of await summaries.all()) await summary.click();
  }

  /** Stores a draft. */
  async draft(changes: Parameters<typeof storeDraft>[1] = {}): Promise<Draft> {
    const input = {
      ...inputOf(this.language),
      candidateEmail: candidateAddress(),
      recruiterEmail: recruiterAddress(),
      ...changes,
    };
    return storeDraft(this.wired(), input);
  }

  /** The path of a letter's page. */
  pathOf = ({ link }: Draft): string => `/letters/${tokenOf(link)}`;

  /** Overwrites attributes of a letter's item. */
  async set({ link }: Draft, attributes: Readonly<Record<string, unknown>>): Promise<void> {
    await setLetterAttributes(this.table, link.id, attributes);
  }

  /**
   * A letter that was confirmed, with SES's answer and its reports about the letter.
   *
   * @param answer by default SES accepts it
   */
  async sentLetter({
    answer,
    reports = [],
    changes = {},
  }: {
    readonly answer?: SendResult;
    readonly reports?: readonly EventKind[];
    readonly changes?: Partial<LetterInput>;
  } = {}): Promise<Draft> {
    const letter = await this.draft(changes);
    const wired = this.wired(answer);
    await wired.send(letter.link, letter.decline.letterHash);
    for (const kind of reports) {
      await wired.recordEvent(sesEvent(kind, letter.link.id, { to: letter.decline.letter.to }));
    }
    // Too many reports of trouble pause the links, which the next pages need.
    await clearBlocksAndBreaker(this.table);
    await this.set(letter, { dueAt: FAR_AHEAD });
    return letter;
  }
}

/** The contexts' options for a view. */
export const optionsOf = ({ device, colorScheme, language }: View) => ({
  ...devices[device],
  colorScheme,
  locale: language === 'en' ? 'en-US' : 'es-ES',
  timezoneId: language === 'en' ? 'America/New_York' : 'Europe/Madrid',
});

/** Fills in a field, whatever it is: a text, a list, a box or a choice. */
async function fillField(within: Page | Locator, name: string, value: string): Promise<void> {
  const field = within.locator(`[name="${name}"]:not([type="hidden"])`).first();
  const summaries = field.locator('xpath=ancestor::details[not(@open)]/summary');
  for (const summary of await summaries.all()) await summary.click();
  const kind = await field.evaluate((element) => element.getAttribute('type') ?? element.tagName);
  if (kind === 'checkbox') await field.check();
  else if (kind === 'radio') await within.locator(`[name="${name}"][value="${value}"]`).check();
  else if (kind === 'SELECT') await field.selectOption(value);
  else await field.fill(value);
}
