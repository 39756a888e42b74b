import { fileURLToPath } from 'node:url';
import { type PageLanguage, pageLanguages } from '../lambdas/core/choices.ts';
import { createClassifier, withSignalWeights } from '../lambdas/core/vague/classifier.ts';
import { createGuard } from '../lambdas/core/vague/guard.ts';
import { createNoteReader, type Language, unitsOf } from '../lambdas/core/vague/note-reader.ts';
import { compileWordList, type HintKind, hintKinds } from '../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../lambdas/files/template-files.ts';
import { examNotes, type LabelledNote, labelledFiles, notesIn } from './labelled-notes.ts';
import { judgedFiles, learnSignalWeights } from './train-judge.ts';

const usage = `Measures the vague guard on notes that nobody wrote for it, beside its word lists
alone and its classifier alone. It prints counts, not notes.

  npm run vague:exam -- 1 2       the first two thirds of the exam (test/core/vague/exam/)
  npm run vague:exam -- 3 4       the last third, and the later part: both were read once
  npm run vague:exam -- cross     each file of notes that the lists were not written with,
                                  by a classifier that did not learn from it; a minute
  npm run vague:exam -- near      how many exam notes are nearly those of the training
`;

/** The limit of the classifier alone: it leaves some 95 of 100 clean notes alone. */
const PLAIN_ABOVE = 0.85;

interface Span {
  readonly start: number;
  readonly end: number;
}
/** Finds what should be left out. */
type Finder = (note: string) => readonly (Span & { readonly kind?: HintKind })[];

const hintsBy = (language: Language): Finder => {
  const guard = createGuard([language]);
  return (note) => guard(note).hints;
};

/** The finders that are compared, by name. */
function findersFor(language: PageLanguage, weights: Uint8Array): ReadonlyMap<string, Finder> {
  const compiled = compileWordList(vagueFiles(language).list);
  const list = () => compiled;
  const classifier = createClassifier(weights);
  const reader = createNoteReader({ list });
  const plain: Finder = (note) => {
    const { tokens, sentenceWords } = reader.parse(note);
    return sentenceWords.flatMap((sentence) =>
      unitsOf(sentence)
        .filter(
          ({ from, to }) => classifier.classify(sentence.words.slice(from, to)).fault > PLAIN_ABOVE,
        )
        .map(({ from, to }) => ({
          start: tokens[from]?.start ?? 0,
          end: tokens[to - 1]?.end ?? 0,
        })),
    );
  };
  return new Map([
    ['guard', hintsBy({ list, classifier })],
    ['lists alone', hintsBy({ list })],
    ['classifier alone', plain],
  ]);
}

/** A count, and of how many. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** The 95 % interval of a share by Wilson's method; from 0 to 1. */
export function wilson({ part, whole }: Share): readonly [low: number, high: number] {
  if (whole === 0) return [0, 1];
  const z = 1.96;
  const share = part / whole;
  const middle = share + (z * z) / (2 * whole);
  const half = z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  const scale = 1 + (z * z) / whole;
  return [(middle - half) / scale, (middle + half) / scale];
}

const touches = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

export interface Result {
  /** Notes with a mark of which a hint touches a mark. */
  readonly found: Share;
  /** Notes without a mark and without a hint. */
  readonly alone: Share;
  /** For each kind: the notes with such a mark of which a hint touches one. */
  readonly kinds: ReadonlyMap<HintKind, Share>;
}

/** Measures a finder on labelled notes. */
export function measure(find: Finder, notes: readonly LabelledNote[]): Result {
  const seen = notes.map(({ text, marks }) => ({ marks, hints: find(text) }));
  const shareOf = (kinds: readonly HintKind[]): Share => {
    const held = seen.flatMap(({ marks, hints }) => {
      const own = marks.filter(({ kind }) => kinds.includes(kind));
      return own.length === 0
        ? []
        : [own.some((mark) => hints.some((hint) => touches(mark, hint)))];
    });
    return { part: held.filter(Boolean).length, whole: held.length };
  };
  const clean = seen.filter(({ marks }) => marks.length === 0);
  return {
    found: shareOf(hintKinds),
    alone: {
      part: clean.filter(({ hints }) => hints.length === 0).length,
      whole: clean.length,
    },
    kinds: new Map(hintKinds.map((kind) => [kind, shareOf([kind])])),
  };
}

const percent = (share: number): string => (share * 100).toFixed(1);

function shown(share: Share): string {
  const [low, high] = wilson(share);
  const { part, whole } = share;
  return `${percent(part / whole)} (${percent(low)}–${percent(high)}) of ${whole}`.padEnd(28);
}

