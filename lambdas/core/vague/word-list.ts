import { once } from '../once.ts';
import {
  checkTokens,
  type Line,
  longWordsOf,
  Pattern,
  type PatternContext,
  PatternError,
  readLine,
} from './pattern.ts';
import { fold, foldKeepingApostrophes, type ShortForms } from './tokens.ts';

/**
 * The kinds of hints. The classes of the classifier are in this order.
 */
export const hintKinds = [
  'reason',
  'apology',
  'justification',
  'hedge',
  'negative',
  'contact-or-link',
] as const;
export type HintKind = (typeof hintKinds)[number];

/** Before a pattern that always counts. */
const CERTAIN = '! ';

export class KindPattern extends Pattern {
  readonly kind: HintKind;
  /**
   * Whether the suggestion removes only the matched words ("at this time"). Otherwise it
   * removes the part of the sentence that contains them.
   */
  readonly removesWordsOnly: boolean;
  /** Whether the classifier has no veto, because the words have one meaning only. */
  readonly isCertain: boolean;
  readonly #firstWords: readonly string[] | undefined;

  /** @param firstWords those of the index, see {@link WordIndex} */
  constructor(
    line: Line,
    context: PatternContext,
    {
      kind,
      removesWordsOnly,
      firstWords,
    }: {
      readonly kind: HintKind;
      readonly removesWordsOnly: boolean;
      readonly firstWords: readonly string[] | undefined;
    },
  ) {
    const isCertain = line.text.startsWith(CERTAIN);
    super(isCertain ? { ...line, text: line.text.slice(CERTAIN.length) } : line, context);
    this.isCertain = isCertain;
    this.kind = kind;
    this.removesWordsOnly = removesWordsOnly;
    this.#firstWords = firstWords;
  }

  override firstWords(): ReadonlySet<string> {
    return this.#firstWords === undefined ? super.firstWords() : new Set(this.#firstWords);
  }
}

/**
 * What the first note would compute of a word list: 65 ms of CPU. The bundle holds it as
 * JSON; without it, it is computed.
 */
export interface WordIndex {
  /** The words with which each pattern can begin, in the order of the patterns. */
  readonly firstWords: readonly (readonly string[])[];
  readonly vocabulary: readonly string[];
}

export function indexOf(list: WordList): WordIndex {
  return {
    firstWords: list.patterns.map((pattern) => [...pattern.firstWords()]),
    vocabulary: [...list.vocabulary],
  };
}

/** One language's file under `templates/vague/`, compiled. */
export interface WordList extends ShortForms {
  readonly patterns: readonly KindPattern[];
  /** Where one of these matches, the words get no hint. */
  readonly exceptions: readonly Pattern[];
  /**
   * Words that make even a short part of a sentence worth keeping: thanks, wishes, the
   * decision.
   */
  readonly keep: readonly Pattern[];
  /**
   * Words that cannot begin a sentence. If the part that remains begins with one of
   * these, the suggestion removes it, too.
   */
  readonly leftovers: readonly Pattern[];
  /** Words that only join a sentence to the one before it: "but". */
  readonly openings: readonly Pattern[];
  /** Words that a sentence does not end with, folded: "because". */
  readonly endings: ReadonlySet<string>;
  /** Words that join two parts of a sentence. */
  readonly conjunctions: readonly Pattern[];
  /** The words of `patterns` and `exceptions`, see {@link longWordsOf}. */
  readonly vocabulary: ReadonlySet<string>;
  /** Correct words that look like a typing error in another word. */
  readonly known: ReadonlySet<string>;
}

const headings = new Set([
  'expansions',
  'abbreviations',
  'lists',
  'known',
  'why',
  'exceptions',
  'keep',
  'leftovers',
  'openings',
  'endings',
  'conjunctions',
]);

const isKind = (name: string): name is HintKind => hintKinds.some((kind) => kind === name);

interface Section {
  readonly name: string;
  readonly lines: readonly Line[];
}

