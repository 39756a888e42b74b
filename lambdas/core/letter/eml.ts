import { base64Lines, encodeText, formatAddress } from '../text/encoded-word.ts';
import type { Letter, ThreadHeaders } from './letter.ts';
import { withoutFooter } from './letter-footer.ts';
import { threadHeaderValues } from './thread.ts';

/** An email that the candidate sends from their own mail program. */
interface UnsentMail {
  /** The candidate. Absent: the mail program decides. */
  readonly from?: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly thread?: ThreadHeaders;
}

/**
 * An email as a message file (RFC 5322). The header `X-Unsent` makes mail programs open
 * the file as a draft.
 */
export const unsentEml = ({ from, to, subject, text, thread }: UnsentMail): string =>
  [
    ...(from === undefined ? [] : [`From: ${formatAddress(from, FOLD)}`]),
    `To: ${to}`,
    `Subject: ${encodeText(subject)}`,
    ...Object.entries(thread === undefined ? {} : threadHeaderValues(thread)).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    'X-Unsent: 1',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(text),
    '',
  ].join('\r\n');

/** The end of a line within a header. */
const FOLD = '\r\n ';

/** The letter as a file, for candidates who send it by hand, see `withoutFooter`. */
export const letterEml = ({ to, subject, text, thread }: Letter): string =>
  unsentEml({ to, subject, text: withoutFooter(text), ...(thread !== undefined && { thread }) });
