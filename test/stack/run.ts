/**
 * Deploys the whole stack to MiniStack, an AWS in one Python process, and runs test/stack
 * against it. Exit codes: 0 passed, 1 failed, 3 could not run, with the reason in the
 * last line on stderr.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { deploy } from './deploy.ts';
import type { Deployment } from './deployment.ts';
import { findMinistack, startMinistack } from './ministack.ts';
import { startSesRecorder } from './ses-recorder.ts';

const couldNotRun = 3;

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

/** Tells what is being done, and how long it took. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  process.stdout.write(`${name} … `);
  const start = performance.now();
  try {
    const result = await work();
    process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}

async function runTests(deployment: Deployment): Promise<number> {
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'stack'], {
    cwd: root,
    env: { ...process.env, OPEN_DOOR_STACK: JSON.stringify(deployment) },
    stdio: 'inherit',
  });
  const end = (): void => {
    child.kill('SIGTERM');
  };
  process.once('SIGTERM', end);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    });
  } finally {
    process.off('SIGTERM', end);
  }
}

async function main(): Promise<number> {
  const ministack = await step('MiniStack, installed on first use', findMinistack);
  if (!ministack.found) {
    process.stderr.write(`${ministack.reason}; to mend it: ${ministack.remedy}\n`);
    return couldNotRun;
  }
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const recorder = await startSesRecorder(endpoint);
  try {
    const server = await step('start', () =>
      startMinistack(ministack.python, port, recorder.endpoint),
    );
    try {
      const origin = await deploy(endpoint, step);
      const exitCode = await runTests({ endpoint, origin, mailsEndpoint: recorder.endpoint });
      if (exitCode !== 0) process.stdout.write(`\nMiniStack said last:\n${server.output()}\n`);
      return exitCode === 0 ? 0 : 1;
    } finally {
      await step('stop', () => server.stop());
    }
  } finally {
    await recorder.stop();
  }
}

// Ctrl-C reaches what we have started, too: whatever we wait for fails then, and is
// tidied up. A second one ends us.
let interrupted = false;
process.once('SIGINT', () => {
  interrupted = true;
});

try {
  process.exitCode = await main();
} catch (error) {
  if (!interrupted) process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
if (interrupted) process.exitCode = 130;

/** A command's error says which command it was; what it printed says why. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const printed = ['stdout', 'stderr'].map((stream) => Reflect.get(error, stream)).filter(Boolean);
  return [error.stack, ...printed].join('\n');
}
