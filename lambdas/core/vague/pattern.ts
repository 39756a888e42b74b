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
  | Choice;
type Sequence = readonly Node[];

interface Choice {
  readonly kind: 'choice';
  /** The options of one whole word. Most options are. */
  readonly words: ReadonlySet<string>;
  readonly options: readonly Sequence[];
}

/** A line of a word list is invalid. The message says why. */
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
  readonly parsed: Map<string, Choice>;
  /** A cache: many patterns have the same exceptions. */
  readonly finders: Map<Choice, Finder>;
}
type ParseContext = Pick<PatternContext, 'lists' | 'expansions' | 'parsed'>;

const GAP_WORDS = { '...': 3, '......': 8 } as const;
/** `8`, `8k`, `19th`. */
const NUMBER = /^\d+\p{L}*$/u;
const BRACKETS = '()[]|';
/** What has a meaning in a pattern, besides brackets. */
const TOKEN = /^(?:(?:\.\.\.){1,2}|<number>|@[a-z-]+|[\p{L}\p{N}'’_-]+\*?)$/u;

/** A function that returns the next token of a pattern at each call. */
function tokensIn(source: string): () => string | undefined {
  let at = 0;
  return () => {
    while (source.charCodeAt(at) <= SPACE) at += 1;
    const start = at;
    while (at < source.length && !isDelimiter(source.charCodeAt(at))) at += 1;
    if (at > start) return source.slice(start, at);
    at += 1;
    return source[start];
  };
}

const SPACE = 0x20;
/** 1 at the ASCII codes of spaces and brackets: faster than a set. */
const delimiters = new Uint8Array(128);
delimiters.fill(1, 0, SPACE + 1);
for (const bracket of BRACKETS) delimiters[bracket.charCodeAt(0)] = 1;
const isDelimiter = (code: number): boolean => delimiters[code] === 1;

/** @throws PatternError if a part of a pattern has no meaning */
export function checkTokens(source: string): void {
  const nextToken = tokensIn(source);
  for (let token = nextToken(); token !== undefined; token = nextToken()) {
    if (!BRACKETS.includes(token) && !TOKEN.test(token))
      throw new PatternError(`"${token}" has no meaning in a pattern: ${source}`);
  }
}

/**
 * The nodes of a pattern, each parsed when it is asked for: a note needs few of them.
 * Short forms are replaced by the words they stand for, as in notes.
 *
 * @param source folded
 * @throws PatternError
 */
function* parse(source: string, context: ParseContext, depth = 0): Generator<Node, void> {
  const { lists, expansions } = context;
  if (depth > 4)
    throw new PatternError(`Lists are nested deeper than 4, or contain each other: ${source}`);
  const nextToken = tokensIn(source);
  let token = nextToken();

  const parseChoice = (close: ')' | ']'): Choice => {
    const words = new Set<string>();
    const options: Sequence[] = close === ']' ? [[]] : [];
    let option: Node[] = [];
    for (;;) {
      parseSequence(option);
      const [first] = option;
      if (first?.kind === 'word' && option.length === 1) {
        words.add(first.word);
        option.length = 0;
      } else {
        options.push(option);
        option = [];
      }
      if (token !== '|') break;
      token = nextToken();
    }
    if (token !== close) throw new PatternError(`A bracket "${close}" is missing: ${source}`);
    token = nextToken();
    return { kind: 'choice', words, options };
  };

  /** Adds the nodes that a token begins, up to the next token. */
  const parseToken = (first: string, nodes: Node[]): void => {
    token = nextToken();
    if (first === '(') nodes.push(parseChoice(')'));
    else if (first === '[') nodes.push(parseChoice(']'));
    else if (first === '...' || first === '......')
      nodes.push({ kind: 'gap', words: GAP_WORDS[first] });
    else if (first === '<number>') nodes.push({ kind: 'number' });
    else if (first.startsWith('@')) nodes.push(parseList(first.slice(1)));
    else if (first.endsWith('*')) nodes.push({ kind: 'prefix', prefix: first.slice(0, -1) });
    else for (const word of expansions.get(first) ?? [first]) nodes.push({ kind: 'word', word });
  };

  const parseSequence = (nodes: Node[]): void => {
    while (token !== undefined && !'|)]'.includes(token)) parseToken(token, nodes);
  };

  const parseList = (name: string): Choice => {
    const known = context.parsed.get(name);
    if (known !== undefined) return known;
    const list = lists.get(name);
    if (list === undefined) throw new PatternError(`There is no list "${name}": ${source}`);
    const choice = choiceOf(list, context, depth + 1);
    context.parsed.set(name, choice);
    return choice;
  };

  while (token !== undefined) {
    if ('|)]'.includes(token))
      throw new PatternError(`"${token}" is outside of brackets: ${source}`);
    const nodes: Node[] = [];
    parseToken(token, nodes);
    yield* nodes;
  }
}

/** Parses patterns that are separated by `|`. */
function choiceOf(source: string, context: ParseContext, depth = 0): Choice {
  const options = [...parse(`(${fold(source)})`, context, depth)];
  return onlyChoiceOf(options) ?? { kind: 'choice', words: new Set(), options: [options] };
}

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
      return choiceMatcher(node, next);
  }
}

