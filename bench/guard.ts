import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageLanguages } from '../lambdas/core/choices.ts';
import { createNoteHints } from '../lambdas/core/vague/note-hints.ts';
import { compileWordList, indexOf } from '../lambdas/core/vague/word-list.ts';
import { templateFiles, vagueFiles } from '../lambdas/files/template-files.ts';
import { labelledNotes } from '../scripts/labelled-notes.ts';
import { sampleLetter } from '../scripts/letters-page.ts';

const usage = `Measures the CPU that the vague guard takes for the first note of a process and for
later ones, and that a letter takes to render, in the same run. Compare the ratios: the
times depend on the machine.

  npm run bench -- guard        takes a minute
`;

/** The CPU of this process, in ms. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const middle = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Runs a function several times, and returns the median of its CPU, in ms. */
function median(rounds: number, run: () => void): number {
  return middle(
    Array.from({ length: rounds }, () => {
      const startedAt = cpuMs();
      run();
      return cpuMs() - startedAt;
    }),
  );
}

const firstNotes = {
  'the first note: clean': 'Thank you for the tour, it was a joy to meet you all.',
  'the first note: with hints': "I'm so sorry, but I've accepted another offer.",
  'the first note: Spanish, with hints': 'Lamentablemente acepté otra oferta, me apena avisar.',
} as const;

/** In a process of its own: prints the CPU of its first note. */
function readFirstNote(folder: string, note: string): void {
  const hintsOf = createNoteHints((language) => ({
    list: vagueFiles(language).list,
    weights: vagueFiles(language).weights,
    // As in the bundle.
    get index() {
      return JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'));
    },
  }));
  const startedAt = cpuMs();
  hintsOf(note, 'en');
  process.stdout.write(String(cpuMs() - startedAt));
}

/** The medians of the first notes, in ms. */
function firstNotesMs(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'open-door-guard-'));
  try {
    for (const language of pageLanguages) {
      const index = indexOf(compileWordList(vagueFiles(language).list));
      writeFileSync(join(folder, `${language}.json`), JSON.stringify(index));
    }
    const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
    const own = fileURLToPath(import.meta.url);
    return Object.entries(firstNotes).map(([name, note]) => {
      const times = Array.from({ length: 5 }, () =>
        Number(execFileSync(process.execPath, [tsx, own, '--first', folder, note]).toString()),
      );
      return `${name.padEnd(38)}${middle(times).toFixed(1).padStart(7)} ms`;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function main(): void {
  const first = firstNotesMs();
  const hintsOf = createNoteHints(vagueFiles);
  const notes = pageLanguages.flatMap((language) => [
    ...labelledNotes(language, 'dev'),
    ...labelledNotes(language, 'held-out'),
  ]);
  const clean = notes.filter(({ marks }) => marks.length === 0);
  const marked = notes.filter(({ marks }) => marks.length > 0);
  const perNote = (measured: typeof notes) =>
    (median(5, () => {
      for (const { text } of measured) hintsOf(text, 'en');
    }) /
      measured.length) *
    1000;
  const letters = 500;
  const perLetter =
    (median(5, () => {
      for (let letter = 0; letter < letters; letter += 1) {
        sampleLetter(templateFiles, { letterLanguage: 'en', stage: 'screen', tone: 'warm' });
      }
    }) /
      letters) *
    1000;
  const line = (what: string, microseconds: number): string =>
    `${what.padEnd(38)}${(microseconds / 1000).toFixed(2).padStart(7)} ms${(
      microseconds / perLetter
    )
      .toFixed(2)
      .padStart(8)} × a letter`;
  process.stdout.write(
    [
      `CPU, medians; ${notes.length} notes in both languages`,
      ...first,
      line('a later note: clean', perNote(clean)),
      line('a later note: with hints', perNote(marked)),
      line('rendering a letter', perLetter),
      '',
    ].join('\n'),
  );
}

const [, , option, folder = '', note = ''] = process.argv;
if (option === '--first') readFirstNote(folder, note);
else if (process.argv.includes('--help')) process.stdout.write(usage);
else main();
