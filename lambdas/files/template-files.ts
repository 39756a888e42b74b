import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PageLanguage } from '../core/choices.ts';
import type { Templates } from '../core/text/templates.ts';
import type { VagueFiles } from '../core/vague/note-hints.ts';

/**
 * Finds the folder that holds `templates/`: the root of the repository when the code runs
 * from source, the folder of the function when it runs from a bundle. The search goes
 * from this file upwards, so it works in both.
 */
function findRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    // The function `send` has built assets, but no templates.
    if (existsSync(join(folder, 'templates', 'mails'))) return folder;
    if (existsSync(join(folder, 'built-assets'))) return folder;
    if (folder === dirname(folder))
      throw new Error(
        'There is no folder "templates/mails" here or above: the bundle is incomplete.',
      );
  }
}

const cache = new Map<string, string>();
const bytesCache = new Map<string, Uint8Array<ArrayBuffer>>();
let root: string | undefined;

/**
 * Reads a text file, by its path below the root. The text is cached: the file is deployed
 * with the code and does not change while the process runs.
 */
export function readTextFile(path: string): string {
  const cached = cache.get(path);
  if (cached !== undefined) return cached;
  root ??= findRoot();
  const text = readFileSync(join(root, path), 'utf8');
  cache.set(path, text);
  return text;
}

/** Whether there is a file, by its path below the root. */
export function hasFile(path: string): boolean {
  root ??= findRoot();
  return existsSync(join(root, path));
}

/** Reads a file, by its path below the root. The content is cached, too. */
export function readBytes(path: string): Uint8Array<ArrayBuffer> {
  const cached = bytesCache.get(path);
  if (cached !== undefined) return cached;
  root ??= findRoot();
  const bytes = new Uint8Array(readFileSync(join(root, path)));
  bytesCache.set(path, bytes);
  return bytes;
}

/**
 * The templates, from the files under `templates/`. The parts of a path come from closed
 * lists, never from a request.
 */
export const templateFiles: Templates = {
  letter: (language, stage, tone) =>
    readTextFile(`templates/letters/${language}/${stage}/${tone}.txt`),
  later: (language, tone) => readTextFile(`templates/letters/${language}/later/${tone}.txt`),
  mail: (language, name) => readTextFile(`templates/mails/${language}/${name}.txt`),
  short: (language) => readTextFile(`templates/short/${language}.txt`),
  hello: (language) => readTextFile(`templates/hellos/${language}.txt`),
};

const indexPath = (language: PageLanguage): string => `built-vague/${language}.json`;

/** The vague guard's files for a language: the word list and the classifier's weights. */
export const vagueFiles = (language: PageLanguage): VagueFiles => ({
  get list() {
    return readTextFile(`templates/vague/${language}.txt`);
  },
  get index() {
    const path = indexPath(language);
    // Only a bundle has it, see `lib/built-vague.ts`.
    return hasFile(path) ? JSON.parse(readTextFile(path)) : undefined;
  },
  get weights() {
    return readBytes(`lambdas/files/vague-weights/${language}.bin`);
  },
});
