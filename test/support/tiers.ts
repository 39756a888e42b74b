import * as z from 'zod';

/** In the order in which they run: the quick ones, which fail most, first. */
export const tiers = ['check', 'unit', 'integration', 'browser', 'faults', 'stack'] as const;

export type Tier = (typeof tiers)[number];

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What became of a tier. */
export type TierResult =
  | {
      readonly tier: Tier;
      readonly ran: true;
      readonly counts: Counts;
      /** Why it failed, when no failed test tells. */
      readonly fault?: string;
      readonly milliseconds: number;
    }
  | { readonly tier: Tier; readonly ran: false };

/** Something that did not run, and what would let it. */
export interface LeftOut {
  readonly what: string;
  readonly reason: string;
  readonly remedy: string;
}

/**
 * The tiers named in `--only unit,integration`, in running order.
 *
 * @throws {Error} when a name is not a tier's
 */
export function parseOnly(values: readonly string[]): readonly Tier[] {
  const names = values.flatMap((value) => value.split(',')).map((name) => name.trim());
  const isTier = (name: string): name is Tier => tiers.some((tier) => tier === name);
  const unknown = names.find((name) => !isTier(name));
  if (unknown !== undefined) {
    throw new Error(
      `--only: there is no tier "${unknown}"; name one or more of ${tiers.join(', ')}.`,
    );
  }
  return tiers.filter((tier) => names.includes(tier));
}

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/**
 * Counts the tests in what vitest's JSON reporter wrote. A file that failed without a
 * failed test (it did not load, or its set-up failed) counts as one that failed.
 */
export function countTests(report: string): Counts {
  const { testResults } = reportSchema.parse(JSON.parse(report));
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const { status, assertionResults } of testResults) {
    let failedHere = 0;
    for (const test of assertionResults) {
      if (test.status === 'passed') passed += 1;
      else if (test.status === 'failed') failedHere += 1;
      else skipped += 1;
    }
    if (status === 'failed' && failedHere === 0) failedHere = 1;
    failed += failedHere;
  }
  return { passed, failed, skipped };
}

/**
 * Judges a tier by its tests and the exit code of what ran them.
 *
 * @param counts undefined when no report was written
 * @returns why it failed, or undefined when it did not
 */
export function faultOf(counts: Counts | undefined, exitCode: number): string | undefined {
  if (counts === undefined || counts.passed + counts.failed === 0) {
    return exitCode === 0 ? 'no test ran' : `no test ran, and it ended with exit code ${exitCode}`;
  }
  if (counts.failed > 0) return undefined;
  return exitCode === 0 ? undefined : `every test passed, but it ended with exit code ${exitCode}`;
}

/** `3 passed, 0 failed`, and how many were skipped if any were. */
function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** A tier that failed is never summed up as `0 failed`. */
function failures(result: TierResult): number {
  if (!result.ran) return 0;
  return result.counts.failed === 0 && result.fault !== undefined ? 1 : result.counts.failed;
}

function describeResult(result: TierResult): string {
  if (!result.ran) return 'left out';
  const time = `${(result.milliseconds / 1000).toFixed(1)} s`;
  if (result.fault !== undefined) return `FAILED: ${result.fault} (${time})`;
  const { passed, failed, skipped } = result.counts;
  const outcome = passed + failed + skipped === 0 ? 'passed' : describeCounts(result.counts);
  return `${failed === 0 ? '' : 'FAILED: '}${outcome} (${time})`;
}

/**
 * The end of a run: what became of each tier, what was left out and how to have it, and
 * the totals on a last line.
 */
export function summarise(
  results: readonly TierResult[],
  leftOut: readonly LeftOut[],
): { lines: readonly string[]; ok: boolean } {
  const totals: Counts = { passed: 0, failed: 0, skipped: 0 };
  const total = results.reduce(
    (sum, result) => ({
      passed: sum.passed + (result.ran ? result.counts.passed : 0),
      failed: sum.failed + failures(result),
      skipped: sum.skipped + (result.ran ? result.counts.skipped : 0),
    }),
    totals,
  );
  const width = Math.max(...tiers.map((tier) => tier.length));
  const lines = [
    ...results.map((result) => `${result.tier.padEnd(width)}  ${describeResult(result)}`),
    ...(leftOut.length === 0 ? [] : ['', 'Left out:']),
    ...leftOut.map(({ what, reason, remedy }) => `- ${what}: ${reason}. To run it: ${remedy}.`),
    '',
    describeCounts(total),
  ];
  return { lines, ok: total.failed === 0 };
}
