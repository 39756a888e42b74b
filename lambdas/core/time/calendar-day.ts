/**
 * A day, `YYYY-MM-DD`, or a day and minute on the candidate's clock, `YYYY-MM-DDTHH:mm`.
 */
const LOCAL_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):([0-5]\d))?$/;

/** Whether the text is a real day of the calendar, with or without a time of day. */
export function isLocalDate(text: string): boolean {
  const day = LOCAL_DATE.exec(text) ? text.slice(0, 10) : '';
  const at = Date.parse(`${day}T00:00:00Z`);
  // 31 February parses to a day in March, or not at all: only what comes back as it went
  // in is a date.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** The day `YYYY-MM-DD` of a moment, in UTC. */
export const utcDay = (moment: Date): string => moment.toISOString().slice(0, 10);

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return utcDay(date);
}

/**
 * The same day of the month some months on, or the month's last day where it has no such
 * day.
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
 * The day itself, or the Monday after where it is on a weekend: nobody is written to
 * about work on a Sunday.
 */
export function nextWorkday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 6) return addDays(day, 2);
  return weekday === 0 ? addDays(day, 1) : day;
}
