import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The file that `node` runs as `vitest`. */
export const vitestCli = join(root, 'node_modules', 'vitest', 'vitest.mjs');

interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/**
 * Runs a program, waits until it has ended, and gives its output.
 *
 * @throws {Error} if it does not start, fails, or takes longer than `timeoutMs`, 60 s by
 *   default
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

/** Runs npm. On Windows npm is a batch file, which only a shell can run. */
export async function npm(args: readonly string[], options: CommandOptions = {}): Promise<void> {
  const timeoutMs = 5 * 60_000;
  if (process.platform === 'win32') {
    await run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], { timeoutMs, ...options });
  } else {
    await run('npm', args, { timeoutMs, ...options });
  }
}

/**
 * Runs a program in the project's folder with its output on this terminal. If this
 * process gets SIGTERM, the program gets SIGTERM, too.
 *
 * @returns the exit code, or 1 if a signal ended the program
 */
export async function runAttached(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  const child = spawn(command, [...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    // On Windows npm is a batch file, which only a shell can run.
    shell: process.platform === 'win32' && command === 'npm',
  });
  const terminate = (): void => {
    child.kill('SIGTERM');
  };
  process.once('SIGTERM', terminate);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    });
  } finally {
    process.off('SIGTERM', terminate);
  }
}
