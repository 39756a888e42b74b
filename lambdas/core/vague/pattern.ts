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

const GAP_WORDS = { '...': 3, '......': 8 } as const;
/** `8`, `8k`, `19th`. */
const NUMBER = /^\d+\p{L}*$/u;
const SYNTAX_TOKEN = /(?:\.\.\.){1,2}|<number>|[([|\])]|@[a-z-]+|[\p{L}\p{N}'’_-]+\*?/gu;

/**
 * Parses a pattern. Short forms are replaced by the words they stand for, as in notes.
 *
 * @throws PatternError
 */
function parse(
  source: string,
  context: Pick<PatternContext, 'lists' | 'expansions' | 'parsed'>,
  depth = 0,
): Sequence {
  const { lists, expansions } = context;
  if (depth > 4)
    throw new PatternError(`Lists are nested deeper than 4, or contain each other: ${source}`);
  const unknown = source.replace(SYNTAX_TOKEN, ' ').trim();
  if (unknown !== '') throw new PatternError(`"${unknown}" has no meaning in a pattern: ${source}`);
  const tokens = [...source.matchAll(SYNTAX_TOKEN)].map(([token]) => token);
  let at = 0;

  const parseOptions = (close: ')' | ']'): Sequence[] => {
    const options: Sequence[] = [parseSequence()];
    while (tokens[at] === '|') {
      at += 1;
      options.push(parseSequence());
    }
    if (tokens[at] !== close) throw new PatternError(`A bracket "${close}" is missing: ${source}`);
    at += 1;
    return options;
  };

  const parseSequence = (): Node[] => {
    const nodes: Node[] = [];
    for (
      let token = tokens[at];
      token !== undefined && !'|)]'.includes(token);
      token = tokens[at]
    ) {
      at += 1;
      if (token === '(') nodes.push({ kind: 'choice', options: parseOptions(')') });
      else if (token === '[') nodes.push({ kind: 'choice', options: [...parseOptions(']'), []] });
      else if (token === '...' || token === '......')
        nodes.push({ kind: 'gap', words: GAP_WORDS[token] });
      else if (token === '<number>') nodes.push({ kind: 'number' });
      else if (token.startsWith('@')) nodes.push(listNode(token.slice(1)));
      else if (token.endsWith('*'))
        nodes.push({ kind: 'prefix', prefix: fold(token.slice(0, -1)) });
      else nodes.push(...(expansions.get(fold(token)) ?? [fold(token)]).map(wordNode));
    }
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

  const whole = parseSequence();
  if (at < tokens.length)
    throw new PatternError(`"${tokens[at]}" is outside of brackets: ${source}`);
  return whole;
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
function addFirstWords(sequence: Sequence, first: Set<string>): boolean {
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

/** All whole words of a sequence: not prefixes, not numbers. */
const wordsOf = (sequence: Sequence): string[] =>
  sequence.flatMap((node) => {
    if (node.kind === 'word') return [node.word];
    return node.kind === 'choice' ? node.options.flatMap(wordsOf) : [];
  });

export interface Pattern {
  /** The pattern as written, with its exceptions. */
  readonly source: string;
  /** The words with which a match can begin: whole words, and prefixes with a `*`. */
  readonly firstWords: readonly string[];
  /** All whole words of the pattern: not prefixes, not numbers. */
  readonly vocabulary: readonly string[];
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
 * Compiles one line of a word list: a pattern, and its exceptions after `unless:`.
 *
 * @throws PatternError
 */
export function compilePattern(source: string, context: PatternContext): Pattern {
  const [pattern = '', ...clauses] = source.split(/\sunless(?=:|\sanywhere:)/);
  const sequence = parse(pattern, context);
  const firstWords = new Set<string>();
  if (addFirstWords(sequence, firstWords)) {
    throw new PatternError(
      `A pattern needs a word that is not optional, before any "...": ${source}`,
    );
  }
  const match = sequenceMatcher(sequence, endMatcher);
  const exceptions = clauses.map((clause) => ({
    clause: clause.trim(),
    rejects: exceptionOf(clause, context),
  }));
  const matchBeforeExceptionsAt: Pattern['matchAt'] = (sentence, at) => {
    const end = match(sentence, at);
    return end === NO_MATCH ? undefined : end;
  };
  const rejectedBy: Pattern['rejectedBy'] = (sentence, from, to) =>
    exceptions.find(({ rejects }) => rejects(sentence, from, to))?.clause;
  return {
    source,
    firstWords: [...firstWords],
    vocabulary: wordsOf(sequence),
    matchBeforeExceptionsAt,
    rejectedBy,
    matchAt: (sentence, at) => {
      const end = matchBeforeExceptionsAt(sentence, at);
      return end === undefined || rejectedBy(sentence, at, end) !== undefined ? undefined : end;
    },
  };
}