/**
 * Creates the matcher for nodes, followed by the matcher for the rest of the pattern.
 * Most attempts end at the first or second node. So each node is read, and its matcher
 * made, when all nodes before it have matched.
 */
function sequenceMatcher(sequence: Iterable<Node>, next: Matcher): Matcher {
  const nodes = sequence[Symbol.iterator]();
  const matcherOfRest = (): Matcher => {
    const rest = once(() => {
      const { value: node } = nodes.next();
      return node === undefined ? next : matcherOf(node, matcherOfRest());
    });
    return (sentence, at) => rest()(sentence, at);
  };
  return matcherOfRest();
}

/** The options of a choice, sorted by how fast they can be matched. */
interface PreparedOptions {
  /** The options of one whole word. */
  readonly words: readonly ReadonlySet<string>[];
  /** The options of one prefix or number. */
  readonly singleWords: FirstWordIndex<true>;
  /** Longer options whose matches at one place all have the same length. */
  readonly fixedLength: FirstWordIndex<Matcher>;
  readonly others: readonly Sequence[];
}

const hasFixedLength = (sequence: Sequence): boolean =>
  sequence.length > 0 &&
  sequence.every(({ kind }) => kind === 'word' || kind === 'prefix' || kind === 'number');

/** A cache: many patterns contain the same lists. */
const preparedOptions = new WeakMap<Choice, PreparedOptions>();

function prepare(choice: Choice): PreparedOptions {
  const known = preparedOptions.get(choice);
  if (known !== undefined) return known;
  const { words, options } = flattened(choice);
  const singleWords = new FirstWordIndex<true>();
  const fixedLength = new FirstWordIndex<Matcher>();
  const others: Sequence[] = [];
  for (const option of options) {
    if (!hasFixedLength(option)) others.push(option);
    else if (option.length === 1) singleWords.add(true, firstWordsOf(option));
    else fixedLength.add(sequenceMatcher(option, endMatcher), firstWordsOf(option));
  }
  const prepared = { words, singleWords, fixedLength, others };
  preparedOptions.set(choice, prepared);
  return prepared;
}

/**
 * The matcher for a choice, optimised for long lists. Most options are single words: one
 * lookup tests all of them. Of the other options, it tests only those that can begin with
 * the word.
 */
