import { join } from 'node:path';
import { cachedFolder } from './cache.ts';
import { run } from './command.ts';
import { firstLine, type Lookup } from './lookup.ts';

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
 * Finds the Python interpreter of a virtual environment with one package. The first use
 * creates the environment.
 *
 * @param name the package in the Python package index
 */
export async function findPythonPackage(
  name: string,
  version: string,
): Promise<Lookup<{ python: string }>> {
  const found = await findPython();
  if (!found.found) return found;
  try {
    const folder = await cachedFolder(`${name}/${version}`, async (target) => {
      await run(found.python, ['-m', 'venv', target]);
      const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
      await run(interpreterIn(target), [...pip, `${name}==${version}`], {
        timeoutMs: 5 * 60_000,
      });
    });
    return { found: true, python: interpreterIn(folder) };
  } catch (error) {
    return {
      found: false,
      reason: `${name} ${version} could not be installed: ${lastLine(error)}`,
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
