import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type Mutation, mutations } from './mutation-list.ts';

const usage = `Removes one safeguard of exact sending after the other, in a copy of this folder, and
prints which tests fail then.

  npm run test:mutations                      all safeguards
  npm run test:mutations -- --only lease      those with "lease" in their name
  npm run test:mutations -- --list            their names

The exit code is 1 if no test fails for a safeguard. test/faults/mutation-list.ts has the list.
`;

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Folders that are not copied: the tests do not need them, or they are too large. */
const skippedFolders = new Set(['node_modules', '.git', '.cache', 'cdk.out', 'coverage']);

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      message: z.optional(z.string()),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** Runs the tests of a mutation. @returns the names of the tests that failed */
async function failedIn(
  folder: string,
  { test, named, grid = 'send' }: Mutation,
): Promise<readonly string[]> {
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
        FAULT_GRID: grid,
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
      filter: (path) =>
        !skippedFolders.has(basename(path)) || relative(root, path).includes('lambdas'),
    });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const file = join(folder, mutation.file);
    const before = readFileSync(file, 'utf8');
    const times = before.split(mutation.from).length - 1;
    if (times !== 1) {
      throw new Error(
        `"${mutation.from}" is ${times} times in ${mutation.file}, not once. Update ` +
          'test/faults/mutation-list.ts.',
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
  for (const mutation of mutations.filter(({ safeguard }) => safeguard.includes(values.only))) {
    process.stdout.write(mutation.safeguard.padEnd(44));
    if (values.list) {
      process.stdout.write(`${mutation.file}\n`);
      continue;
    }
    try {
      const failed = await tryOne(mutation);
      if (failed.length === 0) missed += 1;
      process.stdout.write(failed.length === 0 ? 'NO TEST FAILS\n' : `${failed.join('; ')}\n`);
    } catch (error) {
      missed += 1;
      process.stdout.write(
        `CANNOT RUN: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    }
  }
  return missed === 0 ? 0 : 1;
}

process.exitCode = await main();
