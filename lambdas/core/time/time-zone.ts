import { utcDay } from './calendar-day.ts';

/** Whether the text is an IANA time zone that this runtime knows. */
export function isTimeZone(text: string): boolean {
  // The first formatter of a process costs tens of milliseconds: do not build one for
  // what cannot be a zone.
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/**
 * As people write a place: without accents, in lower case, blanks for what IANA writes as
 * underscores.
 */
const placeName = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('_', ' ').toLowerCase().trim();

/** What a Spanish reader calls cities that IANA names in English. */
const otherNames = new Map([
  ['ciudad de mexico', 'America/Mexico_City'],
  ['cdmx', 'America/Mexico_City'],
  ['nueva york', 'America/New_York'],
  ['londres', 'Europe/London'],
]);

/** Where the zones are that are named after cities. */
const areas = ['Africa', 'America', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific'];

/**
 * The time zone that somebody means: its IANA name, or the city in it, as a person
 * without script would type it.
 *
 * @param text "Europe/Madrid", "madrid", "Ciudad de México"
 * @returns the IANA name; undefined where no zone has it
 */
export function findTimeZone(text: string): string | undefined {
  const typed = text.trim();
  // As a browser names it: no need to look through them all.
  if (/\/[A-Z]/.test(typed) && isTimeZone(typed)) return typed;
  const wanted = placeName(typed);
  if (wanted === '') return undefined;
  const listed =
    otherNames.get(wanted) ??
    Intl.supportedValuesOf('timeZone').find(
      (zone) =>
        placeName(zone) === wanted || placeName(zone.slice(zone.lastIndexOf('/') + 1)) === wanted,
    );
  if (listed !== undefined) return listed;
  // The runtime lists cities by their names of long ago, Calcutta and Kiev, and knows
  // those of today.
  const city = wanted
    .replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
    .replaceAll(' ', '_');
  return [typed, ...areas.map((area) => `${area}/${city}`)].find(isTimeZone);
}

/** What a zone's clocks are ahead of UTC at a moment, ms. */
function zoneOffset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
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
}

/**
 * The moment, epoch ms, of a day (its first minute) or a day and minute on the clocks of
 * a zone; UTC where none is known. Within the hour that a change of clocks skips or
 * repeats it may be that hour off.
 */
export function toEpochMs(localDate: string, timeZone: string | undefined): number {
  const asUtc = Date.parse(localDate.includes('T') ? `${localDate}Z` : `${localDate}T00:00Z`);
  return timeZone === undefined
    ? asUtc
    : asUtc - zoneOffset(asUtc - zoneOffset(asUtc, timeZone), timeZone);
}

/** The day `YYYY-MM-DD` of a moment on the clocks of a zone; UTC where none is known. */
export const dayInZone = (at: number, timeZone: string | undefined): string =>
  utcDay(new Date(timeZone === undefined ? at : at + zoneOffset(at, timeZone)));
