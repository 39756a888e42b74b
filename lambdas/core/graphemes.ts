/** Created once: it takes longer than to segment a short text. */
let segmenter: Intl.Segmenter | undefined;

/** The graphemes of a text: the characters that a reader sees. */
export function* graphemesIn(text: string): Generator<string, void> {
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(text)) yield segment;
}
