/**
 * The result of looking for a program that not every machine has. If it is not found:
 * the reason, and what the user can do about it.
 */
export type Lookup<Thing> =
  | ({ readonly found: true } & Thing)
  | { readonly found: false; readonly reason: string; readonly remedy: string };

/** The first line of an error's message, for a reason of one line. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n', 1)[0] ?? '';
}
