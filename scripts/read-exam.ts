import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readMessage } from '../lambdas/core/message/read-message.ts';
import { addDays } from '../lambdas/core/time/calendar-day.ts';
import { withoutAccents } from '../lambdas/core/without-accents.ts';

/**
 * Measures the reader of messages with the labelled set: for each field, how many of its
 * suggestions are right, and how many of the labels it found. `-- --explain` lists what
 * differs. `-- dev --from 151 --to 230 --half even` measures with a part of the messages:
 * what is mended with the odd ones can be checked with the even ones.
 */

const { values, positionals } = parseArgs({
  options: {
    explain: { type: 'boolean', default: false },
    corpus: { type: 'string', default: 'test/core/message/corpus' },
    field: { type: 'string' },
    from: { type: 'string', default: '0' },
    to: { type: 'string', default: '9999' },
    half: { type: 'string' },
  },
  allowPositionals: true,
});
const [part = 'dev'] = positionals;
const folder = join(values.corpus, part);

const fields = [
  'candidateName',
  'candidateEmail',
  'recruiterName',
  'recruiterEmail',
  'company',
  'role',
  'referenceNumber',
  'stage',
  'interviewDate',
  'timeZone',
  'letterLanguage',
  'peopleToThank',
] as const;
type Field = (typeof fields)[number];

type Labels = Readonly<Record<string, unknown>>;

/** The day of the run. An earlier interview's message was read two days before it. */
const NOW = '2026-11-20';
function readAt({ interviewDate }: Labels): Date {
  const day = typeof interviewDate === 'string' ? addDays(interviewDate.slice(0, 10), -2) : NOW;
  return new Date(`${day < NOW ? day : NOW}T12:00:00Z`);
}

const plain = (text: string): string =>
  withoutAccents(text).toLowerCase().replace(/\s+/g, ' ').trim();
const withoutSpaces = (text: string): string => text.replaceAll(' ', '');

const LEGAL_FORM = new RegExp(
  ',? (?:inc|llc|llp|ltd|ltda|pvt|pty|private|limited|gmbh|gmbh & co\\. kg|plc|corp|co|ag|ab|' +
    'n\\.a|s\\.? coop|s\\.a\\.i\\.c|s\\.a\\.c|s\\.?a\\.?(?: de c\\.?v\\.?)?|s\\.?l\\.?[up]?\\.?|' +
    's\\.?r\\.?l\\.?|s\\.?a\\.?s\\.?)\\.?$',
);

/** Values are compared without case, accents and spaces, and what the README allows. */
function comparable(field: Field, value: string): string {
  const text = plain(value);
  if (field === 'company')
    return text
      .replace(LEGAL_FORM, '')
      .replace(LEGAL_FORM, '')
      .replace(/^(?:the|grupo) /, '');
  // «August "Gus" Trimboli», "Seun (Oluwaseun) Bakare"
  if (field === 'recruiterName') return text.replace(/ (?:"[^"]+"|“[^”]+”|\([^)]+\)) /, ' ');
  if (field === 'role') return text.replace(/ ?\([^)]*\)$/, '');
  return text;
}

function labelOf(labels: Labels, field: Field): string | undefined {
  const label = labels[field === 'letterLanguage' ? 'language' : field];
  if (Array.isArray(label)) return label.length === 0 ? undefined : label.map(String).join('\n');
  return typeof label === 'string' ? label : undefined;
}

/** Whether two zones have the same clock on a day. */
function isSameClock(one: string, other: string, day: string): boolean {
  const at = new Date(`${day.slice(0, 10)}T12:00:00Z`);
  const clock = (timeZone: string) => at.toLocaleString('en', { timeZone });
  return clock(one) === clock(other);
}

function isRight(field: Field, value: string, label: string, labels: Labels): boolean {
  if (field === 'timeZone') {
    return isSameClock(value, label, String(labels['interviewDate'] ?? '2026-12-01'));
  }
  if (field !== 'peopleToThank') {
    return withoutSpaces(comparable(field, value)) === withoutSpaces(comparable(field, label));
  }
  const sorted = (text: string) => text.split('\n').map(plain).sort().join('\n');
  return sorted(value) === sorted(label);
}

const counts = new Map(fields.map((field) => [field, { suggested: 0, right: 0, labelled: 0 }]));
const warnings = { right: 0, of: 0 };
const threads = { right: 0, of: 0 };
const differences: string[] = [];

for (const name of readdirSync(folder).sort()) {
  if (!name.endsWith('.json')) continue;
  const number = Number(name.replace('.json', ''));
  if (values.half !== undefined && values.half !== (number % 2 === 0 ? 'even' : 'odd')) continue;
  if (number < Number(values.from) || number > Number(values.to)) continue;
  const labels: Labels = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const file = readdirSync(folder).find(
    (one) => one !== name && one.startsWith(name.replace('json', '')),
  );
  if (file === undefined) continue;
  const bytes = readFileSync(join(folder, file));
  // As a browser reads a file: UTF-8, else Latin-1.
  const utf8 = bytes.toString('utf8');
  const source = utf8.includes('\uFFFD') ? bytes.toString('latin1') : utf8;
  const { suggestions, thread } = await readMessage(source, { now: readAt(labels) });
  for (const field of fields) {
    const count = counts.get(field);
    if (count === undefined) continue;
    const suggestion = suggestions.find((one) => one.field === field);
    const label = labelOf(labels, field);
    const right =
      suggestion !== undefined &&
      label !== undefined &&
      isRight(field, suggestion.value, label, labels);
    if (label !== undefined) count.labelled += 1;
    if (suggestion !== undefined) count.suggested += 1;
    if (right) count.right += 1;
    if (field === 'recruiterEmail' && label !== undefined) {
      warnings.of += 1;
      if (suggestion?.warning === labels['recruiterEmailWarning']) warnings.right += 1;
      else if (right)
        differences.push(
          `${file} warning: ${suggestion?.warning} for ${labels['recruiterEmailWarning']}`,
        );
    }
    if (!right && (label !== undefined || suggestion !== undefined)) {
      const from = suggestion === undefined ? '' : `   [${suggestion.source}]`;
      const text = `${file} ${field}: ${suggestion?.value ?? '-'} for ${label ?? '-'}${from}`;
      differences.push(text.replaceAll('\n', ' + '));
    }
  }
  threads.of += 1;
  if ((thread !== undefined) === labels['hasThread']) threads.right += 1;
  else differences.push(`${file} thread: ${thread !== undefined}`);
}

const percent = (part: number, of: number): string =>
  of === 0 ? '-' : `${((100 * part) / of).toFixed(1)} %`;

const out = (line: string): boolean => process.stdout.write(`${line}\n`);
if (values.explain) {
  differences
    .filter((line) => values.field === undefined || line.includes(` ${values.field}:`))
    .forEach(out);
}
out('| field | right where suggested | found |');
out('|---|---|---|');
for (const [field, { suggested, right, labelled }] of counts) {
  out(
    `| ${field} | ${right} of ${suggested}: ${percent(right, suggested)} ` +
      `| ${right} of ${labelled}: ${percent(right, labelled)} |`,
  );
}
out(`warnings right: ${warnings.right} of ${warnings.of}`);
out(`threads right: ${threads.right} of ${threads.of}`);
