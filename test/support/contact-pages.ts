import { afterAll, beforeAll, expect } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { grantContactsLink } from './contacts.ts';
import type { DynamoDbKind } from './dynamodb.ts';
import { type WiredProduct, wireProduct } from './harness.ts';
import { type RunningProduct, startProduct } from './product.ts';
import { get } from './requests.ts';
import { allItems } from './table.ts';

/** Expects the headers that every answer has: pages, files and errors. */
export function expectSecurityHeaders({ headers }: Response): void {
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-robots-tag')).toBe('noindex');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('strict-transport-security')).toContain('max-age=');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('set-cookie')).toBeNull();
  expect(headers.get('access-control-allow-origin')).toBeNull();
}

/**
 * The product for the tests of the contact routes. It starts before the tests of the
 * surrounding `describe` and closes after them. Call it inside a `describe`.
 */
export function setUpContactPages(kind: DynamoDbKind) {
  let product: RunningProduct;
  let wired: WiredProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
    wired = wireProduct(product.dynamoDb);
  });
  afterAll(() => product.close());

  const htmlAt = async (path: string): Promise<string> => (await product.fetch(get(path))).text();
  return {
    get product() {
      return product;
    },
    /** The same table, with an SES that accepts everything. */
    get wired() {
      return wired;
    },
    /** The HTML of the page at a path. */
    htmlAt,
    /**
     * A link to all contacts of a candidate, or to one contact; see `grantContactsLink`.
     */
    grantLink: (candidate: string, options = {}) =>
      grantContactsLink(product.dynamoDb, candidate, options),
    /** The item of a contact in the table. */
    contactItem: async (candidate: string, person: string) =>
      (await allItems(product.dynamoDb)).get(
        `CANDIDATE#${addressKey(candidate)} CONTACT#${addressKey(person)}`,
      ),
    /**
     * Posts a form, expects a redirect, and gives the HTML of the page it redirects to.
     */
    submit: async (request: Request): Promise<string> => {
      const answer = await product.fetch(request);
      const location = answer.headers.get('location') ?? '';
      expect([answer.status, location]).toEqual([303, expect.stringContaining('/contacts/')]);
      return htmlAt(location);
    },
  };
}
