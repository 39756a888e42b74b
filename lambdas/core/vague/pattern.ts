import { once } from '../once.ts';
import { FirstWordIndex } from './first-word-index.ts';
import { fold } from './tokens.ts';

/**
 * A node of a parsed pattern. Patterns are written in the language of the word lists, see
 * `templates/vague/README.md`: `word`, `prefix*`, `(one|another)`, `[optional]`, `...`
 * for up to three words, `......` for up to eight words, `<number>`, `@list`.
 */
type Node =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'number' }
  | { readonly kind: 'gap'; readonly words: number }
  | { readonly kind: 'choice'; readonly options: readonly Sequence[] };
type Sequence = readonly Node[];

/** A line of a word list, or a file of weights, is invalid. The message says why. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** A line of a word list, without its comment. */
export interface Line {
  readonly text: string;
  /** Its number in the file, from 1. */
  readonly number: number;
}

/** Reads a line, and adds its number to errors. */
export function readLine<T>({ text, number }: Line, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    throw error instanceof PatternError
      ? new PatternError(`Line ${number}. ${error.message}`)
      : error;
  }
}

/**
 * Whether something occurs in a sentence, from the word `from` to before the word `to`.
 */
type Finder = (sentence: SentenceWords, from: number, to: number) => boolean;

/** The definitions that the patterns of one word list share. */
export interface PatternContext {
  /** The sources of the lists, by name. */
  readonly lists: ReadonlyMap<string, string>;
  readonly expansions: ReadonlyMap<string, readonly string[]>;
  /** A cache: the lists that are already parsed, by name. */
  readonly parsed: Map<string, Node>;
  /** A cache: many patterns have the same exceptions. */
  readonly finders: Map<Node, Finder>;
}
type ParseContext = Pick<PatternContext, 'lists' | 'expansions' | 'parsed'>;

