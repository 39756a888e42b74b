import { contactDetailsIn } from './contact-details.ts';
import { mergeSpans } from './merge-spans.ts';
import { createNoteReader, type Language, type NoteReader } from './note-reader.ts';
import { removeSpans } from './remove-span.ts';
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

/** The hints on a note. */
export interface Hints {
  /** The first hints, at most {@link MAX_HINTS}, by their positions. */
  readonly hints: readonly Hint[];
  /**
   * The note without all that the guard finds; only if it has two hints or more. It is
   * empty if nothing worth keeping is left.
   */
  readonly withoutAll?: string;
}

export type Guard = (note: string) => Hints;

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
/** How often what remains is read again: this bounds the cost. */
const MAX_ROUNDS = 3;

/** The words of a note, folded, without digits. */
export const wordsOf = (note: string): readonly string[] =>
  [...note.matchAll(WORD)].map(([word]) => fold(word));

/** How much the words of a note are of this language rather than of the others. */
export function languageScore(note: string, { classifier }: Language): number {
  return classifier?.languageScore(wordsOf(note)) ?? 0;
}

/** The language to which the words of a note belong; if equal, the first. */
export const languageOf = <L extends Language>(note: string, languages: readonly L[]) =>
  languages
    .map((language) => ({ language, score: languageScore(note, language) }))
    .toSorted((a, b) => b.score - a.score)[0]?.language;

/** Creates a guard for notes in any of these languages, see {@link languageOf}. */
export function createGuard(languages: readonly Language[]): Guard {
  const readers = new Map<Language, NoteReader>();
  const readerOf = (language: Language): NoteReader => {
    const reader = readers.get(language) ?? createNoteReader(language);
    readers.set(language, reader);
    return reader;
  };
  const find = (note: string, reader: NoteReader) => {
    const parsed = reader.parse(note);
    const contacts = contactDetailsIn(note).map(
      (span) => ({ kind: 'contact-or-link', removesWordsOnly: false, ...span }) as const,
    );
    // The shape of a link says more than what the classifier makes of its letters.
    const found = reader
      .hintSpans(parsed)
      .filter(
        ({ hasPattern, start, end }) =>
          hasPattern || !contacts.some((contact) => contact.start < end && start < contact.end),
      );
    const spans = mergeSpans([...found, ...contacts], parsed.sentences);
    return { parsed, spans };
  };
  /** What is removed may show a fault in the rest: then that is removed, too. */
  const withoutAll = (note: string, reader: NoteReader): string => {
    let rest = note;
    for (let round = 0; round < MAX_ROUNDS && rest !== ''; round += 1) {
      const { parsed, spans } = find(rest, reader);
      if (spans.length === 0) return rest;
      rest = removeSpans(rest, spans, [], reader.structureOf(parsed));
    }
    return rest === '' || find(rest, reader).spans.length === 0 ? rest : '';
  };
  return (note) => {
    const language = languageOf(note, languages);
    if (language === undefined) return { hints: [] };
    const reader = readerOf(language);
    const { parsed, spans: allSpans } = find(note, reader);
    const spans = allSpans.slice(0, Math.min(MAX_HINTS, MAX_SUGGESTED / note.length));
    if (spans.length === 0) return { hints: [] };
    const structure = reader.structureOf(parsed);
    const hints = spans.map((span) => ({
      kind: span.kind,
      start: span.start,
      end: span.end,
      without: removeSpans(
        note,
        [span],
        allSpans.filter((other) => other !== span),
        structure,
      ),
    }));
    return hints.length < 2 ? { hints } : { hints, withoutAll: withoutAll(note, reader) };
  };
}
