import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFull, noCounters, print, printCounters } from './figures.ts';
import { type Step, sesBehaviours, tableFaults, World } from './world.ts';

const RUNS = Number(process.env['FAULT_MODEL_RUNS'] ?? (isFull ? 100_000 : 2000));
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 2 ** 31);
const path = process.env['FAULT_PATH'];

/**
 * Chooses `usual` in at least three of five calls. So most calls succeed, and a fault has
 * successful calls before and after it.
 */
const mostly = <T>(usual: T, all: readonly T[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: fc.constantFrom(...all) },
  );

const step: fc.Arbitrary<Step> = fc.record({
  operation: fc.constantFrom(
    'send',
    'send',
    'send',
    'send-unsure',
    'cancel',
    'self-send',
    'copy-arrived',
    'edit',
    'sweep',
    'sweep',
    'send-notices',
    'send-reminders',
    'event',
    'event',
    'advance',
    'advance',
    'advance',
    'stop',
    'resume',
    'block',
    'back-up',
    'restore',
  ),
  letter: fc.nat(2),
  choice: fc.nat(9),
  picks: fc.array(fc.nat(9), { minLength: 1, maxLength: 14, size: 'max' }),
  tableFaults: fc.array(mostly('none', tableFaults), { maxLength: 6, size: 'max' }),
  sesBehaviours: fc.array(mostly('accepts', sesBehaviours), { maxLength: 3, size: 'max' }),
  isSuspended: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

test(
  `when ${RUNS} random scenarios run, then no letter is duplicated or lost`,
  async () => {
    const totals = noCounters();
    let runs = 0;
    let calls = 0;
    print(
      `model: seed ${seed}; repeat it with FAULT_SEED=${seed}${path ? ` FAULT_PATH=${path}` : ''}`,
    );
    const start = performance.now();
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 20, size: 'max' }),
      async (scenario) => {
        const world = new World();
        await world.run(scenario);
        runs += 1;
        calls += world.answeredCalls;
        totals.duplicates += world.counters.duplicates;
        totals.lost += world.counters.lost;
        totals.unknownInformed += world.counters.unknownInformed;
        if (runs % 10_000 === 0)
          print(`model: ${runs} runs, ${Math.round(performance.now() - start)} ms`);
        expect(world.violations).toEqual([]);
      },
    );
    try {
      await fc.assert(property, { numRuns: RUNS, seed, ...(path !== undefined && { path }) });
    } finally {
      printCounters('model', totals, { runs, calls });
    }
    expect(totals).toMatchObject({ duplicates: 0, lost: 0 });
  },
  isFull ? 3_600_000 : 300_000,
);
