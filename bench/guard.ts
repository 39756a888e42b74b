import { pageLanguages } from '../lambdas/core/choices.ts';
import { createNoteHints } from '../lambdas/core/vague/note-hints.ts';
import { templateFiles, vagueFiles } from '../lambdas/files/template-files.ts';
import { labelledNotes } from '../scripts/labelled-notes.ts';
import { sampleLetter } from '../scripts/letters-page.ts';

const usage = `Measures the vague guard on the labelled notes, beside rendering a letter in the same run. Read the ratios.

  npm run bench                 some seconds
`;

/** Milliseconds that each of some rounds took, the middle one of them. */
function median(rounds: number, run: () => void): number {
  const took = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  }).sort((a, b) => a - b);
  return took[Math.floor(rounds / 2)] ?? 0;
}

function main(): void {
  const begun = performance.now();
  const hintsOf = createNoteHints(vagueFiles);
  hintsOf('Thank you for the tour.', 'en');
  const first = performance.now() - begun;

  const notes = pageLanguages.flatMap((language) => [
    ...labelledNotes(language, 'dev'),
    ...labelledNotes(language, 'held-out'),
  ]);
  const clean = notes.filter(({ marks }) => marks.length === 0);
  const marked = notes.filter(({ marks }) => marks.length > 0);
  const perNote = (some: typeof notes) =>
    (median(9, () => {
      for (const { text } of some) hintsOf(text, 'en');
    }) /
      some.length) *
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
      `${notes.length} notes, both languages; the first note costs ${first.toFixed(0)} ms, ` +
        'once in a process',
      line('a clean note', perNote(clean)),
      line('a note with hints, suggestions made', perNote(marked)),
      line('rendering a letter', perLetter),
      '',
    ].join('\n'),
  );
}

if (process.argv.includes('--help')) process.stdout.write(usage);
else main();
