import { utcDay } from './calendar-day.ts';

/** No name of a time zone or city is longer. */
const MAX_ZONE_LENGTH = 100;

/** Whether the text is an IANA time zone that this runtime knows. */
export function isTimeZone(text: string): boolean {
  if (text.length > MAX_ZONE_LENGTH) return false;
  // The first formatter of a process takes tens of milliseconds: do not construct one if
  // the text cannot be a time zone.
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/**
 * Normalises the name of a zone or city for comparison: without accents, in lower case,
 * with spaces instead of the underscores of IANA names.
 */
const normaliseName = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('_', ' ').toLowerCase().trim();

/** The Spanish names of cities that IANA names in English. */
const spanishNames = new Map([
  ['ciudad de mexico', 'America/Mexico_City'],
  ['cdmx', 'America/Mexico_City'],
  ['nueva york', 'America/New_York'],
  ['londres', 'Europe/London'],
]);

/** The first parts of IANA names whose last part is a city. */
const areas = ['Africa', 'America', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific'];

/**
 * Finds a time zone by its IANA name or by its city. A candidate whose browser runs no
 * script types the city by hand.
 *
 * @param text "Europe/Madrid", "madrid", "Ciudad de México"
 * @returns the IANA name, or undefined if no zone matches
 */
export function findTimeZone(text: string): string | undefined {
  const typed = text.trim();
  if (typed.length > MAX_ZONE_LENGTH) return undefined;
  // A browser sends an IANA name: it needs no search through all zones.
  if (/\/[A-Z]/.test(typed) && isTimeZone(typed)) return typed;
  const wanted = normaliseName(typed);
  if (wanted === '') return undefined;
  const listed =
    spanishNames.get(wanted) ??
    Intl.supportedValuesOf('timeZone').find(
      (zone) =>
        normaliseName(zone) === wanted ||
        normaliseName(zone.slice(zone.lastIndexOf('/') + 1)) === wanted,
    );
  if (listed !== undefined) return listed;
  // The runtime lists some cities only under their former names (Calcutta, Kiev), but
  // also accepts the present names (Kolkata, Kyiv): try the city in each area.
  const city = wanted
    .replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
    .replaceAll(' ', '_');
  return [typed, ...areas.map((area) => `${area}/${city}`)].find(isTimeZone);
}

/**
 * Gives a function from a moment, epoch ms, to the offset of the zone from UTC at that
 * moment, in ms; positive if the zone is ahead. Creating the function is slow, calling it
 * is fast.
 */
export function offsetsIn(timeZone: string): (at: number) => number {
  const formatter = new Intl.DateTimeFormat('en-US', {
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

const zoneOffset = (at: number, timeZone: string): number => offsetsIn(timeZone)(at);

/**
 * The moment, epoch ms, of a day (its first minute) or of a day and minute in the local
 * time of a zone, or in UTC if no zone is known. When daylight saving time begins or
 * ends, the local time skips or repeats an hour. Within that hour the result may be one
 * hour wrong.
 */
export function toEpochMs(localDate: string, timeZone: string | undefined): number {
  const asUtc = Date.parse(localDate.includes('T') ? `${localDate}Z` : `${localDate}T00:00Z`);
  return timeZone === undefined
    ? asUtc
    : asUtc - zoneOffset(asUtc - zoneOffset(asUtc, timeZone), timeZone);
}

/** The local day of a moment in a zone, `YYYY-MM-DD`; the UTC day if no zone is known. */
export const dayInZone = (at: number, timeZone: string | undefined): string =>
  utcDay(new Date(timeZone === undefined ? at : at + zoneOffset(at, timeZone)));
