import { parseEmailAddress } from '../email-address.ts';

/** A name and an address, as a header or a pasted line has them. One may be empty. */
export interface Mailbox {
  readonly name: string;
  /** A valid address, or ''. */
  readonly address: string;
  /** The words it was read from. */
  readonly source: string;
}

/** The headers that a message has, or that its pasted text shows. */
export interface Headers {
  readonly from?: Mailbox;
  readonly replyTo?: Mailbox;
  readonly to?: readonly Mailbox[];
  readonly subject?: string;
  /** The text of the header `Date`. */
  readonly date?: string;
}

/** The message that the candidate answers, after forwards and quotes are taken apart. */
export interface Message extends Headers {
  /** The lines of the newest part, cleaned. */
  readonly lines: readonly string[];
  /** The quoted lines below it. */
  readonly older: readonly string[];
  /** The texts of its calendar parts. */
  readonly calendars: readonly string[];
  /** The person who forwarded it, who is the candidate. */
  readonly forwardedBy?: Mailbox;
  /** People in the headers of quoted parts. */
  readonly mentioned?: readonly Mailbox[];
  /** The message is a chat. */
  readonly chat?: true;
}

/** No line of a message is read further. */
export const MAX_LINE = 1000;
/** No more lines of a message are read. */
export const MAX_LINES = 1500;

const QUOTES_AROUND = /^["'“”«»‘’ ]{1,4}|["'“”«»‘’ ]{1,4}$/g;

/**
 * Reads one mailbox: `Dana Lee <dana@x.example>`, `dana@x.example`, `Dana Lee
 * [mailto:dana@x.example]`, or a name alone.
 */
export function readMailbox(text: string): Mailbox {
  const source = text.trim().slice(0, 300);
  const at = source.indexOf('@');
  if (at < 0) return { name: source.replace(QUOTES_AROUND, ''), address: '', source };
  let start = at;
  while (start > 0 && /[^\s<>()[\],;:"“”]/.test(source.charAt(start - 1))) start -= 1;
  let end = at + 1;
  while (end < source.length && /[^\s<>()[\],;:"“”]/.test(source.charAt(end))) end += 1;
  const address = parseEmailAddress(source.slice(start, end).replace(/[.']$/, '')) ?? '';
  const before = source.slice(0, start).replace(/[<[(]{0,2}(?:mailto:)?$/i, '');
  return { name: before.trim().replace(QUOTES_AROUND, '').trim(), address, source };
}

/** Reads the mailboxes of a list, without splitting at the comma of "Lee, Dana <…>". */
export function readMailboxes(text: string): readonly Mailbox[] {
  const list = text.slice(0, 2000);
  const parts = list.split(/[;\n]|(?<=[>\]]),/);
  const single = parts.length === 1 && list.split('@').length > 2 ? list.split(',') : parts;
  return single
    .slice(0, 20)
    .map(readMailbox)
    .filter(({ name, address }) => name !== '' || address !== '');
}
