import { canonicalAddress, parseEmailAddress } from '../core/email-address.ts';

/** Longer than any address with a display name. Bounds the cost of reading one. */
const MAX_LENGTH = 1000;

/** What an address may end with in a report: a root dot, or the separator of a list. */
const TRAILING = '.,;: ';

/** The text without any of these characters at its end. */
function withoutTrailing(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The part between the last `<` and the `>` after it; without these, the whole text. */
function withoutDisplayName(text: string): string {
  const start = text.lastIndexOf('<');
  if (start < 0) return text;
  const end = text.indexOf('>', start);
  return text.slice(start + 1, end < 0 ? undefined : end);
}

/** Removes a comment (RFC 5322) at the end: `dana@northwind.example (Dana Lee)`. */
const withoutComment = (text: string): string =>
  text.endsWith(')') && text.includes('(') ? text.slice(0, text.lastIndexOf('(')) : text;

/** `"dana"@northwind.example` and `"dana@northwind.example"` without their quotes. */
const withoutQuotes = (text: string): string =>
  withoutTrailing(text.replaceAll('"', '').replace(/^'+/, ''), "'");

/**
 * The canonical form of a recipient's address in an SES event, for comparisons.
 *
 * SES copies the address of a bounce from the `Final-Recipient` field of the mail
 * server's report, so its form depends on that server: `<dana@…>`, with a display name,
 * with the type `rfc822;` in front, in upper case, with a dot after the domain, or with
 * the domain in Unicode.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounced-recipients
 */
export function recipientAddress(written: string): string {
  const text = withoutDisplayName(
    written
      .slice(0, MAX_LENGTH)
      .normalize('NFKC')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim(),
  )
    .trim()
    .replace(/^(?:rfc822|utf-8|smtp|mailto) ?[;:]/i, '')
    // The source route of RFC 821: `<@relay.example:dana@northwind.example>`.
    .replace(/^@[^:@]{1,255}:/, '');
  const address = withoutTrailing(
    withoutQuotes(withoutComment(text.trim()).trim()),
    TRAILING,
  ).trim();
  return canonicalAddress(parseEmailAddress(address) ?? address);
}
