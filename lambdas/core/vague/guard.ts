import type { Classifier } from './classifier.ts';
import { contactDetailsIn } from './contact-details.ts';
import { FirstWordIndex } from './first-word-index.ts';
import type { Pattern, SentenceWords } from './pattern.ts';
import { type NoteStructure, type RemovableSpan, removeSpan } from './remove-span.ts';
import { speller } from './spelling.ts';
import { fold, type Sentence, sentencesOf, type Token, tokensOf } from './tokens.ts';
import { type HintKind, hintKinds, type WordList } from './word-list.ts';

/** Words in a note that the guard suggests to leave out. The candidate decides. */
export interface Hint {
  readonly kind: HintKind;
  /** The position of the words in the note as typed; UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** The suggestion: the note without these words and what depends on them. */
  readonly without: string;
}

/** Finds the hints in a note, in the order of their positions. */
export type Guard = (note: string) => readonly Hint[];

/** The data with which the guard reads notes in one language. */
export interface Language {
  /** Called once, at the first note in this language. */
  readonly list: () => WordList;
  /** Without a classifier, every match of a pattern is a hint. */
  readonly classifier?: Classifier;
}

/**
 * The limits of the classifier's veto. If a sentence is less likely than this to hold a
 * kind, a match of this kind is a coincidence and gives no hint. The limit is low for
 * kinds that people express in a few plain words.
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
 * If a sentence is at least this likely to hold a kind, its likeliest part is a hint,
 * even if no pattern matches.
 */
const HINT_ABOVE = 0.9;

/** The span of a hint before nearby spans are merged. */
interface HintSpan extends RemovableSpan {
  readonly kind: HintKind;
}

function indexByFirstWord<T extends Pattern>(patterns: readonly T[]): FirstWordIndex<T> {
  const index = new FirstWordIndex<T>();
  for (const pattern of patterns) index.add(pattern, pattern.firstWords);
  return index;
}

/** A match of a pattern, from the word `from` to before the word `to`. */
interface Match<T extends Pattern> {
  readonly pattern: T;
  readonly from: number;
  readonly to: number;
}

function matchesIn<T extends Pattern>(
  index: FirstWordIndex<T>,
  sentence: SentenceWords,
): Match<T>[] {
  const matches: Match<T>[] = [];
  for (let from = sentence.start; from < sentence.end; from += 1) {
    for (const pattern of index.entriesFor(sentence.words[from] ?? '')) {
      const to = pattern.matchAt(sentence, from);
      if (to !== undefined) matches.push({ pattern, from, to });
    }
  }
  return matches;
}

/** A note, prepared for patterns. */
interface ParsedNote {
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  /** One entry for each sentence. */
  readonly sentenceWords: readonly SentenceWords[];
  /** The words that join two parts of a sentence. */
  readonly conjunctions: readonly Match<Pattern>[];
}

/** A span of a note; UTF-16 offsets. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Reads notes with the word list and the classifier of one language. */
interface NoteReader {
  readonly parse: (note: string) => ParsedNote;
  readonly hintSpans: (parsed: ParsedNote) => readonly HintSpan[];
  readonly structureOf: (parsed: ParsedNote) => NoteStructure;
}

/**
 * The fewest words that can stand alone as a sentence. A shorter part is removed, unless
 * it matches `keep`, e.g. thanks or a wish.
 */
const MIN_SENTENCE_WORDS = 3;
const PAUSE_BETWEEN = /[,;:()\u2013\u2014]|\s-+\s/u;

