import { contactDetailsIn } from './contact-details.ts';
import { mergeSpans } from './merge-spans.ts';
import { createNoteReader, type Language, type NoteReader } from './note-reader.ts';
import { removeSpan } from './remove-span.ts';
import { fold } from './tokens.ts';
import type { HintKind } from './word-list.ts';

/** Words in a note that the guard suggests to leave out. The candidate decides. */
export interface Hint {
  readonly kind: HintKind;
  /** The position of the words in the note; UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** The suggestion: the note without these words and what depends on them. */
  readonly without: string;
}

/** Finds the first hints in a note, at most {@link MAX_HINTS}, by their positions. */
export type Guard = (note: string) => readonly Hint[];

const WORD = /\p{L}+/gu;

/**
 * More hints at once help nobody. The next hints come when the candidate has removed some
 * of these words.
 */
const MAX_HINTS = 10;
/**
 * Each suggestion holds the note again, so a note that is too long gets fewer hints:
 * their suggestions have this many characters together at most (UTF-16 units). A note of
 * 400 characters gets all ten.
 */
const MAX_SUGGESTED = 4000;

/** How many words of a note the labelled notes of a language contain. */
export function countKnownWords(note: string, { classifier }: Language): number {
  const words = [...note.matchAll(WORD)].map(([word]) => fold(word));
  return words.filter((word) => classifier?.knows(word)).length;
}

/**
 * The language whose labelled notes contain most words of a note; if equal, the first.
 */
export const languageOf = <L extends Language>(note: string, languages: readonly L[]) =>
  languages
    .map((language) => ({ language, known: countKnownWords(note, language) }))
    .toSorted((a, b) => b.known - a.known)[0]?.language;

/** Creates a guard for notes in any of these languages, see {@link languageOf}. */
export function createGuard(languages: readonly Language[]): Guard {
  const readers = new Map<Language, NoteReader>();
  return (note) => {
    const language = languageOf(note, languages);
    if (language === undefined) return [];
    const reader = readers.get(language) ?? createNoteReader(language);
    readers.set(language, reader);
    const parsed = reader.parse(note);
    const contacts = contactDetailsIn(note).map(
      (span) => ({ kind: 'contact-or-link', removesWordsOnly: false, ...span }) as const,
    );
    const allSpans = mergeSpans([...reader.hintSpans(parsed), ...contacts], parsed.sentences);
    const spans = allSpans.slice(0, Math.min(MAX_HINTS, MAX_SUGGESTED / note.length));
    if (spans.length === 0) return [];
    const structure = reader.structureOf(parsed);
    return spans.map(({ kind, start, end, removesWordsOnly }) => ({
      kind,
      start,
      end,
      without: removeSpan(note, { start, end, removesWordsOnly }, structure),
    }));
  };
}
