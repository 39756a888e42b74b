import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runAttached, vitestCli } from '../support/command.ts';
import { isContinuousIntegration } from '../support/continuous-integration.ts';
import { findDynamoDbLocal } from '../support/dynamodb-local.ts';
import { followFile } from '../support/follow-file.ts';
import { describeLeftOut } from '../support/tiers.ts';

const usage = `Proves exact sending: counts the letters that SES accepts twice and those that are
lost without a notice, under faults, crashes, races and load.

  npm run test:faults                  2,000 runs of the model and every cell of the grid, in
                                       some minutes
  npm run test:faults -- --full        100,000 runs of the model, 10,000 runs of the grid and
                                       60 s of load, in half an hour
  npm run test:faults -- model grid    only these files of test/faults

Tests that need a table run on dynalite, and on DynamoDB Local too if there is Java 17. The
last line says if it was left out.

The model prints its seed. FAULT_SEED=… repeats a run, and FAULT_PATH=… repeats a failure.
FAULT_MODEL_RUNS=… sets the number of runs. The exit code is 1 if a test failed, or a letter
was duplicated or lost.
`;

/**
 * Looks for DynamoDB Local, to say at the end if it was left out.
 *
 * @returns undefined if there is nothing to say: the caller (test/run.ts) has decided and
 *   says it, or this is CI, where the tests fail without it
 */
async function lookForDynamoDbLocal() {
  const isDecided = (process.env['OPEN_DOOR_DYNAMODB_LOCAL'] ?? '') !== '';
  return isDecided || isContinuousIntegration() ? undefined : await findDynamoDbLocal();
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      full: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const local = await lookForDynamoDbLocal();
  const startedAt = performance.now();
  return await followFile(async (figures) => {
    const args = [vitestCli, 'run', '--project', 'faults', ...positionals];
    const code = await runAttached(process.execPath, args, {
      OPEN_DOOR_FAULT_FIGURES: figures,
      ...(values.full && { FAULT_RUNS: 'full' }),
      ...(local && { OPEN_DOOR_DYNAMODB_LOCAL: local.found ? 'required' : 'skip' }),
    });
    const lines = readFileSync(figures, 'utf8').split('\n');
    const sum = (name: string): number =>
      lines.reduce(
        (total, line) => total + Number(new RegExp(`  ${name} (\\d+)`).exec(line)?.[1] ?? 0),
        0,
      );
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const [duplicates, lost, unknown] = ['duplicates', 'lost', String.raw`unknown\+informed`].map(
      sum,
    );
    process.stdout.write(
      `\nIn all: duplicates ${duplicates}  lost ${lost}  unknown+informed ${unknown}  in ` +
        `${seconds} s${code === 0 ? '' : '  FAILED'}\n`,
    );
    if (local?.found === false) {
      const { reason, remedy } = local;
      const leftOut = describeLeftOut({ part: 'the tests on DynamoDB Local', reason, remedy });
      process.stdout.write(`Left out: ${leftOut}\n`);
    }
    return code === 0 && duplicates === 0 && lost === 0 ? 0 : 1;
  });
}

process.exitCode = await main();
