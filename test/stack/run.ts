/**
 * Deploys the whole stack to MiniStack, an AWS emulator in one Python process, and runs
 * the tests in test/stack against it. The exit code is 0 if all tests passed, otherwise
 * 1.
 */
import { runAttached, vitestCli } from '../support/command.ts';
import { freePort } from '../support/free-port.ts';
import { Operator } from './deploy.ts';
import type { Deployment } from './deployment.ts';
import { startMinistack } from './ministack.ts';
import { findStackPrograms } from './programs.ts';
import { startSesRecorder } from './ses-recorder.ts';

/** Prints the name of a step, and then how long it took. */
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

const runTests = (deployment: Deployment): Promise<number> =>
  runAttached(process.execPath, [vitestCli, 'run', '--project', 'stack'], {
    OPEN_DOOR_STACK: JSON.stringify(deployment),
  });

/** From nothing to a site. Returns its origin. */
async function deployFirst(operator: Operator): Promise<string> {
  try {
    await operator.bootstrap();
    const origin = await operator.deploy();
    process.stdout.write(operator.printed.map((line) => `  ${line}\n`).join(''));
    return origin;
  } finally {
    await operator.close();
  }
}

async function main(): Promise<number> {
  const programs = await step('programs, fetched on first use', findStackPrograms);
  if (!programs.found) {
    throw new Error(
      `The stack tier cannot run: ${programs.reason}. To fix it: ${programs.remedy}.`,
    );
  }
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const recorder = await startSesRecorder(endpoint);
  try {
    const server = await step('start', () =>
      startMinistack({ ...programs, port, sesEndpoint: recorder.endpoint }),
    );
    try {
      const operator = new Operator(endpoint, step);
      const origin = await deployFirst(operator);
      const exitCode = await runTests({ endpoint, origin, mailsEndpoint: recorder.endpoint });
      if (exitCode !== 0)
        process.stdout.write(`\nThe last output of MiniStack:\n${server.output()}\n`);
      return exitCode === 0 ? 0 : 1;
    } finally {
      await step('stop', () => server.stop());
    }
  } finally {
    await recorder.stop();
  }
}

// Ctrl-C also reaches the programs that we have started. The step that we wait for fails
// then, and the `finally` blocks stop the rest. A second Ctrl-C ends this process.
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

/** The error of a command names the command. Its output says why it failed. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const printed = ['stdout', 'stderr'].map((stream) => Reflect.get(error, stream)).filter(Boolean);
  return [error.stack, ...printed].join('\n');
}
