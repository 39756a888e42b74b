import type { Classifier } from './classifier.ts';
import { contactDetailsIn } from './contact-details.ts';
import { FirstWordIndex } from './first-word-index.ts';
import type { Line, Pattern } from './pattern.ts';
import { type NoteStructure, type RemovableSpan, removeSpan } from './remove-span.ts';
import { speller } from './spelling.ts';
import { fold, type Sentence, sentencesOf, type Token, tokensOf } from './tokens.ts';
import { type HintKind, hintKinds, type WordList } from './word-list.ts';

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

/** What a language's notes are read with. */
export interface Language {
  /** Asked for once, when the first note in this language comes. */
  readonly list: () => WordList;
  /** Without it, whatever a pattern fits is hinted at. */
  readonly classifier?: Classifier;
}

/**
 * A pattern that fits in a sentence of which the labelled notes say that it is less
 * likely than this to hold the kind is a coincidence. What is said in few and plain words
 * needs little to be believed.
 */
const VETO_BELOW: Readonly<Record<HintKind, number>> = {
  reason: 0.3,
  apology: 0.1,
  justification: 0.2,
  hedge: 0.25,
  negative: 0.3,
  'contact-or-link': 0.1,
};
/**
 * A sentence of which they say that it is more likely than this to hold a kind holds it,
 * though no pattern fits.
 */
const HINT_ABOVE = 0.9;

interface Match extends RemovableSpan {
  readonly kind: HintKind;
}

/** Patterns by what a match begins with. */
function indexOf<T extends Pattern>(patterns: readonly T[]): FirstWordIndex<T> {
  const index = new FirstWordIndex<T>();
  for (const pattern of patterns) index.add(pattern, pattern.first);
  return index;
}

/** A pattern that fits, and where: indices of words. */
interface Fit<T extends Pattern> {
  readonly pattern: T;
  readonly from: number;
  readonly to: number;
}

function fitsIn<T extends Pattern>(index: FirstWordIndex<T>, line: Line): Fit<T>[] {
  const found: Fit<T>[] = [];
  for (let from = line.start; from < line.end; from += 1) {
    for (const pattern of index.at(line.words[from] ?? '')) {
      const to = pattern.matchAt(line, from);
      if (to !== undefined) found.push({ pattern, from, to });
    }
  }
  return found;
}

