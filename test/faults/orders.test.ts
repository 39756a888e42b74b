import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type DeclineState,
  type TransitionName,
  transitions,
} from '../../lambdas/core/decline/decline.ts';
import { createTestTable, type TestTable } from '../support/dynamodb.ts';
import { type EventKind, eventKinds, newDraft, sesEvent } from '../support/fixtures.ts';
import { keepDraft, productOn, stateAfterEvent } from '../support/harness.ts';
import { isFull, noCounters, printCounters } from './figures.ts';

/** The state after a report, by the product's own `transitions`. */
const stateAfterReport = (state: DeclineState, kind: EventKind): DeclineState => {
  const name: TransitionName = `report-${stateAfterEvent[kind]}`;
  const { from, to } = transitions[name];
  return from.some((prior) => prior === state) ? to : state;
};

const rankOf = (state: DeclineState): number =>
  eventKinds.findIndex((kind) => stateAfterEvent[kind] === state);

/** What all orders have shown. */
interface Findings {
  orders: number;
  /** How many states were not the state of the highest report so far. */
  wrong: number;
  readonly endStates: Set<DeclineState>;
}

/**
 * Tries every order in which the remaining events can come. After each event the state
 * must be the one of the highest report so far.
 *
 * @param remaining how often each kind of event still comes, by rank
 * @param highest the highest rank so far; -1 before the first event
 */
function tryOrders(
  state: DeclineState,
  remaining: readonly number[],
  highest: number,
  findings: Findings,
): void {
  if (remaining.every((times) => times === 0)) {
    findings.orders += 1;
    findings.endStates.add(state);
    return;
  }
  eventKinds.forEach((kind, rank) => {
    if (remaining[rank] === 0) return;
    const next = stateAfterReport(state, kind);
    const top = Math.max(rank, highest);
    if (rankOf(next) !== top) findings.wrong += 1;
    tryOrders(
      next,
      remaining.map((times, at) => (at === rank ? times - 1 : times)),
      top,
      findings,
    );
  });
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
/** How often each kind of event comes: once or twice, in all combinations. */
const multisets = Array.from({ length: 2 ** eventKinds.length }, (_, bits) =>
  eventKinds.map((_kind, at) => (Math.floor(bits / 2 ** at) % 2 === 1 ? 2 : 1)),
);

test.each(['sent', 'unknown', 'sending'] as const)(
  'when all 291,720 orders of events are tried from %s, then each ends in the same state',
  (state) => {
    const findings: Findings = { orders: 0, wrong: 0, endStates: new Set() };
    for (const remaining of multisets) tryOrders(state, remaining, -1, findings);
    // If k of the 5 events come twice, there are (5 + k)! / 2^k different orders.
    const byFormula = multisets
      .map((remaining) => remaining.reduce((sum, times) => sum + times, 0))
      .reduce((sum, length) => sum + factorial(length) / 2 ** (length - eventKinds.length), 0);
    printCounters(
      `orders from ${state}`,
      { ...noCounters(), lost: findings.wrong },
      { orders: findings.orders },
    );
    expect([byFormula, findings.orders]).toEqual([291_720, 291_720]);
    expect(findings.wrong).toBe(0);
    expect([...findings.endStates]).toEqual(['complained']);
  },
);

let dynamoDb: TestTable;
beforeAll(async () => {
  dynamoDb = await createTestTable('dynalite');
});
afterAll(() => dynamoDb.close());

test('when random orders of events are recorded, then the highest report is stored', async () => {
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
    async (events, acceptAt, isRepeated) => {
      const letter = newDraft();
      const { id } = letter.decline;
      await keepDraft(product.store, letter.decline);
      await product.store.apply(id, {
        transition: 'claim',
        patch: { attempts: 1, confirmedAt: 1 },
      });
      const recordAccepted = () =>
        product.store.apply(id, {
          transition: 'accept',
          patch: { sentAt: 1, messageId: 'm', dueAt: 1 },
        });
      const acceptIndex = acceptAt % (events.length + 1);
      for (const [index, kind] of events.entries()) {
        if (index === acceptIndex) await recordAccepted();
        // EventBridge delivers at-least-once: the same event may come twice at the same
        // time.
        await Promise.all(
          Array.from({ length: isRepeated ? 2 : 1 }, () => product.recordEvent(sesEvent(kind, id))),
        );
      }
      if (acceptIndex === events.length) await recordAccepted();
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
