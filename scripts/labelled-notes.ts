import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PageLanguage } from '../lambdas/core/choices.ts';
import { type HintKind, hintKinds } from '../lambdas/core/vague/word-list.ts';

interface Mark {
  readonly kind: HintKind;
  /** UTF-16 offsets in the note. */
  readonly start: number;
  readonly end: number;
}

export interface LabelledNote {
  readonly text: string;
  readonly marks: readonly Mark[];
}

const folder = fileURLToPath(new URL('../test/core/vague', import.meta.url));

/** Parses a line of `test/core/vague/corpus/`, whose README describes the format. */
function parseNote(line: string): LabelledNote {
  const marks: Mark[] = [];
  let text = '';
  for (const piece of line.replaceAll('\\n', '\n').split(/(\{[a-z-]+: [^{}]*\})/)) {
    const [, name, words] = /^\{([a-z-]+): ([^{}]*)\}$/.exec(piece) ?? [];
    const kind = hintKinds.find((known) => known === name);
    if (words === undefined || kind === undefined) {
      if (/[{}]/.test(piece)) throw new Error(`Braces without a known kind of hint: ${line}`);
      text += piece;
      continue;
    }
    marks.push({ kind, start: text.length, end: text.length + words.length });
    text += words;
  }
  return { text, marks };
}

/**
 * The labelled notes of a language.
 *
 * @param split `dev`: notes to write patterns and train weights with; `held-out`: notes
 *   to measure the guard with, and for nothing else
 * @throws {Error} if a file has braces that are not a mark
 */
export function labelledNotes(
  language: PageLanguage,
  split: 'dev' | 'held-out',
): readonly LabelledNote[] {
  return labelledFiles(language, split).flatMap(notesIn);
}

/** The names of the files of labelled notes, sorted. See {@link labelledNotes}. */
export const labelledFiles = (
  language: PageLanguage,
  split: 'dev' | 'held-out',
): readonly string[] =>
  readdirSync(`${folder}/corpus`)
    .filter((name) => name.startsWith(`${language}.${split}`))
    .sort()
    .map((name) => `corpus/${name}`);

/** The notes of a third of the exam, see `test/core/vague/exam/README.md`. */
export const examNotes = (language: PageLanguage, third: number): readonly LabelledNote[] =>
  notesIn(`exam/${language}-${third}.txt`);

/** @param file its path below `test/core/vague/` */
export const notesIn = (file: string): readonly LabelledNote[] =>
  readFileSync(`${folder}/${file}`, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(parseNote);
