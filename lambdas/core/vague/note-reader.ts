import { once } from '../once.ts';
import type { Classifier, Likelihoods } from './classifier.ts';
import { FirstWordIndex } from './first-word-index.ts';
import {
  highestScore,
  MIN_SHARE_OF_KIND,
  mayHint,
  type Signals,
  type Surroundings,
  scoreOf,
  shareOf,
  signalsOf,
} from './judge.ts';
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

/** A part that thanks, wishes or decides goes, too, if a fault in it is so likely. */
const KEPT_FAULT = 0.5;

function indexByFirstWord<T extends Pattern>(patterns: readonly T[]): FirstWordIndex<T> {
  const index = new FirstWordIndex<T>();
  for (const pattern of patterns) index.add(pattern, pattern.firstWords());
  return index;
}

/** Words of a note, from the word `from` to before the word `to`. */
interface WordRange {
  readonly from: number;
  readonly to: number;
}

const overlaps = (one: WordRange, other: WordRange): boolean =>
  one.from < other.to && other.from < one.to;

interface Match<T extends Pattern> extends WordRange {
  readonly pattern: T;
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
  /** The score of its part is below 0. */
  | { readonly by: 'veto'; readonly part: JudgedPart }
  /** The classifier finds another kind in these words. */
  | { readonly by: 'other-kind'; readonly kind: HintKind }
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

/** A part of a sentence, and what decides whether it gets a hint. */
export interface JudgedPart extends WordRange {
  readonly signals: Signals;
  /** The sum of the signals by their weights. With 0 or more, the part gets a hint. */
  readonly score: number;
  /** Whether a certain pattern matches: then it gets a hint with any score. */
  readonly isCertain: boolean;
}

/** What a reader finds. Without a pattern the classifier alone found it. */
interface FoundSpan extends HintSpan {
  readonly hasPattern: boolean;
}

/** Reads notes with the word list and the classifier of one language. */
export interface NoteReader {
  readonly parse: (note: string) => ParsedNote;
  readonly hintSpans: (parsed: ParsedNote) => readonly FoundSpan[];
  /** Everything in a sentence that gives a hint or could have given one. */
  readonly findingsIn: (parsed: ParsedNote, sentence: SentenceWords) => readonly Finding[];
  /** The parts of a sentence with all their signals. Empty without a classifier. */
  readonly judgedParts: (parsed: ParsedNote, sentence: SentenceWords) => readonly JudgedPart[];
  readonly structureOf: (parsed: ParsedNote) => NoteStructure;
  /** The sentence as the patterns read it: with typing errors corrected. */
  readonly corrected: (sentence: SentenceWords) => SentenceWords;
}

/**
 * The fewest words that can stand alone as a sentence. A shorter part is removed, unless
 * it matches `keep`, e.g. thanks or a wish.
 */
const MIN_SENTENCE_WORDS = 4;
/** How far from the start of a text its opening may reach; UTF-16 units. */
const MAX_OPENING = 60;
/** What remains of a sentence goes, too, if a fault in it is at least this likely. */
const KEEP_BELOW = 0.35;
/**
 * What the classifier finds alone has a word of at least so many letters. "I am" and «y
 * no» say nothing, whatever they stand beside.
 */
const MIN_TELLING_LETTERS = 4;
const PAUSE_BETWEEN = /[,;:()\u2013\u2014]|\s-+\s/u;

/** A part of a sentence, or all of it, from the word `from` to before the word `to`. */
interface Unit extends WordRange {
  readonly isWhole: boolean;
}

/** What the classifier reads of a sentence: each of its parts, and then the whole. */
export function unitsOf({ parts, start, end }: SentenceWords): readonly Unit[] {
  const units: Unit[] = [];
  for (let from = start, to = from; from < end; from = to) {
    while (to < end && parts[to] === parts[from]) to += 1;
    units.push({ from, to, isWhole: from === start && to === end });
  }
  return units.length < 2 ? units : [...units, { from: start, to: end, isWhole: true }];
}

const noKind: Readonly<Record<HintKind, number>> = {
  reason: 0,
  apology: 0,
  justification: 0,
  hedge: 0,
  negative: 0,
  'contact-or-link': 0,
};
const clean: Likelihoods = { kinds: noKind, fault: 0 };

const likeliestKind = ({ kinds }: Likelihoods): HintKind =>
  hintKinds.reduce((best, kind) => (kinds[kind] > kinds[best] ? kind : best));

export function createNoteReader({ list: compile, classifier }: Language): NoteReader {
  const list = compile();
  const indexOf = (isMeant: (pattern: KindPattern) => boolean) =>
    once(() => indexByFirstWord(list.patterns.filter(isMeant)));
  const certain = indexOf(({ isCertain }) => isCertain);
  const others = new Map(
    hintKinds.map((kind) => [kind, indexOf((one) => one.kind === kind && !one.isCertain)]),
  );
  const exceptions = once(() => indexByFirstWord(list.exceptions));
  const keep = once(() => indexByFirstWord(list.keep));
  const leftovers = once(() => indexByFirstWord(list.leftovers));
  const openings = once(() => indexByFirstWord(list.openings));
  const conjunctions = once(() => indexByFirstWord(list.conjunctions));
  const correct = speller(() => list.vocabulary, list.known);
  /** The patterns compare correct words. The classifier needs no correction. */
  const correctedWords = ({ words, ...others }: SentenceWords): SentenceWords => ({
    ...others,
    words: words.map((word, at) => (at >= others.start && at < others.end ? correct(word) : word)),
  });

  const spanOf = (tokens: readonly Token[], { from, to }: { from: number; to: number }): Span => ({
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
  });

  /** The parts of a sentence, with what the classifier says about them. */
  const partsOf = (sentence: SentenceWords, by: Classifier) => {
    const units = unitsOf(sentence).map((unit) => ({
      ...unit,
      ...by.classify(sentence.words.slice(unit.from, unit.to)),
    }));
    const parts = units.filter(({ isWhole }) => !isWhole || units.length === 1);
    const highestFault = Math.max(...parts.map(({ fault }) => fault));
    return parts.map((part) => ({
      ...part,
      part,
      sentence: units.at(-1) ?? part,
      highestFault,
      words: part.to - part.from,
    }));
  };
  type Part = Surroundings & Unit & Likelihoods;
  const isKindPossible = (part: Part, kind: HintKind): boolean =>
    shareOf(part, kind) >= MIN_SHARE_OF_KIND;

  const judge = (
    parts: readonly Part[],
    matches: readonly Match<KindPattern>[],
    weights: readonly number[],
  ): readonly JudgedPart[] => {
    const inParts = parts.map((part) => ({
      part,
      own: matches.filter(
        (match) => overlaps(match, part) && isKindPossible(part, match.pattern.kind),
      ),
    }));
    const isAnywhere = inParts.some(({ own }) => own.length > 0);
    return inParts.map(({ part, own }) => {
      const matched = {
        kinds: new Set(own.map(({ pattern }) => pattern.kind)),
        patterns: new Set(own.map(({ pattern }) => pattern)).size,
        covered: Math.max(
          ...own.map(({ from, to }) => Math.min(to, part.to) - Math.max(from, part.from)),
        ),
      };
      const signals = signalsOf(part, own.length > 0 ? matched : undefined, isAnywhere);
      return {
        from: part.from,
        to: part.to,
        signals,
        score: scoreOf(signals, weights),
        isCertain: matches.some((match) => match.pattern.isCertain && overlaps(match, part)),
      };
    });
  };

  /**
   * @param isComplete whether to give the rejected findings, too. The guard does not need
   *   them, and finds the others faster.
   */
  const readSentence = (
    { conjunctions: conjunctionMatches }: ParsedNote,
    sentence: SentenceWords,
    isComplete: boolean,
  ): { readonly findings: readonly Finding[]; readonly judged: readonly JudgedPart[] } => {
    const weights = classifier?.signalWeights ?? [];
    const parts = classifier === undefined ? [] : partsOf(sentence, classifier);
    // Most sentences only express thanks. Then only the certain patterns are tried.
    const isPossible = parts.some((part) => highestScore(part, weights) >= 0);
    const isNeeded = (kind: HintKind): boolean =>
      isComplete ||
      classifier === undefined ||
      (isPossible && parts.some((part) => isKindPossible(part, kind)));
    const indexes = [
      certain,
      ...hintKinds.filter(isNeeded).flatMap((kind) => others.get(kind) ?? []),
    ];

    const corrected = correctedWords(sentence);
    const exceptionMatches = once(() => matchesIn(exceptions(), corrected));
    const exceptionOf = (words: WordRange) => {
      const match = exceptionMatches().find((exception) => overlaps(exception, words));
      return match && ({ by: 'exception', pattern: match.pattern } as const);
    };
    const unlessOf = ({ pattern, from, to }: Match<Pattern>): Rejection | undefined => {
      const clause = pattern.rejectedBy(corrected, from, to);
      return clause === undefined ? undefined : { by: 'unless', clause };
    };
    const matchAt = isComplete ? 'matchBeforeExceptionsAt' : 'matchAt';
    const matches = indexes
      .flatMap((index) => matchesIn(index(), corrected, matchAt))
      .map((match) => ({
        ...match,
        exception: (isComplete ? unlessOf(match) : undefined) ?? exceptionOf(match),
      }));
    const counted = matches.filter(({ exception }) => exception === undefined);
    const judged = judge(parts, counted, weights);
    const vetoOf = (match: Match<KindPattern>): Rejection | undefined => {
      if (match.pattern.isCertain || classifier === undefined) return undefined;
      const around = parts.filter((part) => overlaps(match, part));
      const possible = around.filter((part) => isKindPossible(part, match.pattern.kind));
      const [first = clean] = around;
      if (possible.length === 0) return { by: 'other-kind', kind: likeliestKind(first) };
      const [best] = judged
        .filter(({ from }) => possible.some((part) => part.from === from))
        .toSorted((one, other) => other.score - one.score);
      return best === undefined || best.score >= 0 ? undefined : { by: 'veto', part: best };
    };
    const findings = matches.map(
      ({ exception, ...match }): Finding => ({
        ...match,
        kind: match.pattern.kind,
        rejection: exception ?? vetoOf(match),
      }),
    );
    const conjunctionStarts = new Set(conjunctionMatches.map(({ from }) => from));
    const found = findings.filter(({ rejection }) => rejection === undefined);
    const withoutPattern = parts
      .filter((_, index) => {
        const own = judged[index];
        return own !== undefined && own.score >= 0 && mayHint(own.signals);
      })
      .filter((part) => !found.some((finding) => overlaps(finding, part)))
      .filter(({ from, to }) =>
        sentence.words.slice(from, to).some((word) => word.length >= MIN_TELLING_LETTERS),
      )
      .map((part): Finding => {
        const begin = conjunctionStarts.has(part.from) && part.from + 1 < part.to ? 1 : 0;
        const words = { from: part.from + begin, to: part.to };
        return { kind: likeliestKind(part), ...words, rejection: exceptionOf(words) };
      });
    return { findings: [...findings, ...withoutPattern], judged };
  };

  const parse = (note: string): ParsedNote => {
    const sentences = sentencesOf(note, list);
    const tokens = tokensOf(note, sentences, list);
    const words = tokens.map(({ word }) => word);
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
  };

  return {
    parse,
    hintSpans: (parsed) =>
      parsed.sentenceWords
        .flatMap((sentence) => readSentence(parsed, sentence, false).findings)
        .filter(({ rejection }) => rejection === undefined)
        .map(({ kind, pattern, ...words }) => ({
          kind,
          hasPattern: pattern !== undefined,
          removesWordsOnly: pattern?.removesWordsOnly ?? false,
          ...spanOf(parsed.tokens, words),
        })),
    findingsIn: (parsed, sentence) => readSentence(parsed, sentence, true).findings,
    judgedParts: (parsed, sentence) => readSentence(parsed, sentence, true).judged,
    corrected: correctedWords,
    structureOf: ({ tokens, sentences, sentenceWords, conjunctions: conjunctionMatches }) => {
      const spansOf = (index: FirstWordIndex<Pattern>) =>
        sentenceWords
          .flatMap((sentence) => matchesIn(index, sentence))
          .map((match) => spanOf(tokens, match));
      const keepSpans = spansOf(keep());
      const startsOf = (index: FirstWordIndex<Pattern>) =>
        new Map(spansOf(index).map(({ start, end }) => [start, end]));
      const [leftoverStarts, openingStarts] = [startsOf(leftovers()), startsOf(openings())];
      const isLoose = ({ word }: Token) => list.endings.has(word);
      return {
        sentences,
        conjunctions: conjunctionMatches.map((match) => spanOf(tokens, match)),
        standing: (part, mayHint) => {
          const inPart = tokens.filter(({ start, end }) => start >= part.start && end <= part.end);
          const last = inPart.findLastIndex((token) => !isLoose(token));
          const words = inPart.slice(0, last + 1);
          const [first] = words;
          if (first === undefined || leftoverStarts.has(first.start)) return undefined;
          const end = last + 1 < inPart.length ? (words.at(-1)?.end ?? part.end) : part.end;
          const isKept = keepSpans.some((span) => span.start >= part.start && span.end <= end);
          const { fault } = classifier?.classify(words.map(({ word }) => word)) ?? clean;
          const isFaulty = !mayHint && fault >= (isKept ? KEPT_FAULT : KEEP_BELOW);
          if (isFaulty || (!isKept && words.length < MIN_SENTENCE_WORDS)) return undefined;
          return { start: part.start, end };
        },
        startOf: ({ start, end }) => {
          const first = tokens.find((token) => token.start >= start && token.end <= end);
          return (first && openingStarts.get(first.start)) ?? start;
        },
        startOfText: (text) => {
          // No words that join sentences are longer.
          const beginning = text.slice(0, MAX_OPENING);
          const parsed = parse(beginning);
          const [sentence] = parsed.sentenceWords;
          const first = parsed.tokens[0];
          if (sentence === undefined || first === undefined) return 0;
          const opening = matchesIn(openings(), sentence).find(({ from }) => from === 0);
          return opening === undefined ? 0 : spanOf(parsed.tokens, opening).end;
        },
      };
    },
  };
}
