/**
 * Things by what they begin with, so that a word asks only those that it may be the
 * beginning of. A beginning is a whole word, or the first letters of one with a `*`
 * behind them.
 */
export class ByFirstWord<T> {
  readonly #words = new Map<string, T[]>();
  readonly #begins = new Map<string, T[]>();
  readonly #found = new Map<string, readonly T[]>();
  readonly #lengths = new Set<number>();

  add(thing: T, beginnings: Iterable<string>): void {
    for (const beginning of beginnings) {
      const isWhole = !beginning.endsWith('*');
      const map = isWhole ? this.#words : this.#begins;
      const key = isWhole ? beginning : beginning.slice(0, -1);
      const known = map.get(key);
      if (known === undefined) map.set(key, [thing]);
      else known.push(thing);
      if (!isWhole) this.#lengths.add(key.length);
    }
  }

  at(word: string): readonly T[] {
    if (this.#lengths.size === 0) return this.#words.get(word) ?? none;
    const known = this.#found.get(word);
    if (known !== undefined) return known;
    const found = new Set(this.#words.get(word));
    for (const length of this.#lengths) {
      if (length > word.length) continue;
      for (const thing of this.#begins.get(word.slice(0, length)) ?? []) found.add(thing);
    }
    const things = found.size === 0 ? none : [...found];
    // Most words come again and again; a stranger's may not fill the memory.
    if (this.#found.size < REMEMBERED) this.#found.set(word, things);
    return things;
  }
}

const REMEMBERED = 2000;
const none: readonly never[] = [];
