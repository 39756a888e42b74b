import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Prints what `work` appends to a file, as it appends it: vitest does not show the output
 * of a test that passes.
 *
 * @param work gets the path of the file, which is deleted afterwards
 */
export async function followFile<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'open-door-figures-'));
  const file = join(folder, 'figures.txt');
  writeFileSync(file, '');
  let read = 0;
  const pass = (): void => {
    if (statSync(file).size <= read) return;
    const all = readFileSync(file);
    process.stdout.write(all.subarray(read));
    read = all.length;
  };
  const timer = setInterval(pass, 500);
  try {
    return await work(file);
  } finally {
    clearInterval(timer);
    pass();
    rmSync(folder, { recursive: true, force: true });
  }
}