/** A note as patterns are held against it. */
interface NoteWords {
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  /** By sentence. */
  readonly lines: readonly Line[];
  /** The words that join the parts of sentences. */
  readonly conjunctions: readonly Fit<Pattern>[];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What one language's word list makes of a note. */
interface Reader {
  readonly read: (note: string) => NoteWords;
  readonly matches: (read: NoteWords) => readonly Match[];
  readonly reading: (read: NoteWords) => NoteStructure;
}

/** In words: what is shorter says nothing by itself, unless it thanks or wishes. */
const SHORTEST_SENTENCE = 3;
const PAUSE_BETWEEN = /[,;:()\u2013\u2014]|\s-+\s/u;

function readerOf({ list: compile, classifier }: Language): Reader {
  const list = compile();
  const hints = indexOf(list.patterns);
  const exceptions = indexOf(list.exceptions);
  const keep = indexOf(list.keep);
  const leftovers = indexOf(list.leftovers);
  const conjunctions = indexOf(list.conjunctions);
  const vocabulary = [...list.patterns, ...list.exceptions].flatMap(({ vocabulary }) => vocabulary);
  const corrected = speller(new Set(vocabulary), list.known);

  const spanOf = (tokens: readonly Token[], { from, to }: { from: number; to: number }): Span => ({
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
  });

  /** The part of a sentence that speaks most for a kind. */
  const tellingPart = (line: Line, kind: HintKind, isConjunction: (at: number) => boolean) => {
    let best = { from: line.start, to: line.end, likelihood: -1 };
    for (let from = line.start, to = from; from < line.end; from = to) {
      while (to < line.end && line.parts[to] === line.parts[from]) to += 1;
      const begin = isConjunction(from) && from + 1 < to ? from + 1 : from;
      const likelihood = classifier?.classify(line.words.slice(begin, to))[kind] ?? 0;
      if (likelihood > best.likelihood) best = { from: begin, to, likelihood };
    }
    return best;
  };

  return {
    read: (note) => {
      const sentences = sentencesOf(note, list);
      const tokens = tokensOf(note, sentences, list);
      const words = tokens.map(({ word }) => corrected(word));
      const parts: number[] = [];
      const lines = sentences.map((_, number): Line => {
        const start = parts.length;
        while (tokens[parts.length]?.sentence === number) parts.push(0);
        return { words, parts, start, end: parts.length };
      });
      const joining = lines.flatMap((line) => fitsIn(conjunctions, line));
      const isConjunction = new Set(joining.map(({ from }) => from));
      tokens.forEach(({ start }, at) => {
        const before = tokens[at - 1];
        const isBreak =
          isConjunction.has(at) ||
          (before !== undefined && PAUSE_BETWEEN.test(note.slice(before.end, start)));
        parts[at] = (parts[at - 1] ?? 0) + (isBreak ? 1 : 0);
      });
      return { tokens, sentences, lines, conjunctions: joining };
    },
    matches: ({ tokens, lines, conjunctions: joining }) => {
      const isConjunction = new Set(joining.map(({ from }) => from));
      return lines.flatMap((line) => {
        const likely = classifier?.classify(line.words.slice(line.start, line.end));
        const open = new Set(
          hintKinds.filter((kind) => likely === undefined || likely[kind] >= VETO_BELOW[kind]),
        );
        // Most sentences are thanks: no pattern has to be tried on them.
        if (open.size === 0) return [];
        const excepted = fitsIn(exceptions, line);
        const isNotExcepted = (span: { readonly from: number; readonly to: number }): boolean =>
          !excepted.some(({ from, to }) => from < span.to && span.from < to);
        const found = fitsIn(hints, line).filter(
          (fit) => open.has(fit.pattern.kind) && isNotExcepted(fit),
        );
        const kinds = new Set(found.map(({ pattern }) => pattern.kind));
        const unfound = hintKinds
          .filter((kind) => !kinds.has(kind) && (likely?.[kind] ?? 0) >= HINT_ABOVE)
          .map((kind) => ({ kind, ...tellingPart(line, kind, (at) => isConjunction.has(at)) }))
          .filter(isNotExcepted);
        return [
          ...found.map(({ pattern: { kind, removesWordsOnly }, ...fit }) => ({
            kind,
            removesWordsOnly,
            ...spanOf(tokens, fit),
          })),
          ...unfound.map(({ kind, ...part }) => ({
            kind,
            removesWordsOnly: false,
            ...spanOf(tokens, part),
          })),
        ];
      });
    },
    reading: ({ tokens, sentences, lines, conjunctions: joining }) => {
      const spansOf = (index: FirstWordIndex<Pattern>) =>
        lines.flatMap((line) => fitsIn(index, line)).map((fit) => spanOf(tokens, fit));
      const kept = spansOf(keep);
      const leftoverStarts = new Set(spansOf(leftovers).map(({ start }) => start));
      return {
        sentences,
        conjunctions: joining.map((fit) => spanOf(tokens, fit)),
        canStandAlone: (start, end) => {
          const own = tokens.filter((token) => token.start >= start && token.end <= end);
          const [first] = own;
          if (first === undefined || leftoverStarts.has(first.start)) return false;
          return (
            own.length >= SHORTEST_SENTENCE ||
            kept.some((span) => span.start >= start && span.end <= end)
          );
        },
      };
    },
  };
}

/** Words of one kind with no more than this between them, in letters, are one hint. */
const NEAR = 12;

/**
 * One hint for what is said in one breath; none for what is a part of a longer one of its
 * kind.
 */
function merged(matches: readonly Match[], sentences: readonly Sentence[]): readonly Match[] {
  const sorted = matches.toSorted(
    (a, b) =>
      a.start - b.start || b.end - a.end || Number(b.removesWordsOnly) - Number(a.removesWordsOnly),
  );
  const outer = sorted.filter(
    (match, index) =>
      !sorted.some(
        (other, place) =>
          other.kind === match.kind &&
          other.start <= match.start &&
          other.end >= match.end &&
          (other.end - other.start > match.end - match.start || place < index),
      ),
  );
  const sentenceAt = (at: number) =>
    sentences.findIndex(({ start, end }) => start <= at && at < end);
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
          removesWordsOnly:
            last.removesWordsOnly && match.removesWordsOnly && last.end >= match.start,
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

const WORD = /\p{L}+/gu;

/**
 * A guard for notes in any of these languages; a note is read in the one whose labelled
 * notes have the most of its words.
 */
export function createGuard(languages: readonly Language[]): Guard {
  const readers = new Map<Language, Reader>();
  const languageOf = (note: string): Language | undefined => {
    const words = [...note.matchAll(WORD)].map(([word]) => fold(word));
    const familiar = ({ classifier }: Language) =>
      words.filter((word) => classifier?.knows(word)).length;
    return languages
      .map((language) => ({ language, known: familiar(language) }))
      .toSorted((a, b) => b.known - a.known)[0]?.language;
  };
  return (note) => {
    const language = languageOf(note);
    if (language === undefined) return [];
    const reader = readers.get(language) ?? readerOf(language);
    readers.set(language, reader);
    const read = reader.read(note);
    const contacts = contactDetailsIn(note).map(
      (span) => ({ kind: 'contact-or-link', removesWordsOnly: false, ...span }) as const,
    );
    const hints = merged([...reader.matches(read), ...contacts], read.sentences);
    if (hints.length === 0) return [];
    const reading = reader.reading(read);
    return hints.map(({ kind, start, end, removesWordsOnly }) => ({
      kind,
      start,
      end,
      without: removeSpan(note, { start, end, removesWordsOnly }, reading),
    }));
  };
}
