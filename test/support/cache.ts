import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Git ignores this folder. Everything in it can be fetched or generated again. */
export const cacheFolder = fileURLToPath(new URL('../../.cache', import.meta.url));

/**
 * A folder in the cache. The first call fills it.
 *
 * `fill` works in a temporary folder, and the folder gets its name only when `fill` has
 * finished. So an interrupted fill leaves no incomplete folder. If two processes fill the
 * folder at the same time, the first rename wins and both use its result.
 *
 * @param name the path below the cache. It must contain the version of the content,
 *   because an existing folder is never checked or filled again
 * @returns the absolute path of the folder
 */
export async function cachedFolder(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const target = join(cacheFolder, name);
  if (existsSync(target)) return target;

  await mkdir(dirname(target), { recursive: true });
  const temporary = await mkdtemp(`${target}.filling-`);
  try {
    await fill(temporary);
    await rename(temporary, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return target;
}
