import type { LetterLanguage, PageLanguage } from './choices.ts';

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

const locales = { en: 'en-US', es: 'es', 'es-tu': 'es' } as const;

/**
 * «jueves 3 de diciembre», "Thursday, December 3"; Spanish CLDR puts a comma that nobody
 * writes after the weekday.
 */
const formatWeekday = (locale: string, options: Intl.DateTimeFormatOptions, moment: Date): string =>
  new Intl.DateTimeFormat(locale, options)
    .formatToParts(moment)
    .map((part, index, parts) =>
      locale === 'es' && part.type === 'literal' && parts[index - 1]?.type === 'weekday'
        ? ' '
        : part.value,
    )
    .join('');

/**
 * A zone as people call it: «hora de Ciudad de México», "India time". CLDR answers some
 * zones with an abbreviation or an offset; then the city of the zone's own name says
 * more.
 */
export function zoneName(
  timeZone: string | undefined,
  language: PageLanguage | LetterLanguage,
): string {
  if (timeZone === undefined || !timeZone.includes('/') || timeZone.startsWith('Etc/'))
    return timeZone ?? 'UTC';
  const generic = new Intl.DateTimeFormat(locales[language], {
    timeZone,
    timeZoneName: 'shortGeneric',
  })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const city = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  if (language !== 'en') return generic?.startsWith('hora de ') ? generic : `hora de ${city}`;
  return generic?.endsWith(' Time') ? generic.replace(/Time$/, 'time') : `${city} time`;
}

/**
 * The interview's date as a letter says it.
 *
 * @param localDate `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`, on the candidate's clock
 * @param timeZone IANA name; only said where there is a time of day
 */
export function formatLocalDate(
  localDate: string,
  timeZone: string | undefined,
  language: PageLanguage | LetterLanguage,
): string {
  const hasTime = localDate.includes('T');
  const moment = new Date(hasTime ? `${localDate}Z` : `${localDate}T00:00:00Z`);
  const locale = locales[language];
  const day = formatWeekday(
    locale,
    { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
    moment,
  );
  if (!hasTime) return day;
  const time = new Intl.DateTimeFormat(locale, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  })
    .format(moment)
    // CLDR separates "3:00 PM" by a narrow no-break space that some mail programs show as
    // a box.
    .replace('\u202F', ' ');
  const zone = timeZone === undefined ? '' : ` (${zoneName(timeZone, language)})`;
  if (language === 'en') return `${day} at ${time}${zone}`;
  return `${day} a ${moment.getUTCHours() === 1 ? 'la' : 'las'} ${time}${zone}`;
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

/**
 * The month of a day, as a letter recalls it: "June", «junio»; with its year where that
 * is another than `today`'s.
 */
export function formatMonth(
  day: string,
  today: string,
  language: PageLanguage | LetterLanguage,
): string {
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat(locales[language], {
    month: 'long',
    timeZone: 'UTC',
    ...(!isThisYear && { year: 'numeric' }),
  }).format(new Date(`${day}T00:00:00Z`));
}

/** A day as a page says it, with its year: "June 3, 2027", «3 de junio de 2027». */
export const formatDay = (day: string, language: PageLanguage): string =>
  new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));

/**
 * A moment on the candidate's clock, apart so that a page can say "at {time} on {day}".
 * UTC where no zone is known.
 */
export function formatMoment(
  at: number,
  timeZone: string | undefined,
  language: PageLanguage,
): { readonly time: string; readonly day: string } {
  const locale = locales[language];
  const zone = timeZone ?? 'UTC';
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(at);
  return {
    time: `${time} (${zoneName(timeZone, language)})`,
    day: formatWeekday(
      locale,
      { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone },
      new Date(at),
    ),
  };
}
