import type { LetterLanguage, PageLanguage } from '../choices.ts';

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

/**
 * The everyday name of a time zone: «hora de Ciudad de México», "India time". For some
 * zones CLDR has only an abbreviation or an offset. Then the name is made from the city
 * in the IANA name, which is easier to understand.
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
