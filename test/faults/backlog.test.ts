import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendShares } from '../../lambdas/core/limits/send-limits.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { newDraft } from '../support/fixtures.ts';
import {
  FUNCTION_TIMEOUT_MS,
  keepDraft,
  MINUTE_MS,
  type Product,
  productOn,
  SES_TIMEOUT_MS,
} from '../support/harness.ts';
import { isFull, noCounters, printCounters } from './figures.ts';
import { clientOf, MemoryTable } from './memory-table.ts';

/** Stores a letter whose first attempt failed and whose next attempt is due. */
async function storeDueLetter({ store }: Product, dueAt: number): Promise<string> {
  // Each letter has its own recruiter: the history of one contact would grow with every
  // letter.
  const { decline } = newDraft({
    createdAt: dueAt,
    recruiterEmail: `${randomUUID()}@northwind.example`,
  });
  await keepDraft(store, decline);
  await store.apply(decline.id, {
    transition: 'claim',
    patch: { attempts: 1, confirmedAt: dueAt },
  });
  await store.apply(decline.id, {
    transition: 'postpone',
    patch: { owner: null, leaseUntil: null, dueAt },
  });
  return decline.id;
}

describe('a backlog on a table in memory', () => {
  const BACKLOG = isFull ? 10_000 : 1000;
  /** The send rate in letters a second that SES first gives to an account. */
  const RATE = 14;
  /** In recipients: each letter has a copy. For 10 s letters may use all of it. */
  const ACCOUNT_RATE = (RATE * 2) / sendShares.letters;
  /** A sweep begins nothing new in the last 10 of its 50 seconds. */
  const WORKING_SECONDS = 40;
  const WORKERS = 8;

  test(`when ${BACKLOG} letters wait, then each is sent once, at the rate of SES`, async () => {
    const table = new MemoryTable();
    const begun = Date.parse('2026-11-23T12:00:00Z');
    let now = begun;
    const mailed = new Map<string, number>();
    const bySecond = new Map<number, number>();
    const product = productOn({
      client: clientOf(async (command) => table.answer(command)),
      tableName: 'open-door',
      now: () => now,
      // Workers sleep at the same time, so the clock goes on to the latest turn.
      sleep: async (ms) => {
        const turn = now + ms;
        await setImmediate();
        now = Math.max(now, turn);
      },
      sendRate: ACCOUNT_RATE,
      mailer: {
        send: async ({ tags }) => {
          const id = tags['letter'] ?? '';
          mailed.set(id, (mailed.get(id) ?? 0) + 1);
          const second = Math.floor(now / 1000);
          bySecond.set(second, (bySecond.get(second) ?? 0) + 1);
          return { kind: 'accepted', messageId: 'm' };
        },
      },
    });

    for (let count = 0; count < BACKLOG; count += 1) await storeDueLetter(product, begun);

    let sweeps = 0;
    while (mailed.size < BACKLOG && sweeps < 100) {
      now = begun + sweeps * MINUTE_MS;
      await product.sweep();
      sweeps += 1;
    }

    const duplicates = [...mailed.values()].filter((times) => times > 1).length;
    const fastest = Math.max(...bySecond.values());
    printCounters(
      'backlog',
      { ...noCounters(), duplicates, lost: BACKLOG - mailed.size },
      { letters: BACKLOG, 'a second': RATE, minutes: sweeps, 'most in a second': fastest },
    );
    expect([mailed.size, duplicates]).toEqual([BACKLOG, 0]);
    expect(sweeps).toBeLessThanOrEqual(Math.ceil(BACKLOG / (RATE * WORKING_SECONDS)) + 1);
    // A worker takes its turn before it claims the letter, so the workers may sometimes
    // send at the same time.
    expect(fastest).toBeLessThanOrEqual(ACCOUNT_RATE / 2 + WORKERS);
  });
});

test('when the turn of a letter comes after the run, then the letter stays due', async () => {
  const table = new MemoryTable();
  const begun = Date.now();
  let now = begun;
  const sent: string[] = [];
  const product = productOn({
    client: clientOf(async (command) => table.answer(command)),
    tableName: 'open-door',
    now: () => now,
    // Workers sleep at the same time. The shorter sleep ends first.
    sleep: async (ms) => {
      for (let turns = ms / 1000; turns > 0; turns -= 1) await setImmediate();
      now = Math.max(now, begun + ms);
    },
    // One letter with its copy in 28 seconds.
    sendRate: 2 / (28 * sendShares.letters),
    mailer: {
      send: async ({ tags }) => {
        expect(now).toBeLessThan(begun + FUNCTION_TIMEOUT_MS - SES_TIMEOUT_MS);
        sent.push(tags['letter'] ?? '');
        return { kind: 'accepted', messageId: 'm' };
      },
    },
  });
  const ids = [];
  for (let count = 0; count < 3; count += 1) ids.push(await storeDueLetter(product, begun));
  await product.sweep();
  expect(sent).toHaveLength(2);
  const states = await Promise.all(ids.map(async (id) => (await product.store.find(id))?.state));
  expect(states.sort()).toEqual(['retry', 'sent', 'sent']);
});

describe.each(availableEmulators())('a backlog on %s', (kind) => {
  const LETTERS = 250;
  /** Each batch is one test, so that no test takes more than some seconds. */
  const BATCHES = 5;
  const SWEEPS = 2;
  const SEND_RATE = 50;
  const begun = Date.now();
  let table: TestTable;
  const ids: string[] = [];
  const mailed: string[] = [];
  const waits: number[] = [];
  let product: Product;
  beforeAll(async () => {
    table = await createTestTable(kind);
    product = productOn({
      ...table,
      now: () => begun,
      sleep: async (ms) => {
        waits.push(ms);
      },
      sendRate: SEND_RATE,
      mailer: {
        send: async ({ tags }) => {
          mailed.push(tags['letter'] ?? '');
          return { kind: 'accepted', messageId: 'm' };
        },
      },
    });
  });
  afterAll(() => table.close());

  test.each(Array.from({ length: BATCHES }, (_, batch) => batch + 1))(
    'when letters wait for their next attempt, then they are in the due index: batch %i of 5',
    async () => {
      const batch = await Promise.all(
        Array.from({ length: LETTERS / BATCHES }, () => storeDueLetter(product, begun - 1)),
      );
      ids.push(...batch);
      const due = await product.store.due(begun, LETTERS);
      expect(due.map(({ id }) => id)).toEqual(expect.arrayContaining(batch));
    },
  );

  test('when two sweeps run at once, then each letter is sent once, at the send rate', async () => {
    await Promise.all(Array.from({ length: SWEEPS }, () => product.sweep()));
    expect(mailed).toHaveLength(LETTERS);
    expect(new Set(mailed)).toEqual(new Set(ids));
    // The clock does not move, so the last letter of a sweep has waited for all before
    // it.
    const recipients = (LETTERS / SWEEPS - 1) * 2;
    expect(Math.max(...waits)).toBeGreaterThanOrEqual(
      Math.floor((recipients * 1000) / (SEND_RATE * sendShares.letters)),
    );
  });
});
