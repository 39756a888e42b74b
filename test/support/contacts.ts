import { randomBytes } from 'node:crypto';
import { parse } from 'node-html-parser';
import { DynamoLinkStore } from '../../lambdas/aws/dynamo-link-store.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import {
  actionNonce,
  hashSecret,
  newSecret,
  parseToken,
  tokenOf,
} from '../../lambdas/core/magic-link.ts';
import type { TestTable } from './dynamodb.ts';

const HOUR_MS = 60 * 60_000;

/**
 * Stores a link to a candidate's contacts, as if Open Door had emailed it. With `person`
 * it is the link of a reminder, which opens only the contact with this address.
 *
 * @param options.expiresAt epoch ms; by default in one hour
 * @returns `/contacts/{token}`
 */
export async function grantContactsLink(
  { client, tableName }: Pick<TestTable, 'client' | 'tableName'>,
  candidate: string,
  {
    person,
    expiresAt = Date.now() + HOUR_MS,
  }: { readonly person?: string; readonly expiresAt?: number } = {},
): Promise<string> {
  const link = { id: addressKey(candidate), secret: newSecret(randomBytes) };
  await new DynamoLinkStore(new Table(client, tableName, Date.now)).grant(link.id, {
    secretHash: hashSecret(link.secret),
    expiresAt,
    ...(person !== undefined && { contactIds: [addressKey(person)] }),
  });
  return `/contacts/${tokenOf(link)}`;
}

/**
 * The fields that confirm an action on a contact, as the forms of the page have them.
 *
 * @param path `/contacts/{token}`
 * @param person the address of the contact; without it, the forms about all contacts
 */
export function confirmed(path: string, person?: string): Record<string, string> {
  const { secret = '' } = parseToken(path.split('/').at(-1) ?? '') ?? {};
  const contact = person === undefined ? {} : { contact: addressKey(person) };
  return { ...contact, nonce: actionNonce(secret, contact.contact ?? 'all'), sure: 'yes' };
}

/** The HTML of one contact on a contacts page. `person` is the recruiter's address. */
export function cardOf(html: string, person: string): string {
  const card = parse(html).querySelector(`#contact-${addressKey(person)}`);
  if (card === null) throw new Error(`${person} is not on this page.`);
  return card.outerHTML;
}
