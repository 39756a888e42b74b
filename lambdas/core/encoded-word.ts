/** Printable ASCII that a quoted-string (RFC 5322) holds as it is. */
const QUOTABLE = /^[\x20-\x7E]*$/;
/** RFC 2047: an encoded-word has at most 75 characters; "=?UTF-8?B?" and "?=" take 12, base64 makes 4 of 3. */
const MAX_BYTES = 45;

/** A display name before an address: a quoted-string where it is ASCII, else encoded-words. */
export const encodeDisplayName = (name: string): string =>
  QUOTABLE.test(name) && !/["\\]|=\?/.test(name) ? `"${name}"` : encodeWords(name);

/** Unstructured header text, a subject: as it is where it is ASCII, else encoded-words. */
export const encodeText = (text: string): string =>
  QUOTABLE.test(text) && !text.includes('=?') ? text : encodeWords(text);

function encodeWords(text: string): string {
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
  return words.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
}
