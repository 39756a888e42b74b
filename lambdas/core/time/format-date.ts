import { type LetterLanguage, languageTag, type PageLanguage } from '../choices.ts';
import { keepObjects } from '../intl-objects.ts';
import { monthNames } from './month-names.ts';
import { offsetsIn } from './time-zone.ts';
import { cityInName, isPlace } from './zone-names.ts';

/**
 * The names of weekdays, as in CLDR. They and the names of months stand in our code,
 * because the form, its preview and most letters name a day, and the first
 * `Intl.DateTimeFormat` of a process takes 11 ms. The test compares them with `Intl`.
 */
const weekdays: Readonly<Record<PageLanguage, string>> = {
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday',
  es: 'domingo lunes martes miércoles jueves viernes sábado',
};

const nameAt = (list: string, index: number): string => list.split(' ')[index] ?? '';

interface DateParts {
  readonly language: PageLanguage;
  readonly year: number;
  readonly month: string;
  readonly day: number;
  readonly weekday: string;
}

/**
 * The parts of the UTC day of a moment.
 *
 * @throws {RangeError} if it is no moment
 */
function partsOf(moment: Date, letterLanguage: LetterLanguage): DateParts {
  if (Number.isNaN(moment.getTime())) throw new RangeError('Invalid time value');
  const language = languageTag(letterLanguage);
  return {
    language,
    year: moment.getUTCFullYear(),
    month: monthNames(language)[moment.getUTCMonth()] ?? '',
    day: moment.getUTCDate(),
    weekday: nameAt(weekdays[language], moment.getUTCDay()),
  };
}

const partsOfDay = (day: string, language: LetterLanguage): DateParts =>
  partsOf(new Date(`${day}T00:00:00Z`), language);

/** A day after its weekday: «jueves 3 de diciembre», "Thursday, December 3". */
function formatWeekday(moment: Date, letterLanguage: LetterLanguage): string {
  const { language, weekday, day, month } = partsOf(moment, letterLanguage);
  return language === 'en' ? `${weekday}, ${month} ${day}` : `${weekday} ${day} de ${month}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

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
    const name = genericName(locale, { timeZone });
    if (name.startsWith('hora de ')) return name.slice('hora de '.length);
  }
  return undefined;
}

/** The name in CLDR for both summer and winter; empty if it has none. */
const genericName = keepObjects(
  (locale, { timeZone }: { readonly timeZone: string }) =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortGeneric' })
      .formatToParts(0)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '',
);

/**
 * The everyday name of a time zone: «hora de Ciudad de México», «hora del Reino Unido»,
 * "India time". For some zones CLDR has only an abbreviation or an offset. Then the name
 * is made from the city in the IANA name, which is easier to understand.
 */
export function zoneName(timeZone: string | undefined, language: LetterLanguage): string {
  if (timeZone === undefined || !isPlace(timeZone)) return timeZone ?? 'UTC';
  const city = cityInName(timeZone);
  if (language !== 'en') return `hora ${ofPlace(spanishPlace(timeZone) ?? city)}`;
  const generic = genericName('en-US', { timeZone });
  return generic.endsWith(' Time')
    ? generic.replace(/(?: SAR China)? Time$/, ' time')
    : `${city} time`;
}

/** The UTC time of a moment: "2:03 PM", «14:03». */
function formatClock(moment: Date, language: LetterLanguage): string {
  const [hour, minute] = [moment.getUTCHours(), twoDigits(moment.getUTCMinutes())];
  if (language !== 'en') return `${hour}:${minute}`;
  return `${hour % 12 || 12}:${minute} ${hour < 12 ? 'AM' : 'PM'}`;
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
  language: LetterLanguage,
): string {
  const hasTime = localDate.includes('T');
  const moment = new Date(hasTime ? `${localDate}Z` : `${localDate}T00:00:00Z`);
  const day = formatWeekday(moment, language);
  if (!hasTime) return day;
  const time = formatClock(moment, language);
  const zone = timeZone === undefined ? '' : ` (${zoneName(timeZone, language)})`;
  if (language === 'en') return `${day} at ${time}${zone}`;
  return `${day} a ${moment.getUTCHours() === 1 ? 'la' : 'las'} ${time}${zone}`;
}

/**
 * The month of a day, for an email that recalls it: "June", «junio». If its year is not
 * the year of `today`, the year is included. Days are `YYYY-MM-DD`.
 */
export function formatMonth(day: string, today: string, letterLanguage: LetterLanguage): string {
  const { language, month, year } = partsOfDay(day, letterLanguage);
  if (day.slice(0, 4) === today.slice(0, 4)) return month;
  return language === 'en' ? `${month} ${year}` : `${month} de ${year}`;
}

/** A day with its year: "June 3, 2027", «3 de junio de 2027». `day` is `YYYY-MM-DD`. */
export function formatDay(fullDay: string, pageLanguage: PageLanguage): string {
  const { language, day, month, year } = partsOfDay(fullDay, pageLanguage);
  return language === 'en' ? `${month} ${day}, ${year}` : `${day} de ${month} de ${year}`;
}

/**
 * A day with its weekday and year: "Thursday, June 3, 2027", «jueves 3 de junio de 2027».
 */
export function formatFullDay(fullDay: string, language: PageLanguage): string {
  const { weekday } = partsOfDay(fullDay, language);
  return `${weekday}${language === 'en' ? ',' : ''} ${formatDay(fullDay, language)}`;
}

/**
 * A day to come, without its year if it is the next day of that name: "June 3",
 * «3 de junio». Days are `YYYY-MM-DD`.
 */
export function formatComingDay(day: string, today: string, language: PageLanguage): string {
  const yearLater = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return day < yearLater ? formatDate(partsOfDay(day, language)) : formatDay(day, language);
}

/**
 * A day that is read beside others: "May 25", «25 de mayo», and with its year if that is
 * not the year of `today`. Days are `YYYY-MM-DD`.
 */
export const formatNearDay = (day: string, today: string, language: PageLanguage): string =>
  day.slice(0, 4) === today.slice(0, 4)
    ? formatDate(partsOfDay(day, language))
    : formatDay(day, language);

/** "June 3", «3 de junio». */
const formatDate = ({ language, day, month }: DateParts): string =>
  language === 'en' ? `${month} ${day}` : `${day} de ${month}`;

/** A moment in the candidate's local time. A page can say "at {clock} on {date}". */
export interface LocalMoment {
  /** "2:03 PM (Spain time)". */
  readonly time: string;
  /** "2:03 PM". It names the zone only if that is UTC, because none is known. */
  readonly clock: string;
  /** "Friday, November 27". */
  readonly day: string;
  /** "November 27". */
  readonly date: string;
  /** `YYYY-MM-DD`. */
  readonly localDay: string;
}

/**
 * A moment in the candidate's local time, or in UTC if no time zone is known.
 *
 * @param at epoch ms
 */
export function formatMoment(
  at: number,
  timeZone: string | undefined,
  language: PageLanguage,
): LocalMoment {
  const local = new Date(timeZone === undefined ? at : at + offsetsIn(timeZone)(at));
  const day = formatWeekday(local, language);
  // No line ends between "2:03" and "PM".
  const clock = formatClock(local, language).replace(' ', '\u00A0');
  const time = `${clock} (${zoneName(timeZone, language)})`;
  return {
    time,
    clock: timeZone === undefined ? time : clock,
    day,
    date: formatDate(partsOf(local, language)),
    localDay: local.toISOString().slice(0, 10),
  };
}
