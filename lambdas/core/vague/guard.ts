import { ByFirstWord } from './by-first-word.ts';
import { contactsIn } from './contact.ts';
import type { Line, Pattern } from './pattern.ts';
import { speller } from './spelling.ts';
import { type Sentence, sentencesOf, type Token, tokensOf } from './tokens.ts';
import { type Cut, noteWithout, type Reading } from './without.ts';
import { type HintKind, hintKinds, type KindPattern, type WordList } from './word-list.ts';

/** Something in a note that need not be there. The candidate decides. */
export interface Hint {
  readonly kind: HintKind;
  /** The words in the note as typed; UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** The note without them, and without what is only said with them. */
  readonly without: string;
}

/** Reads a note; hints in the order in which they stand. */
export type Guard = (note: string) => readonly Hint[];

interface Match extends Cut {
  readonly kind: HintKind;
}

/** Patterns by what a match begins with. */
function indexOf<T>(entries: readonly T[], patternOf: (entry: T) => Pattern): ByFirstWord<T> {
  const index = new ByFirstWord<T>();
  for (const entry of entries) index.add(entry, patternOf(entry).first);
  return index;
}

/** A note as patterns are held against it. */
interface NoteWords {
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  /** By sentence. */
  readonly lines: readonly Line[];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What one language's word list makes of a note. */
interface Reader {
  readonly read: (note: string) => NoteWords;
  readonly matches: (read: NoteWords) => readonly Match[];
  readonly reading: (read: NoteWords) => Reading;
}

/** In words: what is shorter says nothing by itself, unless it thanks or wishes. */
const SHORTEST_SENTENCE = 3;
const PAUSE_BETWEEN = /[,;:()\u2013\u2014]|\s-+\s/u;

function readerOf(list: WordList): Reader {
  const own = ({ pattern }: KindPattern) => pattern;
  const itself = (pattern: Pattern) => pattern;
  const hints = indexOf(list.patterns, own);
  const quiet = indexOf(list.quiet, itself);
  const keep = indexOf(list.keep, itself);
  const dangling = indexOf(list.dangling, itself);
  const joints = indexOf(list.joints, itself);
  const all = [...list.patterns.map(own), ...list.quiet];
  const meant = speller(new Set(all.flatMap(({ vocabulary }) => vocabulary)), list.known);

  /** Every fit, as indices of tokens. */
  const fits = <T>(index: ByFirstWord<T>, patternOf: (entry: T) => Pattern, lines: readonly Line[]) =>
    lines.flatMap((line) => {
      const found: { readonly entry: T; readonly from: number; readonly to: number }[] = [];
      for (let from = line.start; from < line.end; from += 1) {
        for (const entry of index.at(line.words[from] ?? '')) {
          const to = patternOf(entry).matchAt(line, from);
          if (to !== undefined) found.push({ entry, from, to });
        }
      }
      return found;
    });

  const spanOf = (tokens: readonly Token[], { from, to }: { from: number; to: number }): Span => ({
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
  });

  return {
    read: (note) => {
      const sentences = sentencesOf(note, list);
      const tokens = tokensOf(note, sentences, list);
      const words = tokens.map(({ word }) => meant(word));
      const parts: number[] = [];
      const lines = sentences.map((_, number): Line => {
        const start = parts.length;
        while (tokens[parts.length]?.sentence === number) parts.push(0);
        return { words, parts, start, end: parts.length };
      });
      const isJoint = new Set(fits(joints, itself, lines).map(({ from }) => from));
      tokens.forEach(({ start }, at) => {
        const before = tokens[at - 1];
        const isBreak =
          isJoint.has(at) || (before !== undefined && PAUSE_BETWEEN.test(note.slice(before.end, start)));
        parts[at] = (parts[at - 1] ?? 0) + (isBreak ? 1 : 0);
      });
      return { tokens, sentences, lines };
    },
    matches: ({ tokens, lines }) => {
      const isQuiet = new Set<number>();
      for (const { from, to } of fits(quiet, itself, lines))
        for (let at = from; at < to; at += 1) isQuiet.add(at);
      return fits(hints, own, lines)
        .filter(({ from, to }) => {
          for (let at = from; at < to; at += 1) if (isQuiet.has(at)) return false;
          return true;
        })
        .map(({ entry: { kind, isLoose }, ...fit }) => ({ kind, isLoose, ...spanOf(tokens, fit) }));
    },
    reading: ({ tokens, sentences, lines }) => {
      const spansOf = (index: ByFirstWord<Pattern>) =>
        fits(index, itself, lines).map((fit) => spanOf(tokens, fit));
      const kept = spansOf(keep);
      const leftOver = new Set(spansOf(dangling).map(({ start }) => start));
      return {
        sentences,
        joints: spansOf(joints),
        canStandAlone: (start, end) => {
          const own = tokens.filter((token) => token.start >= start && token.end <= end);
          const [first] = own;
          if (first === undefined) return false;
          if (kept.some((span) => span.start >= start && span.end <= end)) return true;
          return own.length >= SHORTEST_SENTENCE && !leftOver.has(first.start);
        },
      };
    },
  };
}

/** Words of one kind with no more than this between them, in letters, are one hint. */
const NEAR = 12;

/** One hint for what is said in one breath; none for what is a part of a longer one. */
function merged(matches: readonly Match[], sentences: readonly Sentence[]): readonly Match[] {
  const sorted = matches.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const outer = sorted.filter(
    (match, index) =>
      !sorted.some(
        (other, place) =>
          other.start <= match.start &&
          other.end >= match.end &&
          (other.end - other.start > match.end - match.start || place < index),
      ),
  );
  const sentenceAt = (at: number) => sentences.findIndex(({ start, end }) => start <= at && at < end);
  const result: Match[] = [];
  for (const kind of hintKinds) {
    let last: Match | undefined;
    for (const match of outer.filter((other) => other.kind === kind)) {
      const isSame =
        last !== undefined &&
        match.start - last.end <= NEAR &&
        sentenceAt(last.start) === sentenceAt(match.start);
      if (last !== undefined && isSame) {
        last = {
          kind,
          start: last.start,
          end: Math.max(last.end, match.end),
          isLoose: last.isLoose && match.isLoose && last.end >= match.start,
        };
        result.splice(-1, 1, last);
      } else {
        last = match;
        result.push(match);
      }
    }
  }
  return result.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * A guard for notes in any of the languages whose word lists are given. What fits in one language means nothing in
 * another, so a note is read in all of them.
 */
export function createGuard(lists: readonly WordList[]): Guard {
  const readers = lists.map(readerOf);
  return (note) => {
    const contacts = contactsIn(note).map(
      (span) => ({ kind: 'contact-or-link', isLoose: false, ...span }) as const,
    );
    return readers
      .map((reader) => {
        const read = reader.read(note);
        return { reader, read, found: reader.matches(read) };
      })
      .toSorted((a, b) => b.found.length - a.found.length)
      .slice(0, 1)
      .flatMap(({ reader, read, found }) => {
        const reading = reader.reading(read);
        return merged([...found, ...contacts], read.sentences).map(({ kind, start, end, isLoose }) => ({
          kind,
          start,
          end,
          without: noteWithout(note, { start, end, isLoose }, reading),
        }));
      });
  };
}
