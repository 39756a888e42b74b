import { dateTimeFormat } from '../intl-objects.ts';
import { utcDay } from './calendar-day.ts';
import { isTimeZone } from './zone-names.ts';

export { isTimeZone };

/**
 * Gives a function from a moment, epoch ms, to the offset of the zone from UTC at that
 * moment, in ms; positive if the zone is ahead. Creating the function is slow, calling it
 * is fast.
 */
export function offsetsIn(timeZone: string): (at: number) => number {
  const formatter = dateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const parts = formatter.formatToParts(at);
    const part = (name: Intl.DateTimeFormatPartTypes) =>
      Number(parts.find(({ type }) => type === name)?.value);
    const local = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
    );
    return local - Math.floor(at / 60_000) * 60_000;
  };
}

const DAY_MS = 24 * 60 * 60_000;

type OffsetAt = ReturnType<typeof offsetsIn>;

/** The offsets of a zone the day before and the day after a local time, in ms. */
function offsetsAround(
  asUtc: number,
  offsetAt: OffsetAt,
): readonly [before: number, after: number] {
  return [offsetAt(asUtc - DAY_MS), offsetAt(asUtc + DAY_MS)];
}

const localAsUtc = (localDate: string): number =>
  Date.parse(localDate.includes('T') ? `${localDate}Z` : `${localDate}T00:00Z`);

/**
 * Whether a local time does not exist, because the clocks of the zone skip it: 02:30 on
 * the day on which daylight saving time begins.
 *
 * @param localDate `YYYY-MM-DDTHH:mm`
 */
export function isSkipped(localDate: string, timeZone: string): boolean {
  const asUtc = localAsUtc(localDate);
  const offsetAt = offsetsIn(timeZone);
  const [before, after] = offsetsAround(asUtc, offsetAt);
  return (
    before !== after && offsetAt(asUtc - before) !== before && offsetAt(asUtc - after) !== after
  );
}

/**
 * The moment, epoch ms, of a day (its first minute) or of a day and minute in the local
 * time of a zone, or in UTC if no zone is known. If the clocks repeat this local time, it
 * is the earlier moment. If they skip it, it is as much later as they skip, so that 02:30
 * becomes 03:30.
 */
export function toEpochMs(localDate: string, timeZone: string | undefined): number {
  const asUtc = localAsUtc(localDate);
  if (timeZone === undefined) return asUtc;
  const offsetAt = offsetsIn(timeZone);
  const [before, after] = offsetsAround(asUtc, offsetAt);
  // With the offset from before a change, a repeated time is its first occurrence.
  if (before === after || offsetAt(asUtc - before) === before) return asUtc - before;
  return offsetAt(asUtc - after) === after ? asUtc - after : asUtc - before;
}

/** The local day of a moment in a zone, `YYYY-MM-DD`; the UTC day if no zone is known. */
export const dayInZone = (at: number, timeZone: string | undefined): string =>
  utcDay(new Date(timeZone === undefined ? at : at + offsetsIn(timeZone)(at)));
