/**
 * What mail programs put before the subject of a reply or a forwarded email, in many
 * languages. "R:" and "I:" (Italian) and "Ref:" are not here: subjects begin with these
 * words for other reasons.
 */
const PREFIXES = [
  ...['re', 'fwd?', 'rv', 'res', 'enc', 'aw', 'wg', 'antw', 'doorst', 'sv', 'vb', 'vs', 'vl'],
  ...['tr', 'rif', 'odp', 'ynt', 'ilt', 'bls', 'atb', 'vá', 'απ', 'πρθ', 'σχετ'],
  ...[
    '回复',
    '回覆',
    '答复',
    '答覆',
    '转发',
    '轉寄',
    '返信',
    '転送',
    '회신',
    '전달',
    'השב',
    'הועבר',
    'رد',
  ],
].join('|');
/** Such a prefix, also with a number: `Re: `, `RE[2]: `, `AW: `. */
const PREFIX = new RegExp(
  String.raw`^(?:${PREFIXES})(?:\[\d{1,3}\]|\(\d{1,3}\))? ?[:\uFF1A] ?`,
  'iu',
);

/** A subject, on one line, without the prefixes of replies and forwarded emails. */
export function bareSubject(subject: string): string {
  let bare = subject.trim();
  for (let found = PREFIX.exec(bare); found !== null; found = PREFIX.exec(bare)) {
    bare = bare.slice(found[0].length);
  }
  return bare.trim();
}

/**
 * The subject of a reply. It has one `Re:` in every language, so that mail programs find
 * the thread: Gmail asks for the same subject and a reference.
 *
 * @see https://workspaceupdates.googleblog.com/2019/03/threading-changes-in-gmail-conversation-view.html
 */
export const replySubject = (subject: string): string => `Re: ${bareSubject(subject)}`;
