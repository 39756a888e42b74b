import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageLanguages } from '../lambdas/core/choices.ts';
import { compileWordList, indexOf } from '../lambdas/core/vague/word-list.ts';

/**
 * Writes into the folder of a bundle what the vague guard would compute at its first
 * note: `built-vague/<language>.json`, 60 KB each.
 *
 * @throws PatternError if a word list has a mistake
 */
export function writeVague(outputFolder: string): void {
  const folder = join(outputFolder, 'built-vague');
  mkdirSync(folder, { recursive: true });
  for (const language of pageLanguages) {
    const list = new URL(`../templates/vague/${language}.txt`, import.meta.url);
    const index = indexOf(compileWordList(readFileSync(list, 'utf8')));
    writeFileSync(join(folder, `${language}.json`), JSON.stringify(index));
  }
}
