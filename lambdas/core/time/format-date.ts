import type { LetterLanguage, PageLanguage } from '../choices.ts';
import { cityInName, isPlace } from './zone-names.ts';

const locales = { en: 'en-US', es: 'es', 'es-tu': 'es' } as const;

/**
 * Formats a day that begins with its weekday: «jueves 3 de diciembre», "Thursday,
 * December 3". The CLDR data for Spanish has a comma after the weekday, which is not
 * usual in Spanish, so a space replaces it.
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

/** The names of places that have an article in Spanish, by their first word. */
const spanishArticles: readonly (readonly [RegExp, string])[] = [
  [/^(?:Caribe|Congo|Líbano|Reino Unido|Sáhara|Territorio)(?= |$)/, 'del'],
  [/^(?:Ciudad del|Guayana|Isla|República)(?= )/, 'de la'],
  [/^(?:Azores|Bahamas|Bermudas|Comoras|Galápagos|Islas|Maldivas|Marquesas)(?= |$)/, 'de las'],
  [/^Seychelles$/, 'de las'],
  [/^(?:Emiratos|Países|Territorios)(?= )/, 'de los'],
];

/** «del Reino Unido», «de los Países Bajos», «de Hong Kong», «de Madrid». */
function ofPlace(cldrName: string): string {
  const place = cldrName.replace(/^RAE de (.+) \(China\)$/, '$1');
  const [, article] = spanishArticles.find(([start]) => start.test(place)) ?? [];
  return `${article ?? 'de'} ${place}`;
}

/**
 * The place in the Spanish name of a zone. The CLDR data for Spain has only abbreviations
 * for the zones of Europe and Africa ("CET"), the data for Latin America has names.
 */
function spanishPlace(timeZone: string): string | undefined {
  // Spain has two zones, so the name of the country does not say which one.
  if (timeZone === 'Europe/Madrid') return 'Madrid';
  for (const locale of ['es', 'es-419']) {
    const name = genericName(timeZone, locale);
    if (name?.startsWith('hora de ')) return name.slice('hora de '.length);
  }
  return undefined;
}

const genericName = (timeZone: string, locale: string): string | undefined =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortGeneric' })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName')?.value;

/**
 * The everyday name of a time zone: «hora de Ciudad de México», «hora del Reino Unido»,
 * "India time". For some zones CLDR has only an abbreviation or an offset. Then the name
 * is made from the city in the IANA name, which is easier to understand.
 */
export function zoneName(
  timeZone: string | undefined,
  language: PageLanguage | LetterLanguage,
): string {
  if (timeZone === undefined || !isPlace(timeZone)) return timeZone ?? 'UTC';
  const city = cityInName(timeZone);
  if (language !== 'en') return `hora ${ofPlace(spanishPlace(timeZone) ?? city)}`;
  const generic = genericName(timeZone, locales[language]);
  return generic?.endsWith(' Time')
    ? generic.replace(/(?: SAR China)? Time$/, ' time')
    : `${city} time`;
}

/**
 * The date of the interview in the words of a letter.
 *
 * @param localDate `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`, in the candidate's local time
 * @param timeZone IANA name; the text names it only if `localDate` has a time of day
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
    // CLDR writes "3:00 PM" with a narrow no-break space, which some mail programs
    // display as a box.
    .replace('\u202F', ' ');
  const zone = timeZone === undefined ? '' : ` (${zoneName(timeZone, language)})`;
  if (language === 'en') return `${day} at ${time}${zone}`;
  return `${day} a ${moment.getUTCHours() === 1 ? 'la' : 'las'} ${time}${zone}`;
}

/**
 * The month of a day, for an email that recalls it: "June", «junio». If its year is not
 * the year of `today`, the year is included. Days are `YYYY-MM-DD`.
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

/** A day with its year: "June 3, 2027", «3 de junio de 2027». `day` is `YYYY-MM-DD`. */
export const formatDay = (day: string, language: PageLanguage): string =>
  new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));

/**
 * A moment in the candidate's local time, or in UTC if no time zone is known. Time and
 * day are separate, so that a page can say "at {time} on {day}".
 *
 * @param at epoch ms
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
