import { relative } from 'node:path';
import * as z from 'zod';

/** The tiers in the order in which they run, the fastest first. */
export const tiers = [
  'check',
  'unit',
  'integration',
  'browser',
  'faults',
  'hostile',
  'stack',
] as const;

export type Tier = (typeof tiers)[number];

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export type TierResult =
  | {
      readonly tier: Tier;
      readonly ran: true;
      readonly counts: Counts;
      /** Why the tier failed, if no failed test says so. */
      readonly failure?: string | undefined;
      /** A line for each failed test. If absent, none is known by name. */
      readonly failedTests?: readonly string[];
      readonly milliseconds: number;
    }
  | { readonly tier: Tier; readonly ran: false };

/** A part that did not run, and what the user can do to run it. */
export interface LeftOut {
  readonly part: string;
  readonly reason: string;
  readonly remedy: string;
}

/**
 * Reads the options `--only unit,integration` and `--all`.
 *
 * @param npmAll the variable `npm_config_all`. npm sets it to `true` if `--all` stands
 *   before the `--`, or in an `.npmrc`. Of an `--only` there it leaves no trace.
 * @returns the tiers of `--only` in the order in which they run
 * @throws {Error} if the options contradict each other, or a name is not that of a tier
 */
export function chooseTiers(
  { only, all }: { readonly only: readonly string[]; readonly all: boolean },
  npmAll?: string,
): readonly Tier[] {
  if (npmAll === 'true' && !all) {
    throw new Error(
      'npm has kept the option --all. Write two dashes before the options: npm test -- --all, ' +
        'or npm test -- --only unit.',
    );
  }
  if (only.length === 0) return [];
  if (all) throw new Error('--only and --all contradict each other. Give one of them.');
  const names = only
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) throw new Error(`--only: say which tiers: ${tiers.join(', ')}.`);
  const isTier = (name: string): name is Tier => tiers.some((tier) => tier === name);
  const unknown = names.find((name) => !isTier(name));
  if (unknown !== undefined) {
    throw new Error(
      `--only: there is no tier "${unknown}". Name one or more of ${tiers.join(', ')}.`,
    );
  }
  return tiers.filter((tier) => names.includes(tier));
}

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      /** Why the file did not load. */
      message: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()),
        }),
      ),
    }),
  ),
});

const readTestResults = (report?: string) =>
  report === undefined ? [] : reportSchema.parse(JSON.parse(report)).testResults;

/**
 * Counts the tests in the report of vitest's JSON reporter. A file that failed without a
 * failed test (it did not load, or its set-up failed) counts as one failed test.
 *
 * @param report undefined if vitest wrote no report
 */
export function countTests(report?: string): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status: fileStatus, assertionResults } of readTestResults(report)) {
    const failedBefore = counts.failed;
    for (const { status } of assertionResults) {
      counts[status === 'passed' || status === 'failed' ? status : 'skipped'] += 1;
    }
    if (fileStatus === 'failed' && counts.failed === failedBefore) counts.failed += 1;
  }
  return counts;
}

/** One error of a test can hold a whole page. Longer ones are cut. */
const MESSAGE_CHARACTERS = 300;

/**
 * A line for each failed test of the report: the file, the name of the test, and the
 * start of its error.
 *
 * @param root the folder of the project. Files are shown relative to it.
 */
export function listFailedTests(report: string | undefined, root: string): readonly string[] {
  return readTestResults(report).flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults
      .filter((result) => result.status === 'failed')
      .map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${failureMessages[0] ?? ''}`);
    const lines = status === 'failed' && failed.length === 0 ? [`${file}: ${message}`] : failed;
    return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim().slice(0, MESSAGE_CHARACTERS));
  });
}

/**
 * The reason why a tier failed, by its counts and the exit code of its program.
 *
 * @returns undefined if the tier passed, or if failed tests are the reason
 */
export function failureReason(counts: Counts, exitCode: number): string | undefined {
  if (counts.passed + counts.failed === 0) {
    return exitCode === 0 ? 'no test ran' : `no test ran, and it ended with exit code ${exitCode}`;
  }
  if (counts.failed > 0 || exitCode === 0) return undefined;
  return `every test passed, but it ended with exit code ${exitCode}`;
}

/** `stack: there is no Python. To run: install it.` */
export const describeLeftOut = ({ part, reason, remedy }: LeftOut): string =>
  `${part}: ${reason}. To run: ${remedy}.`;

/**
 * Why a tier fails if a program is missing that it needs. On CI nothing may be left out.
 * Elsewhere a tier that the user named may leave out a part, but not all its tests.
 *
 * @param isWholeTier whether all tests of the tier need the program, or only a part
 * @returns undefined if the run goes on without the program
 */
export function failureWithout(
  missing: LeftOut,
  {
    isWholeTier,
    isNamed,
    isCi,
  }: { readonly isWholeTier: boolean; readonly isNamed: boolean; readonly isCi: boolean },
): string | undefined {
  return isCi || (isNamed && isWholeTier) ? describeLeftOut(missing) : undefined;
}

/** `3 passed, 0 failed`, and how many were skipped if any were. */
const describeCounts = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;

function describeResult(result: TierResult): string {
  if (!result.ran) return 'left out';
  const time = `${(result.milliseconds / 1000).toFixed(1)} s`;
  if (result.failure !== undefined) return `FAILED: ${result.failure} (${time})`;
  const { passed, failed, skipped } = result.counts;
  const outcome = passed + failed + skipped === 0 ? 'passed' : describeCounts(result.counts);
  return `${failed === 0 ? '' : 'FAILED: '}${outcome} (${time})`;
}

/** More failed tests than these are not named: then the first of them say enough. */
const NAMED_FAILED_TESTS = 20;

/** The output of a run can be megabytes long, so its end names the tests that failed. */
function describeFailedTests(results: readonly TierResult[]): readonly string[] {
  const failedTests = results.flatMap((result) => (result.ran ? (result.failedTests ?? []) : []));
  if (failedTests.length === 0) return [];
  const others = failedTests.length - NAMED_FAILED_TESTS;
  return [
    '',
    'Failed:',
    ...failedTests.slice(0, NAMED_FAILED_TESTS).map((line) => `- ${line}`),
    ...(others > 0 ? [`- and ${others} more`] : []),
  ];
}

/**
 * The last lines of a run: the result of each tier, the tests that failed, what was left
 * out and how to run it, and the totals. A tier that failed without a failed test counts
 * as one failed test.
 */
export function summarise(
  results: readonly TierResult[],
  leftOut: readonly LeftOut[],
): { lines: readonly string[]; ok: boolean } {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) {
    if (!result.ran) continue;
    const { passed, failed, skipped } = result.counts;
    total.passed += passed;
    total.failed += failed === 0 && result.failure !== undefined ? 1 : failed;
    total.skipped += skipped;
  }
  const width = Math.max(...tiers.map((tier) => tier.length));
  const lines = [
    ...results.map((result) => `${result.tier.padEnd(width)}  ${describeResult(result)}`),
    ...describeFailedTests(results),
    ...(leftOut.length === 0 ? [] : ['', 'Left out:']),
    ...leftOut.map((part) => `- ${describeLeftOut(part)}`),
    '',
    describeCounts(total),
  ];
  return { lines, ok: total.failed === 0 };
}
