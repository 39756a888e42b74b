import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newId } from '../../lambdas/core/magic-link.ts';
import { newDraft } from '../support/fixtures.ts';
import { MINUTE_MS, productOn } from '../support/harness.ts';
import { isFull, noCounters, printCounters } from './figures.ts';
import { clientOf, MemoryTable } from './memory-table.ts';

const BACKLOG = isFull ? 10_000 : 1000;
/** What SES gives an account out of its sandbox to begin with. */
const RATE = 14;
/** A sweep begins nothing new in the last 10 of its 50 seconds. */
const WORKING_SECONDS = 40;

test(`${BACKLOG} letters that wait are worked off at SES’s rate, each once`, async () => {
  const table = new MemoryTable();
  const begun = Date.parse('2026-11-23T12:00:00Z');
  let now = begun;
  const mailed = new Map<string, number>();
  const bySecond = new Map<number, number>();
  const product = productOn({
    client: clientOf(async (command) => table.answer(command)),
    tableName: 'open-door',
    now: () => now,
    // The turns come one after the other, so the clock goes to the latest.
    sleep: async (ms) => {
      now = Math.max(now, now + ms);
    },
    sendRate: RATE,
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

  const { decline } = newDraft({ createdAt: begun });
  for (let count = 0; count < BACKLOG; count += 1) {
    const id = newId(randomBytes);
    await product.store.create({ ...decline, id });
    await product.store.apply(id, {
      transition: 'claim',
      patch: { attempts: 1, confirmedAt: begun },
    });
    await product.store.apply(id, { transition: 'postpone', patch: { dueAt: begun } });
  }

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
  // A turn is taken before the claim, so that the sweep's eight workers may come close
  // together now and then.
  expect(fastest).toBeLessThanOrEqual(RATE + 8);
});
