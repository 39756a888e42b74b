import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findStackPrograms } from './stack/programs.ts';
import { findBrowser } from './support/browser.ts';
import { runAttached, vitestCli } from './support/command.ts';
import { isContinuousIntegration } from './support/continuous-integration.ts';
import { findDynamoDbLocal } from './support/dynamodb-local.ts';
import type { Lookup } from './support/lookup.ts';
import { findHtmlChecker } from './support/page-tools.ts';
import { findSpamAssassin, SPAM_SCORES } from './support/spamassassin.ts';
import {
  chooseTiers,
  countTests,
  failureReason,
  failureWithout,
  type LeftOut,
  listFailedTests,
  summarise,
  type Tier,
  type TierResult,
  tiers,
} from './support/tiers.ts';

const usage = `Runs the tests, tier by tier: ${tiers.join(', ')}.

  npm test                               check, unit, integration on dynalite, and the journey
                                         once in a browser
  npm test -- --all                      all tests of all tiers
  npm test -- --only unit,integration    all tests of these tiers
  npm test -- --help                     this text

npm keeps the options that stand before the two dashes, so that the tests do not get them.

The last lines of the output say what was left out and how to run it. With CI=true all tests
run, and whatever cannot run is a failure. A tier that was named with --only runs on what is
there. If nothing of it can run, that is a failure.

check, unit and hostile need nothing but Node. integration and faults run on dynalite, and on
DynamoDB Local too if there is Java 17. integration also asks SpamAssassin for the score of each
email if there is one. browser needs a Chromium (on Linux it is fetched from
npm if there is none). stack needs Python 3.10 with venv.
`;

const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));

/** How a tier runs: arguments of `node`, and a program that not every machine has. */
interface TierCommand {
  readonly args: readonly string[];
  readonly lookup?: () => Promise<Lookup<unknown>>;
  /** What of the tier needs the program. If absent, all of it does. */
  readonly part?: string;
  /** Another program, and what of the tier needs it. Those tests skip themselves. */
  readonly other?: {
    readonly lookup: () => Promise<Lookup<unknown>>;
    readonly part: string;
    /** The quick run has this part, too. */
    readonly isQuick?: true;
  };
}

const onDynamoDbLocal = (tier: Tier) => ({
  lookup: findDynamoDbLocal,
  part: `${tier} on DynamoDB Local`,
});

const commands: Readonly<Record<Exclude<Tier, 'check'>, TierCommand>> = {
  unit: { args: [vitestCli, 'run', '--project', 'unit'] },
  integration: {
    args: [vitestCli, 'run', '--project', 'integration'],
    ...onDynamoDbLocal('integration'),
    other: { lookup: findSpamAssassin, part: SPAM_SCORES, isQuick: true },
  },
  browser: {
    args: [vitestCli, 'run', '--project', 'browser'],
    lookup: findBrowser,
    other: { lookup: findHtmlChecker, part: 'the HTML checker and Lighthouse in browser' },
  },
  faults: { args: [tsx, 'test/faults/run.ts'], ...onDynamoDbLocal('faults') },
  hostile: { args: [tsx, 'test/hostile/run.ts'] },
  stack: { args: [tsx, 'test/stack/run.ts'], lookup: findStackPrograms },
};

/** What `npm test` runs of the slow tiers. */
const quickFiles: Partial<Record<Tier, readonly string[]>> = {
  browser: ['test/browser/journey.test.ts'],
};
const slowTiers: readonly Tier[] = ['faults', 'hostile', 'stack'];

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

type Outcome = Omit<Extract<TierResult, { ran: true }>, 'tier' | 'ran' | 'milliseconds'>;

/**
 * Runs tests. Vitest's report gives the counts: the exit code does not say that none ran.
 */
async function runTests(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'open-door-test-'));
  const reportFile = join(folder, 'report.json');
  try {
    const exitCode = await runAttached(process.execPath, args, {
      ...env,
      OPEN_DOOR_TEST_REPORT: reportFile,
    });
    const report = readReport(reportFile);
    const counts = countTests(report);
    return {
      counts,
      failure: failureReason(counts, exitCode),
      failedTests: listFailedTests(report, process.cwd()),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function runCheck(): Promise<Outcome> {
  const exitCode = await runAttached('npm', ['run', '--silent', 'check']);
  return { counts: countTests(), failure: exitCode === 0 ? undefined : `exit code ${exitCode}` };
}

/**
 * Runs one tier.
 *
 * @param isFull whether all its tests run, or only those of `npm test`
 * @param isNamed whether the user named it with `--only`
 */
async function runTier(
  tier: Tier,
  { isFull, isNamed }: { readonly isFull: boolean; readonly isNamed: boolean },
  leaveOut: (part: LeftOut) => void,
): Promise<Outcome | undefined> {
  if (tier === 'check') return runCheck();
  const { args, lookup, part, other } = commands[tier];
  const isWholeTier = part === undefined;
  // The quick run is on dynalite alone.
  const found = isFull || isWholeTier ? await lookup?.() : undefined;
  const programs = [
    { part: part ?? tier, found, isWholeTier },
    {
      part: other?.part ?? tier,
      found: isFull || other?.isQuick ? await other?.lookup() : undefined,
      isWholeTier: false,
    },
  ];
  for (const { found: one, ...needs } of programs) {
    if (one?.found !== false) continue;
    const missing = { part: needs.part, reason: one.reason, remedy: one.remedy };
    const isCi = isContinuousIntegration();
    const failure = failureWithout(missing, { ...needs, isNamed, isCi });
    if (failure !== undefined) return { counts: countTests(), failure };
    leaveOut(missing);
    if (needs.isWholeTier) return undefined;
  }
  const local = found?.found === true ? 'required' : 'skip';
  return runTests(
    [...args, ...(isFull ? [] : (quickFiles[tier] ?? []))],
    isWholeTier ? {} : { OPEN_DOOR_DYNAMODB_LOCAL: local },
  );
}

async function runTiers(only: readonly Tier[], isAll: boolean): Promise<boolean> {
  const results: TierResult[] = [];
  const leftOut: LeftOut[] = [];
  const isNamed = only.length > 0;
  const isFull = isContinuousIntegration() || isNamed || isAll;
  const chosen = isNamed ? only : tiers;
  // If --only stands before the two dashes, npm drops it without a trace, and this is not
  // the run that the user asked for. So we say which run it is.
  if (!isFull) print('The quick run. For other tests: npm test -- --only unit, npm test -- --all.');
  for (const tier of chosen.filter((name) => isFull || !slowTiers.includes(name))) {
    print(`\n── ${tier} ${'─'.repeat(74 - tier.length)}\n`);
    const start = performance.now();
    const outcome = await runTier(tier, { isFull, isNamed }, (part) => leftOut.push(part));
    const milliseconds = performance.now() - start;
    results.push(outcome ? { tier, ran: true, ...outcome, milliseconds } : { tier, ran: false });
    if (outcome?.failure !== undefined) print(`FAILED: ${outcome.failure}`);
  }
  if (!isFull) {
    leftOut.push({
      part: 'integration on DynamoDB Local, the other browser tests, faults, hostile and stack',
      reason: 'they take minutes',
      remedy: 'npm test -- --all',
    });
  }
  const { lines, ok } = summarise(results, leftOut);
  print(`\n── summary ${'─'.repeat(67)}\n`);
  for (const line of lines) print(line);
  return ok;
}

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        all: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
      },
    });
    if (!values.help) {
      const only = chooseTiers(values, process.env['npm_config_all']);
      return (await runTiers(only, values.all)) ? 0 : 1;
    }
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
}

process.exitCode = await main();
