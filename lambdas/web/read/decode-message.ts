/** UTF-8 and UTF-16 by their byte order marks. Outlook saves text as UTF-16. */
const marked: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

function textIn(bytes: Uint8Array): string {
  const [, encoding] =
    marked.find(([mark]) => mark.every((byte, index) => bytes[index] === byte)) ?? [];
  if (encoding !== undefined) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * The text of a file: in UTF-8, in UTF-16 with its mark, and otherwise in windows-1252,
 * as old mail programs write. Undefined if it is no text, such as a `.msg` of Outlook.
 */
export function decodeMessage(bytes: Uint8Array): string | undefined {
  const text = textIn(bytes);
  return text.includes('\0') ? undefined : text;
}
