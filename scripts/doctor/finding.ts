import type { Answer } from './look.ts';

/**
 * `ok`: nothing to do. `warning`: it works, and somebody should know. `todo`: something
 * to do. `not-looked`: the look-up failed, so nobody knows. `skipped`: an option turns it
 * on.
 */
export type Status = 'ok' | 'warning' | 'todo' | 'not-looked' | 'skipped';

/** What one check found: one line, and what to do about it. */
export interface Finding {
  /** One of the ids in `catalogue.ts`. */
  readonly id: string;
  readonly status: Status;
  /** One sentence, without personal data that the operator did not give. */
  readonly message: string;
  /** What to do; may have several lines. */
  readonly todo?: string;
}

export const ok = (id: string, message: string): Finding => ({ id, status: 'ok', message });
export const warning = (id: string, message: string, todo?: string): Finding => ({
  id,
  status: 'warning',
  message,
  ...(todo !== undefined && { todo }),
});
export const todo = (id: string, message: string, what: string): Finding => ({
  id,
  status: 'todo',
  message,
  todo: what,
});
export const notLooked = (id: string, why: string): Finding => ({
  id,
  status: 'not-looked',
  message: why,
});
export const skipped = (id: string, message: string): Finding => ({
  id,
  status: 'skipped',
  message,
});

/** The findings of an answer, or for each id the line that says why there is none. */
export function judge<T>(
  ids: readonly string[],
  answer: Answer<T>,
  findingsOf: (value: T) => readonly Finding[],
): readonly Finding[] {
  if (!answer.found) return ids.map((id) => notLooked(id, answer.why));
  try {
    return findingsOf(answer.value);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    return ids.map((id) => notLooked(id, `the answer cannot be understood (${name})`));
  }
}

/** `1 email`, `2 emails`. */
export const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

/**
 * A word of a command, for a shell. An address may hold signs that a shell acts on, and
 * the operator may have it from a stranger.
 */
export const shellWord = (text: string): string =>
  /^[\w.+@-]{1,320}$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
