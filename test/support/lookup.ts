/**
 * The result of looking for a program that not every machine has. If it is not found, it
 * has the reason, and the remedy: what the user can do.
 */
export type Lookup<Thing> =
  | ({ readonly found: true } & Thing)
  | { readonly found: false; readonly reason: string; readonly remedy: string };

/** The first line of an error's message. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n', 1)[0] ?? '';
}