const GAP_WORDS = { '...': 3, '......': 8 } as const;
/** `8`, `8k`, `19th`. */
const NUMBER = /^\d+\p{L}*$/u;
const SYNTAX_TOKEN = /(?:\.\.\.){1,2}|<number>|[([|\])]|@[a-z-]+|[\p{L}\p{N}'’_-]+\*?/gu;

/**
 * Parses a pattern. Short forms are replaced by the words they stand for, as in notes.
 *
 * @throws PatternError
 */
function parse(source: string, context: ParseContext, depth = 0): Sequence {
  const unknown = source.replace(SYNTAX_TOKEN, ' ').trim();
  if (unknown !== '') throw new PatternError(`"${unknown}" has no meaning in a pattern: ${source}`);
  return [...parseNodes(source, context, depth)];
}

/**
 * The nodes of a pattern, each parsed when it is asked for: only the first ones are
 * needed to know with which words a match begins.
 *
 * @throws PatternError
 */
function* parseNodes(source: string, context: ParseContext, depth = 0): Generator<Node, void> {
  const { lists, expansions } = context;
  if (depth > 4)
    throw new PatternError(`Lists are nested deeper than 4, or contain each other: ${source}`);
  const folded = fold(source);
  let end = 0;
  const readToken = (): string | undefined => {
    SYNTAX_TOKEN.lastIndex = end;
    const found = SYNTAX_TOKEN.exec(folded)?.[0];
    end = SYNTAX_TOKEN.lastIndex;
    return found;
  };
  let token = readToken();

  const parseOptions = (close: ')' | ']'): Sequence[] => {
    const options: Sequence[] = [parseSequence()];
    while (token === '|') {
      token = readToken();
      options.push(parseSequence());
    }
    if (token !== close) throw new PatternError(`A bracket "${close}" is missing: ${source}`);
    token = readToken();
    return options;
  };

  /** The nodes that a token begins, up to the next token. */
  const parseToken = (first: string): readonly Node[] => {
    token = readToken();
    if (first === '(') return [{ kind: 'choice', options: parseOptions(')') }];
    if (first === '[') return [{ kind: 'choice', options: [...parseOptions(']'), []] }];
    if (first === '...' || first === '......') return [{ kind: 'gap', words: GAP_WORDS[first] }];
    if (first === '<number>') return [{ kind: 'number' }];
    if (first.startsWith('@')) return [listNode(first.slice(1))];
    if (first.endsWith('*')) return [{ kind: 'prefix', prefix: first.slice(0, -1) }];
    return expansions.get(first)?.map(wordNode) ?? [wordNode(first)];
  };

  const parseSequence = (): Node[] => {
    const nodes: Node[] = [];
    while (token !== undefined && !'|)]'.includes(token)) nodes.push(...parseToken(token));
    return nodes;
  };

  const listNode = (name: string): Node => {
    const known = context.parsed.get(name);
    if (known !== undefined) return known;
    const list = lists.get(name);
    if (list === undefined) throw new PatternError(`There is no list "${name}": ${source}`);
    const node: Node = { kind: 'choice', options: [parse(`(${list})`, context, depth + 1)] };
    context.parsed.set(name, node);
    return node;
  };

  while (token !== undefined) {
    if ('|)]'.includes(token))
      throw new PatternError(`"${token}" is outside of brackets: ${source}`);
    yield* parseToken(token);
  }
}

const wordNode = (word: string): Node => ({ kind: 'word', word });

/**
 * One sentence within the words of a note: `words[start]` to before `words[end]`. The
 * words are folded and typing errors are corrected.
 */
export interface SentenceWords {
  readonly words: readonly string[];
  readonly start: number;
  readonly end: number;
  /**
   * For each word, the number of the part of the sentence that contains it. Pauses and
   * conjunctions separate parts.
   */
  readonly parts: readonly number[];
}

/**
 * Returns where the longest match that starts at the word `at` ends, as the index of the
 * next word, or {@link NO_MATCH}.
 */
type Matcher = (sentence: SentenceWords, at: number) => number;
const NO_MATCH = -1;
/** The end of a pattern: it matches no further word. */
const endMatcher: Matcher = (_, at) => at;

/**
 * Creates the matcher for a node, followed by the matcher for the rest of the pattern.
 */
function matcherOf(node: Node, next: Matcher): Matcher {
  switch (node.kind) {
    case 'word':
      return (sentence, at) =>
        at < sentence.end && sentence.words[at] === node.word ? next(sentence, at + 1) : NO_MATCH;
    case 'prefix':
      return (sentence, at) =>
        at < sentence.end && sentence.words[at]?.startsWith(node.prefix)
          ? next(sentence, at + 1)
          : NO_MATCH;
    case 'number':
      return (sentence, at) =>
        at < sentence.end && NUMBER.test(sentence.words[at] ?? '')
          ? next(sentence, at + 1)
          : NO_MATCH;
    case 'gap':
      return (sentence, at) => {
        let longest = NO_MATCH;
        for (let skipped = 0; skipped <= node.words && at + skipped <= sentence.end; skipped += 1) {
          longest = Math.max(longest, next(sentence, at + skipped));
        }
        return longest;
      };
    case 'choice':
      return choiceMatcher(node.options, next);
  }
}

const sequenceMatcher = (sequence: Sequence, next: Matcher): Matcher =>
  sequence.reduceRight((following, node) => matcherOf(node, following), next);

/** The options of a choice, sorted by how fast they can be matched. */
interface PreparedOptions {
  /** The options of one word, prefix or number. */
  readonly singleWords: FirstWordIndex<true>;
  /** Longer options whose matches at one place all have the same length. */
  readonly fixedLength: FirstWordIndex<Matcher>;
  readonly others: readonly Sequence[];
}

const hasFixedLength = (sequence: Sequence): boolean =>
  sequence.length > 0 &&
  sequence.every(({ kind }) => kind === 'word' || kind === 'prefix' || kind === 'number');

/** A cache: many patterns contain the same lists. */
const preparedOptions = new WeakMap<readonly Sequence[], PreparedOptions>();

function prepare(options: readonly Sequence[]): PreparedOptions {
  const known = preparedOptions.get(options);
  if (known !== undefined) return known;
  const singleWords = new FirstWordIndex<true>();
  const fixedLength = new FirstWordIndex<Matcher>();
  const others: Sequence[] = [];
  for (const option of flattenOptions(options)) {
    const firstWords = new Set<string>();
    addFirstWords(option, firstWords);
    if (!hasFixedLength(option)) others.push(option);
    else if (option.length === 1) singleWords.add(true, firstWords);
    else fixedLength.add(sequenceMatcher(option, endMatcher), firstWords);
  }
  const prepared = { singleWords, fixedLength, others };
  preparedOptions.set(options, prepared);
  return prepared;
}

/**
 * The matcher for a choice, optimised for long lists. Most options are single words: one
 * lookup tests all of them. Of the other options, it tests only those that can begin with
 * the word.
 */
function choiceMatcher(options: readonly Sequence[], next: Matcher): Matcher {
  const { singleWords, fixedLength, others } = prepare(options);
  const variableLength = new FirstWordIndex<Matcher>();
  const withoutFirstWord: Matcher[] = [];
  for (const option of others) {
    const firstWords = new Set<string>();
    if (addFirstWords(option, firstWords)) withoutFirstWord.push(sequenceMatcher(option, next));
    else variableLength.add(sequenceMatcher(option, next), firstWords);
  }
  return (sentence, at) => {
    let longest = NO_MATCH;
    if (at < sentence.end) {
      const word = sentence.words[at] ?? '';
      if (singleWords.entriesFor(word).length > 0) longest = next(sentence, at + 1);
      for (const matcher of fixedLength.entriesFor(word)) {
        const end = matcher(sentence, at);
        if (end !== NO_MATCH) longest = Math.max(longest, next(sentence, end));
      }
      for (const matcher of variableLength.entriesFor(word))
        longest = Math.max(longest, matcher(sentence, at));
    }
    for (const matcher of withoutFirstWord) longest = Math.max(longest, matcher(sentence, at));
    return longest;
  };
}

/**
 * Adds the words with which a match of the sequence can begin.
 *
 * @returns whether a match can also be empty, or begin with any word
 */
function addFirstWords(sequence: Iterable<Node>, first: Set<string>): boolean {
  for (const node of sequence) {
    if (node.kind === 'gap') return true;
    if (node.kind === 'word') first.add(node.word);
    else if (node.kind === 'prefix') first.add(`${node.prefix}*`);
    else if (node.kind === 'number')
      for (let digit = 0; digit < 10; digit += 1) first.add(`${digit}*`);
    else if (node.options.map((option) => addFirstWords(option, first)).some(Boolean)) continue;
    return false;
  }
  return true;
}

/** Before an exception of a pattern. */
const UNLESS = /\sunless(?=:|\sanywhere:)/;
const WORD_TOKEN = /@[a-z-]+|<number>|[\p{L}\p{N}_-]+\*?/gu;

/**
 * All whole words of patterns, in their order: not prefixes, not numbers, not exceptions.
 * The patterns need not be parsed for this.
 */
export function vocabularyOf(
  sources: Iterable<string>,
  { lists, expansions }: Pick<PatternContext, 'lists' | 'expansions'>,
): ReadonlySet<string> {
  const added = new Set<string>();
  /** The text of a pattern with the lists in it that no pattern before it has. */
  const withLists = (source: string): string =>
    source.replace(/@([a-z-]+)/g, (_, name: string) => {
      if (added.has(name)) return ' ';
      added.add(name);
      return withLists(lists.get(name) ?? '');
    });
  const texts = Array.from(sources, (source) => withLists(source.split(UNLESS, 1)[0] ?? ''));
  const words = new Set<string>();
  for (const token of new Set(fold(texts.join('\n')).match(WORD_TOKEN))) {
    if (token.endsWith('*') || token.startsWith('<')) continue;
    for (const word of expansions.get(token) ?? [token]) words.add(word);
  }
  return words;
}

export interface Pattern {
  /** The pattern as written, with its exceptions. */
  readonly source: string;
  /** The number of its line in the file, from 1. */
  readonly line: number;
  /**
   * Finds the words with which a match can begin: whole words, and prefixes with a `*`.
   *
   * @throws PatternError
   */
  readonly firstWords: () => ReadonlySet<string>;
  /** All whole words of the pattern, see {@link vocabularyOf}. */
  readonly vocabulary: () => ReadonlySet<string>;
  /**
   * Compiles all of the pattern.
   *
   * @throws PatternError
   */
  readonly check: () => void;
  /**
   * Where the longest match that starts at the word `at` ends, as the index of the next
   * word; undefined if there is no match.
   */
  readonly matchAt: (sentence: SentenceWords, at: number) => number | undefined;
  /** As `matchAt`, but also for a match that an exception after `unless:` rejects. */
  readonly matchBeforeExceptionsAt: (sentence: SentenceWords, at: number) => number | undefined;
  /**
   * The exception after `unless` that rejects a match, as written; undefined if none
   * does.
   */
  readonly rejectedBy: (sentence: SentenceWords, from: number, to: number) => string | undefined;
}

/** Creates a finder for patterns that are separated by `|`. */
function finderOf(source: string, context: PatternContext): Finder {
  const finders = parse(`(${source})`, context)
    .flatMap((node) => (node.kind === 'choice' ? node.options : [[node]]))
    .map((option) => optionFinder(option, context));
  return (sentence, from, to) => finders.some((finder) => finder(sentence, from, to));
}

/**
 * A finder for one option. A list is compiled once: many patterns have it as exception.
 */
function optionFinder(option: Sequence, { finders }: PatternContext): Finder {
  const [only, second] = option;
  const list = second === undefined && only?.kind === 'choice' ? only : undefined;
  const known = list && finders.get(list);
  if (known) return known;
  const match = sequenceMatcher(option, endMatcher);
  const finder: Finder = (sentence, from, to) => {
    for (let at = from; at < to; at += 1) if (match(sentence, at) !== NO_MATCH) return true;
    return false;
  };
  if (list) finders.set(list, finder);
  return finder;
}

/** Replaces an option that is only a choice by the options of that choice. */
const flattenOptions = (options: readonly Sequence[]): readonly Sequence[] =>
  options.flatMap((option) => {
    const [only, second] = option;
    return only?.kind === 'choice' && second === undefined
      ? flattenOptions(only.options)
      : [option];
  });

/**
 * Compiles an exception of a pattern. With `unless:`, a match does not count if the words
 * occur in the same part of the sentence; with `unless anywhere:`, anywhere in it.
 */
function exceptionOf(clause: string, context: PatternContext): Finder {
  const [modifier = '', words = ''] = clause.split(':');
  const occurs = finderOf(words, context);
  if (modifier.trim() === 'anywhere')
    return (sentence) => occurs(sentence, sentence.start, sentence.end);
  return (sentence, from, to) => {
    let [start, end] = [from, to];
    while (start > sentence.start && sentence.parts[start - 1] === sentence.parts[from]) start -= 1;
    while (end < sentence.end && sentence.parts[end] === sentence.parts[to - 1]) end += 1;
    return occurs(sentence, start, end);
  };
}

/**
 * Compiles one line of a word list: a pattern, and its exceptions after `unless:`. Each
 * part is compiled when it is first needed: the pattern at a word with which it can
 * begin, the exceptions at a match.
 */
export function compilePattern(line: Line, context: PatternContext): Pattern {
  const source = line.text;
  const [pattern = '', ...clauses] = source.split(UNLESS);
  const match = once(() =>
    readLine(line, () => sequenceMatcher(parse(pattern, context), endMatcher)),
  );
  const exceptions = once(() =>
    readLine(line, () =>
      clauses.map((clause) => ({ clause: clause.trim(), rejects: exceptionOf(clause, context) })),
    ),
  );
  const firstWords = (): ReadonlySet<string> =>
    readLine(line, () => {
      const words = new Set<string>();
      if (addFirstWords(parseNodes(pattern, context), words)) {
        throw new PatternError(
          `A pattern needs a word that is not optional, before any "...": ${source}`,
        );
      }
      return words;
    });
  const matchBeforeExceptionsAt: Pattern['matchAt'] = (sentence, at) => {
    const end = match()(sentence, at);
    return end === NO_MATCH ? undefined : end;
  };
  const rejectedBy: Pattern['rejectedBy'] = (sentence, from, to) =>
    exceptions().find(({ rejects }) => rejects(sentence, from, to))?.clause;
  return {
    source,
    line: line.number,
    firstWords,
    vocabulary: () => vocabularyOf([source], context),
    check: () => {
      match();
      exceptions();
      firstWords();
    },
    matchBeforeExceptionsAt,
    rejectedBy,
    matchAt: (sentence, at) => {
      const end = matchBeforeExceptionsAt(sentence, at);
      return end === undefined || rejectedBy(sentence, at, end) !== undefined ? undefined : end;
    },
  };
}