function createNoteReader({ list: compile, classifier }: Language): NoteReader {
  const list = compile();
  const hints = indexByFirstWord(list.patterns);
  const exceptions = indexByFirstWord(list.exceptions);
  const keep = indexByFirstWord(list.keep);
  const leftovers = indexByFirstWord(list.leftovers);
  const conjunctions = indexByFirstWord(list.conjunctions);
  const vocabulary = [...list.patterns, ...list.exceptions].flatMap(({ vocabulary }) => vocabulary);
  const corrected = speller(new Set(vocabulary), list.known);

  const spanOf = (tokens: readonly Token[], { from, to }: { from: number; to: number }): Span => ({
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
  });

  /** The part of a sentence that is the most likely one to hold a kind. */
  const likeliestPart = (
    sentence: SentenceWords,
    kind: HintKind,
    isConjunction: (at: number) => boolean,
  ) => {
    let best = { from: sentence.start, to: sentence.end, likelihood: -1 };
    for (let from = sentence.start, to = from; from < sentence.end; from = to) {
      while (to < sentence.end && sentence.parts[to] === sentence.parts[from]) to += 1;
      const begin = isConjunction(from) && from + 1 < to ? from + 1 : from;
      const likelihood = classifier?.classify(sentence.words.slice(begin, to))[kind] ?? 0;
      if (likelihood > best.likelihood) best = { from: begin, to, likelihood };
    }
    return best;
  };

  return {
    parse: (note) => {
      const sentences = sentencesOf(note, list);
      const tokens = tokensOf(note, sentences, list);
      const words = tokens.map(({ word }) => corrected(word));
      const parts: number[] = [];
      const sentenceWords = sentences.map((_, number): SentenceWords => {
        const start = parts.length;
        while (tokens[parts.length]?.sentence === number) parts.push(0);
        return { words, parts, start, end: parts.length };
      });
      const conjunctionMatches = sentenceWords.flatMap((sentence) =>
        matchesIn(conjunctions, sentence),
      );
      const conjunctionStarts = new Set(conjunctionMatches.map(({ from }) => from));
      tokens.forEach(({ start }, at) => {
        const before = tokens[at - 1];
        const isBreak =
          conjunctionStarts.has(at) ||
          (before !== undefined && PAUSE_BETWEEN.test(note.slice(before.end, start)));
        parts[at] = (parts[at - 1] ?? 0) + (isBreak ? 1 : 0);
      });
      return { tokens, sentences, sentenceWords, conjunctions: conjunctionMatches };
    },
    hintSpans: ({ tokens, sentenceWords, conjunctions: conjunctionMatches }) => {
      const conjunctionStarts = new Set(conjunctionMatches.map(({ from }) => from));
      return sentenceWords.flatMap((sentence) => {
        const likelihoods = classifier?.classify(
          sentence.words.slice(sentence.start, sentence.end),
        );
        const kindsWithoutVeto = new Set(
          hintKinds.filter(
            (kind) => likelihoods === undefined || likelihoods[kind] >= VETO_BELOW[kind],
          ),
        );
        // Most sentences only express thanks. Then every kind has a veto, and no pattern
        // must be tried.
        if (kindsWithoutVeto.size === 0) return [];
        const exceptionMatches = matchesIn(exceptions, sentence);
        const isNoException = (span: { readonly from: number; readonly to: number }): boolean =>
          !exceptionMatches.some(({ from, to }) => from < span.to && span.from < to);
        const matches = matchesIn(hints, sentence).filter(
          (match) => kindsWithoutVeto.has(match.pattern.kind) && isNoException(match),
        );
        const matchedKinds = new Set(matches.map(({ pattern }) => pattern.kind));
        const partsWithoutMatch = hintKinds
          .filter((kind) => !matchedKinds.has(kind) && (likelihoods?.[kind] ?? 0) >= HINT_ABOVE)
          .map((kind) => ({
            kind,
            ...likeliestPart(sentence, kind, (at) => conjunctionStarts.has(at)),
          }))
          .filter(isNoException);
        return [
          ...matches.map(({ pattern: { kind, removesWordsOnly }, ...match }) => ({
            kind,
            removesWordsOnly,
            ...spanOf(tokens, match),
          })),
          ...partsWithoutMatch.map(({ kind, ...part }) => ({
            kind,
            removesWordsOnly: false,
            ...spanOf(tokens, part),
          })),
        ];
      });
    },
    structureOf: ({ tokens, sentences, sentenceWords, conjunctions: conjunctionMatches }) => {
      const spansOf = (index: FirstWordIndex<Pattern>) =>
        sentenceWords
          .flatMap((sentence) => matchesIn(index, sentence))
          .map((match) => spanOf(tokens, match));
      const keepSpans = spansOf(keep);
      const leftoverStarts = new Set(spansOf(leftovers).map(({ start }) => start));
      return {
        sentences,
        conjunctions: conjunctionMatches.map((match) => spanOf(tokens, match)),
        canStandAlone: (start, end) => {
          const words = tokens.filter((token) => token.start >= start && token.end <= end);
          const [first] = words;
          if (first === undefined || leftoverStarts.has(first.start)) return false;
          return (
            words.length >= MIN_SENTENCE_WORDS ||
            keepSpans.some((span) => span.start >= start && span.end <= end)
          );
        },
      };
    },
  };
}

