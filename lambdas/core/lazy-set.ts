/**
 * A set of words that is made when it is first used. Thousands of names take some ms of
 * CPU, which the first answer of a process should not pay for if it needs none of them.
 */
export class LazySet implements Iterable<string> {
  readonly #make: () => Iterable<string>;
  #made: ReadonlySet<string> | undefined;

  constructor(make: () => Iterable<string>) {
    this.#make = make;
  }

  #words(): ReadonlySet<string> {
    this.#made ??= new Set(this.#make());
    return this.#made;
  }

  has(word: string): boolean {
    return this.#words().has(word);
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#words().values();
  }
}
