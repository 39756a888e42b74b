import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const supervisor = fileURLToPath(new URL('supervisor.js', import.meta.url));

/** Only the end of the output is kept, for the error message. */
const OUTPUT_CHARACTERS = 4000;

/** A program that runs beside the tests and ends with them, even if they are killed. */
export interface SupervisedProcess {
  /** The process id of the supervisor; the program is its child. */
  readonly pid: number | undefined;
  /** The last 4,000 characters of stdout and stderr. */
  output(): string;
  /** Whether the process has ended, by itself or by `stop`. */
  ended(): boolean;
  /** Ends the process and waits until it has ended. */
  stop(): Promise<void>;
}

/** Starts a program that ends when this process ends, even if this process is killed. */
export function startSupervised(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): SupervisedProcess {
  const child = spawn(process.execPath, [supervisor, command, ...args], {
    ...options,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-OUTPUT_CHARACTERS);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  // If the supervisor has ended, writing to its stdin fails. `ended` already reports
  // that.
  child.stdin.on('error', () => {});

  let ended = false;
  const closed = once(child, 'close').then(() => {
    ended = true;
  });

  return {
    pid: child.pid,
    output: () => output,
    ended: () => ended,
    stop: async () => {
      child.stdin.end();
      await closed;
    },
  };
}
