/**
 * The capital of a small letter. The letter itself if it has none of its own: "ß" would
 * become two letters, and some old Cyrillic letters have the capital of another one.
 */
export function capitalOf(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.toLowerCase() === letter ? upper : letter;
}
