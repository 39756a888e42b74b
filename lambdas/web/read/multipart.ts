/** RFC 2046 allows 70 characters, and these. */
const BOUNDARY = /;\s{0,20}boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'()+./:=?-]{1,70}))/i;
/** A part with longer headers is none that a browser makes of our form. */
const MAX_HEADERS = 4096;
const NAME = /^content-disposition:[^\r\n]{0,200}?;\s{0,20}name="([^"\r\n]{1,60})"/im;

/**
 * Parses a form of the type `multipart/form-data`, as a browser posts a file. Of several
 * fields with one name, the last one counts. `Response.formData()` would load undici,
 * which nothing else in the function needs.
 *
 * @param options `maxFields`: a body with more of them is not parsed
 * @returns the bytes of each field by its name; undefined if it is no such form
 */
export function parseMultipart(
  body: Uint8Array,
  contentType: string,
  { maxFields }: { readonly maxFields: number },
): ReadonlyMap<string, Uint8Array> | undefined {
  const [, quoted, plain] = BOUNDARY.exec(contentType.slice(0, 300)) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  // Each byte is one character, so positions in the text are positions in the bytes.
  const text = new TextDecoder('latin1').decode(body);
  const delimiter = `\r\n--${boundary}`;
  const fields = new Map<string, Uint8Array>();
  if (!text.startsWith(delimiter.slice(2))) return undefined;
  let position = delimiter.length - 2;
  let parts = 0;
  while (!text.startsWith('--', position)) {
    const headersEnd = text.slice(position, position + MAX_HEADERS).indexOf('\r\n\r\n');
    if (headersEnd < 0) return undefined;
    const start = position + headersEnd + 4;
    const name = NAME.exec(text.slice(position, start).trimStart())?.[1];
    const end = text.indexOf(delimiter, start);
    if (name === undefined || end < 0) return undefined;
    parts += 1;
    if (parts > maxFields) return undefined;
    fields.set(name, body.subarray(start, end));
    position = end + delimiter.length;
  }
  return fields;
}
