import { randomBytes, randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Hono } from 'hono';
import { parse } from 'node-html-parser';
import { DynamoLinkStore } from '../../lambdas/aws/dynamo-link-store.ts';
import { Table } from '../../lambdas/aws/table.ts';
import type { Decline } from '../../lambdas/core/decline/decline.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import type { LetterInput } from '../../lambdas/core/letter/letter.ts';
import { hashSecret, newSecret, tokenOf } from '../../lambdas/core/magic-link.ts';
import type { OutgoingMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { templateFiles } from '../../lambdas/files/template-files.ts';
import { sendReminders } from '../../lambdas/remind/send-reminders.ts';
import type { SiteEnv } from '../../lambdas/site/context.ts';
import { createWebApp } from '../../lambdas/web/app.ts';
import { type Drafted, drafted, FUNCTION_MS, type Product, productOn } from '../faults/harness.ts';
import { formOf } from '../journey/http-driver.ts';
import type { RunningDynamoDb } from './dynamodb.ts';
import { tableOf } from './letters.ts';
import { origin } from './product.ts';

/** An address that no other test has. */
export const someCandidate = (): string => `c${randomUUID()}@candidates.example`;

export const get = (path: string, method = 'GET', headers = {}): Request =>
  new Request(new URL(path, origin), { method, headers });

/** The product on a table of the test's, with a clock and an SES of the test's own. */
export interface WiredProduct extends Product {
  readonly web: Hono<SiteEnv>;
  readonly links: DynamoLinkStore;
  readonly sendReminders: () => Promise<void>;
  /** Every mail that was handed over, oldest first. */
  readonly mails: OutgoingMail[];
}

interface WiredOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly now?: () => number;
  /** What SES answers; it accepts. */
  readonly answer?: (mail: OutgoingMail) => Promise<SendResult>;
}

export function wiredOn({ client, tableName, now = Date.now, answer }: WiredOptions): WiredProduct {
  const mails: OutgoingMail[] = [];
  const mailer = {
    send: async (mail: OutgoingMail): Promise<SendResult> => {
      mails.push(mail);
      return answer ? await answer(mail) : { kind: 'accepted', messageId: `m-${mails.length}` };
    },
  };
  const product = productOn({ client, tableName, mailer, now });
  const links = new DynamoLinkStore(new Table(client, tableName, now));
  const dependencies = {
    store: product.store,
    contacts: product.contacts,
    recorder: product.contacts,
    links,
    mailer,
    templates: templateFiles,
    random: randomBytes,
    now: () => new Date(now()),
    log: () => {},
  };
  const web = createWebApp({
    ...dependencies,
    hintsOf: () => [],
    asset: () => '',
    isAllowed: () => true,
    settings: {
      origin,
      reviewAddress: 'review@door.example',
      lettersAddress: 'letters@door.example',
      linkHours: 48,
    },
  });
  const reminding = {
    ...dependencies,
    reminders: product.contacts,
    settings: { origin, fromAddress: 'review@door.example' },
  };
  return {
    ...product,
    web,
    links,
    mails,
    sendReminders: () => sendReminders(reminding, now() + FUNCTION_MS),
  };
}

type Store = Pick<Product, 'store'>;

/** Stores a draft, as its form would. */
export async function draftFor(
  { store }: Store,
  input: Partial<LetterInput> & { readonly createdAt?: number },
  privatePlan: Partial<Decline['privatePlan']> = {},
): Promise<Drafted> {
  const letter = drafted(input);
  const decline = {
    ...letter.decline,
    privatePlan: { ...letter.decline.privatePlan, ...privatePlan },
  };
  await store.create(decline);
  return { ...letter, decline };
}

/** Declines by a letter that SES takes, so that the person is a contact. */
export async function declineTo(
  product: Pick<Product, 'store' | 'send'>,
  input: Parameters<typeof draftFor>[1],
  privatePlan: Partial<Decline['privatePlan']> = {},
): Promise<Drafted> {
  const letter = await draftFor(product, input, privatePlan);
  const outcome = await product.send(letter.link, letter.decline.letterHash);
  if (outcome.kind !== 'settled') throw new Error('The letter was not sent.');
  return letter;
}

const HOUR_MS = 60 * 60_000;

/**
 * A link to a candidate's contacts, as if it had been mailed; with `person`, as a
 * reminder's. `/contacts/{token}`
 */
export async function linkFor(
  { client, tableName }: Pick<WiredOptions, 'client' | 'tableName'>,
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
    ...(person !== undefined && { contactId: addressKey(person) }),
  });
  return `/contacts/${tokenOf(link)}`;
}

/** The part of a page that is about one person. */
export function cardOf(html: string, person: string): string {
  const card = parse(html).querySelector(`#contact-${addressKey(person)}`);
  if (card === null) throw new Error(`${person} is not on this page.`);
  return card.outerHTML;
}

/**
 * What a browser without script posts of a page's form, with what a person types into it.
 */
export function filledIn(
  html: string,
  pathEnd: string,
  typed: Readonly<Record<string, string>> = {},
): Request {
  const { action, values } = formOf(html, pathEnd);
  return new Request(new URL(action, origin), {
    method: 'POST',
    body: new URLSearchParams({ ...values, ...typed }),
  });
}

/** Everything of the table in one text, sets included, to look for words in. */
export const dumpOf = async (table: RunningDynamoDb): Promise<readonly string[]> =>
  [...(await tableOf(table)).values()].map((item) =>
    JSON.stringify(item, (_key, value: unknown) => (value instanceof Set ? [...value] : value)),
  );
