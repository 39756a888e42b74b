import { type PageLanguage, pageLanguages } from '../choices.ts';
import { createGuard, type Guard, type Hint } from './guard.ts';
import { compileWordList, type WordList } from './word-list.ts';

/** A hint with the sentence that says, to a reader of the page, why the words can go. */
export interface NoteHint extends Hint {
  readonly message: string;
}

/** Reads a personal note as it was typed; says why in the reader's language. */
export type HintsOf = (note: string, reader: PageLanguage) => readonly NoteHint[];

/**
 * The guard with the word lists of all languages. They are compiled at the first note, not at the start of the
 * function: most requests have none.
 *
 * @param wordList the text of a language's file under `templates/vague/`
 */
export function noteReader(wordList: (language: PageLanguage) => string): HintsOf {
  let compiled:
    | { readonly guard: Guard; readonly lists: Readonly<Record<PageLanguage, WordList>> }
    | undefined;
  const compile = () => {
    const lists = { en: compileWordList(wordList('en')), es: compileWordList(wordList('es')) };
    return { lists, guard: createGuard(pageLanguages.map((language) => lists[language])) };
  };
  return (note, reader) => {
    if (note.trim() === '') return [];
    compiled ??= compile();
    const { why } = compiled.lists[reader];
    return compiled.guard(note).map((hint) => ({ ...hint, message: why[hint.kind] }));
  };
}
