import { offsetsIn } from './time-zone.ts';

/** A change of clocks that comes once a year, by a rule that never changes. */
export interface YearlyChange {
  /** 1 to 12. */
  readonly month: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 is the first such weekday of the month, at most 4; -1 is the last one. */
  readonly week: number;
  /** The local time at which the change begins, in minutes after midnight. */
  readonly minute: number;
  /** The offset from UTC before and after the change, in ms. */
  readonly from: number;
  readonly to: number;
}

/**
 * The offset of a zone from UTC on the first day, in ms, and its changes in each year.
 */
export interface YearlyClock {
  readonly offset: number;
  readonly changes: readonly YearlyChange[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The least number of years in which a rule must hold. Within 12 years every date falls
 * on every weekday, so "the Sunday on or after the 2nd" is not taken for "the first
 * Sunday".
 */
const MIN_YEARS = 12;

interface Change {
  /** The local time before the change, as if it were UTC: epoch ms. */
  readonly local: number;
  readonly from: number;
  readonly to: number;
}

/** The changes of clocks in a year. A zone has at most one in a month. */
function changesIn(year: number, offsetAt: (at: number) => number): readonly Change[] {
  const changes: Change[] = [];
  for (let month = 0; month < 12; month += 1) {
    let [before, after] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
    const [from, to] = [offsetAt(before), offsetAt(after)];
    if (from === to) continue;
    while (after - before > MINUTE_MS) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
      if (offsetAt(middle) === from) before = middle;
      else after = middle;
    }
    changes.push({ local: after + from, from, to });
  }
  return changes;
}

/** The rule of a change, from the same change in several years. */
function ruleOf(changes: readonly Change[]): YearlyChange | undefined {
  const rules = changes.map(({ local, from, to }) => {
    const date = new Date(local);
    return {
      month: date.getUTCMonth() + 1,
      weekday: date.getUTCDay(),
      minute: (local % DAY_MS) / MINUTE_MS,
      week: Math.ceil(date.getUTCDate() / 7),
      isLast: new Date(local + 7 * DAY_MS).getUTCMonth() !== date.getUTCMonth(),
      from,
      to,
    };
  });
  const [first] = rules;
  const hasOne = (name: keyof (typeof rules)[number]) =>
    rules.every((rule) => rule[name] === first?.[name]);
  if (first === undefined) return undefined;
  const { isLast, ...rule } = first;
  const names = ['month', 'weekday', 'minute', 'from', 'to'] as const;
  if (!names.every(hasOne)) return undefined;
  if (isLast && hasOne('isLast')) return { ...rule, week: -1 };
  return rule.week < 5 && hasOne('week') ? rule : undefined;
}

/**
 * The rule by which the clocks of a zone change from `firstYear` to `lastYear`, and for
 * {@link MIN_YEARS} at least, as far as it is known today.
 *
 * @returns undefined if no such rule describes the zone: its clocks change on dates of
 *   another calendar (Ramadan in Morocco), or on "the Sunday on or after the 2nd" (Chile)
 */
export function yearlyClock(
  timeZone: string,
  firstYear: number,
  lastYear: number,
): YearlyClock | undefined {
  const offsetAt = offsetsIn(timeZone);
  const length = Math.max(lastYear - firstYear + 1, MIN_YEARS);
  const years = Array.from({ length }, (_, count) => changesIn(firstYear + count, offsetAt));
  const [first = [], ...others] = years;
  if (others.some(({ length }) => length !== first.length)) return undefined;
  const changes: YearlyChange[] = [];
  for (const index of first.keys()) {
    const rule = ruleOf(years.flatMap((year) => year[index] ?? []));
    if (rule === undefined) return undefined;
    changes.push(rule);
  }
  return { offset: offsetAt(Date.UTC(firstYear)), changes };
}
