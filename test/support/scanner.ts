import { parse } from 'node-html-parser';
import type { Fetch } from '../journey/http-driver.ts';
import { origin } from './fixtures.ts';

/**
 * Links that a scanner of these tests does not follow: `/again` shows the form of a new
 * letter. Like the form on the first page, it makes a draft when it is posted.
 */
const isLeftOut = (path: string): boolean => /\/again$/.test(path);

/** The requests with which a program can submit the forms of a page as served. */
function formRequests(html: string, pagePath: string): Request[] {
  return parse(html)
    .querySelectorAll('form')
    .flatMap((form) => {
      const fields = new URLSearchParams();
      for (const element of form.querySelectorAll('input, select, textarea')) {
        const name = element.getAttribute('name');
        const type = element.getAttribute('type');
        const isOff = (type === 'checkbox' || type === 'radio') && !element.hasAttribute('checked');
        if (name === undefined || isOff) continue;
        if (element.tagName === 'TEXTAREA') fields.append(name, element.text);
        else if (element.tagName === 'SELECT') {
          const options = element.querySelectorAll('option');
          const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
          fields.append(name, chosen?.getAttribute('value') ?? '');
        } else fields.append(name, element.getAttribute('value') ?? '');
      }
      const buttons = [undefined, ...form.querySelectorAll('button')];
      return buttons.map((button) => {
        const action = button?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
        const url = new URL(action, new URL(pagePath, origin));
        const body = new URLSearchParams(fields);
        const name = button?.getAttribute('name');
        if (name !== undefined) body.append(name, button?.getAttribute('value') ?? '');
        if (form.getAttribute('method') === 'post')
          return new Request(url, { method: 'POST', body, headers: { origin } });
        url.search = String(body);
        return new Request(url);
      });
    });
}

export interface Scan {
  /** The paths of the pages that were read. */
  readonly pages: ReadonlySet<string>;
  /** The paths to which a form was posted, with the status of each answer. */
  readonly posted: readonly (readonly [path: string, status: number])[];
}

/**
 * Does what a mail scanner may do with a link: follows every link of the site, and
 * submits every form as it is served, by each of its buttons and without one. It does the
 * same with the pages that answer.
 */
export async function scan(fetch: Fetch, start: string): Promise<Scan> {
  const pages = new Set<string>();
  const posted: (readonly [string, number])[] = [];
  const seen = new Set<string>();
  const queue: Request[] = [new Request(new URL(start, origin))];
  for (let request = queue.pop(); request !== undefined; request = queue.pop()) {
    const { pathname, search } = new URL(request.url);
    const body = request.method === 'POST' ? await request.clone().text() : '';
    const key = `${request.method} ${pathname}${search} ${body}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const answer = await fetch(request);
    if (request.method === 'POST') posted.push([pathname, answer.status]);
    else pages.add(pathname);
    const location = answer.headers.get('location');
    if (location !== null) queue.push(new Request(new URL(location, request.url)));
    if (!answer.headers.get('content-type')?.includes('text/html')) continue;
    const html = await answer.text();
    for (const link of parse(html).querySelectorAll('a[href], link[href], script[src]')) {
      const address = link.getAttribute('href') ?? link.getAttribute('src') ?? '';
      const url = new URL(address, request.url);
      url.hash = '';
      if (url.origin === origin && !isLeftOut(url.pathname)) queue.push(new Request(url));
    }
    queue.push(...formRequests(html, `${pathname}${search}`));
  }
  return { pages, posted };
}
