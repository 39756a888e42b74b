/**
 * Brackets too: a mail program that makes links of text must not end one inside of it.
 */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * A `mailto:` link (RFC 6068) that begins a mail; its address is a plain ASCII one, see
 * `parseEmailAddress`.
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
