/** Printable ASCII that a quoted-string (RFC 5322) holds as it is. */
const QUOTABLE = /^[\x20-\x7E]*$/;
/**
 * RFC 2047: a line with encoded-words has at most 76 characters; "Subject: ",
 * "=?UTF-8?B?" and "?=" take 21, base64 makes 4 of 3.
 */
const MAX_BYTES = 39;

/**
 * An address with its display name, as a header holds it: the name a quoted-string where
 * it is ASCII, else encoded.
 */
export function formatAddress({
  name,
  address,
}: {
  readonly name: string;
  readonly address: string;
}): string {
  const phrase =
    QUOTABLE.test(name) && !/["\\]|=\?/.test(name) ? `"${name}"` : encodeWords(name).join(' ');
  return `${phrase} <${address}>`;
}

/**
 * Unstructured header text, a subject: as it is where it is ASCII, else encoded-words, a
 * line each (RFC 5322 folding).
 */
export const encodeText = (text: string): string =>
  QUOTABLE.test(text) && !text.includes('=?') ? text : encodeWords(text).join('\r\n ');

function encodeWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > MAX_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`);
}
