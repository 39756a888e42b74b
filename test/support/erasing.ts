import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { tokenOf } from '../../lambdas/core/magic-link.ts';
import type { OutgoingMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { type EraseDependencies, eraseCandidate } from '../../lambdas/web/erase.ts';
import type { DynamoDbKind } from './dynamodb.ts';
import type { Draft } from './fixtures.ts';
import { type WiredProduct, wireProduct } from './harness.ts';
import { type RunningProduct, startProduct } from './product.ts';
import { get } from './requests.ts';
import { itemsAsText } from './table.ts';

/**
 * A word that is in every text of one candidate and in no text of another. A test
 * searches the table for it after the candidate has erased everything.
 */
export const newTag = (): string => `zq${randomUUID().replaceAll('-', '')}`;
export const candidateEmailOf = (tag: string): string => `${tag}@candidates.example`;
export const recruiterEmailOf = (tag: string, name: string): string =>
  `${name}.${tag}@northwind.example`;
/**
 * The input of a letter. `name` selects the recruiter and the answer of `answerByName`.
 */
export const letterInputOf = (tag: string, name: string) => ({
  candidateEmail: candidateEmailOf(tag),
  candidateName: `Candidate ${tag}`,
  recruiterEmail: recruiterEmailOf(tag, name),
  recruiterName: `Person ${tag}`,
  company: `Company ${tag}`,
  role: `Role ${tag}`,
});

/**
 * The answer of an SES that depends on the name in the recruiter's address. It accepts
 * all emails that are not letters.
 */
export const answerByName = async ({ to, tags }: OutgoingMail): Promise<SendResult> => {
  const [name] = tags['kind'] === 'letter' ? to.split('.') : [];
  if (name === 'unknown') return { kind: 'cannot-know', code: 'TimeoutError' };
  if (name === 'retry') return { kind: 'not-sent', retry: 'backoff', code: 'Throttling' };
  if (name === 'quota') return { kind: 'not-sent', retry: 'quota', code: 'Throttling' };
  if (name === 'failed') return { kind: 'not-sent', retry: 'never', code: 'MessageRejected' };
  return { kind: 'accepted', messageId: 'm' };
};

export const letterPath = ({ link }: Draft): string => `/letters/${tokenOf(link)}`;

/** The tag and the letters of one candidate, by which the candidate's items are found. */
export interface CandidateData {
  readonly tag: string;
  readonly letters: readonly Draft[];
}

/**
 * Whether an item of the table, as text, belongs to the candidate. It does if it contains
 * the tag, the candidate's key or the id of one of the letters.
 */
export const belongsTo =
  ({ tag, letters }: CandidateData) =>
  (item: string): boolean =>
    [tag, addressKey(candidateEmailOf(tag)), ...letters.map(({ decline }) => decline.id)].some(
      (word) => item.includes(word),
    );

/**
 * The product for the tests of erasing. It starts before the tests of the surrounding
 * `describe` and closes after them.
 */
export function setUpErasing(kind: DynamoDbKind) {
  let product: RunningProduct;
  let wired: WiredProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
    wired = wireProduct({ ...product.dynamoDb, answer: answerByName });
  });
  afterAll(() => product.close());

  const dependencies = (on = wired): EraseDependencies => ({
    store: on.store,
    contacts: on.contacts,
    links: on.links,
    log: () => {},
  });
  return {
    get product() {
      return product;
    },
    /** The same table, with an SES that answers by the recruiter's name. */
    get wired() {
      return wired;
    },
    dependencies,
    htmlAt: async (path: string): Promise<string> => (await product.fetch(get(path))).text(),
    /**
     * Erases everything of the candidate. While a letter is being sent, erasing is
     * refused, so this retries every 5 ms.
     */
    eraseAll: async (tag: string): Promise<void> => {
      while (
        (await eraseCandidate(dependencies(), addressKey(candidateEmailOf(tag)))) !== 'erased'
      ) {
        await sleep(5);
      }
    },
    /** The items of the candidate in the table, as text, sorted. */
    itemsOf: async (belongings: CandidateData): Promise<readonly string[]> =>
      (await itemsAsText(product.dynamoDb))
        .filter(belongsTo(belongings))
        .sort((one, other) => one.localeCompare(other)),
  };
}
