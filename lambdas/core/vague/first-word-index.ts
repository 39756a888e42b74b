/**
 * Entries by the word with which they begin, so that a lookup returns only the entries
 * that can begin with a given word. A first word is a whole word, or a prefix with a `*`
 * at its end.
 */
export class FirstWordIndex<Entry> {
  readonly #words = new Map<string, Entry[]>();
  readonly #prefixes = new Map<string, Entry[]>();
  readonly #cache = new Map<string, readonly Entry[]>();
  readonly #prefixLengths = new Set<number>();

  add(entry: Entry, firstWords: Iterable<string>): void {
    for (const firstWord of firstWords) {
      const isWhole = !firstWord.endsWith('*');
      const map = isWhole ? this.#words : this.#prefixes;
      const key = isWhole ? firstWord : firstWord.slice(0, -1);
      const known = map.get(key);
      if (known === undefined) map.set(key, [entry]);
      else known.push(entry);
      if (!isWhole) this.#prefixLengths.add(key.length);
    }
  }

  /** The entries that can begin with this word. */
  entriesFor(word: string): readonly Entry[] {
    if (this.#prefixLengths.size === 0) return this.#words.get(word) ?? none;
    const known = this.#cache.get(word);
    if (known !== undefined) return known;
    const found = new Set(this.#words.get(word));
    for (const length of this.#prefixLengths) {
      if (length > word.length) continue;
      for (const entry of this.#prefixes.get(word.slice(0, length)) ?? []) found.add(entry);
    }
    const entries = found.size === 0 ? none : [...found];
    // Most words occur many times, so the result is cached. The size is limited, so that
    // notes with many different words cannot fill the memory.
    if (this.#cache.size < CACHE_SIZE) this.#cache.set(word, entries);
    return entries;
  }
}

const CACHE_SIZE = 2000;
const none: readonly never[] = [];
