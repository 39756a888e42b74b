import { formOf } from '../journey/http-driver.ts';
import { origin } from './fixtures.ts';

export const get = (path: string, method = 'GET', headers = {}): Request =>
  new Request(new URL(path, origin), { method, headers });

/** The request with which a browser posts a form. */
export const post = (
  path: string,
  values: Readonly<Record<string, string>>,
  headers = {},
): Request =>
  new Request(new URL(path, origin), {
    method: 'POST',
    body: new URLSearchParams({ ...values }),
    headers,
  });

/** The request with which a script posts a JSON body. */
export const json = (path: string, body: unknown): Request =>
  new Request(new URL(path, origin), {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  });

/**
 * The request with which a browser without JavaScript posts a form of a page. Its box, if
 * it has one, is ticked.
 *
 * @param pathEnd the end of the path of the form's action
 * @param submitted the fields that the person fills in, by name
 */
export function postForm(
  html: string,
  pathEnd: string,
  submitted: Readonly<Record<string, string>> = {},
): Request {
  const { action, values, checkboxes } = formOf(html, pathEnd);
  return post(action, { ...values, ...checkboxes, ...submitted });
}
