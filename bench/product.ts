import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SendEnvironment, WebEnvironment } from '../lambdas/environment.ts';
import { siteHost } from './events.ts';
import { type Bundle, findHandler } from './functions.ts';

/**
 * The environment variables of `web` and `send`, with limits that the benchmark does not
 * reach. The work of a limit is the same, whatever its number.
 */
const productEnvironment = (
  tableName: string,
): WebEnvironment & SendEnvironment & Record<string, string> => ({
  TABLE_NAME: tableName,
  CONFIGURATION_SET: 'open-door',
  ORIGIN: `https://${siteHost}`,
  LETTERS_ADDRESS: `letters@${siteHost}`,
  REVIEW_ADDRESS: `review@${siteHost}`,
  LINK_HOURS: '48',
  LOG_DAYS: '30',
  REGION: 'eu-west-1',
  LINKS_PER_MAILBOX_DAY: '1000000',
  CONTACTS_LINKS_PER_MAILBOX_DAY: '5',
  LINKS_PER_NETWORK_HOUR: '1000000',
  TRUSTED_PROXY_HOPS: '0',
  NO_LETTERS_LINK: 'off',
  LETTER_DAYS: '30',
  OPERATOR: '{}',
  SEND_RATE: '10000',
  DAILY_QUOTA: '100000000',
  LETTERS_PER_RECRUITER: '1000',
  LETTERS_PER_DOMAIN: '1000',
  ALLOWED_CANDIDATES: 'candidates.example',
});

type BundleFunction = (
  name: string,
  folder: string,
  files: object,
  variables: Readonly<Record<string, string>>,
) => void;
const hasBundle = (module: object): module is { readonly bundle: BundleFunction } =>
  'bundle' in module && typeof module.bundle === 'function';

/**
 * Makes the bundles of a checkout, by its own `lib/bundle.ts`.
 *
 * @param checkout the folder of the checkout, with its `node_modules`
 * @throws {Error} if its sources do not build
 */
export async function buildProduct(
  checkout: string,
  folder: string,
  tableName: string,
): Promise<{ readonly web: Bundle; readonly send: Bundle }> {
  const module: unknown = await import(pathToFileURL(resolve(checkout, 'lib/bundle.ts')).href);
  if (typeof module !== 'object' || module === null || !hasBundle(module)) {
    throw new Error(`${checkout} has no lib/bundle.ts that bundles.`);
  }
  const environment = productEnvironment(tableName);
  const make = (name: 'web' | 'send'): Bundle => {
    const target = join(folder, name);
    mkdirSync(target, { recursive: true });
    module.bundle(name, target, {}, environment);
    return { handlerFile: findHandler(target), environment };
  };
  return { web: make('web'), send: make('send') };
}
