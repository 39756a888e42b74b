/** The smallest, the middle and the largest of some numbers. */
export interface Spread {
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
}

/**
 * The value below which this share of the numbers lies, by the nearest-rank method.
 *
 * @param share 0 to 1: 0.5 is the median
 * @throws {RangeError} if there are no numbers
 */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const found = sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)];
  if (found === undefined) throw new RangeError('A quantile of no numbers.');
  return found;
}

/** @throws {RangeError} if there are no numbers */
export function median(numbers: readonly number[]): number {
  return (
    (quantile(numbers, 0.5) +
      quantile(
        numbers.map((number) => -number),
        0.5,
      ) *
        -1) /
    2
  );
}

/** @throws {RangeError} if there are no numbers */
export const spreadOf = (numbers: readonly number[]): Spread => ({
  minimum: quantile(numbers, 0),
  median: median(numbers),
  maximum: quantile(numbers, 1),
});

/**
 * The ratios of two measurements, round by round: only what was measured in the same
 * round, one after the other, is compared, so that another load of the machine in another
 * round does not count.
 *
 * @throws {RangeError} if the two have no round in common
 */
export const ratios = (measured: readonly number[], base: readonly number[]): Spread =>
  spreadOf(
    measured.slice(0, base.length).map((value, round) => value / (base[round] ?? Number.NaN)),
  );
