// What the code that also runs in a browser uses of Node's own modules.

/** `domainToASCII` of `node:url`, by the URL parser that browsers have. */
export function domainToASCII(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return '';
  }
}

/** `createHash` of `node:crypto`: nothing that reads a message makes keys. */
export function createHash(): never {
  throw new Error('There is no createHash in a browser.');
}

/** What the code uses of Node's global `Buffer`. */
export const Buffer = {
  byteLength: (text: string): number => new TextEncoder().encode(text).length,
};
