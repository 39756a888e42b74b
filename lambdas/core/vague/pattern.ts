import { FirstWordIndex } from './first-word-index.ts';
import { fold } from './tokens.ts';

/**
 * The little language of the word lists, see `templates/vague/README.md`: `word`,
 * `begin*`, `(one|the other)`, `[perhaps]`, `...` for up to three words, `......` for up
 * to eight, `<number>`, `@list`.
 */
type Node =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'begin'; readonly begin: string }
  | { readonly kind: 'number' }
  | { readonly kind: 'gap'; readonly words: number }
  | { readonly kind: 'any'; readonly options: readonly Sequence[] };
type Sequence = readonly Node[];

/**
 * A line of a word list that does not follow the rules. The message says what to write
 * instead.
 */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

type Finder = (line: Line, from: number, to: number) => boolean;

export interface Lists {
  readonly lists: ReadonlyMap<string, string>;
  readonly expansions: ReadonlyMap<string, readonly string[]>;
  /** The lists that were read already. */
  readonly parsed: Map<string, Node>;
  /** Compiled once for all patterns that stay quiet for the same words. */
  readonly finders: Map<Node, Finder>;
}

const GAP_WORDS = { '...': 3, '......': 8 } as const;
/** `8`, `8k`, `19th`. */
const NUMBER = /^\d+\p{L}*$/u;
const PIECE = /(?:\.\.\.){1,2}|<number>|[([|\])]|@[a-z-]+|[\p{L}\p{N}'’_-]+\*?/gu;

/** Reads one pattern. Contractions are written out, as in notes. */
function parse(
  source: string,
  context: Pick<Lists, 'lists' | 'expansions' | 'parsed'>,
  depth = 0,
): Sequence {
  const { lists, expansions } = context;
  if (depth > 4) throw new PatternError(`Lists that name each other: ${source}`);
  const left = source.replace(PIECE, ' ').trim();
  if (left !== '') throw new PatternError(`"${left}" is no part of a pattern: ${source}`);
  const pieces = [...source.matchAll(PIECE)].map(([piece]) => piece);
  let at = 0;

  const options = (close: ')' | ']'): Sequence[] => {
    const found: Sequence[] = [sequence()];
    while (pieces[at] === '|') {
      at += 1;
      found.push(sequence());
    }
    if (pieces[at] !== close) throw new PatternError(`A bracket "${close}" is missing: ${source}`);
    at += 1;
    return found;
  };

  const sequence = (): Node[] => {
    const nodes: Node[] = [];
    for (
      let piece = pieces[at];
      piece !== undefined && !'|)]'.includes(piece);
      piece = pieces[at]
    ) {
      at += 1;
      if (piece === '(') nodes.push({ kind: 'any', options: options(')') });
      else if (piece === '[') nodes.push({ kind: 'any', options: [...options(']'), []] });
      else if (piece === '...' || piece === '......')
        nodes.push({ kind: 'gap', words: GAP_WORDS[piece] });
      else if (piece === '<number>') nodes.push({ kind: 'number' });
      else if (piece.startsWith('@')) nodes.push(listOf(piece.slice(1)));
      else if (piece.endsWith('*')) nodes.push({ kind: 'begin', begin: fold(piece.slice(0, -1)) });
      else nodes.push(...(expansions.get(fold(piece)) ?? [fold(piece)]).map(wordNode));
    }
    return nodes;
  };

  const listOf = (name: string): Node => {
    const known = context.parsed.get(name);
    if (known !== undefined) return known;
    const list = lists.get(name);
    if (list === undefined) throw new PatternError(`There is no list "${name}": ${source}`);
    const node: Node = { kind: 'any', options: [parse(`(${list})`, context, depth + 1)] };
    context.parsed.set(name, node);
    return node;
  };

  const whole = sequence();
  if (at < pieces.length) throw new PatternError(`A bracket is one too many: ${source}`);
  return whole;
}

const wordNode = (word: string): Node => ({ kind: 'word', word });

/**
 * The words of one sentence, each as typed or as what it was meant for: `words[start]` to
 * before `words[end]`.
 */
export interface Line {
  readonly words: readonly string[];
  readonly start: number;
  readonly end: number;
  /**
   * By word: which part of the sentence it stands in, between pauses and joining words.
   */
  readonly parts: readonly number[];
}

/**
 * Where the longest way ends in which something fits at a place, as an index of words;
 * `NOWHERE` where none does.
 */
type Matcher = (line: Line, at: number) => number;
const NOWHERE = -1;
const here: Matcher = (_, at) => at;

/** A matcher for a part of a pattern, given the one for what follows it. */
function matcherOf(node: Node, next: Matcher): Matcher {
  switch (node.kind) {
    case 'word':
      return (line, at) =>
        at < line.end && line.words[at] === node.word ? next(line, at + 1) : NOWHERE;
    case 'begin':
      return (line, at) =>
        at < line.end && line.words[at]?.startsWith(node.begin) ? next(line, at + 1) : NOWHERE;
    case 'number':
      return (line, at) =>
        at < line.end && NUMBER.test(line.words[at] ?? '') ? next(line, at + 1) : NOWHERE;
    case 'gap':
      return (line, at) => {
        let longest = NOWHERE;
        for (let skipped = 0; skipped <= node.words && at + skipped <= line.end; skipped += 1) {
          longest = Math.max(longest, next(line, at + skipped));
        }
        return longest;
      };
    case 'any':
      return matcherOfAny(node.options, next);
  }
}

const matcherOfAll = (sequence: Sequence, next: Matcher): Matcher =>
  sequence.reduceRight((following, node) => matcherOf(node, following), next);

interface Prepared {
  readonly words: FirstWordIndex<'fits'>;
  /** Options that end in one place only, whatever follows them. */
  readonly plain: FirstWordIndex<Matcher>;
  readonly others: readonly Sequence[];
}

const isPlain = (sequence: Sequence): boolean =>
  sequence.length > 0 &&
  sequence.every(({ kind }) => kind === 'word' || kind === 'begin' || kind === 'number');

/** Lists stand in many patterns: they are prepared once. */
const preparedOnes = new WeakMap<readonly Sequence[], Prepared>();

function prepare(options: readonly Sequence[]): Prepared {
  const known = preparedOnes.get(options);
  if (known !== undefined) return known;
  const words = new FirstWordIndex<'fits'>();
  const plain = new FirstWordIndex<Matcher>();
  const others: Sequence[] = [];
  for (const option of flat(options)) {
    const first = new Set<string>();
    addFirst(option, first);
    if (!isPlain(option)) others.push(option);
    else if (option.length === 1) words.add('fits', first);
    else plain.add(matcherOfAll(option, here), first);
  }
  const prepared = { words, plain, others };
  preparedOnes.set(options, prepared);
  return prepared;
}

/**
 * Most options are single words: those are looked up, all at once, and of the others only
 * those that may fit.
 */
function matcherOfAny(options: readonly Sequence[], next: Matcher): Matcher {
  const { words, plain, others } = prepare(options);
  const longer = new FirstWordIndex<Matcher>();
  const mayBeEmpty: Matcher[] = [];
  for (const option of others) {
    const first = new Set<string>();
    if (addFirst(option, first)) mayBeEmpty.push(matcherOfAll(option, next));
    else longer.add(matcherOfAll(option, next), first);
  }
  return (line, at) => {
    let longest = NOWHERE;
    if (at < line.end) {
      const word = line.words[at] ?? '';
      if (words.at(word).length > 0) longest = next(line, at + 1);
      for (const matcher of plain.at(word)) {
        const end = matcher(line, at);
        if (end !== NOWHERE) longest = Math.max(longest, next(line, end));
      }
      for (const matcher of longer.at(word)) longest = Math.max(longest, matcher(line, at));
    }
    for (const matcher of mayBeEmpty) longest = Math.max(longest, matcher(line, at));
    return longest;
  };
}

/**
 * Adds what a match may begin with. @returns whether it may be empty, or begin with
 * anything
 */
function addFirst(sequence: Sequence, first: Set<string>): boolean {
  for (const node of sequence) {
    if (node.kind === 'gap') return true;
    if (node.kind === 'word') first.add(node.word);
    else if (node.kind === 'begin') first.add(`${node.begin}*`);
    else if (node.kind === 'number')
      for (let digit = 0; digit < 10; digit += 1) first.add(`${digit}*`);
    else if (node.options.map((option) => addFirst(option, first)).some(Boolean)) continue;
    return false;
  }
  return true;
}

/** The words that are named in full. */
const wordsOf = (sequence: Sequence): string[] =>
  sequence.flatMap((node) => {
    if (node.kind === 'word') return [node.word];
    return node.kind === 'any' ? node.options.flatMap(wordsOf) : [];
  });

export interface Pattern {
  /**
   * What a match begins with: whole words, and beginnings of words with a `*` behind
   * them.
   */
  readonly first: readonly string[];
  /** Every word that is named in full. */
  readonly vocabulary: readonly string[];
  /**
   * Where the longest match that starts at this word ends; undefined where there is none.
   */
  readonly matchAt: (line: Line, at: number) => number | undefined;
}

type Exception = (line: Line, from: number, to: number) => boolean;

/** Whether one of these stands in the line, between two of its words. */
function finderOf(source: string, lists: Lists): Finder {
  const finders = parse(`(${source})`, lists)
    .flatMap((node) => (node.kind === 'any' ? node.options : [[node]]))
    .map((option) => finderOfOne(option, lists));
  return (line, from, to) => finders.some((finder) => finder(line, from, to));
}

/** Patterns stay quiet for the same words over and over: each is compiled once. */
function finderOfOne(option: Sequence, { finders }: Lists): Finder {
  const [only, second] = option;
  const shared = second === undefined && only?.kind === 'any' ? only : undefined;
  const known = shared && finders.get(shared);
  if (known) return known;
  const match = matcherOfAll(option, here);
  const finder: Finder = (line, from, to) => {
    for (let at = from; at < to; at += 1) if (match(line, at) !== NOWHERE) return true;
    return false;
  };
  if (shared) finders.set(shared, finder);
  return finder;
}

const flat = (options: readonly Sequence[]): readonly Sequence[] =>
  options.flatMap((option) => {
    const [only, second] = option;
    return only?.kind === 'any' && second === undefined ? flat(only.options) : [option];
  });

/**
 * What keeps a pattern quiet: in the same part of the sentence (`unless:`), or anywhere
 * in it (`unless anywhere:`).
 */
function exceptionOf(clause: string, lists: Lists): Exception {
  const [manner = '', words = ''] = clause.split(':');
  const stands = finderOf(words, lists);
  if (manner.trim() === 'anywhere') return (line) => stands(line, line.start, line.end);
  return (line, from, to) => {
    let [start, end] = [from, to];
    while (start > line.start && line.parts[start - 1] === line.parts[from]) start -= 1;
    while (end < line.end && line.parts[end] === line.parts[to - 1]) end += 1;
    return stands(line, start, end);
  };
}

/**
 * Compiles one line of a word list: a pattern, and after `unless:` what keeps it quiet.
 *
 * @throws PatternError
 */
export function compilePattern(source: string, lists: Lists): Pattern {
  const [wanted = '', ...unwanted] = source.split(/\sunless(?=:|\sanywhere:)/);
  const sequence = parse(wanted, lists);
  const first = new Set<string>();
  if (addFirst(sequence, first)) {
    throw new PatternError(
      `A pattern begins with a word, and has one at least that must be there: ${source}`,
    );
  }
  const match = matcherOfAll(sequence, here);
  const exceptions = unwanted.map((clause) => exceptionOf(clause, lists));
  return {
    first: [...first],
    vocabulary: wordsOf(sequence),
    matchAt: (line, at) => {
      const end = match(line, at);
      if (end === NOWHERE) return undefined;
      return exceptions.some((isException) => isException(line, at, end)) ? undefined : end;
    },
  };
}
