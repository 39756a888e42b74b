import { randomBytes } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactItemKey } from '../../lambdas/aws/keys.ts';
import { contactFromDecline } from '../../lambdas/core/contact/contact.ts';
import {
  type Decline,
  declineStates,
  mailReports,
  type TransitionName,
  transitions,
} from '../../lambdas/core/decline/decline.ts';
import type { Preconditions, TransitionRequest } from '../../lambdas/core/decline/decline-store.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { createTestTable, type TestTable } from '../support/dynamodb.ts';
import { newDraft } from '../support/fixtures.ts';
import { keepDraft, type Product, productOn } from '../support/harness.ts';
import { allItems } from '../support/table.ts';
import { isFull, print } from './figures.ts';
import { clientOf, MemoryTable } from './memory-table.ts';

const isTransition = (name: string): name is TransitionName => Object.hasOwn(transitions, name);
const times = fc.constantFrom(1000, 2000, 3000);
/** A value of the arbitrary, or undefined. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const preconditions: fc.Arbitrary<Preconditions> = fc
  .record({
    version: maybe(fc.constantFrom(1, 2)),
    linkAliveAt: maybe(times),
    owner: maybe(fc.constantFrom('one', 'other')),
    attempts: maybe(fc.nat(2)),
    leaseOverBy: maybe(times),
    dueBy: maybe(times),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

const request: fc.Arbitrary<TransitionRequest> = fc.record({
  transition: fc.constantFrom(...Object.keys(transitions).filter(isTransition)),
  preconditions,
  patch: fc.constantFrom(
    {},
    { owner: 'one', leaseUntil: 2000, dueAt: 2000, attempts: 1 },
    { owner: 'other', leaseUntil: 3000, dueAt: 3000, attempts: 2 },
    { owner: null, leaseUntil: null, dueAt: null },
    { failure: 'Throttling', owner: null, dueAt: 1000, notice: 'quota' as const, retryAt: 3000 },
    { failure: 'LeaseRanOut', dueAt: 2000, notice: 'unknown' as const },
    { sentAt: 2000, failure: null },
  ),
});

type Call = (product: Product, letters: readonly Decline[]) => Promise<unknown>;

/** As if the table had been restored from a backup at this point. */
const restore: Call = async () => {};

