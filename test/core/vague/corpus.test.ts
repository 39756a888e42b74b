import { describe, expect, test } from 'vitest';
import { type PageLanguage, pageLanguages } from '../../../lambdas/core/choices.ts';
import { readWeights } from '../../../lambdas/core/vague/classifier.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import { type HintKind, hintKinds } from '../../../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../../../lambdas/files/template-files.ts';
import { type LabelledNote, labelledNotes } from '../../../scripts/labelled-notes.ts';
import { fingerprintOf } from '../../../scripts/train-guard.ts';

const notesHints = createNoteHints(vagueFiles);
const hintsOf = (note: string) => notesHints(note, 'en').hints;

interface NoteWithHints extends LabelledNote {
  readonly hints: ReturnType<typeof hintsOf>;
}

const withHints = (notes: readonly LabelledNote[]): readonly NoteWithHints[] =>
  notes.map((note) => ({ ...note, hints: hintsOf(note.text) }));

const hasKind = (items: readonly { readonly kind: HintKind }[], kind: HintKind): boolean =>
  items.some((item) => item.kind === kind);

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`.padStart(9);

/**
 * Empty, or: a capital first, but for a name like iOS and an address; two words; a full
 * stop, a mark or
 * an emoji at the end.
 */
const beginning = /[^\p{L}]*(?:\p{Lu}|\p{N}|\p{Lo}|\p{Ll}+\p{Lu}|[^\s@]+@\S)/u.source;
const twoWords = /(?:.|\n)*\s(?:.|\n)*/u.source;
const stop = /[.!?…]["»”')\]]*/u.source;
const emoji = /\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})*/u.source;
const sentences = new RegExp(`^(?:|${beginning}${twoWords}(?:${stop}|${emoji}))$`, 'u');
/** Punctuation or a conjunction that nothing joins any more. */
const loose = new RegExp(
  [
    /^[\s,;:.)–—-]|[\s,;:(–—]$| {2}|\s[,;:.](?:\s|$)|\(\s*\)|\n{3}/u,
    /^(?:but|and|pero|y)\s/u,
    /\s(?:but|and|because|the|my|pero|y|e|porque|de|la|el)[.!?…]+$/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'iu',
);

const splits = ['dev', 'held-out'] as const;
/** The minimum share of clean notes without a hint. */
const minShareAlone = { dev: 0.96, 'held-out': 0.95 } as const;
/**
 * Few held-out notes have each kind: one of them is 4 %. Most of the `dev` notes are
 * harder, and the lists were not written with them.
 */
const minShareFound = { dev: 0.75, 'held-out': 0.85 } as const;

describe.each(pageLanguages)('the labelled notes in %s', (language: PageLanguage) => {
  const dev = labelledNotes(language, 'dev');
  const notes = { dev: withHints(dev), 'held-out': withHints(labelledNotes(language, 'held-out')) };

  test('when they are counted, then they are 300 or more, and over 40 percent are clean', () => {
    const all = [...notes.dev, ...notes['held-out']];
    expect(all.length).toBeGreaterThanOrEqual(300);
    // Different people write the same short thanks, so 2 % of the notes may be in both.
    const devTexts = new Set(dev.map(({ text }) => text));
    const heldOutOnly = notes['held-out'].filter(({ text }) => !devTexts.has(text));
    expect(heldOutOnly.length).toBeGreaterThanOrEqual(notes['held-out'].length * 0.98);
    const clean = all.filter(({ marks }) => marks.length === 0);
    expect(ratio(clean.length, all.length)).toBeGreaterThan(0.4);
    for (const kind of hintKinds) {
      expect(all.filter(({ marks }) => hasKind(marks, kind)).length).toBeGreaterThan(40);
    }
  });

  test('when weights are read, then they are of the current dev notes: npm run vague:learn', () => {
    const { fingerprint } = readWeights(vagueFiles(language).weights);
    expect([...fingerprint]).toEqual([...fingerprintOf(dev)]);
  });

  test('when weights are deployed, then they have 32 KB at most', () => {
    expect(vagueFiles(language).weights.length).toBeLessThanOrEqual(32 * 1024);
  });

  test.each(splits)(
    'when the guard reads %s notes, then it finds each kind and leaves clean notes alone',
    (split) => {
      const clean = notes[split].filter(({ marks }) => marks.length === 0);
      const alone = clean.filter(({ hints }) => hints.length === 0);
      const rows = hintKinds.map((kind) => {
        const labelled = notes[split].filter(({ marks }) => hasKind(marks, kind));
        const hinted = notes[split].filter(({ hints }) => hasKind(hints, kind)).length;
        const found = labelled.filter(({ hints }) => hasKind(hints, kind)).length;
        return { kind, labelled: labelled.length, hinted, found };
      });
      const table = [
        `${language} ${split}: ${notes[split].length} notes, clean ones left alone ` +
          `${alone.length} of ${clean.length}, ` +
          `${percent(ratio(alone.length, clean.length)).trim()}`,
        ...rows.map(
          ({ kind, labelled, found, hinted }) =>
            `  ${kind.padEnd(16)} recall ${percent(ratio(found, labelled))}  precision ` +
            `${percent(ratio(found, hinted))}  of ${labelled}`,
        ),
      ];
      process.stdout.write(`${table.join('\n')}\n`);
      expect(ratio(alone.length, clean.length)).toBeGreaterThanOrEqual(minShareAlone[split]);
      for (const { kind, found, labelled } of rows) {
        expect
          .soft(ratio(found, labelled), `recall of ${kind}`)
          .toBeGreaterThanOrEqual(minShareFound[split]);
      }
    },
  );

  test.each(splits)(
    'when a %s note gets a hint of a marked kind, then it touches the marked words',
    (split) => {
      let [marks, touched] = [0, 0];
      for (const note of notes[split]) {
        for (const mark of note.marks) {
          const same = note.hints.filter(({ kind }) => kind === mark.kind);
          if (same.length === 0) continue;
          marks += 1;
          if (same.some(({ start, end }) => start < mark.end && mark.start < end)) touched += 1;
        }
      }
      expect(ratio(touched, marks)).toBeGreaterThanOrEqual(0.9);
    },
  );

  test('when a suggestion is taken, then the rest is whole sentences or empty', () => {
    for (const { text } of [...notes.dev, ...notes['held-out']]) {
      const { hints, withoutAll } = notesHints(text, 'en');
      const rests = [...hints.map(({ without }) => without), ...(withoutAll ? [withoutAll] : [])];
      for (const rest of rests) {
        expect(rest.length, text).toBeLessThanOrEqual(text.length + 1);
        expect.soft(rest, text).toMatch(sentences);
        expect.soft(rest, text).not.toMatch(loose);
      }
    }
  });

  test('when the words of a hint are removed, then the rest does not have this hint', () => {
    const kept: string[] = [];
    let count = 0;
    for (const { text, hints } of [...notes.dev, ...notes['held-out']]) {
      for (const { kind, start, end, without } of hints) {
        count += 1;
        const words = text.slice(start, end);
        const again = hintsOf(without).some(
          (hint) => hint.kind === kind && without.slice(hint.start, hint.end) === words,
        );
        const others = hints.filter((hint) => text.slice(hint.start, hint.end) === words);
        if (again && others.length === 1) kept.push(`${text} → ${without}`);
      }
    }
    expect(count).toBeGreaterThan(1000);
    expect(kept).toEqual([]);
  });

  test('when all is taken out, then the guard has nothing to say any more', () => {
    let count = 0;
    for (const { text } of [...notes.dev, ...notes['held-out']]) {
      const { hints, withoutAll } = notesHints(text, 'en');
      expect(withoutAll === undefined, text).toBe(hints.length < 2);
      if (withoutAll === undefined) continue;
      count += 1;
      expect(hintsOf(withoutAll), text).toEqual([]);
    }
    expect(count).toBeGreaterThan(100);
  });
});
