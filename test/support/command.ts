import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/**
 * Runs a program to its end and gives what it printed, both streams.
 *
 * @throws {Error} when it cannot be started, fails or takes too long
 */
export async function run(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<{ stdout: string; stderr: string }> {
  const { timeoutMs = 60_000, ...rest } = options;
  return await execute(command, [...args], {
    ...rest,
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
  });
}

/**
 * npm, as it is on this machine: on Windows it is a batch file, which only a shell can
 * run.
 */
export async function npm(args: readonly string[], options: CommandOptions = {}): Promise<void> {
  const timeoutMs = 5 * 60_000;
  if (process.platform === 'win32') {
    await run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], { timeoutMs, ...options });
  } else {
    await run('npm', args, { timeoutMs, ...options });
  }
}
