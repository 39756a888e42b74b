import { jsonLog } from '../lambdas/aws/json-log.ts';
import type { Log, LogEvent } from '../lambdas/core/log.ts';
import { personIn } from './inbox/emails.ts';
import type { SentMail } from './ses/events.ts';

/** What the program did wrong. Nobody sees it elsewhere. */
const faults: ReadonlySet<LogEvent> = new Set([
  'request-broken',
  'sweep-item-broken',
  'item-given-up',
]);

/**
 * The log of the functions in a terminal.
 *
 * @param showsAll false: only the faults
 */
export const terminalLog =
  (showsAll: boolean): Log =>
  (entry) => {
    // The runs in which nothing was due would fill the terminal: three entries a minute.
    const isIdleRun = 'lateMs' in entry && entry.due === 0;
    if (showsAll ? !isIdleRun : faults.has(entry.event)) jsonLog(entry);
  };

/** The subjects stand below each other. Longer addresses and subjects are cut. */
const ADDRESS_COLUMNS = 28;
const MAX_ADDRESS = 60;
const MAX_SUBJECT = 70;

/** One line. A terminal would obey control characters, and others hide what follows. */
function cut(text: string, length: number): string {
  const line = text
    .slice(0, 500)
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : line;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** An email in one line: when, to whom, what. */
export function mailLine({ subject, to, destination }: SentMail, at: Date): string {
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  const named = (to.length > 0 ? to : destination).map((header) => personIn(header).address);
  const more = named.length > 1 ? ` and ${named.length - 1} more` : '';
  const whom = `${cut(named[0] ?? '', MAX_ADDRESS)}${more}`;
  return `  ${time}  ${whom.padEnd(ADDRESS_COLUMNS)}  ${cut(subject, MAX_SUBJECT)}`;
}
