/** How many beginnings without a line are remembered: strange notes have many. */
const MAX_WITHOUT_LINE = 2000;

/**
 * The lines of a text, each with a key, a tab and a value, sorted by their keys (by
 * UTF-16 code units). To split all 13,600 lines of a file of weights takes 10 ms of CPU,
 * and a note needs few of them. So only the lines are split whose keys begin with the
 * same two characters as a key that is looked up.
 */
export class SortedLines {
  readonly #text: string;
  readonly #start: number;
  /** Where the lines begin that are already split, by their keys. */
  readonly #lines = new Map<string, number>();
  /** The beginnings of keys whose lines are already split, see {@link beginningOf}. */
  readonly #split = new Set<number>();

  /** @param start where the first line begins; UTF-16 units */
  constructor(text: string, start: number) {
    this.#text = text;
    this.#start = start;
  }

  /** The line with this key. */
  find(key: string): string | undefined {
    const beginning = beginningOf(key.charCodeAt(0), key.charCodeAt(1));
    if (!this.#split.has(beginning)) this.#splitLines(beginning);
    const start = this.#lines.get(key);
    return start === undefined ? undefined : this.#text.slice(start, this.#endOf(start));
  }

  #endOf(lineStart: number): number {
    const end = this.#text.indexOf('\n', lineStart);
    return end === -1 ? this.#text.length : end;
  }

  #beginningAt(lineStart: number): number {
    return beginningOf(this.#text.charCodeAt(lineStart), this.#text.charCodeAt(lineStart + 1));
  }

  #splitLines(beginning: number): void {
    let start = this.#firstLineFrom(beginning);
    if (this.#beginningAt(start) === beginning || this.#split.size < MAX_WITHOUT_LINE)
      this.#split.add(beginning);
    while (start < this.#text.length && this.#beginningAt(start) === beginning) {
      const tab = this.#text.indexOf('\t', start);
      this.#lines.set(this.#text.slice(start, tab), start);
      start = this.#endOf(start) + 1;
    }
  }

  /** Where the first line begins whose key begins with this or later; by halving. */
  #firstLineFrom(beginning: number): number {
    let from = this.#start;
    let to = this.#text.length;
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      const lineStart = Math.max(from, this.#text.lastIndexOf('\n', middle - 1) + 1);
      if (this.#beginningAt(lineStart) < beginning) from = this.#endOf(middle) + 1;
      else to = lineStart;
    }
    return from;
  }
}

const TAB = 9;
/**
 * The first two characters of a key as one number, so that no string is made. A tab
 * follows a key of one character.
 */
const beginningOf = (first: number, second: number): number =>
  first * 0x10000 + (Number.isNaN(second) ? TAB : second);
