/**
 * The text that a parser reads back from iCalendar or vCard. `\n` is the only line end,
 * and the tab is the only control character, because the formats allow no others.
 */
export const roundTripped = (text: string): string =>
  text
    .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)
    .join('\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '');

/** The folded lines of a file, each with its length in octets. */
export const physicalLines = (file: string): { line: string; octets: number }[] =>
  file.split('\r\n').map((line) => ({ line, octets: Buffer.byteLength(line) }));
