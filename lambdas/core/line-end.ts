/** Every character that some program treats as the end of a line; CRLF is one end. */
export const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
