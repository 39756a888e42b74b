import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cachedFolder } from '../support/cache.ts';
import { run } from '../support/command.ts';
import { firstLine, type Lookup } from '../support/lookup.ts';
import { startSupervised } from '../support/supervised-process.ts';

const version = '1.5.33';

/** The timeout for its first answer. It takes 3 s on two idle cores. */
const startTimeoutMs = 60_000;

async function findPython(): Promise<Lookup<{ python: string }>> {
  const remedy = 'install Python 3.10 or newer with venv (Debian: apt-get install python3-venv)';
  let reason = 'there is no Python 3';
  for (const python of ['python3', 'python']) {
    try {
      await run(python, ['-c', 'import sys; assert sys.version_info >= (3, 10), "too old"']);
    } catch (error) {
      if (String(error).includes('too old')) reason = `${python} is older than 3.10`;
      continue;
    }
    try {
      await run(python, ['-c', 'import ensurepip, venv']);
      return { found: true, python };
    } catch {
      reason = `${python} has no venv`;
    }
  }
  return { found: false, reason, remedy };
}

/**
 * Finds the Python interpreter of a virtual environment with MiniStack. The first use
 * creates the environment.
 */
export async function findMinistack(): Promise<Lookup<{ python: string }>> {
  const found = await findPython();
  if (!found.found) return found;
  try {
    const folder = await cachedFolder(`ministack/${version}`, async (target) => {
      await run(found.python, ['-m', 'venv', target]);
      const pip = [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        `ministack==${version}`,
      ];
      await run(interpreterIn(target), pip, { timeoutMs: 5 * 60_000 });
    });
    return { found: true, python: interpreterIn(folder) };
  } catch (error) {
    return {
      found: false,
      reason: `ministack ${version} could not be installed: ${lastLine(error)}`,
      remedy: 'make the Python package index reachable, once',
    };
  }
}

/**
 * The interpreter of a virtual environment, which the cache has moved since its creation.
 * Its scripts contain the old path and do not work, but the interpreter does.
 */
function interpreterIn(folder: string): string {
  return process.platform === 'win32'
    ? join(folder, 'Scripts', 'python.exe')
    : join(folder, 'bin', 'python');
}

/** The last line of an error output: there pip states the cause. */
function lastLine(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return stderr.split('\n').at(-1) || firstLine(error);
}

export interface RunningMinistack {
  /** The end of its output. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Starts MiniStack: an empty AWS account that checks IAM permissions. We use it as the
 * root user.
 *
 * @param sesEndpoint the functions use this endpoint as SES
 * @throws {Error} if it does not answer within the timeout
 */
export async function startMinistack(
  python: string,
  port: number,
  sesEndpoint: string,
): Promise<RunningMinistack> {
  const endpoint = `http://127.0.0.1:${port}`;
  // MiniStack unpacks the functions there, and does not delete them.
  const scratch = await mkdtemp(join(tmpdir(), 'open-door-ministack-'));
  const server = startSupervised(python, ['-m', 'ministack'], {
    // The functions inherit these variables, besides their own. So the list must have no
    // other variable of ours.
    env: {
      ...inherited('PATH', 'HOME', 'SystemRoot'),
      TMPDIR: scratch,
      TEMP: scratch,
      TMP: scratch,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      AUTH: 'true',
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_SES: sesEndpoint,
    },
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  };
  const deadline = Date.now() + startTimeoutMs;
  while (!(await isReady(endpoint))) {
    if (server.ended() || Date.now() > deadline) {
      await stop();
      throw new Error(`MiniStack did not start on port ${port}. Its output:\n${server.output()}`);
    }
    await sleep(100);
  }
  return { output: server.output, stop };
}

function inherited(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

async function isReady(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_ministack/ready`, {
      signal: AbortSignal.timeout(2000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
