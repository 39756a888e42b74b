import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Proves exact sending: what SES takes twice and what is silently lost, under faults, crashes, races and load.

  npm run test:faults                   some 2,000 model runs, every cell of the grid; minutes
  npm run test:faults -- --full         100,000 model runs, 10,000 runs of the grid, 60 s of load; half an hour
  npm run test:faults -- model grid     these files of test/faults only

The model prints its seed: FAULT_SEED=… (and the FAULT_PATH=… of a failure) runs the same again; FAULT_MODEL_RUNS=…
sets how many. Ends with exit code 1 where anything failed.
`;

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

/** Passes on what the tests append to the file, as it comes. */
function follow(file: string): () => void {
  let read = 0;
  const pass = (): void => {
    if (statSync(file).size <= read) return;
    const all = readFileSync(file);
    process.stdout.write(all.subarray(read));
    read = all.length;
  };
  const timer = setInterval(pass, 500);
  return () => {
    clearInterval(timer);
    pass();
  };
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
  const folder = mkdtempSync(join(tmpdir(), 'open-door-faults-'));
  const figures = join(folder, 'figures.txt');
  writeFileSync(figures, '');
  const begun = performance.now();
  const stop = follow(figures);
  try {
    // One file at a time: the load and the races are measured on two cores.
    const child = spawn(
      process.execPath,
      [vitest, 'run', '--project', 'faults', '--no-file-parallelism', ...positionals],
      {
        cwd: root,
        stdio: 'inherit',
        env: {
          ...process.env,
          OPEN_DOOR_FAULT_FIGURES: figures,
          ...(values.full && { FAULT_RUNS: 'full' }),
        },
      },
    );
    const end = (): void => {
      child.kill('SIGTERM');
    };
    process.once('SIGTERM', end);
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode) => resolve(exitCode ?? 1));
    });
    process.off('SIGTERM', end);
    stop();
    const lines = readFileSync(figures, 'utf8').split('\n');
    const sum = (name: string): number =>
      lines.reduce(
        (total, line) => total + Number(new RegExp(`  ${name} (\\d+)`).exec(line)?.[1] ?? 0),
        0,
      );
    const seconds = Math.round((performance.now() - begun) / 1000);
    const [duplicates, lost, unknown] = ['duplicates', 'lost', String.raw`unknown\+told`].map(sum);
    process.stdout.write(
      `\nIn all: duplicates ${duplicates}  lost ${lost}  unknown+told ${unknown}  in ` +
        `${seconds} s${code === 0 ? '' : '  FAILED'}\n`,
    );
    return code === 0 && duplicates === 0 && lost === 0 ? 0 : 1;
  } finally {
    stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
