import { type HTMLElement, parse } from 'node-html-parser';
import type { FormValues } from '../support/fixtures.ts';
import type { ArrivedMail, JourneyDriver, SeenPage } from './journey.ts';

/**
 * Answers a request. This can be the app, a Lambda handler (see `lambdaFetch`) or a
 * server.
 */
export type Fetch = (request: Request) => Promise<Response>;

/** A text as it stands in the HTML of a page. */
export const inHtml = (text: string): string => text.replaceAll("'", '&#39;');

/** The text of a page's `<main>`, or of all the HTML without one, with single spaces. */
export const textOf = (html: string): string => {
  // The letter may lie beside the content.
  const shown = parse(html, { comment: false })
    .querySelectorAll('main, body > aside')
    .map((part) => part.innerHTML)
    .join(' ');
  // A reader sees a gap between two elements, so the text has a space before each tag,
  // except where a line may break within a word.
  const whole = (shown === '' ? html : shown).replaceAll(/<wbr ?\/?>/g, '');
  const spaced = parse(whole.replaceAll('<', ' <'));
  return spaced.text.replaceAll('&#39;', "'").replace(/\s+/g, ' ').trim();
};

/** A form of a page, with the fields that a browser would post, by name. */
export interface PageForm {
  readonly method: 'get' | 'post';
  readonly action: string;
  /** The values of all fields except the checkboxes. */
  readonly values: Record<string, string>;
  /** The values that the checkboxes have if they are ticked. */
  readonly checkboxes: Readonly<Record<string, string>>;
}

function fieldValue(element: HTMLElement): string {
  if (element.tagName === 'TEXTAREA') return element.text;
  if (element.tagName !== 'SELECT') return element.getAttribute('value') ?? '';
  const options = element.querySelectorAll('option');
  const selected = options.find((option) => option.hasAttribute('selected')) ?? options[0];
  return selected?.getAttribute('value') ?? '';
}

/**
 * The first form of a page whose action has a path that ends with `pathEnd`.
 *
 * @throws {Error} if the page has no such form
 */
export function formOf(html: string, pathEnd: string): PageForm {
  const form = parse(html)
    .querySelectorAll('form')
    .find((candidate) => (candidate.getAttribute('action') ?? '').split('?')[0]?.endsWith(pathEnd));
  if (form === undefined)
    throw new Error(`No form with the action …${pathEnd} on this page: ${textOf(html)}`);
  const values: Record<string, string> = {};
  const checkboxes: Record<string, string> = {};
  for (const element of form.querySelectorAll('input, select, textarea')) {
    const name = element.getAttribute('name');
    if (name === undefined) continue;
    const type = element.getAttribute('type');
    if (type === 'checkbox') checkboxes[name] = element.getAttribute('value') ?? 'on';
    else if (type === 'radio' && !element.hasAttribute('checked')) values[name] ??= '';
    else values[name] = fieldValue(element);
  }
  const method = form.getAttribute('method') === 'post' ? 'post' : 'get';
  return { method, action: form.getAttribute('action') ?? '', values, checkboxes };
}

/**
 * Drives a journey by HTTP requests. It posts forms as a browser without JavaScript does.
 */
export class HttpDriver implements JourneyDriver {
  readonly #fetch: Fetch;
  readonly #origin: string;
  readonly #mails: () => Promise<readonly ArrivedMail[]>;
  /** The HTML of the page that is open. */
  html = '';

  constructor(options: {
    fetch: Fetch;
    origin: string;
    mails: () => Promise<readonly ArrivedMail[]>;
  }) {
    this.#fetch = options.fetch;
    this.#origin = options.origin;
    this.#mails = options.mails;
  }

  mails(): Promise<readonly ArrivedMail[]> {
    return this.#mails();
  }

  async #go(request: Request): Promise<SeenPage> {
    const response = await this.#fetch(request);
    const location = response.headers.get('location');
    if (location !== null) return this.#go(new Request(new URL(location, this.#origin)));
    this.html = await response.text();
    return { text: textOf(this.html) };
  }

  post(path: string, values: FormValues): Promise<SeenPage> {
    return this.#go(
      new Request(new URL(path, this.#origin), {
        method: 'POST',
        body: new URLSearchParams({ ...values }),
      }),
    );
  }

  openForm(language: 'en' | 'es'): Promise<SeenPage> {
    return this.#go(new Request(new URL(`/?lang=${language}`, this.#origin)));
  }

  readMessage(message: string): Promise<SeenPage> {
    const { values } = formOf(this.html, '/declines');
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...values, message })) body.set(name, value);
    // A browser posts a file without a name and without bytes if none is chosen.
    body.set('file', new File([], ''));
    const action = parse(this.html).querySelector('button[formaction^="/read"]');
    const url = new URL(action?.getAttribute('formaction') ?? '', this.#origin);
    return this.#go(new Request(url, { method: 'POST', body }));
  }

  submitForm(values: FormValues): Promise<SeenPage> {
    return this.submit('/declines', values);
  }

  submit(pathEnd: string, values: FormValues): Promise<SeenPage> {
    const { method, action, values: presetValues } = formOf(this.html, pathEnd);
    const all = { ...presetValues, ...values };
    if (method === 'post') return this.post(action, all);
    return this.#go(new Request(new URL(`${action}?${new URLSearchParams(all)}`, this.#origin)));
  }

  openLink(link: string): Promise<SeenPage> {
    const { pathname, search } = new URL(link);
    return this.#go(new Request(new URL(`${pathname}${search}`, this.#origin)));
  }

  send({ ticked }: { readonly ticked: boolean }): Promise<SeenPage> {
    return this.submit('/send', ticked ? formOf(this.html, '/send').checkboxes : {});
  }

  async download(pathEnd: string): Promise<string> {
    const link = parse(this.html)
      .querySelectorAll('a[href]')
      .map((found) => found.getAttribute('href') ?? '')
      .find((href) => href.split('?')[0]?.endsWith(pathEnd));
    if (link === undefined)
      throw new Error(`No download link to …${pathEnd} on this page: ${textOf(this.html)}`);
    return (await this.#fetch(new Request(new URL(link, this.#origin)))).text();
  }
}
