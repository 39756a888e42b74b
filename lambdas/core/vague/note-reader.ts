import { once } from '../once.ts';
import type { Classifier } from './classifier.ts';
import { FirstWordIndex } from './first-word-index.ts';
import type { HintSpan } from './merge-spans.ts';
import type { Pattern, SentenceWords } from './pattern.ts';
import type { NoteStructure } from './remove-span.ts';
import { speller } from './spelling.ts';
import { type Sentence, sentencesOf, type Token, tokensOf } from './tokens.ts';
import { type HintKind, hintKinds, type KindPattern, type WordList } from './word-list.ts';

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
export const VETO_BELOW: Readonly<Record<HintKind, number>> = {
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
export const HINT_ABOVE = 0.9;

function indexByFirstWord<T extends Pattern>(patterns: readonly T[]): FirstWordIndex<T> {
  const index = new FirstWordIndex<T>();
  for (const pattern of patterns) index.add(pattern, pattern.firstWords());
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
  matchAt: 'matchAt' | 'matchBeforeExceptionsAt' = 'matchAt',
): Match<T>[] {
  const matches: Match<T>[] = [];
  for (let from = sentence.start; from < sentence.end; from += 1) {
    for (const pattern of index.entriesFor(sentence.words[from] ?? '')) {
      const to = pattern[matchAt](sentence, from);
      if (to !== undefined) matches.push({ pattern, from, to });
    }
  }
  return matches;
}

/** A note, prepared for patterns. */
export interface ParsedNote {
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

/**
 * Why words give no hint, although a pattern matches them or the classifier finds them.
 */
type Rejection =
  | { readonly by: 'veto'; readonly likelihood: number; readonly limit: number }
  /** A pattern under `== exceptions ==` matches words of the match. */
  | { readonly by: 'exception'; readonly pattern: Pattern }
  /** The pattern's own exception: `unless: …`, as written. */
  | { readonly by: 'unless'; readonly clause: string };

/** Words that may give a hint, from the word `from` to before the word `to`. */
export interface Finding {
  readonly kind: HintKind;
  /** Absent if the classifier alone found the words. */
  readonly pattern?: KindPattern;
  readonly from: number;
  readonly to: number;
  /** Absent if the words give a hint. */
  readonly rejection?: Rejection | undefined;
}

/** Reads notes with the word list and the classifier of one language. */
export interface NoteReader {
  readonly parse: (note: string) => ParsedNote;
  readonly hintSpans: (parsed: ParsedNote) => readonly HintSpan[];
  /** Everything in a sentence that gives a hint or could have given one. */
  readonly findingsIn: (parsed: ParsedNote, sentence: SentenceWords) => readonly Finding[];
  readonly structureOf: (parsed: ParsedNote) => NoteStructure;
}

/**
 * The fewest words that can stand alone as a sentence. A shorter part is removed, unless
 * it matches `keep`, e.g. thanks or a wish.
 */
const MIN_SENTENCE_WORDS = 3;
const PAUSE_BETWEEN = /[,;:()\u2013\u2014]|\s-+\s/u;

export function createNoteReader({ list: compile, classifier }: Language): NoteReader {
  const list = compile();
  const hints = new Map(
    hintKinds.map((kind) => [
      kind,
      once(() => indexByFirstWord(list.patterns.filter((pattern) => pattern.kind === kind))),
    ]),
  );
  const exceptions = once(() => indexByFirstWord(list.exceptions));
  const keep = once(() => indexByFirstWord(list.keep));
  const leftovers = once(() => indexByFirstWord(list.leftovers));
  const conjunctions = once(() => indexByFirstWord(list.conjunctions));
  const corrected = speller(() => list.vocabulary, list.known);

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

  /**
   * @param isComplete whether to give the rejected findings, too. The guard does not need
   *   them, and finds the others faster.
   */
  const findingsIn = (
    { conjunctions: conjunctionMatches }: ParsedNote,
    sentence: SentenceWords,
    isComplete: boolean,
  ): readonly Finding[] => {
    const likelihoods = classifier?.classify(sentence.words.slice(sentence.start, sentence.end));
    const vetoOf = (kind: HintKind): Rejection | undefined =>
      likelihoods === undefined || likelihoods[kind] >= VETO_BELOW[kind]
        ? undefined
        : { by: 'veto', likelihood: likelihoods[kind], limit: VETO_BELOW[kind] };
    const vetoes = new Map(hintKinds.map((kind) => [kind, vetoOf(kind)]));
    // Most sentences only express thanks. Then every kind has a veto, and no pattern must
    // be tried.
    const kinds = isComplete ? hintKinds : hintKinds.filter((kind) => !vetoes.get(kind));
    if (kinds.length === 0) return [];

    const exceptionMatches = once(() => matchesIn(exceptions(), sentence));
    const exceptionOf = (words: { readonly from: number; readonly to: number }) => {
      const match = exceptionMatches().find(({ from, to }) => from < words.to && words.from < to);
      return match && ({ by: 'exception', pattern: match.pattern } as const);
    };
    const unlessOf = ({ pattern, from, to }: Match<Pattern>): Rejection | undefined => {
      const clause = pattern.rejectedBy(sentence, from, to);
      return clause === undefined ? undefined : { by: 'unless', clause };
    };
    const matchAt = isComplete ? 'matchBeforeExceptionsAt' : 'matchAt';
    const matches = kinds.flatMap((kind) => {
      const index = hints.get(kind);
      return index === undefined ? [] : matchesIn(index(), sentence, matchAt);
    });
    const findings = matches.map(
      (match): Finding => ({
        ...match,
        kind: match.pattern.kind,
        rejection:
          vetoes.get(match.pattern.kind) ??
          exceptionOf(match) ??
          (isComplete ? unlessOf(match) : undefined),
      }),
    );
    const foundKinds = new Set(
      findings.filter(({ rejection }) => rejection === undefined).map(({ kind }) => kind),
    );
    const conjunctionStarts = new Set(conjunctionMatches.map(({ from }) => from));
    const withoutPattern = hintKinds
      .filter((kind) => !foundKinds.has(kind) && (likelihoods?.[kind] ?? 0) >= HINT_ABOVE)
      .map((kind): Finding => {
        const { from, to } = likeliestPart(sentence, kind, (at) => conjunctionStarts.has(at));
        return { kind, from, to, rejection: exceptionOf({ from, to }) };
      });
    return [...findings, ...withoutPattern];
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
        matchesIn(conjunctions(), sentence),
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
    hintSpans: (parsed) =>
      parsed.sentenceWords
        .flatMap((sentence) => findingsIn(parsed, sentence, false))
        .filter(({ rejection }) => rejection === undefined)
        .map(({ kind, pattern, ...words }) => ({
          kind,
          removesWordsOnly: pattern?.removesWordsOnly ?? false,
          ...spanOf(parsed.tokens, words),
        })),
    findingsIn: (parsed, sentence) => findingsIn(parsed, sentence, true),
    structureOf: ({ tokens, sentences, sentenceWords, conjunctions: conjunctionMatches }) => {
      const spansOf = (index: FirstWordIndex<Pattern>) =>
        sentenceWords
          .flatMap((sentence) => matchesIn(index, sentence))
          .map((match) => spanOf(tokens, match));
      const keepSpans = spansOf(keep());
      const leftoverStarts = new Set(spansOf(leftovers()).map(({ start }) => start));
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
