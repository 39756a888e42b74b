import { createHash } from 'node:crypto';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedFolder } from './cache.ts';
import { npm } from './command.ts';
import { findJava } from './dynamodb-local.ts';
import { firstLine, type Lookup } from './lookup.ts';

/**
 * The package with Lighthouse and the Nu HTML checker. They have 200 packages and 220 MB,
 * and only the browser tests use them. So they are no dependencies of the project: the
 * first use fetches what the lockfile there names.
 */
const packageFolder = fileURLToPath(new URL('../page-tools', import.meta.url));

async function fetchTools(): Promise<string> {
  const lock = await readFile(join(packageFolder, 'package-lock.json'));
  const version = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  return cachedFolder(`page-tools/${version}`, async (folder) => {
    for (const file of ['package.json', 'package-lock.json']) {
      await copyFile(join(packageFolder, file), join(folder, file));
    }
    await npm(['ci', `--prefix=${folder}`, '--ignore-scripts', '--no-audit', '--no-fund']);
  });
}

async function findTools(): Promise<Lookup<{ modules: string }>> {
  try {
    return { found: true, modules: join(await fetchTools(), 'node_modules') };
  } catch (error) {
    return {
      found: false,
      reason: `Lighthouse and the HTML checker could not be fetched: ${firstLine(error)}`,
      remedy: 'connect to the npm registry once',
    };
  }
}

/** The file that `node` runs as `lighthouse`. The first call fetches it. */
export async function findLighthouse(): Promise<Lookup<{ cli: string }>> {
  const tools = await findTools();
  if (!tools.found) return tools;
  return { found: true, cli: join(tools.modules, 'lighthouse', 'cli', 'index.js') };
}

/** Java, and the jar of the Nu HTML checker. The first call fetches the jar. */
export async function findHtmlChecker(): Promise<Lookup<{ java: string; jar: string }>> {
  const java = await findJava();
  if (!java.found) return java;
  const tools = await findTools();
  if (!tools.found) return tools;
  const jar = join(tools.modules, 'vnu-jar', 'build', 'dist', 'vnu.jar');
  return { found: true, java: java.java, jar };
}
