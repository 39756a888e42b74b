import { describe, expect, test } from 'vitest';
import { type PageLanguage, pageLanguages } from '../../../lambdas/core/choices.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import { type HintKind, hintKinds } from '../../../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../../../lambdas/files/template-files.ts';
import { type LabelledNote, labelledNotes } from '../../../scripts/labelled-notes.ts';
import { fingerprintOf } from '../../../scripts/train-guard.ts';

const hintsOf = createNoteHints(vagueFiles);

interface NoteWithHints extends LabelledNote {
  readonly hints: ReturnType<typeof hintsOf>;
}

const withHints = (notes: readonly LabelledNote[]): readonly NoteWithHints[] =>
  notes.map((note) => ({ ...note, hints: hintsOf(note.text, 'en') }));

const hasKind = (items: readonly { readonly kind: HintKind }[], kind: HintKind): boolean =>
  items.some((item) => item.kind === kind);

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`.padStart(9);

const splits = ['dev', 'held-out'] as const;
/**
 * The minimum share of clean notes without a hint. It is lower for the dev notes, because
 * they contain many traps on purpose.
 */
const minShareAlone = { dev: 0.95, 'held-out': 0.97 } as const;

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
    const [, header] = vagueFiles(language).weights.split('\n');
    expect(header).toContain(`${notes.dev.length} notes, ${fingerprintOf(dev)}`);
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
        expect.soft(ratio(found, labelled), `recall of ${kind}`).toBeGreaterThanOrEqual(0.9);
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

  test('when every suggestion is taken, then this ends with a well-formed line', () => {
    for (const { text } of [...notes.dev, ...notes['held-out']]) {
      let note = text;
      for (let taken = 0; ; taken += 1) {
        const hints = hintsOf(note, 'en');
        const [hint] = hints;
        if (hint === undefined) break;
        expect(hint.without.length, note).toBeLessThan(note.length);
        for (const { start, end } of hints)
          expect(note.slice(start, end).trim(), note).not.toBe('');
        expect(taken).toBeLessThan(20);
        note = hint.without;
        expect(note, text).not.toMatch(
          /^[\s,;:.)–—-]|[\s,;:(–—]$| {2}|\s[,;:.](?:\s|$)|\(\s*\)|\n{3}/,
        );
      }
    }
  });
});
