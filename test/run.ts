import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findBrowser } from './support/browser.ts';
import { run } from './support/command.ts';
import { isContinuousIntegration } from './support/continuous-integration.ts';
import { findDynamoDbLocal } from './support/dynamodb-local.ts';
import type { Lookup } from './support/lookup.ts';
import {
  type Counts,
  countTests,
  faultOf,
  type LeftOut,
  parseOnly,
  summarise,
  type Tier,
  type TierResult,
  tiers,
} from './support/tiers.ts';

const usage = `Runs the tests, tier by tier: ${tiers.join(', ')}.

  npm test                               all but the faults and stack tiers, which take minutes
  npm test -- --all                      those, too
  npm test -- --only unit,integration    these tiers

Each tier runs where it can; the end of the output tells what was left out and what would let it run. Where
CI=true, and for the tiers named with --only, a tier that cannot run is a failure.

The tiers need: check, unit and faults nothing but Node; integration Java 17 for its second half; browser a Chromium (on
Linux it is fetched from npm if there is none); stack Python 3 with venv.
`;

/**
 * By which test/stack/run.ts says that it could not run, as against failed; the last line
 * on stderr says why.
 */
const couldNotRun = 3;

const root = fileURLToPath(new URL('..', import.meta.url));
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

interface Ended {
  /** 1 when a signal ended it. */
  readonly exitCode: number;
  /** The last line on stderr with something in it, if one was to be kept. */
  readonly lastWords: string;
}

interface PassOptions {
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Reads stderr on its way; without, both streams go straight out and stay in their
   * order.
   */
  readonly keepLastWords?: boolean;
}

/** Runs a program with its output passed on as it comes. Ends it when we are ended. */
async function pass(
  command: string,
  args: readonly string[],
  { env = {}, keepLastWords = false }: PassOptions = {},
): Promise<Ended> {
  const child = spawn(command, [...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['inherit', 'inherit', keepLastWords ? 'pipe' : 'inherit'],
  });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    process.stderr.write(text);
    lastWords = text.trim().split('\n').at(-1) || lastWords;
  });
  const terminate = (): void => {
    child.kill('SIGTERM');
  };
  process.once('SIGTERM', terminate);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ exitCode: code ?? 1, lastWords }));
    });
  } finally {
    process.off('SIGTERM', terminate);
  }
}

/**
 * A tier's tests by vitest's own report: the exit code alone cannot tell that none ran.
 */
