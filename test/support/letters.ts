import { formOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { uniqueForm } from './fixtures.ts';
import type { RunningProduct } from './product.ts';
import { get, post } from './requests.ts';

export interface DraftedLetter {
  /** `/letters/{token}` */
  readonly path: string;
  readonly id: string;
  /** The fields that the send form of the review page posts, with the box ticked. */
  readonly confirmation: Readonly<Record<string, string>>;
}

type Product = Pick<RunningProduct, 'fetch' | 'mails' | 'clearMails'>;

/**
 * Opens a letter's page and gives the fields that its send form posts, with the box
 * ticked.
 */
export async function confirmationOf({ fetch }: Pick<Product, 'fetch'>, path: string) {
  const page = await (await fetch(get(path))).text();
  const { values, checkboxes } = formOf(page, '/send');
  return { ...values, ...checkboxes };
}

/**
 * Posts the form of a letter's page with its nonce, and with its box ticked.
 *
 * @param action the end of the path of the form: `cancel`, `self-sent`, `fresh-link`
 */
export async function confirmAction(
  { fetch }: Pick<Product, 'fetch'>,
  path: string,
  action: string,
): Promise<Response> {
  const form = formOf(await (await fetch(get(path))).text(), `/${action}`);
  return fetch(post(form.action, { ...form.values, ...form.checkboxes }));
}

/**
 * Creates a draft through the form, and opens the link in the email about it. It clears
 * the inbox before, so afterwards the inbox holds only this email.
 */
export async function draftThroughForm(
  product: Product,
  values = {},
  language = 'en',
): Promise<DraftedLetter> {
  await product.clearMails();
  await product.fetch(post(`/declines?lang=${language}`, { ...uniqueForm(), ...values }));
  const path = new URL(linkIn(await product.mails())).pathname;
  const id = path.split('/').at(-1)?.split('.')[0] ?? '';
  return { path, id, confirmation: await confirmationOf(product, path) };
}
