import { once } from '../once.ts';
import type { Classifier, Likelihoods } from './classifier.ts';
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
 * The limits of the classifier, from 0 to 1, chosen by cross-validation (ADR 38). A match
 * of a pattern counts if the classifier finds a fault at least this likely in its part of
 * the sentence, or in the whole sentence. A lower likelihood is a veto.
 */
export const PATTERN_ABOVE = 0.5;
/** If a fault is at least this likely, a part is a hint even if no pattern matches. */
export const HINT_ABOVE = 0.92;
/**
 * A match does not count if its kind is less likely than this share of the likelihood of
 * a fault: then the fault is one of another kind.
 */
const MIN_SHARE_OF_KIND = 0.05;

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
  | { readonly by: 'veto'; readonly likelihood: number }
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

/** Reads notes with the word list and the classifier of one language. */
export interface NoteReader {
  readonly parse: (note: string) => ParsedNote;
  readonly hintSpans: (parsed: ParsedNote) => readonly HintSpan[];
  /** Everything in a sentence that gives a hint or could have given one. */
  readonly findingsIn: (parsed: ParsedNote, sentence: SentenceWords) => readonly Finding[];
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
interface Unit {
  readonly from: number;
  readonly to: number;
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
const NOTHING = { from: 0, to: 0, isWhole: false, kinds: noKind, fault: 0 };
const clean: Likelihoods = { kinds: noKind, fault: 0 };
/** Without a classifier every match of a pattern counts. */
const unknown: Likelihoods = {
  kinds: {
    reason: 1,
    apology: 1,
    justification: 1,
    hedge: 1,
    negative: 1,
    'contact-or-link': 1,
  },
  fault: PATTERN_ABOVE,
};

/** Whether a match of this kind in these words is not vetoed. */
const mayHold = ({ fault, kinds }: Likelihoods, kind: HintKind): boolean =>
  fault >= PATTERN_ABOVE && kinds[kind] >= MIN_SHARE_OF_KIND * fault;

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

  /**
   * @param isComplete whether to give the rejected findings, too. The guard does not need
   *   them, and finds the others faster.
   */
  const findingsIn = (
    { conjunctions: conjunctionMatches }: ParsedNote,
    sentence: SentenceWords,
    isComplete: boolean,
  ): readonly Finding[] => {
    const units = unitsOf(sentence).map((unit) => ({
      ...unit,
      ...(classifier?.classify(sentence.words.slice(unit.from, unit.to)) ?? unknown),
    }));
    const likeliest = (some: typeof units) =>
      some.reduce((best, unit) => (unit.fault > best.fault ? unit : best), NOTHING);
    const { fault } = likeliest(units);
    // Most sentences only express thanks. Then only the certain patterns are tried.
    const isPossible = (kind: HintKind): boolean =>
      isComplete || units.some((unit) => mayHold(unit, kind));
    const indexes = [
      certain,
      ...hintKinds.filter(isPossible).flatMap((kind) => others.get(kind) ?? []),
    ];

    const corrected = correctedWords(sentence);
    const exceptionMatches = once(() => matchesIn(exceptions(), corrected));
    const exceptionOf = (words: { readonly from: number; readonly to: number }) => {
      const match = exceptionMatches().find(({ from, to }) => from < words.to && words.from < to);
      return match && ({ by: 'exception', pattern: match.pattern } as const);
    };
    const unlessOf = ({ pattern, from, to }: Match<Pattern>): Rejection | undefined => {
      const clause = pattern.rejectedBy(corrected, from, to);
      return clause === undefined ? undefined : { by: 'unless', clause };
    };
    const vetoOf = ({ pattern, from, to }: Match<KindPattern>): Rejection | undefined => {
      if (pattern.isCertain) return undefined;
      const around = likeliest(units.filter((unit) => unit.from < to && from < unit.to));
      if (around.fault < PATTERN_ABOVE) return { by: 'veto', likelihood: around.fault };
      return mayHold(around, pattern.kind)
        ? undefined
        : { by: 'other-kind', kind: likeliestKind(around) };
    };
    const matchAt = isComplete ? 'matchBeforeExceptionsAt' : 'matchAt';
    const matches = indexes.flatMap((index) => matchesIn(index(), corrected, matchAt));
    const findings = matches.map(
      (match): Finding => ({
        ...match,
        kind: match.pattern.kind,
        rejection:
          vetoOf(match) ?? exceptionOf(match) ?? (isComplete ? unlessOf(match) : undefined),
      }),
    );
    if (fault < HINT_ABOVE) return findings;
    const conjunctionStarts = new Set(conjunctionMatches.map(({ from }) => from));
    const found = findings.filter(({ rejection }) => rejection === undefined);
    const parts = units.filter(({ isWhole }) => !isWhole || units.length === 1);
    const likely = parts.filter((part) => part.fault >= HINT_ABOVE);
    // If only the whole sentence is so likely, its likeliest part is meant.
    const withoutPattern = (likely.length > 0 ? likely : [likeliest(parts)])
      .filter((part) => !found.some(({ from, to }) => from < part.to && part.from < to))
      .filter(() => likely.length > 0 || found.length === 0)
      .filter(({ from, to }) =>
        sentence.words.slice(from, to).some((word) => word.length >= MIN_TELLING_LETTERS),
      )
      .map((part): Finding => {
        const begin = conjunctionStarts.has(part.from) && part.from + 1 < part.to ? 1 : 0;
        const words = { from: part.from + begin, to: part.to };
        return { kind: likeliestKind(part), ...words, rejection: exceptionOf(words) };
      });
    return [...findings, ...withoutPattern];
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
        .flatMap((sentence) => findingsIn(parsed, sentence, false))
        .filter(({ rejection }) => rejection === undefined)
        .map(({ kind, pattern, ...words }) => ({
          kind,
          removesWordsOnly: pattern?.removesWordsOnly ?? false,
          ...spanOf(parsed.tokens, words),
        })),
    findingsIn: (parsed, sentence) => findingsIn(parsed, sentence, true),
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
          const isFaulty = !mayHint && fault >= (isKept ? PATTERN_ABOVE : KEEP_BELOW);
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
