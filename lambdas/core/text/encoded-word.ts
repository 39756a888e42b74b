/** Printable ASCII: a header may contain it without encoding (RFC 5322). */
const PRINTABLE_ASCII = /^[\x20-\x7E]*$/;
/**
 * The UTF-8 bytes in one encoded-word. A line with encoded-words has at most 76
 * characters (RFC 2047). "Subject: ", "=?UTF-8?B?" and "?=" take 21 of them. Base64
 * writes 3 bytes as 4 characters.
 */
const MAX_BYTES = 39;

/**
 * An address with its display name, for a header. The name is a quoted-string if it is
 * ASCII without quotes, backslashes and "=?", else it is encoded-words.
 *
 * @param separator stands between the encoded-words and before the address
 */
export function formatAddress(
  { name, address }: { readonly name: string; readonly address: string },
  separator = ' ',
): string {
  const phrase =
    PRINTABLE_ASCII.test(name) && !/["\\]|=\?/.test(name)
      ? `"${name}"`
      : encodeWords(name).join(separator);
  return `${phrase}${separator}<${address}>`;
}

/**
 * Encodes unstructured header text, such as a subject. ASCII without "=?" stays
 * unchanged. Other text becomes encoded-words, one on each folded line (RFC 5322).
 */
export const encodeText = (text: string): string =>
  PRINTABLE_ASCII.test(text) && !text.includes('=?') ? text : encodeWords(text).join('\r\n ');

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

/**
 * A body part in base64 (RFC 2045), in lines of at most 76 characters. Its line ends
 * become CRLF before they are encoded. Unlike quoted-printable, base64 breaks no link.
 */
export const base64Lines = (text: string): string =>
  Buffer.from(text.replaceAll('\n', '\r\n'))
    .toString('base64')
    .replace(/.{76}(?!$)/g, '$&\r\n');
