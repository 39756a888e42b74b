import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LetterLanguage } from '../../../lambdas/core/choices.ts';
import { addDays, compareDays, utcDay } from '../../../lambdas/core/time/calendar-day.ts';
import {
  formatComingDay,
  formatDay,
  formatFullDay,
  formatLocalDate,
  formatMoment,
  formatMonth,
  formatNearDay,
  zoneName,
} from '../../../lambdas/core/time/format-date.ts';

const locales = { en: 'en-US', es: 'es', 'es-tu': 'es' } as const;
const languages = ['en', 'es', 'es-tu'] as const;
const pageLanguages = ['en', 'es'] as const;
/** All days of 29 years: each date falls on each weekday. */
const days = Array.from({ length: 29 * 366 }, (_, index) => addDays('2024-01-01', index));

/** The day with its weekday, by `Intl`; in Spanish without the comma of CLDR. */
const weekdayByIntl = (at: Date, language: LetterLanguage, timeZone: string): string => {
  const text = new Intl.DateTimeFormat(locales[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  }).format(at);
  return language === 'en' ? text : text.replace(', ', ' ');
};

test.each(languages)('when a day is named in %s, then it has the words of CLDR', (language) => {
  const form = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', ...options });
  const page = language === 'en' ? 'en' : 'es';
  const [weekday, full, long, month, monthYear] = [
    form({ weekday: 'long', day: 'numeric', month: 'long' }),
    form({ dateStyle: 'full' }),
    form({ dateStyle: 'long' }),
    form({ month: 'long' }),
    form({ month: 'long', year: 'numeric' }),
  ];
  const wrong = days.filter((day) => {
    const at = new Date(`${day}T00:00:00Z`);
    const named = weekday.format(at);
    return (
      formatLocalDate(day, 'Europe/Madrid', language) !==
        (language === 'en' ? named : named.replace(', ', ' ')) ||
      formatMonth(day, day, language) !== month.format(at) ||
      formatMonth(day, '1999-01-01', language) !== monthYear.format(at) ||
      formatFullDay(day, page) !==
        (page === 'en' ? full.format(at) : full.format(at).replace(', ', ' ')) ||
      formatDay(day, page) !== long.format(at)
    );
  });
  expect(wrong).toEqual([]);
});

test.each(languages)(
  'when a minute of the day is named in %s, then it has the words of CLDR',
  (language) => {
    const time = new Intl.DateTimeFormat(locales[language], {
      hour: 'numeric',
      minute: '2-digit',
      timeZone: 'UTC',
    });
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const at = new Date(Date.UTC(2027, 5, 3, 0, minute));
      const article = at.getUTCHours() === 1 ? 'a la' : 'a las';
      expect(formatLocalDate(at.toISOString().slice(0, 16), undefined, language)).toBe(
        `${weekdayByIntl(at, language, 'UTC')} ${language === 'en' ? 'at' : article} ` +
          time.format(at).replace('\u202F', ' '),
      );
    }
  },
);

test('when a moment is named in any zone, then its day and time are those of Intl', () => {
  const zones = [...Intl.supportedValuesOf('timeZone'), 'Asia/Kolkata', 'europe/madrid', 'UTC'];
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2024-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      fc.option(fc.constantFrom(...zones), { nil: undefined }),
      fc.constantFrom(...pageLanguages),
      (at, timeZone, language) => {
        const zone = timeZone ?? 'UTC';
        const format = (options: Intl.DateTimeFormatOptions, locale: string = locales[language]) =>
          new Intl.DateTimeFormat(locale, { timeZone: zone, ...options })
            .format(at)
            .replace('\u202F', ' ');
        const clock = format({ hour: 'numeric', minute: '2-digit' }).replace(' ', '\u00A0');
        const time = `${clock} (${zoneName(timeZone, language)})`;
        expect(formatMoment(at.getTime(), timeZone, language)).toEqual({
          time,
          clock: timeZone === undefined ? time : clock,
          day: weekdayByIntl(at, language, zone),
          date: format({ day: 'numeric', month: 'long' }),
          localDay: format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA'),
        });
      },
    ),
  );
});

test('when a day to come is named, then it has a year only if it is a year away', () => {
  const today = '2026-11-27';
  for (const [day, en, es] of [
    ['2026-12-01', 'December 1', '1 de diciembre'],
    ['2027-05-25', 'May 25', '25 de mayo'],
    ['2027-11-26', 'November 26', '26 de noviembre'],
    ['2027-11-27', 'November 27, 2027', '27 de noviembre de 2027'],
    ['2028-02-29', 'February 29, 2028', '29 de febrero de 2028'],
  ] as const) {
    expect(formatComingDay(day, today, 'en')).toBe(en);
    expect(formatComingDay(day, today, 'es')).toBe(es);
  }
});

test('when a day does not exist, then an error says so', () => {
  for (const wrong of ['', '2027-13-01', 'soon', '2027-06-03T10:00', '2027-06-32']) {
    expect(() => formatDay(wrong, 'en')).toThrow(RangeError);
    expect(() => formatMonth(wrong, utcDay(new Date()), 'es')).toThrow(RangeError);
  }
  expect(() => formatLocalDate('soon', undefined, 'en')).toThrow(RangeError);
  expect(() => formatMoment(Number.NaN, undefined, 'en')).toThrow(RangeError);
});

test('when days are sorted, then the earliest comes first, and no day before any', () => {
  const sorted = [undefined, '', '0999-12-31', '2026-12-31', '2027-01-01', '2027-01-02'];
  for (const one of sorted) {
    for (const other of sorted) {
      const expected = Math.sign((one ?? '').localeCompare(other ?? ''));
      expect(compareDays(one, other)).toBe(expected);
    }
  }
});

test.each([
  ['2027-05-25', 'en', 'May 25'],
  ['2027-12-01', 'en', 'December 1'],
  ['2028-01-03', 'en', 'January 3, 2028'],
  ['2026-12-31', 'en', 'December 31, 2026'],
  ['2027-05-25', 'es', '25 de mayo'],
  ['2028-01-03', 'es', '3 de enero de 2028'],
] as const)(
  'when the day is %s in %s and this year is 2027, then it is %s',
  (day, language, text) => {
    expect(formatNearDay(day, '2027-06-01', language)).toBe(text);
  },
);
