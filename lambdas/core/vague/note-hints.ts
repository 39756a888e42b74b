import type { PageLanguage } from '../choices.ts';
import { once } from '../once.ts';
import { createClassifier } from './classifier.ts';
import { createGuard, type Hint, type Hints } from './guard.ts';
import { compileWordList, type HintKind, readWhy, type WordIndex } from './word-list.ts';

/** A hint with a sentence that explains to the candidate why to leave out the words. */
interface NoteHint extends Hint {
  readonly message: string;
}

/** A hint on a page: the guard's, or one on the register, see `registerHints`. */
export interface ShownHint extends Omit<NoteHint, 'kind'> {
  readonly kind: HintKind | 'register';
}

interface NoteHints extends Hints {
  readonly hints: readonly NoteHint[];
}

/** All hints on a note, and the note without what they are about, see `Hints`. */
export interface ShownHints extends Omit<Hints, 'hints'> {
  readonly hints: readonly ShownHint[];
}

/** Finds all hints on a note, for a letter in this language, see {@link HintsOf}. */
export type ShownHintsOf = (
  note: string,
  reader: PageLanguage,
  letterLanguage: string | undefined,
) => ShownHints;

/**
 * Finds the hints in a note as the letter has it, see `cleanParagraphs`. The messages are
 * in the language of the reader.
 */
export type HintsOf = (note: string, reader: PageLanguage) => NoteHints;

/** Loads the vague guard, 20 KB. It is only called for a text with a personal note. */
export type LoadHints = () => Promise<ShownHintsOf>;

/**
 * Longer notes are not read; UTF-16 units. The form allows 400 characters as a reader
 * counts them. Only a note of many long emoji has more units than this.
 */
export const MAX_NOTE_LENGTH = 2000;

/**
 * One language's word list and the weights of its classifier. Each is read when it is
 * needed: the weights at the first note, the list at the first note in the language.
 */
export interface VagueFiles {
  readonly list: string;
  /** What is prepared of the list, if the bundle has it. */
  readonly index?: WordIndex | undefined;
  readonly weights: Uint8Array;
}

/**
 * Creates the guard for all languages. It reads the files at the first note, not when the
 * function starts, because most requests have no note.
 */
export function createNoteHints(filesOf: (language: PageLanguage) => VagueFiles): HintsOf {
  const loadLanguage = (language: PageLanguage) => {
    const files = filesOf(language);
    return {
      list: () => compileWordList(files.list, files.index),
      classifier: createClassifier(files.weights),
      why: once(() => readWhy(files.list)),
    };
  };
  const loadAll = () => {
    const languages = { en: loadLanguage('en'), es: loadLanguage('es') };
    return { languages, guard: createGuard([languages.en, languages.es]) };
  };
  let loaded: ReturnType<typeof loadAll> | undefined;
  return (note, reader) => {
    if (note.trim() === '' || note.length > MAX_NOTE_LENGTH) return { hints: [] };
    loaded ??= loadAll();
    const { guard, languages } = loaded;
    const { hints, ...others } = guard(note);
    const withWhy = (hint: Hint) => ({ ...hint, message: languages[reader].why()[hint.kind] });
    return { ...others, hints: hints.map(withWhy) };
  };
}
