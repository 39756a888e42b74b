import { compilePattern, type Lists, type Pattern, PatternError } from './pattern.ts';
import { fold, foldKeepingApostrophes, type Words } from './tokens.ts';

/** What a note need not hold, in the order in which it is told. */
export const hintKinds = [
  'reason',
  'apology',
  'justification',
  'hedge',
  'negative',
  'contact-or-link',
] as const;
export type HintKind = (typeof hintKinds)[number];

interface KindPattern extends Pattern {
  readonly kind: HintKind;
  /**
   * The words alone can go ("at this time"); otherwise what is said with them goes, too.
   */
  readonly removesWordsOnly: boolean;
}

/** One language's file under `templates/vague/`, compiled. */
export interface WordList extends Words {
  readonly patterns: readonly KindPattern[];
  /** Fits where nothing is to be hinted at. */
  readonly exceptions: readonly Pattern[];
  /**
   * Words by which a part of a sentence is worth keeping: thanks, wishes, the decision.
   */
  readonly keep: readonly Pattern[];
  /**
   * Words that a sentence does not begin with: what begins so is left over when the rest
   * goes.
   */
  readonly leftovers: readonly Pattern[];
  /** Words that join the parts of a sentence. */
  readonly conjunctions: readonly Pattern[];
  /** Right as they are, however near to another word. */
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
  'conjunctions',
]);

const isKind = (name: string): name is HintKind => hintKinds.some((kind) => kind === name);

interface Section {
  readonly name: string;
  readonly lines: readonly { readonly text: string; readonly number: number }[];
}

function sectionsOf(file: string): readonly Section[] {
  const sections: { name: string; lines: { text: string; number: number }[] }[] = [];
  file.split('\n').forEach((raw, index) => {
    const text = raw.replace(/(?:^|\s)#.*$/, '').trim();
    if (text === '') return;
    const heading = /^==\s*(.+?)\s*==$/.exec(text)?.[1];
    if (heading !== undefined) sections.push({ name: heading, lines: [] });
    else if (sections.length === 0)
      throw new PatternError(`Line ${index + 1} stands before the first heading: ${text}`);
    else sections.at(-1)?.lines.push({ text, number: index + 1 });
  });
  return sections;
}

const pairOf = (text: string): readonly [string, string] => {
  const [name = '', ...rest] = text.split('=');
  if (rest.length === 0) throw new PatternError(`Here a line reads "name = words": ${text}`);
  return [name.trim(), rest.join('=').trim()];
};

/**
 * Compiles a file of `templates/vague/`, whose README says how it is written.
 *
 * @throws PatternError with the line's number, for a line that does not follow the rules
 */
export function compileWordList(file: string): WordList {
  const sections = sectionsOf(file);
  const linesOf = (name: string) =>
    sections.filter((section) => section.name === name).flatMap(({ lines }) => lines);
  const at = <T>({ text, number }: Section['lines'][number], read: (text: string) => T): T => {
    try {
      return read(text);
    } catch (error) {
      throw error instanceof PatternError
        ? new PatternError(`Line ${number}. ${error.message}`)
        : error;
    }
  };
  const pairs = (name: string) => linesOf(name).map((line) => at(line, pairOf));
  const plainWords = (name: string) =>
    new Set(linesOf(name).flatMap(({ text }) => text.split(/\s+/).map(fold)));

  const expansions = new Map(
    pairs('expansions').flatMap(([names, meant]) =>
      names
        .split(/\s+/)
        .map((name) => [foldKeepingApostrophes(name), meant.split(/\s+/).map(fold)] as const),
    ),
  );
  const lists: Lists = {
    expansions,
    lists: new Map(pairs('lists')),
    parsed: new Map(),
    finders: new Map(),
  };
  const compiled = (name: string) =>
    linesOf(name).map((line) => at(line, (text) => compilePattern(text, lists)));
  const patterns = sections.flatMap(({ name, lines }): KindPattern[] => {
    const [kind = '', manner] = name.split(/,\s*/);
    if (headings.has(name)) return [];
    if (!isKind(kind) || (manner !== undefined && manner !== 'words only')) {
      throw new PatternError(
        `There is no heading "${name}". There are: ${[...headings, ...hintKinds].join(', ')}.`,
      );
    }
    return lines.map((line) => ({
      kind,
      removesWordsOnly: manner === 'words only',
      ...at(line, (text) => compilePattern(text, lists)),
    }));
  });
  return {
    expansions,
    abbreviations: plainWords('abbreviations'),
    known: plainWords('known'),
    patterns,
    exceptions: compiled('exceptions'),
    keep: compiled('keep'),
    leftovers: compiled('leftovers'),
    conjunctions: compiled('conjunctions'),
  };
}

/**
 * Reads from a file of `templates/vague/` why words of each kind can go, for a reader of
 * its language.
 *
 * @throws PatternError where a kind has no such line
 */
export function readWhy(file: string): Readonly<Record<HintKind, string>> {
  const lines = sectionsOf(file)
    .filter(({ name }) => name === 'why')
    .flatMap(({ lines: own }) => own.map(({ text }) => pairOf(text)));
  const given = new Map(lines);
  const said = (kind: HintKind): string => {
    const why = given.get(kind);
    if (why === undefined) throw new PatternError(`Under "why" there is no line for "${kind}".`);
    return why;
  };
  return {
    reason: said('reason'),
    apology: said('apology'),
    justification: said('justification'),
    hedge: said('hedge'),
    negative: said('negative'),
    'contact-or-link': said('contact-or-link'),
  };
}