/** The calls that the product makes to its table. */
const calls: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.nat(1), request).map(
      ([letter, transition]): Call =>
        (product, letters) =>
          product.store.apply(letters[letter]?.id ?? '', transition),
    ),
  },
  fc.nat(2).map(
    (letter): Call =>
      (product, letters) =>
        product.store.find(letters[letter]?.id ?? 'none'),
  ),
  times.map(
    (at): Call =>
      async (product, letters) => {
        const [dueLetters, dueNotices] = await Promise.all([
          product.store.due(at, 50),
          product.store.dueNotices(at, 50),
        ]);
        const idsOf = (entries: typeof dueLetters) =>
          entries.map(({ id }) => id).filter((id) => letters.some((letter) => letter.id === id));
        return [idsOf(dueLetters).sort(), idsOf(dueNotices).sort()];
      },
  ),
  fc.tuple(fc.nat(1), fc.constantFrom(...declineStates)).map(
    ([letter, state]): Call =>
      (product, letters) =>
        product.store.clearDue({ id: letters[letter]?.id ?? '', state }),
  ),
  fc.constant(restore),
  fc.nat(1).map(
    (letter): Call =>
      (product, letters) =>
        product.store.countFailedRun(letters[letter]?.id ?? ''),
  ),
  fc.nat(1).map(
    (letter): Call =>
      (product, letters) =>
        product.store.giveUp(letters[letter]?.id ?? ''),
  ),
  fc.tuple(fc.nat(1), times).map(
    ([letter, until]): Call =>
      (product, letters) =>
        product.store.defer(letters[letter]?.id ?? '', until),
  ),
  fc.tuple(fc.nat(1), times).map(
    ([letter, leaseUntil]): Call =>
      async (product, letters) => {
        const decline = await product.store.find(letters[letter]?.id ?? '');
        if (decline?.notice === undefined) return 'no notice';
        const claim = await product.store.claimNotice(decline, {
          linkHash: `link-${leaseUntil}`,
          leaseUntil,
        });
        if (claim && leaseUntil > 1000) await product.store.completeNotice(claim);
        return claim;
      },
  ),
  fc.tuple(fc.nat(1), times).map(
    ([letter, at]): Call =>
      async (product, letters) => {
        const decline = letters[letter];
        if (decline === undefined) return;
        await product.contacts.prepare(decline);
        await product.contacts.record(contactFromDecline({ ...decline, sentAt: at }, at));
      },
  ),
  fc.tuple(fc.nat(2), fc.constantFrom('m', 'n'), times, fc.constantFrom(...mailReports)).map(
    ([letter, messageId, mailedAt, report]): Call =>
      (product, letters) =>
        product.store.recordMailReport(letters[letter]?.id ?? 'none', {
          messageId,
          mailedAt,
          report,
        }),
  ),
  fc.nat(1).map(
    (letter): Call =>
      (product, letters) =>
        product.contacts.letterProblem(letters[letter]?.id ?? ''),
  ),
  // What a run of the reminders does with a contact and its link.
  fc.tuple(fc.nat(1), times, fc.constantFrom('dropped', 'receipt', 'later')).map(
    ([letter, at, outcome]): Call =>
      async (product, letters) => {
        const input = letters[letter]?.input;
        const candidateId = addressKey(input?.candidateEmail ?? '');
        const contactId = addressKey(input?.recruiterEmail ?? '');
        const key = contactItemKey(candidateId, contactId);
        const link = { contactIds: [contactId], secretHash: `secret-${at}`, expiresAt: at };
        await product.links.grant(candidateId, link);
        const due = { key, candidateId, contactId, dueAt: at };
        const claim = await product.contacts.claim(due, at + 1000);
        if (claim === undefined || claim === 'restored')
          await product.links.revoke(candidateId, link.secretHash);
        else if (outcome === 'dropped') await product.contacts.dropClaimed(claim, 'bounced');
        else if (outcome === 'receipt') await product.contacts.completeReceipt(claim, at);
        return claim;
      },
  ),
  // What a run of the reminders does with a candidate.
  fc.tuple(fc.constantFrom('one', 'other'), times, fc.nat(2)).map(
    ([owner, at, step]): Call =>
      async ({ days }, letters) => {
        const candidateId = addressKey(letters[0]?.input.candidateEmail ?? '');
        const listed = await days.dueOf(candidateId, at, 50);
        const right = await days.claim(candidateId, { owner, leaseUntil: at });
        const contactIds = new Set([`contact-${at}`]);
        const last = { sentAt: at, dayOverAt: at + 1, leaseUntil: at, contactIds };
        if (step === 1) await days.release(candidateId, owner);
        if (step === 2) await days.record(candidateId, owner, last);
        for (const { due } of listed) await days.postpone(due, at);
        return [listed, right];
      },
  ),
  fc.nat(1).map(
    (letter): Call =>
      async (product, letters) => {
        const decline = letters[letter];
        if (decline) await product.contacts.dropReminder(contactFromDecline(decline, 0), 'bounced');
      },
  ),
);

let dynamoDb: TestTable;
beforeAll(async () => {
  dynamoDb = await createTestTable('dynalite');
});
afterAll(() => dynamoDb.close());

/** An item with its sets as sorted lists, so that two items can be compared. */
const comparable = (item: Readonly<Record<string, unknown>> | undefined) =>
  item &&
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value instanceof Set ? [...value].sort() : value,
    ]),
  );

test('when random calls are made, then the table answers as dynalite does', async () => {
  const numRuns = isFull ? 1000 : 60;
  let callCount = 0;
  const property = fc.asyncProperty(
    fc.array(calls, { minLength: 4, maxLength: 14, size: 'max' }),
    async (sequence) => {
      const memory = new MemoryTable();
      let epoch = 'first';
      const options = {
        epoch: async () => epoch,
        mailer: { send: async () => ({ kind: 'cannot-know', code: '' }) as const },
        now: () => 2000,
      };
      const real = productOn({
        ...options,
        client: dynamoDb.client,
        tableName: dynamoDb.tableName,
      });
      const inMemory = productOn({
        ...options,
        client: clientOf(async (command) => memory.answer(command)),
        tableName: 'memory',
      });
      const candidateEmail = `${randomBytes(8).toString('hex')}@candidates.example`;
      const letters = [0, 1].map(
        () => newDraft({ candidateEmail, createdAt: 2000 - 48 * 60 * 60_000 }).decline,
      );
      for (const letter of letters)
        await Promise.all([keepDraft(real.store, letter), keepDraft(inMemory.store, letter)]);
      for (const call of sequence) {
        if (call === restore) epoch = 'second';
        const [expected, actual] = await Promise.all([
          call(real, letters),
          call(inMemory, letters),
        ]);
        callCount += 1;
        expect(actual).toEqual(expected);
      }
      const stored = await allItems(dynamoDb);
      for (const [key, item] of memory.items)
        expect(comparable(unmarshall(item))).toEqual(comparable(stored.get(key)));
    },
  );
  await fc.assert(property, { numRuns });
  print(
    `table in memory against dynalite: ${numRuns} sequences, ${callCount} calls, all answers equal`,
  );
});
