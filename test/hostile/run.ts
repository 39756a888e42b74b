import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runAttached, vitestCli } from '../support/command.ts';
import { followFile } from '../support/follow-file.ts';
import { addTo, emptyTally, linesOf, tallySchema } from './tally.ts';

const usage = `Sends hostile texts through every field of the form, the preview, the letter's
page and the contacts, reads every page, email and file with parsers that are not ours, and
counts what must not be there.

  npm run test:hostile                          5,000 cases, in about a minute
  npm run test:hostile -- --full                50,000 cases, in about ten minutes
  npm run test:hostile -- --cases 500           so many cases
  npm run test:hostile -- --seed 7              other cases; the seed is printed
  npm run test:hostile -- --seed 7 --case 123   only this case, as a fault names it
  npm run test:hostile -- --seen                also how often each answer and output was seen

Without --seed, CI and everyone else run the same cases (seed 1). The exit code is 1 if a
counter is not 0, or a request cost more than its budget.
`;

const wholeNumber = (name: string, text: string): number => {
  if (!/^\d{1,7}$/.test(text)) throw new Error(`--${name}: "${text}" is no whole number.`);
  return Number(text);
};

async function run(values: {
  readonly full: boolean;
  readonly seen: boolean;
  readonly cases?: string | undefined;
  readonly seed: string;
  readonly case?: string | undefined;
}): Promise<number> {
  if (values.full && values.cases !== undefined)
    throw new Error('--full and --cases contradict each other. Give one of them.');
  const seed = wholeNumber('seed', values.seed);
  const count = wholeNumber('cases', values.cases ?? (values.full ? '50000' : '5000'));
  const only = values.case === undefined ? undefined : wholeNumber('case', values.case);
  const again = `npm run test:hostile -- --seed ${seed}`;
  process.stdout.write(`Seed ${seed}: ${only === undefined ? `${count} cases` : `case ${only}`}\n`);
  const startedAt = performance.now();
  return await followFile(async (figures) => {
    const tallies = dirname(figures);
    const code = await runAttached(process.execPath, [vitestCli, 'run', '--project', 'hostile'], {
      OPEN_DOOR_FAULT_FIGURES: figures,
      HOSTILE_TALLIES: tallies,
      HOSTILE_SEED: String(seed),
      HOSTILE_CASES: String(count),
      ...(only !== undefined && { HOSTILE_CASE: String(only) }),
    });
    const total = emptyTally();
    for (const name of readdirSync(tallies).filter((file) => file.endsWith('.json')))
      addTo(total, tallySchema.parse(JSON.parse(readFileSync(join(tallies, name), 'utf8'))));
    process.stdout.write(`${linesOf(total).join('\n')}\n`);
    if (values.seen) {
      const seen = Object.entries(total.seen).sort(([one], [other]) => (one < other ? -1 : 1));
      for (const [name, times] of seen) process.stdout.write(`  seen ${name}: ${times}\n`);
    }
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const result = code === 0 ? '' : `  FAILED. To run again: ${again}`;
    process.stdout.write(`In ${seconds} s${result}\n`);
    return code;
  });
}

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        full: { type: 'boolean', default: false },
        seen: { type: 'boolean', default: false },
        cases: { type: 'string' },
        seed: { type: 'string', default: '1' },
        case: { type: 'string' },
      },
    });
    if (!values.help) return await run(values);
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
}

process.exitCode = await main();
