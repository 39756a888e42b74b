/**
 * Something a tier needs that not every machine has; when it is not to be had, why, and
 * what to do about it.
 */
export type Finding<Thing> =
  | ({ readonly found: true } & Thing)
  | { readonly found: false; readonly reason: string; readonly remedy: string };

/** The error's own words, for a reason that is told in one line. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n', 1)[0] ?? '';
}