function sectionsOf(file: string): readonly Section[] {
  const sections: { name: string; lines: Line[] }[] = [];
  file.split('\n').forEach((raw, index) => {
    const comment = raw.includes('#') ? raw.search(/(?:^|\s)#/) : -1;
    const text = (comment === -1 ? raw : raw.slice(0, comment)).trim();
    if (text === '') return;
    const heading = /^==(.+)==$/.exec(text)?.[1]?.trim();
    if (heading !== undefined) sections.push({ name: heading, lines: [] });
    else if (sections.length === 0)
      throw new PatternError(`Line ${index + 1} is before the first heading: ${text}`);
    else sections.at(-1)?.lines.push({ text, number: index + 1 });
  });
  return sections;
}

const pairOf = (text: string): readonly [string, string] => {
  const [name = '', ...rest] = text.split('=');
  if (rest.length === 0) throw new PatternError(`Expected "name = words", but found: ${text}`);
  return [name.trim(), rest.join('=').trim()];
};

/**
 * Compiles a word list of `templates/vague/`. The README there describes the format.
 *
 * All patterns of a list take 110 ms of CPU, and a note needs few of them. So each part
 * is compiled when it is first needed, and its mistakes are found then. {@link
 * checkWordList} finds all.
 *
 * @param index of this list, if it was prepared
 * @throws PatternError with the line's number, for a line that breaks the rules
 */
export function compileWordList(file: string, index?: WordIndex): WordList {
  const sections = sectionsOf(file);
  const linesOf = (name: string) =>
    sections.filter((section) => section.name === name).flatMap(({ lines }) => lines);
  const pairs = (name: string) => linesOf(name).map((line) => readLine(line, pairOf));
  const plainWords = (name: string) =>
    new Set(linesOf(name).flatMap(({ text }) => text.split(/\s+/).map(fold)));

  const expansions = new Map(
    pairs('expansions').flatMap(([shortForms, words]) =>
      shortForms
        .split(/\s+/)
        .map((form) => [foldKeepingApostrophes(form), words.split(/\s+/).map(fold)] as const),
    ),
  );
  const context: PatternContext = {
    expansions,
    lists: new Map(pairs('lists')),
    parsed: new Map(),
    finders: new Map(),
  };
  const compiled = (name: string) => linesOf(name).map((line) => new Pattern(line, context));
  let patternCount = 0;
  const patterns = sections.flatMap(({ name, lines }): KindPattern[] => {
    const [kind = '', modifier] = name.split(/,\s*/);
    if (headings.has(name)) return [];
    if (!isKind(kind) || (modifier !== undefined && modifier !== 'words only')) {
      throw new PatternError(
        `There is no heading "${name}". Known headings: ` +
          `${[...headings, ...hintKinds].join(', ')}, and each kind with ", words only".`,
      );
    }
    return lines.map((line) => {
      const firstWords = index?.firstWords[patternCount];
      patternCount += 1;
      const removesWordsOnly = modifier !== undefined;
      return new KindPattern(line, context, { kind, removesWordsOnly, firstWords });
    });
  });
  const exceptions = compiled('exceptions');
  const vocabulary = once(() =>
    index === undefined
      ? longWordsOf([...patterns, ...exceptions], context)
      : new Set(index.vocabulary),
  );
  return {
    expansions,
    abbreviations: plainWords('abbreviations'),
    known: plainWords('known'),
    get vocabulary() {
      return vocabulary();
    },
    patterns,
    exceptions,
    keep: compiled('keep'),
    leftovers: compiled('leftovers'),
    openings: compiled('openings'),
    endings: plainWords('endings'),
    conjunctions: compiled('conjunctions'),
  };
}

/** All patterns of a list. */
export const patternsOf = (list: WordList): readonly Pattern[] => [
  ...list.patterns,
  ...list.exceptions,
  ...list.keep,
  ...list.leftovers,
  ...list.openings,
  ...list.conjunctions,
];

/**
 * Compiles all of a word list, to find its mistakes.
 *
 * @throws PatternError with the line's number, for the first line that breaks the rules
 */
export function checkWordList(file: string): void {
  for (const line of sectionsOf(file)
    .filter(({ name }) => name === 'lists')
    .flatMap(({ lines }) => lines))
    readLine(line, (text) => checkTokens(pairOf(text)[1]));
  for (const pattern of patternsOf(compileWordList(file))) {
    readLine({ text: pattern.source, number: pattern.line }, () => pattern.check());
  }
}

/**
 * Reads the section "why" of a word list: for each kind, the sentence that explains to
 * the candidate why to leave out such words, in the language of the file.
 *
 * @throws PatternError if a kind has no sentence
 */
export function readWhy(file: string): Readonly<Record<HintKind, string>> {
  const lines = sectionsOf(file)
    .filter(({ name }) => name === 'why')
    .flatMap(({ lines: own }) => own.map(({ text }) => pairOf(text)));
  const sentences = new Map(lines);
  const sentenceFor = (kind: HintKind): string => {
    const why = sentences.get(kind);
    if (why === undefined) throw new PatternError(`Under "why" there is no line for "${kind}".`);
    return why;
  };
  return {
    reason: sentenceFor('reason'),
    apology: sentenceFor('apology'),
    justification: sentenceFor('justification'),
    hedge: sentenceFor('hedge'),
    negative: sentenceFor('negative'),
    'contact-or-link': sentenceFor('contact-or-link'),
  };
}