async function counted(
  args: readonly string[],
  options: PassOptions = {},
): Promise<Ended & { counts: Counts | undefined }> {
  const folder = mkdtempSync(join(tmpdir(), 'open-door-test-'));
  const report = join(folder, 'report.json');
  try {
    const ended = await pass(process.execPath, args, {
      ...options,
      env: { ...options.env, OPEN_DOOR_TEST_REPORT: report },
    });
    return { ...ended, counts: readCounts(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(report: string): Counts | undefined {
  let text: string;
  try {
    text = readFileSync(report, 'utf8');
  } catch {
    return undefined;
  }
  return countTests(text);
}

async function findPython(): Promise<Lookup<unknown>> {
  try {
    await run('python3', ['-c', 'import ensurepip, venv']);
    return { found: true };
  } catch {
    return {
      found: false,
      reason: 'there is no Python 3 with venv',
      remedy: 'install Python 3 with venv (Debian: apt-get install python3-venv)',
    };
  }
}

/** What a tier came to, or what it lacks. */
type Attempt =
  | { readonly ran: true; readonly counts: Counts; readonly fault?: string }
  | { readonly ran: false; readonly reason: string; readonly remedy: string };

const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

function judge({ counts, exitCode }: { counts: Counts | undefined; exitCode: number }): Attempt {
  const fault = faultOf(counts, exitCode);
  return { ran: true, counts: counts ?? noCounts, ...(fault === undefined ? {} : { fault }) };
}

async function check(): Promise<Attempt> {
  const windows = process.platform === 'win32';
  const { exitCode } = windows
    ? await pass('cmd.exe', ['/d', '/s', '/c', 'npm', 'run', '--silent', 'check'])
    : await pass('npm', ['run', '--silent', 'check']);
  return {
    ran: true,
    counts: noCounts,
    ...(exitCode === 0 ? {} : { fault: `exit code ${exitCode}` }),
  };
}

async function unit(): Promise<Attempt> {
  return judge(await counted([vitest, 'run', '--project', 'unit']));
}

async function integration(required: boolean, leaveOut: (left: LeftOut) => void): Promise<Attempt> {
  const local = await findDynamoDbLocal();
  if (!local.found && !required) {
    leaveOut({ what: 'integration on DynamoDB Local', reason: local.reason, remedy: local.remedy });
  }
  // Decided here once; that it is required of vitest although it is missing makes the
  // tier fail, and say why.
  const setting = local.found || required ? 'required' : 'skip';
  return judge(
    await counted([vitest, 'run', '--project', 'integration'], {
      env: { OPEN_DOOR_DYNAMODB_LOCAL: setting },
    }),
  );
}

async function browser(): Promise<Attempt> {
  const found = await findBrowser();
  if (!found.found) return { ran: false, reason: found.reason, remedy: found.remedy };
  print(`On ${found.path}`);
  return judge(await counted([vitest, 'run', '--project', 'browser']));
}

const forLater = { ran: false, reason: 'it takes minutes', remedy: 'npm test -- --all' } as const;

async function faults(wanted: boolean): Promise<Attempt> {
  return wanted ? judge(await counted([tsx, join('test', 'faults', 'run.ts')])) : forLater;
}

async function stack(wanted: boolean): Promise<Attempt> {
  if (!wanted) return forLater;
  const python = await findPython();
  if (!python.found) return { ran: false, reason: python.reason, remedy: python.remedy };
  const ended = await counted([tsx, join('test', 'stack', 'run.ts')], { keepLastWords: true });
  if (ended.exitCode !== couldNotRun) return judge(ended);
  return {
    ran: false,
    reason: ended.lastWords || 'it could not run',
    remedy: 'see to that, then npm test -- --only stack',
  };
}

interface Wishes {
  readonly all: boolean;
  readonly only: readonly Tier[];
}

async function runTiers({ all, only }: Wishes): Promise<number> {
  const results: TierResult[] = [];
  const leftOut: LeftOut[] = [];
  const ci = isContinuousIntegration();
  const named = only.length > 0;

  const attempt = async (tier: Tier): Promise<Attempt> => {
    switch (tier) {
      case 'check':
        return await check();
      case 'unit':
        return await unit();
      case 'integration':
        // Named by someone on a machine without Java, its first half is still what they
        // asked for.
        return await integration(ci, (left) => leftOut.push(left));
      case 'browser':
        return await browser();
      case 'faults':
        return await faults(ci || all || named);
      case 'stack':
        return await stack(ci || all || named);
    }
  };

  for (const tier of named ? only : tiers) {
    print(`\n── ${tier} ${'─'.repeat(74 - tier.length)}\n`);
    const start = performance.now();
    const outcome = await attempt(tier);
    const milliseconds = performance.now() - start;
    if (outcome.ran) {
      results.push({ tier, ...outcome, milliseconds });
    } else if (ci || named) {
      const fault = `it cannot run: ${outcome.reason}. To mend it: ${outcome.remedy}`;
      print(fault);
      results.push({ tier, ran: true, counts: noCounts, fault, milliseconds });
    } else {
      print(`Left out: ${outcome.reason}.`);
      results.push({ tier, ran: false });
      leftOut.push({ what: tier, reason: outcome.reason, remedy: outcome.remedy });
    }
  }

  const { lines, ok } = summarise(results, leftOut);
  print(`\n── summary ${'─'.repeat(67)}\n`);
  for (const line of lines) print(line);
  return ok ? 0 : 1;
}

/** @returns the wishes, or undefined when help was asked for */
function parseWishes(): Wishes | undefined {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      all: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  return values.help ? undefined : { all: values.all, only: parseOnly(values.only) };
}

async function main(): Promise<number> {
  let wishes: Wishes | undefined;
  try {
    wishes = parseWishes();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (wishes === undefined) {
    process.stdout.write(usage);
    return 0;
  }
  return await runTiers(wishes);
}

process.exitCode = await main();
