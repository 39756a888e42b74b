import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type DeclineState,
  type TransitionName,
  transitions,
} from '../../lambdas/core/decline/decline.ts';
import { createTestTable, type TestTable } from '../support/dynamodb.ts';
import { type EventKind, eventKinds, newDraft, sesEvent } from '../support/fixtures.ts';
import { productOn, stateAfterEvent } from '../support/harness.ts';
import { isFull, noCounters, printCounters } from './figures.ts';

/** A report merged into a state, by the product's own table of transitions. */
const merged = (state: DeclineState, kind: EventKind): DeclineState => {
  const name: TransitionName = `report-${stateAfterEvent[kind]}`;
  const { from, to } = transitions[name];
  return from.some((prior) => prior === state) ? to : state;
};

const rankOf = (state: DeclineState): number =>
  eventKinds.findIndex((kind) => stateAfterEvent[kind] === state);

interface Walk {
  orders: number;
  wrong: number;
  readonly ends: Set<DeclineState>;
}

/**
 * Every order in which the events that are left can come. After each of them the state
 * must be the highest so far.
 */
function walk(state: DeclineState, left: readonly number[], highest: number, found: Walk): void {
  if (left.every((times) => times === 0)) {
    found.orders += 1;
    found.ends.add(state);
    return;
  }
  eventKinds.forEach((kind, rank) => {
    if (left[rank] === 0) return;
    const next = merged(state, kind);
    const top = Math.max(rank, highest);
    if (rankOf(next) !== top) found.wrong += 1;
    walk(
      next,
      left.map((times, at) => (at === rank ? times - 1 : times)),
      top,
      found,
    );
  });
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const multisets = Array.from({ length: 2 ** eventKinds.length }, (_, bits) =>
  eventKinds.map((_kind, at) => (Math.floor(bits / 2 ** at) % 2 === 1 ? 2 : 1)),
);

test.each(['sent', 'unknown', 'sending'] as const)(
  'from %s, all 291,720 orders of the five events, each once or twice, end in one state',
  (state) => {
    const found: Walk = { orders: 0, wrong: 0, ends: new Set() };
    for (const left of multisets) walk(state, left, -1, found);
    // With k of the events twice: (5 + k)! orders, each of the k pairs alike.
    const byFormula = multisets
      .map((left) => left.reduce((sum, times) => sum + times, 0))
      .reduce((sum, length) => sum + factorial(length) / 2 ** (length - eventKinds.length), 0);
    printCounters(
      `orders from ${state}`,
      { ...noCounters(), lost: found.wrong },
      { orders: found.orders },
    );
    expect([byFormula, found.orders]).toEqual([291_720, 291_720]);
    expect(found.wrong).toBe(0);
    expect([...found.ends]).toEqual(['complained']);
  },
);

let dynamoDb: TestTable;
beforeAll(async () => {
  dynamoDb = await createTestTable('dynalite');
});
afterAll(() => dynamoDb.close());

test('random orders through settle() and the table, with the acknowledgement somewhere between', async () => {
  const counters = noCounters();
  const numRuns = isFull ? 1000 : 200;
  const product = productOn({
    ...dynamoDb,
    mailer: { send: async () => ({ kind: 'accepted', messageId: 'm' }) },
    now: Date.now,
  });
  const kinds = fc.shuffledSubarray([...eventKinds, ...eventKinds], { minLength: 1 });
  const property = fc.asyncProperty(
    kinds,
    fc.nat(9),
    fc.boolean(),
    async (events, at, isRepeated) => {
      const letter = newDraft();
      const { id } = letter.decline;
      await product.store.create(letter.decline);
      await product.store.apply(id, {
        transition: 'claim',
        patch: { attempts: 1, confirmedAt: 1 },
      });
      const acknowledge = () =>
        product.store.apply(id, {
          transition: 'accept',
          patch: { sentAt: 1, messageId: 'm', dueAt: 1 },
        });
      const when = at % (events.length + 1);
      for (const [index, kind] of events.entries()) {
        if (index === when) await acknowledge();
        // Twice at once, as an at-least-once delivery may.
        await Promise.all(
          Array.from({ length: isRepeated ? 2 : 1 }, () => product.recordEvent(sesEvent(kind, id))),
        );
      }
      if (when === events.length) await acknowledge();
      const highest = eventKinds[Math.max(...events.map((kind) => eventKinds.indexOf(kind)))];
      const stored = await product.store.find(id);
      if (highest === undefined || stored?.state !== stateAfterEvent[highest]) counters.lost += 1;
      expect([stored?.state, typeof stored?.sentAt]).toEqual([
        highest && stateAfterEvent[highest],
        'number',
      ]);
    },
  );
  try {
    await fc.assert(property, { numRuns, endOnFailure: true });
  } finally {
    printCounters('orders through the table', counters, { runs: numRuns });
  }
});
