/** After so many questions the words are put into a set. */
const QUESTIONS_WITHOUT_SET = 50;

const isSpace = (text: string, at: number): boolean =>
  at < 0 || at >= text.length || /\s/.test(text.charAt(at));

/** Whether a text has these letters with white space, or nothing, on both sides. */
function isWordIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (isSpace(text, at - 1) && isSpace(text, at + word.length)) return true;
  }
  return false;
}

/**
 * Words that stand in a text, with white space between them. The first questions are
 * answered by a search in the text, which takes some µs. To make a set of a thousand
 * words takes 0.5 ms of CPU, which the first answer of a process should not pay for.
 */
export class ListedWords implements Iterable<string> {
  readonly #texts: readonly (() => string)[];
  #read: readonly string[] = [];
  #set: ReadonlySet<string> | undefined;
  #questions = 0;

  /** @param texts each is made when it is first needed */
  constructor(...texts: readonly (() => string)[]) {
    this.#texts = texts;
  }

  /** The text with this index, made at most once. */
  #text(index: number): string | undefined {
    const make = this.#texts[index];
    if (this.#read.length === index && make !== undefined) this.#read = [...this.#read, make()];
    return this.#read[index];
  }

  #words(): ReadonlySet<string> {
    this.#set ??= new Set(
      this.#texts.flatMap((_, index) => this.#text(index)?.trim().split(/\s+/) ?? []),
    );
    return this.#set;
  }

  has(word: string): boolean {
    this.#questions += 1;
    if (this.#questions > QUESTIONS_WITHOUT_SET) return this.#words().has(word);
    if (word === '' || /\s/.test(word)) return false;
    return this.#texts.some((_, index) => isWordIn(this.#text(index) ?? '', word));
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#words().values();
  }
}
