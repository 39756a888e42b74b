import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PageLanguage } from '../core/choices.ts';
import type { Templates } from '../core/text/templates.ts';
import type { VagueFiles } from '../core/vague/note-hints.ts';

/**
 * The folder that holds `templates/`: the repository's root when run from source, the
 * function's own folder when bundled. Looked for upwards, so that neither has to know of
 * the other.
 */
function findRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'templates', 'mails'))) return folder;
    if (folder === dirname(folder))
      throw new Error('No folder "templates" here or above: the bundle is incomplete.');
  }
}

const cache = new Map<string, string>();
let root: string | undefined;

/**
 * Reads a text file below the root once; it is deployed with the code and never changes
 * under it.
 */
export function readTextFile(path: string): string {
  const known = cache.get(path);
  if (known !== undefined) return known;
  root ??= findRoot();
  const text = readFileSync(join(root, path), 'utf8');
  cache.set(path, text);
  return text;
}

/**
 * The words, from the files under `templates/`. Names come from closed lists, never from
 * a request.
 */
export const templateFiles: Templates = {
  letter: (language, stage, tone) =>
    readTextFile(`templates/letters/${language}/${stage}/${tone}.txt`),
  mail: (language, name) => readTextFile(`templates/mails/${language}/${name}.txt`),
  hello: (language) => readTextFile(`templates/hellos/${language}.txt`),
};

/** The vague guard's word list of a language, and the weights of its classifier. */
export const vagueFiles = (language: PageLanguage): VagueFiles => ({
  list: readTextFile(`templates/vague/${language}.txt`),
  weights: readTextFile(`lambdas/files/vague-weights/${language}.txt`),
});
