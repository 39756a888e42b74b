import { catalogue, type Group, groups, placeOf } from './catalogue.ts';
import type { Finding, Status } from './finding.ts';

/** A finding with its group. */
interface Check extends Finding {
  readonly group: Group;
}

/** What doctor found, and whether AWS could be looked at. */
export interface Report {
  /** Nothing to do, and everything was looked at. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** Without control characters, which a name in the DNS may hold. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n]/gu, '');

/**
 * Sorts the findings, and adds their groups.
 *
 * @throws {Error} if one is not in the catalogue
 */
export function reportOf(findings: readonly Finding[]): Report {
  const checks = findings.map((finding) => {
    const kind = catalogue[placeOf(finding.id)];
    if (kind === undefined) throw new Error(`The catalogue has no check ${finding.id}.`);
    const { id, status, message, todo } = finding;
    return {
      id,
      group: kind.group,
      status,
      message: printable(message),
      ...(todo !== undefined && { todo: printable(todo) }),
    };
  });
  return {
    ok: checks.every(({ status }) => status !== 'todo' && status !== 'not-looked'),
    checks: checks.toSorted((a, b) => placeOf(a.id) - placeOf(b.id)),
  };
}

/**
 * 0: nothing to do. 1: something to do. 2: something could not be looked at, or AWS could
 * not be reached at all, so that nothing is known.
 */
export function exitCodeOf({ ok, checks }: Report): 0 | 1 | 2 {
  if (ok) return 0;
  const isOutside = checks.some(({ id, status }) => id === 'credentials' && status !== 'ok');
  return !isOutside && checks.some(({ status }) => status === 'todo') ? 1 : 2;
}

const labels: Readonly<Record<Status, { readonly text: string; readonly colour: number }>> = {
  ok: { text: 'ok', colour: 32 },
  warning: { text: 'warning', colour: 33 },
  todo: { text: 'TO DO', colour: 31 },
  'not-looked': { text: 'not looked', colour: 35 },
  skipped: { text: 'skipped', colour: 90 },
};

const indent = (text: string, spaces: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `${' '.repeat(spaces)}${line}`))
    .join('\n');

const noun = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`;

/** From so many on, lines that were not looked at for one reason are one line. */
const MANY = 4;

/** How many checks from this one on say the same. */
function sameFrom(checks: readonly Check[], at: number): number {
  const { message } = checks[at] ?? {};
  const next = checks.findIndex(
    (other, index) => index > at && (other.status !== 'not-looked' || other.message !== message),
  );
  return (next === -1 ? checks.length : next) - at;
}

/** The report as text: a line for each check, with what to do below it. */
export function reportText({ ok, checks }: Report, hasColour: boolean): string {
  const paint = (text: string, colour: number) =>
    hasColour ? `\u001B[${colour}m${text}\u001B[0m` : text;
  const lines: string[] = [];
  for (const group of groups) {
    const ofGroup = checks.filter((check) => check.group === group);
    if (ofGroup.length > 0) lines.push('', group);
    for (let at = 0; at < ofGroup.length; at += 1) {
      const check = ofGroup[at];
      if (check === undefined) break;
      const { id, status, message, todo } = check;
      const { text, colour } = labels[status];
      const same = status === 'not-looked' ? sameFrom(ofGroup, at) : 1;
      const name = same < MANY ? id : `${same} lines`;
      lines.push(`  ${paint(text.padEnd(10), colour)}  ${name.padEnd(20)}  ${message}`);
      if (same >= MANY) at += same - 1;
      if (todo !== undefined) lines.push(indent(todo, 14));
    }
  }
  const number = (status: Status) => checks.filter((check) => check.status === status).length;
  const summary = [
    noun(number('todo'), 'thing to do', 'things to do'),
    noun(number('warning'), 'warning', 'warnings'),
    noun(number('not-looked'), 'line not looked at', 'lines not looked at'),
  ].join(', ');
  lines.push('', ok ? `All good: ${summary}.` : `${summary}.`, '');
  return lines.join('\n').slice(1);
}
