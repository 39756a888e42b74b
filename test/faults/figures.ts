import { appendFileSync } from 'node:fs';

/**
 * Whether the proofs run at their full size: `npm run test:faults -- --full`, or
 * FAULT_RUNS=nightly.
 */
export const isFull =
  process.env['FAULT_RUNS'] === 'nightly' || process.env['FAULT_RUNS'] === 'full';

/** What each proof counts. `duplicates` and `lost` must be 0. */
export interface Counters {
  /** How often SES accepted a letter again. */
  duplicates: number;
  /**
   * Confirmed letters without an outcome, or whose state, contact or notice contradicts
   * what happened to them.
   */
  lost: number;
  /** Letters whose outcome is unknown, and whose candidate is informed of that. */
  unknownInformed: number;
}

export const noCounters = (): Counters => ({ duplicates: 0, lost: 0, unknownInformed: 0 });

/**
 * Prints a line. If test/faults/run.ts started the tests, it prints the line for us:
 * vitest does not show the output of a test that passes.
 */
export function print(line: string): void {
  const file = process.env['OPEN_DOOR_FAULT_FIGURES'];
  if (file === undefined) process.stdout.write(`${line}\n`);
  else appendFileSync(file, `${line}\n`);
}

export function printCounters(
  proof: string,
  { duplicates, lost, unknownInformed }: Counters,
  figures: Readonly<Record<string, number | string>> = {},
): void {
  const others = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`);
  print(
    [
      `${proof}:`,
      ...others,
      `duplicates ${duplicates}`,
      `lost ${lost}`,
      `unknown+informed ${unknownInformed}`,
    ].join('  '),
  );
}
