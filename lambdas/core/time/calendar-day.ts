/** A day, `YYYY-MM-DD`, or a day and minute in local time, `YYYY-MM-DDTHH:mm`. */
const LOCAL_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):([0-5]\d))?$/;

/**
 * Whether the text is an existing calendar day, `YYYY-MM-DD`, with or without a time of
 * day, `THH:mm`.
 */
export function isLocalDate(text: string): boolean {
  const day = LOCAL_DATE.exec(text) ? text.slice(0, 10) : '';
  const at = Date.parse(`${day}T00:00:00Z`);
  // `Date.parse` turns 31 February into a day in March, or into NaN. A day exists only if
  // formatting the parsed date gives the same day again.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** The UTC day of a moment, `YYYY-MM-DD`. */
export const utcDay = (moment: Date): string => moment.toISOString().slice(0, 10);

/**
 * Compares two days, `YYYY-MM-DD`, for sorting: the earlier one comes first, and no day
 * before any. Code units suffice: `localeCompare` would load the rules of all languages.
 */
export function compareDays(one = '', other = ''): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return utcDay(date);
}

/**
 * The same day of the month, `months` later, or the last day of that month if it has no
 * such day. Days are `YYYY-MM-DD`.
 */
export function addMonths(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, lastDay));
  return utcDay(date);
}

/**
 * The day itself, or the following Monday if it is on a weekend: candidates should not
 * write to a contact about work at the weekend.
 */
export function nextWorkday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 6) return addDays(day, 2);
  return weekday === 0 ? addDays(day, 1) : day;
}
