import { writeFileSync } from 'node:fs';
import { pageLanguages } from '../lambdas/core/choices.ts';
import { labelledNotes } from './labelled-notes.ts';
import { learn } from './train-guard.ts';
import { judgedFiles, learnSignalWeights } from './train-judge.ts';

/** Learns from the labelled notes what the guard knows, and writes its weights. */
const files = judgedFiles();
for (const language of pageLanguages) {
  const startedAt = performance.now();
  const notes = labelledNotes(language, 'dev');
  const others = pageLanguages
    .filter((other) => other !== language)
    .flatMap((other) => labelledNotes(other, 'dev'));
  const file = learn(notes, others, language, learnSignalWeights(files, language));
  writeFileSync(new URL(`../lambdas/files/vague-weights/${language}.bin`, import.meta.url), file);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(
    `${language}: learnt from ${notes.length} notes in ${seconds} s, ${file.length} bytes\n`,
  );
}
