import { pageLanguages } from '../lambdas/core/choices.ts';
import { createNoteHints } from '../lambdas/core/vague/note-hints.ts';
import { templateFiles, vagueFiles } from '../lambdas/files/template-files.ts';
import { labelledNotes } from '../scripts/labelled-notes.ts';
import { sampleLetter } from '../scripts/letters-page.ts';

const usage = `Measures how long the vague guard takes to read a labelled note, and how long a
letter takes to render, in the same run. Compare the ratios: the times depend on the machine.

  npm run bench -- guard        takes some seconds
`;

/** Runs a function several times, and returns the median duration, in ms. */
function median(rounds: number, run: () => void): number {
  const durations = Array.from({ length: rounds }, () => {
    const startedAt = performance.now();
    run();
    return performance.now() - startedAt;
  }).sort((a, b) => a - b);
  return durations[Math.floor(rounds / 2)] ?? 0;
}

function main(): void {
  const startedAt = performance.now();
  const hintsOf = createNoteHints(vagueFiles);
  hintsOf('Thank you for the tour.', 'en');
  const firstNoteMs = performance.now() - startedAt;

  const notes = pageLanguages.flatMap((language) => [
    ...labelledNotes(language, 'dev'),
    ...labelledNotes(language, 'held-out'),
  ]);
  const clean = notes.filter(({ marks }) => marks.length === 0);
  const marked = notes.filter(({ marks }) => marks.length > 0);
  const perNote = (measured: typeof notes) =>
    (median(9, () => {
      for (const { text } of measured) hintsOf(text, 'en');
    }) /
      measured.length) *
    1000;
  const letters = 500;
  const perLetter =
    (median(9, () => {
      for (let letter = 0; letter < letters; letter += 1) {
        sampleLetter(templateFiles, { letterLanguage: 'en', stage: 'screen', tone: 'warm' });
      }
    }) /
      letters) *
    1000;
  const line = (what: string, microseconds: number): string =>
    `${what.padEnd(34)}${microseconds.toFixed(0).padStart(7)} µs${Math.round(
      1_000_000 / microseconds,
    )
      .toLocaleString('en')
      .padStart(10)} a second${(microseconds / perLetter).toFixed(2).padStart(8)} × a letter`;
  process.stdout.write(
    [
      `${notes.length} notes in both languages; ` +
        `the first note of a process takes ${firstNoteMs.toFixed(0)} ms`,
      line('a clean note', perNote(clean)),
      line('a note with hints and suggestions', perNote(marked)),
      line('rendering a letter', perLetter),
      '',
    ].join('\n'),
  );
}

if (process.argv.includes('--help')) process.stdout.write(usage);
else main();
