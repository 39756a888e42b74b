import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findMinistack } from './stack/ministack.ts';
import { findBrowser } from './support/browser.ts';
import { runAttached, vitestCli } from './support/command.ts';
import { isContinuousIntegration } from './support/continuous-integration.ts';
import { findDynamoDbLocal } from './support/dynamodb-local.ts';
import type { Lookup } from './support/lookup.ts';
import {
  countTests,
  failureReason,
  type LeftOut,
  parseOnly,
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

The last lines of the output say what was left out and how to run it. With CI=true all tiers
run, and a tier that cannot run is a failure; so is a tier that was named with --only.

check, unit and faults need nothing but Node. integration runs on DynamoDB Local too if there
is Java 17. browser needs a Chromium (on Linux it is fetched from npm if there is none). stack
needs Python 3.10 with venv.
`;

const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));

/** How a tier runs: arguments of `node`, and a program that not every machine has. */
interface TierCommand {
  readonly args: readonly string[];
  readonly lookup?: () => Promise<Lookup<unknown>>;
}

const commands: Readonly<Record<Exclude<Tier, 'check'>, TierCommand>> = {
  unit: { args: [vitestCli, 'run', '--project', 'unit'] },
  integration: { args: [vitestCli, 'run', '--project', 'integration'] },
  browser: { args: [vitestCli, 'run', '--project', 'browser'], lookup: findBrowser },
  faults: { args: [tsx, 'test/faults/run.ts'] },
  stack: { args: [tsx, 'test/stack/run.ts'], lookup: findMinistack },
};

/** What `npm test` runs of the slow tiers. */
const quickFiles: Partial<Record<Tier, readonly string[]>> = {
  browser: ['test/browser/journey.test.ts'],
};
const slowTiers: readonly Tier[] = ['faults', 'stack'];

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

type Outcome = Pick<Extract<TierResult, { ran: true }>, 'counts' | 'failure'>;

/**
 * Runs tests. Vitest's report gives the counts: the exit code does not say that none ran.
 */
async function runTests(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'open-door-test-'));
  const report = join(folder, 'report.json');
  try {
    const exitCode = await runAttached(process.execPath, args, {
      ...env,
      OPEN_DOOR_TEST_REPORT: report,
    });
    const counts = countTests(readReport(report));
    return { counts, failure: failureReason(counts, exitCode) };
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
 * @param isRequired whether it is a failure if the tier, or a part of it, cannot run
 */
async function runTier(
  tier: Tier,
  { isFull, isRequired }: { readonly isFull: boolean; readonly isRequired: boolean },
  leaveOut: (part: LeftOut) => void,
): Promise<Outcome | undefined> {
  if (tier === 'check') return runCheck();
  const { args, lookup } = commands[tier];
  const found = await lookup?.();
  if (found?.found === false) {
    const { reason, remedy } = found;
    if (isRequired) return { counts: countTests(), failure: `${reason}. To run it: ${remedy}` };
    leaveOut({ part: tier, reason, remedy });
    return undefined;
  }
  const env: NodeJS.ProcessEnv = {};
  if (tier === 'integration') {
    const local = isFull ? await findDynamoDbLocal() : undefined;
    const skips = local === undefined || (!local.found && !isContinuousIntegration());
    env['OPEN_DOOR_DYNAMODB_LOCAL'] = skips ? 'skip' : 'required';
    if (local?.found === false) leaveOut({ ...local, part: 'integration on DynamoDB Local' });
  }
  return runTests([...args, ...(isFull ? [] : (quickFiles[tier] ?? []))], env);
}

async function runTiers(only: readonly Tier[], isAll: boolean): Promise<boolean> {
  const results: TierResult[] = [];
  const leftOut: LeftOut[] = [];
  const isRequired = isContinuousIntegration() || only.length > 0;
  const isFull = isRequired || isAll;
  const chosen = only.length > 0 ? only : tiers;
  for (const tier of chosen.filter((name) => isFull || !slowTiers.includes(name))) {
    print(`\n── ${tier} ${'─'.repeat(74 - tier.length)}\n`);
    const start = performance.now();
    const outcome = await runTier(tier, { isFull, isRequired }, (part) => leftOut.push(part));
    const milliseconds = performance.now() - start;
    results.push(outcome ? { tier, ran: true, ...outcome, milliseconds } : { tier, ran: false });
    if (outcome?.failure !== undefined) print(`FAILED: ${outcome.failure}`);
  }
  if (!isFull) {
    leftOut.push({
      part: 'integration on DynamoDB Local, the other browser tests, faults and stack',
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
    if (!values.help) return (await runTiers(parseOnly(values.only), values.all)) ? 0 : 1;
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
}

process.exitCode = await main();
