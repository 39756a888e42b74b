import { appendFileSync } from 'node:fs';

/**
 * Whether everything runs at its full size: `npm run test:faults -- --full`, or
 * FAULT_RUNS=nightly.
 */
export const isFull =
  process.env['FAULT_RUNS'] === 'nightly' || process.env['FAULT_RUNS'] === 'full';

/** What every proof counts. The first two must be 0. */
export interface Counters {
  /** Letters that SES took more than once. */
  duplicates: number;
  /**
   * Letters that were confirmed and whose end is not told truthfully, or that left no
   * contact.
   */
  lost: number;
  /** Letters of which nobody can know, and whose candidate can see so. */
  unknownTold: number;
}

export const noCounters = (): Counters => ({ duplicates: 0, lost: 0, unknownTold: 0 });

/**
 * Prints a line at once, and hands it to test/faults/run.ts: vitest keeps a passed test's
 * output to itself.
 */
export function print(line: string): void {
  const file = process.env['OPEN_DOOR_FAULT_FIGURES'];
  if (file === undefined) process.stdout.write(`${line}\n`);
  else appendFileSync(file, `${line}\n`);
}

export function printCounters(
  what: string,
  { duplicates, lost, unknownTold }: Counters,
  figures: Readonly<Record<string, number | string>> = {},
): void {
  const others = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`);
  print(
    [
      `${what}:`,
      ...others,
      `duplicates ${duplicates}`,
      `lost ${lost}`,
      `unknown+told ${unknownTold}`,
    ].join('  '),
  );
}
