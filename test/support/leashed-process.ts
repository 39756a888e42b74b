import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const leash = fileURLToPath(new URL('leash.js', import.meta.url));

/** Output kept for the error message of a process that ended too early. */
const keptCharacters = 4000;

/** A program that runs beside the tests and ends with them, even when they are killed. */
export interface LeashedProcess {
  /** Process id of the leash; the program itself is its child. */
  readonly pid: number | undefined;
  /** The last of what it printed, both streams. */
  output(): string;
  /** Whether it ended, by itself or stopped. */
  ended(): boolean;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

/** Starts a program that cannot outlive this process. */
export function startLeashed(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): LeashedProcess {
  const child = spawn(process.execPath, [leash, command, ...args], {
    ...options,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-keptCharacters);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  // A leash that is gone has closed its end of the pipe; that is for `ended` to tell, not
  // an error of ours.
  child.stdin.on('error', () => {});

  let ended = false;
  const gone = once(child, 'close').then(() => {
    ended = true;
  });

  return {
    pid: child.pid,
    output: () => output,
    ended: () => ended,
    stop: async () => {
      child.stdin.end();
      await gone;
    },
  };
}
