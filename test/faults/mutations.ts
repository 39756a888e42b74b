import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';

const usage = `Takes away one guard of exact sending after the other, in a copy of this folder, and shows which test notices.

  npx tsx test/faults/mutations.ts                    all guards
  npx tsx test/faults/mutations.ts --only lease       those with "lease" in their name
  npx tsx test/faults/mutations.ts --list             their names

Ends with exit code 1 where no test notices, or a guard is no longer written as this file knows it.
`;

interface Mutation {
  readonly guard: string;
  readonly file: string;
  /** Exactly once in the file. */
  readonly from: string;
  readonly to: string;
  /**
   * Where it must be noticed: a file of test/faults, and the test's name if only one is
   * to run.
   */
  readonly test: string;
  readonly named?: string;
}

const deliver = 'lambdas/send/deliver.ts';
const sweep = 'lambdas/send/sweep.ts';
const clients = 'lambdas/aws/clients.ts';
const store = 'lambdas/aws/dynamo-decline-store.ts';

const mutations: readonly Mutation[] = [
  {
    guard: 'single attempt',
    file: clients,
    from: 'maxAttempts: 1,',
    to: 'maxAttempts: 3,',
    test: 'grid',
    named: 'each run ends',
  },
  {
    guard: 'time-out that throws',
    file: clients,
    from: 'requestTimeout: SEND_TIMEOUT_MS,\n      throwOnRequestTimeout: true,',
    to: 'requestTimeout: SEND_TIMEOUT_MS,\n      throwOnRequestTimeout: false,',
    test: 'grid',
    named: 'own client gives up',
  },
  {
    guard: 'time-out of the table',
    file: clients,
    from: 'requestTimeout: TABLE_TIMEOUT_MS,\n      throwOnRequestTimeout: true,',
    to: 'requestTimeout: TABLE_TIMEOUT_MS,\n      throwOnRequestTimeout: false,',
    test: 'grid',
    named: 'a table whose connection hangs',
  },
  {
    guard: 'owner compared after a lost answer',
    file: store,
    from: 'decline?.state === to && decline.owner === set.owner',
    to: 'decline?.state === to && decline.owner !== set.owner',
    test: 'grid',
    named: 'is ours',
  },
  {
    guard: 'owner, in the condition of a no',
    file: deliver,
    from: 'const given = { owner };',
    to: 'const given = {};',
    test: 'races',
    named: 'what comes after the lease',
  },
  {
    guard: 'attempts, in the condition of a yes',
    file: deliver,
    from: 'given: { attempts: claimed.attempts },',
    to: 'given: {},',
    test: 'races',
    named: 'what comes after the lease',
  },
  {
    guard: 'lease that must be over',
    file: sweep,
    from: 'given: { leaseOverBy: at },',
    to: 'given: {},',
    test: 'races',
    named: 'two sweeps at once',
  },
  {
    guard: 'lease longer than the function',
    file: deliver,
    from: 'export const LEASE_MS = 75_000;',
    to: 'export const LEASE_MS = 20_000;',
    test: 'races',
    named: 'a lease outlives',
  },
  {
    guard: 'hash of the letter that was read',
    file: deliver,
    from: 'given: { letterHash, linkHash: hashSecret(link.secret), linkAliveAt: at },',
    to: 'given: { linkHash: hashSecret(link.secret), linkAliveAt: at },',
    test: 'model',
  },
  {
    guard: 'one claim: the prior state',
    file: 'lambdas/core/decline/decline.ts',
    from: "claim: { from: ['draft'], to: 'sending' },",
    to: "claim: { from: ['draft', 'sending', 'sent'], to: 'sending' },",
    test: 'model',
  },
  {
    guard: 'due, in the condition of the next attempt',
    file: sweep,
    from: 'given: { dueBy: at, letterHash: decline.letterHash },',
    to: 'given: { letterHash: decline.letterHash },',
    test: 'races',
    named: 'not sent before its time',
  },
  {
    guard: 'rank of reports',
    file: 'lambdas/core/decline/decline.ts',
    from: 'reportRank[other] < reportRank[state]',
    to: 'other !== state',
    test: 'orders',
    named: 'from sent',
  },
];

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Not part of what is tested, or too large to copy. */
const leftOut = new Set(['node_modules', '.git', '.cache', 'cdk.out', 'coverage']);

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      message: z.optional(z.string()),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** @returns the names of the tests that failed; empty where none did */
async function failedIn(folder: string, { test, named }: Mutation): Promise<readonly string[]> {
  const report = join(folder, 'report.json');
  const child = spawn(
    process.execPath,
    [
      join(folder, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--project',
      'faults',
      `faults/${test}.test.ts`,
      ...(named === undefined ? [] : ['-t', named]),
    ],
    {
      cwd: folder,
      stdio: 'ignore',
      env: {
        ...process.env,
        OPEN_DOOR_TEST_REPORT: report,
        OPEN_DOOR_DYNAMODB_LOCAL: 'skip',
        OPEN_DOOR_FAULT_FIGURES: join(folder, 'figures.txt'),
        FAULT_GRID: 'send',
      },
    },
  );
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const { testResults } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  const broken = testResults.find(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  if (broken !== undefined) throw new Error(`The tests did not start: ${broken.message}`);
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
}

async function tryOne(mutation: Mutation): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'open-door-mutation-'));
  try {
    cpSync(root, folder, {
      recursive: true,
      filter: (path) => !leftOut.has(basename(path)) || relative(root, path).includes('lambdas'),
    });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const file = join(folder, mutation.file);
    const before = readFileSync(file, 'utf8');
    const times = before.split(mutation.from).length - 1;
    if (times !== 1) {
      throw new Error(
        `"${mutation.from}" is ${times} times in ${mutation.file}, not once: the guard is ` +
          'written in another way now. Bring test/faults/mutations.ts up to date.',
      );
    }
    writeFileSync(
      file,
      before.replace(mutation.from, () => mutation.to),
    );
    return await failedIn(folder, mutation);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      list: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  let missed = 0;
  for (const mutation of mutations.filter(({ guard }) => guard.includes(values.only))) {
    process.stdout.write(mutation.guard.padEnd(44));
    if (values.list) {
      process.stdout.write(`${mutation.file}\n`);
      continue;
    }
    try {
      const failed = await tryOne(mutation);
      if (failed.length === 0) missed += 1;
      process.stdout.write(
        failed.length === 0 ? 'NO TEST NOTICES\n' : `noticed by ${failed.join('; ')}\n`,
      );
    } catch (error) {
      missed += 1;
      process.stdout.write(
        `CANNOT TRY: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    }
  }
  return missed === 0 ? 0 : 1;
}

process.exitCode = await main();
