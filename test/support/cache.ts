import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Git-ignored; whatever is in it can be fetched or made again. */
export const cacheFolder = fileURLToPath(new URL('../../.cache', import.meta.url));

/**
 * A folder in the cache, filled on first use. It appears under its name only when it is
 * whole: a fill that was interrupted is not taken for one that worked, and of two fills
 * at once one wins.
 *
 * @param name path below the cache; puts the version into it, for what is there is never
 *   looked at again
 */
export async function cachedFolder(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const target = join(cacheFolder, name);
  if (existsSync(target)) return target;

  await mkdir(dirname(target), { recursive: true });
  const filling = await mkdtemp(`${target}.filling-`);
  try {
    await fill(filling);
    await rename(filling, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(filling, { recursive: true, force: true });
  }
  return target;
}