/** Spans of one kind with at most this many characters between them are one hint. */
const MAX_GAP = 12;

/**
 * Merges spans of the same kind that are near to each other in one sentence. Drops a span
 * that is within a longer span of the same kind.
 */
function mergeSpans(
  spans: readonly HintSpan[],
  sentences: readonly Sentence[],
): readonly HintSpan[] {
  const sorted = spans.toSorted(
    (a, b) =>
      a.start - b.start || b.end - a.end || Number(b.removesWordsOnly) - Number(a.removesWordsOnly),
  );
  const outermost = sorted.filter(
    (span, index) =>
      !sorted.some(
        (other, otherIndex) =>
          other.kind === span.kind &&
          other.start <= span.start &&
          other.end >= span.end &&
          (other.end - other.start > span.end - span.start || otherIndex < index),
      ),
  );
  const sentenceAt = (at: number) =>
    sentences.findIndex(({ start, end }) => start <= at && at < end);
  const merged: HintSpan[] = [];
  for (const kind of hintKinds) {
    let last: HintSpan | undefined;
    for (const span of outermost.filter((other) => other.kind === kind)) {
      const isNear =
        last !== undefined &&
        span.start - last.end <= MAX_GAP &&
        sentenceAt(last.start) === sentenceAt(span.start);
      if (last !== undefined && isNear) {
        last = {
          kind,
          start: last.start,
          end: Math.max(last.end, span.end),
          removesWordsOnly:
            last.removesWordsOnly && span.removesWordsOnly && last.end >= span.start,
        };
        merged.splice(-1, 1, last);
      } else {
        last = span;
        merged.push(span);
      }
    }
  }
  return merged.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

const WORD = /\p{L}+/gu;

/**
 * Creates a guard for notes in any of these languages. It reads a note in the language
 * whose labelled notes contain most of its words.
 */
export function createGuard(languages: readonly Language[]): Guard {
  const readers = new Map<Language, NoteReader>();
  const languageOf = (note: string): Language | undefined => {
    const words = [...note.matchAll(WORD)].map(([word]) => fold(word));
    const countKnown = ({ classifier }: Language) =>
      words.filter((word) => classifier?.knows(word)).length;
    return languages
      .map((language) => ({ language, known: countKnown(language) }))
      .toSorted((a, b) => b.known - a.known)[0]?.language;
  };
  return (note) => {
    const language = languageOf(note);
    if (language === undefined) return [];
    const reader = readers.get(language) ?? createNoteReader(language);
    readers.set(language, reader);
    const parsed = reader.parse(note);
    const contacts = contactDetailsIn(note).map(
      (span) => ({ kind: 'contact-or-link', removesWordsOnly: false, ...span }) as const,
    );
    const spans = mergeSpans([...reader.hintSpans(parsed), ...contacts], parsed.sentences);
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