function choiceMatcher(choice: Choice, next: Matcher): Matcher {
  const { words, singleWords, fixedLength, others } = prepare(choice);
  const variableLength = new FirstWordIndex<Matcher>();
  const withoutFirstWord: Matcher[] = [];
  for (const option of others) {
    const firstWords = new Set<string>();
    if (addFirstWords(option, firstWords)) withoutFirstWord.push(sequenceMatcher(option, next));
    else variableLength.add(sequenceMatcher(option, next), firstWords);
  }
  const isSingleWord = (word: string): boolean => {
    for (const set of words) if (set.has(word)) return true;
    return singleWords.entriesFor(word).length > 0;
  };
  return (sentence, at) => {
    let longest = NO_MATCH;
    if (at < sentence.end) {
      const word = sentence.words[at] ?? '';
      if (isSingleWord(word)) longest = next(sentence, at + 1);
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
    else {
      for (const word of node.words) first.add(word);
      if (node.options.map((option) => addFirstWords(option, first)).some(Boolean)) continue;
    }
    return false;
  }
  return true;
}

function firstWordsOf(sequence: Iterable<Node>): ReadonlySet<string> {
  const words = new Set<string>();
  addFirstWords(sequence, words);
  return words;
}

/** All whole words of a sequence: not prefixes, not numbers. */
const wordsOf = (sequence: Iterable<Node>): readonly string[] =>
  [...sequence].flatMap((node) => {
    if (node.kind === 'word') return [node.word];
    return node.kind === 'choice' ? [...node.words, ...node.options.flatMap(wordsOf)] : [];
  });

/** Creates a finder for patterns that are separated by `|`. */
function finderOf(source: string, context: PatternContext): Finder {
  const { kind, words, options } = choiceOf(source, context);
  const lists = options.flatMap((option) => onlyChoiceOf(option) ?? []);
  const others = options.filter((option) => onlyChoiceOf(option) === undefined);
  const finders = [
    choiceFinder({ kind, words, options: others }),
    ...lists.map((list) => listFinder(list, context)),
  ];
  return (sentence, from, to) => finders.some((finder) => finder(sentence, from, to));
}

function choiceFinder(choice: Choice): Finder {
  const match = sequenceMatcher([choice], endMatcher);
  return (sentence, from, to) => {
    for (let at = from; at < to; at += 1) if (match(sentence, at) !== NO_MATCH) return true;
    return false;
  };
}

/** A finder for a list. It is made once: many patterns have the list as exception. */
function listFinder(list: Choice, { finders }: PatternContext): Finder {
  const finder = finders.get(list) ?? choiceFinder(list);
  finders.set(list, finder);
  return finder;
}

/** The choice, if the sequence is only a choice. */
const onlyChoiceOf = ([only, second]: Sequence): Choice | undefined =>
  only?.kind === 'choice' && second === undefined ? only : undefined;

/** Replaces an option that is only a choice by the options of that choice. */
function flattened(choice: Choice): {
  readonly words: readonly ReadonlySet<string>[];
  readonly options: readonly Sequence[];
} {
  const words = [choice.words];
  const options: Sequence[] = [];
  for (const option of choice.options) {
    const inner = onlyChoiceOf(option);
    if (inner === undefined) options.push(option);
    else {
      const flat = flattened(inner);
      words.push(...flat.words);
      options.push(...flat.options);
    }
  }
  return { words: words.filter(({ size }) => size > 0), options };
}

/** An exception after `unless:` or `unless anywhere:`. */
function readException(clause: string): { readonly words: string; readonly isAnywhere: boolean } {
  const [modifier = '', words = ''] = clause.split(':');
  return { words, isAnywhere: modifier.trim() === 'anywhere' };
}

/**
 * Compiles an exception of a pattern. With `unless:`, a match does not count if the words
 * occur in the same part of the sentence; with `unless anywhere:`, anywhere in it.
 */
function exceptionOf(clause: string, context: PatternContext): Finder {
  const { words, isAnywhere } = readException(clause);
  const occurs = finderOf(words, context);
  if (isAnywhere) return (sentence) => occurs(sentence, sentence.start, sentence.end);
  return (sentence, from, to) => {
    let [start, end] = [from, to];
    while (start > sentence.start && sentence.parts[start - 1] === sentence.parts[from]) start -= 1;
    while (end < sentence.end && sentence.parts[end] === sentence.parts[to - 1]) end += 1;
    return occurs(sentence, start, end);
  };
}

/** Before an exception of a pattern. */
const UNLESS = /\sunless(?=:|\sanywhere:)/;

/**
 * One line of a word list: a pattern, and its exceptions after `unless:`. Each part is
 * compiled when it is first needed: the nodes of the pattern when a match reaches them,
 * the exceptions at a match.
 */
export class Pattern {
  /** The pattern as written, with its exceptions. */
  readonly source: string;
  /** The number of its line in the file, from 1. */
  readonly line: number;
  readonly #context: PatternContext;
  #match: Matcher | undefined;
  #exceptions: readonly { readonly clause: string; readonly rejects: Finder }[] | undefined;

  constructor({ text, number }: Line, context: PatternContext) {
    this.source = text;
    this.line = number;
    this.#context = context;
  }

  /** The pattern as written, without its exceptions. */
  get withoutExceptions(): string {
    const end = this.source.search(UNLESS);
    return end === -1 ? this.source : this.source.slice(0, end);
  }

  #clauses(): readonly string[] {
    return this.source.split(UNLESS).slice(1);
  }

  #parse(): Generator<Node, void> {
    return parse(fold(this.withoutExceptions), this.#context);
  }

  /**
   * Finds the words with which a match can begin: whole words, and prefixes with a `*`.
   *
   * @throws PatternError if a match can be empty, or begin with any word
   */
  firstWords(): ReadonlySet<string> {
    const words = new Set<string>();
    if (addFirstWords(this.#parse(), words)) {
      throw new PatternError(
        `A pattern needs a word that is not optional, before any "...": ${this.source}`,
      );
    }
    return words;
  }

  /** All whole words of the pattern: not prefixes, not numbers, not its exceptions. */
  vocabulary(): readonly string[] {
    return wordsOf(this.#parse());
  }

  /**
   * Reads all of the pattern.
   *
   * @throws PatternError if it breaks a rule
   */
  check(): void {
    checkTokens(this.withoutExceptions);
    wordsOf(this.#parse());
    for (const clause of this.#clauses()) {
      const { words } = readException(clause);
      checkTokens(words);
      choiceOf(words, this.#context);
    }
    this.firstWords();
  }

  /**
   * Where the longest match that starts at the word `at` ends, as the index of the next
   * word; undefined if there is no match.
   */
  matchAt(sentence: SentenceWords, at: number): number | undefined {
    const end = this.matchBeforeExceptionsAt(sentence, at);
    return end === undefined || this.rejectedBy(sentence, at, end) !== undefined ? undefined : end;
  }

  /** As `matchAt`, but also for a match that an exception after `unless:` rejects. */
  matchBeforeExceptionsAt(sentence: SentenceWords, at: number): number | undefined {
    this.#match ??= sequenceMatcher(this.#parse(), endMatcher);
    const end = this.#match(sentence, at);
    return end === NO_MATCH ? undefined : end;
  }

  /**
   * The exception after `unless` that rejects a match, as written; undefined if none
   * does.
   */
  rejectedBy(sentence: SentenceWords, from: number, to: number): string | undefined {
    this.#exceptions ??= this.#clauses().map((clause) => ({
      clause: clause.trim(),
      rejects: exceptionOf(clause, this.#context),
    }));
    return this.#exceptions.find(({ rejects }) => rejects(sentence, from, to))?.clause;
  }
}

/** A run of at least 6 characters, without brackets. */
const LONG_TOKEN = /[^\s()[\]|]{6,}/g;

/**
 * All whole words of patterns that have 6 letters or more, and some shorter ones: not
 * prefixes, not exceptions. To parse all patterns for this would take 60 ms of CPU.
 */
export function longWordsOf(
  patterns: readonly Pattern[],
  { lists, expansions }: Pick<PatternContext, 'lists' | 'expansions'>,
): ReadonlySet<string> {
  const added = new Set<string>();
  /** The text of a pattern with the lists in it that no pattern before it has. */
  const withLists = (source: string): string =>
    source.includes('@')
      ? source.replace(/@([a-z-]+)/g, (_, name: string) => {
          if (added.has(name)) return ' ';
          added.add(name);
          return withLists(lists.get(name) ?? '');
        })
      : source;
  const text = patterns.map(({ withoutExceptions }) => withLists(withoutExceptions)).join('\n');
  const words = new Set<string>();
  for (const token of new Set(fold(text).match(LONG_TOKEN))) {
    if (token.endsWith('*') || token.startsWith('<') || token.startsWith('.')) continue;
    for (const word of expansions.get(token) ?? [token]) words.add(word);
  }
  // What a shorter short form stands for.
  for (const word of [...expansions.values()].flat()) words.add(word);
  return words;
}
