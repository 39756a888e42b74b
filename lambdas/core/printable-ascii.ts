/**
 * Whether a text has only printable ASCII characters and line feeds, as most texts have.
 * Then no rule about other characters applies to it. So these rules skip it: the first
 * use of each of their patterns takes 0.3 to 3 ms of CPU, and each use some µs.
 */
export const isPrintableAscii = (text: string): boolean => /^[\n -~]*$/.test(text);
