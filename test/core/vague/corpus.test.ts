import { describe, expect, test } from 'vitest';
import { type PageLanguage, pageLanguages } from '../../../lambdas/core/choices.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import { type HintKind, hintKinds } from '../../../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../../../lambdas/files/template-files.ts';
import { type LabelledNote, labelledNotes } from '../../../scripts/labelled-notes.ts';
import { fingerprintOf } from '../../../scripts/train-guard.ts';

const hintsOf = createNoteHints(vagueFiles);

interface ReadNote extends LabelledNote {
  readonly hints: ReturnType<typeof hintsOf>;
}

const read = (notes: readonly LabelledNote[]): readonly ReadNote[] =>
  notes.map((note) => ({ ...note, hints: hintsOf(note.text, 'en') }));

const holds = (all: readonly { readonly kind: HintKind }[], kind: HintKind): boolean =>
  all.some((one) => one.kind === kind);

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`.padStart(9);

const splits = ['dev', 'held-out'] as const;
/**
 * Share of clean notes that are left alone. Those to learn from are full of traps, on
 * purpose.
 */
const leftAlone = { dev: 0.95, 'held-out': 0.97 } as const;

describe.each(pageLanguages)('the labelled notes in %s', (language: PageLanguage) => {
  const dev = labelledNotes(language, 'dev');
  const notes = { dev: read(dev), 'held-out': read(labelledNotes(language, 'held-out')) };

  test('are many, and half of them clean', () => {
    const all = [...notes.dev, ...notes['held-out']];
    expect(all.length).toBeGreaterThanOrEqual(300);
    // A few short thanks are written by anyone.
    const seen = new Set(dev.map(({ text }) => text));
    const heldOut = notes['held-out'].filter(({ text }) => !seen.has(text));
    expect(heldOut.length).toBeGreaterThanOrEqual(notes['held-out'].length * 0.98);
    const clean = all.filter(({ marks }) => marks.length === 0);
    expect(ratio(clean.length, all.length)).toBeGreaterThan(0.4);
    for (const kind of hintKinds) {
      expect(all.filter(({ marks }) => holds(marks, kind)).length).toBeGreaterThan(40);
    }
  });

  test('the weights were learnt from the notes as they are, and not from those held out: npm run vague:learn', () => {
    const [, header] = vagueFiles(language).weights.split('\n');
    expect(header).toContain(`${notes.dev.length} notes, ${fingerprintOf(dev)}`);
  });

  test.each(splits)(
    '%s: the guard finds what is labelled and leaves the clean ones alone',
    (split) => {
      const clean = notes[split].filter(({ marks }) => marks.length === 0);
      const alone = clean.filter(({ hints }) => hints.length === 0);
      const rows = hintKinds.map((kind) => {
        const labelled = notes[split].filter(({ marks }) => holds(marks, kind));
        const hinted = notes[split].filter(({ hints }) => holds(hints, kind)).length;
        const found = labelled.filter(({ hints }) => holds(hints, kind)).length;
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
      expect(ratio(alone.length, clean.length)).toBeGreaterThanOrEqual(leftAlone[split]);
      for (const { kind, found, labelled } of rows) {
        expect.soft(ratio(found, labelled), `recall of ${kind}`).toBeGreaterThanOrEqual(0.9);
      }
    },
  );

  test.each(splits)('%s: what is hinted at is what is marked', (split) => {
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
  });

  test('taking every suggestion ends, with a line that reads like one', () => {
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
