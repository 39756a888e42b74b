import type { PageLanguage } from '../choices.ts';
import { readClassifier } from './classifier.ts';
import { createGuard, type Hint } from './guard.ts';
import { compileWordList, readWhy } from './word-list.ts';

/** A hint with the sentence that says, to a reader of the page, why the words can go. */
export interface NoteHint extends Hint {
  readonly message: string;
}

/** Reads a personal note as it was typed; says why in the reader's language. */
export type HintsOf = (note: string, reader: PageLanguage) => readonly NoteHint[];

/**
 * Far more than a note may have: such a text is refused for its length, and not worth the
 * time.
 */
const LONGEST = 2000;

/** The text of a language's files under `templates/vague/`. */
export interface VagueFiles {
  readonly list: string;
  readonly weights: string;
}

/**
 * The guard with the files of all languages. They are read at the first note, not at the
 * start of the function: most requests have none.
 */
export function createNoteHints(filesOf: (language: PageLanguage) => VagueFiles): HintsOf {
  const languageOf = (language: PageLanguage) => {
    const { list, weights } = filesOf(language);
    return {
      list: () => compileWordList(list),
      classifier: readClassifier(weights),
      why: readWhy(list),
    };
  };
  const readAll = () => {
    const languages = { en: languageOf('en'), es: languageOf('es') };
    return { languages, guard: createGuard([languages.en, languages.es]) };
  };
  let read: ReturnType<typeof readAll> | undefined;
  return (note, reader) => {
    if (note.trim() === '' || note.length > LONGEST) return [];
    read ??= readAll();
    const { guard, languages } = read;
    return guard(note).map((hint) => ({ ...hint, message: languages[reader].why[hint.kind] }));
  };
}
