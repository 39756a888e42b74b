import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startSupervised } from './supervised-process.ts';

const sleeper =
  "console.log(process.pid); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

it('when a program ignores SIGTERM, then stop ends it', async () => {
  const started = startSupervised(process.execPath, ['-e', sleeper]);
  await waitFor(() => started.output() !== '');
  const pid = Number(started.output());
  expect(isAlive(pid)).toBe(true);

  await started.stop();

  expect(started.ended()).toBe(true);
  await waitFor(() => !isAlive(pid));
});

it('when a program ends by itself, then ended is true and its output is kept', async () => {
  const started = startSupervised(process.execPath, [
    '-e',
    "console.error('no port for me'); process.exit(4)",
  ]);
  await waitFor(() => started.ended());
  expect(started.output()).toContain('no port for me');
  await started.stop();
});

it('when a program does not exist, then ended is true and the output names it', async () => {
  const started = startSupervised('no-such-program', []);
  await waitFor(() => started.ended());
  expect(started.output()).toContain('no-such-program');
});
