/**
 * The longest id: a line of an email has at most 998 characters (RFC 5322, 2.1.1), and
 * "In-Reply-To: " takes 13 of them.
 */
export const MAX_ID_LENGTH = 985;

/** The characters of an atom (RFC 5322, 3.2.3). */
const ATOM = String.raw`[\w!#$%&'*+/=?^\`{|}~-]+`;
const DOT_ATOM = String.raw`${ATOM}(?:\.${ATOM})*`;
/** `msg-id` (RFC 5322, 3.6.4) without its obsolete forms. */
const MESSAGE_ID = new RegExp(String.raw`^<${DOT_ATOM}@(?:${DOT_ATOM}|\[[!-Z^-~]*\])>$`);

/**
 * Whether a text is the id of an email, in angle brackets. Nothing else may go into the
 * headers `In-Reply-To` and `References`.
 */
export const isMessageId = (text: string): boolean =>
  text.length <= MAX_ID_LENGTH && MESSAGE_ID.test(text);
