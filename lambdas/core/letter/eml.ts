import { base64Lines, encodeText } from '../text/encoded-word.ts';
import type { Letter } from './letter.ts';
import { withoutFooter } from './letter-footer.ts';
import { threadHeaderValues } from './thread.ts';

/**
 * The letter as a message file (RFC 5322), for candidates who send it by hand, see
 * `withoutFooter`. The header `X-Unsent` makes mail programs open the file as a draft.
 */
export const letterEml = ({ to, subject, text, thread }: Letter): string =>
  [
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
    base64Lines(withoutFooter(text)),
    '',
  ].join('\r\n');
