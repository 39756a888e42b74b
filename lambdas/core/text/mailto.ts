/**
 * Percent-encodes brackets, quotes, `!` and `*` too: some mail programs turn URLs in text
 * into links, and would end the link at such a character.
 */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * A `mailto:` link (RFC 6068) that opens a new email with a subject and a text.
 *
 * @param mail `to` is a plain ASCII address, see `parseEmailAddress`
 */
export const mailtoOf = ({
  to,
  subject,
  text,
}: {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}): string =>
  `mailto:${encode(to).replace('%40', '@')}?subject=${encode(subject)}` +
  `&body=${encode(text.replaceAll('\n', '\r\n'))}`;
