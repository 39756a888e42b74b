import { formOf } from '../journey/http-driver.ts';
import { origin } from './fixtures.ts';

export const get = (path: string, method = 'GET', headers = {}): Request =>
  new Request(new URL(path, origin), { method, headers });

/** A form as a browser posts it. */
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

/** A JSON body as a script posts it. */
export const json = (path: string, body: unknown): Request =>
  new Request(new URL(path, origin), {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  });

/**
 * The request that a browser without JavaScript posts of a form on a page.
 *
 * @param pathEnd the end of the path of the form's action
 * @param typed the fields that the person fills in, by name
 */
export function postForm(
  html: string,
  pathEnd: string,
  typed: Readonly<Record<string, string>> = {},
): Request {
  const { action, values } = formOf(html, pathEnd);
  return post(action, { ...values, ...typed });
}
