/**
 * The text as iCalendar and vCard can hold it: `\n` as the only line end, and the tab as
 * the only control character.
 */
export const holdable = (text: string): string =>
  text
    .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)
    .join('\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '');

/** The lines of a file, still folded, each with its length in octets. */
export const physicalLines = (file: string): { line: string; octets: number }[] =>
  file.split('\r\n').map((line) => ({ line, octets: Buffer.byteLength(line) }));