/** The table of one set of notes: a row for each share, a column for each finder. */
function tableOf(name: string, results: ReadonlyMap<string, Result>): string {
  const row = (label: string, shareOf: (result: Result) => Share | undefined): string =>
    `  ${label.padEnd(17)}${[...results.values()]
      .map((result) => shown(shareOf(result) ?? { part: 0, whole: 0 }))
      .join('')}`.trimEnd();
  const finders = [...results.keys()].map((finder) => finder.padEnd(28));
  return [
    `${name.padEnd(19)}${finders.join('')}`.trimEnd(),
    row('found', ({ found }) => found),
    row('left alone', ({ alone }) => alone),
    ...hintKinds.map((kind) => row(kind, ({ kinds }) => kinds.get(kind))),
    '',
  ].join('\n');
}

const added = (one: Share, other: Share): Share => ({
  part: one.part + other.part,
  whole: one.whole + other.whole,
});
const noShare: Share = { part: 0, whole: 0 };

/** Adds the results of one set of notes to those of another, by finder. */
function together(
  one: ReadonlyMap<string, Result>,
  other: ReadonlyMap<string, Result>,
): ReadonlyMap<string, Result> {
  return new Map(
    [...other].map(([name, result]) => {
      const before = one.get(name);
      const kinds = hintKinds.map(
        (kind) =>
          [
            kind,
            added(before?.kinds.get(kind) ?? noShare, result.kinds.get(kind) ?? noShare),
          ] as const,
      );
      return [
        name,
        {
          found: added(before?.found ?? noShare, result.found),
          alone: added(before?.alone ?? noShare, result.alone),
          kinds: new Map(kinds),
        },
      ];
    }),
  );
}

/** The tables of each language and of all, for the sets of notes of each language. */
function tables(
  setsOf: (language: PageLanguage) => readonly {
    readonly notes: readonly LabelledNote[];
    readonly weights: Uint8Array;
  }[],
): string {
  let all: ReadonlyMap<string, Result> = new Map();
  const texts = pageLanguages.map((language) => {
    let own: ReadonlyMap<string, Result> = new Map();
    for (const { notes, weights } of setsOf(language)) {
      const results = [...findersFor(language, weights)].map(
        ([name, find]) => [name, measure(find, notes)] as const,
      );
      own = together(own, new Map(results));
    }
    all = together(all, own);
    return tableOf(language, own);
  });
  return [...texts, tableOf('both', all)].join('\n');
}

/** Each file by a classifier, and weights of signals, that did not learn from it. */
function crossValidation(): string {
  const files = judgedFiles();
  return tables((language) =>
    files
      .filter((file) => file.language === language)
      .map((file) => ({
        notes: notesIn(file.file),
        weights: withSignalWeights(
          file.weights,
          learnSignalWeights(
            files.filter((other) => other !== file),
            language,
          ),
        ),
      })),
  );
}

/** The runs of five letters of a note, by which notes are compared. */
function runsOf(note: string): ReadonlySet<string> {
  const letters = note.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return new Set(Array.from(letters, (_, at) => letters.slice(at, at + 5)));
}

/**
 * How many notes share with a training note most of their letters: seven of ten runs of
 * five.
 */
export function countNear(
  notes: readonly LabelledNote[],
  training: readonly LabelledNote[],
): number {
  const known = training.map(({ text }) => runsOf(text));
  return notes.filter(({ text }) => {
    const runs = runsOf(text);
    return known.some((others) => {
      if (others.size < runs.size * 0.7 || runs.size < others.size * 0.7) return false;
      let shared = 0;
      for (const run of runs) if (others.has(run)) shared += 1;
      return shared / (runs.size + others.size - shared) >= 0.7;
    });
  }).length;
}

const nearness = (thirds: readonly number[]): string =>
  pageLanguages
    .map((language) => {
      const notes = thirds.flatMap((third) => examNotes(language, third));
      const training = labelledFiles(language, 'dev').flatMap(notesIn);
      const near = countNear(notes, training);
      return `${language}: ${near} of ${notes.length} exam notes are nearly a training note\n`;
    })
    .join('');

/** The answer to the arguments of the command; undefined if they are wrong. */
function answerTo(args: readonly string[]): string | undefined {
  if (args[0] === 'cross') return crossValidation();
  if (args[0] === 'near') return nearness([1, 2]);
  const parts = args.map(Number);
  if (parts.length === 0 || !parts.every((part) => [1, 2, 3, 4, 5].includes(part)))
    return undefined;
  return tables((language) => [
    {
      notes: parts.flatMap((part) => examNotes(language, part)),
      weights: vagueFiles(language).weights,
    },
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const answer = answerTo(process.argv.slice(2));
  process.stdout.write(answer ?? usage);
  process.exitCode = answer === undefined ? 2 : 0;
}
