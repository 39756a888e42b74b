import { addDays, isLocalDate } from '../time/calendar-day.ts';
import { monthNames } from '../time/month-names.ts';
import { plain, quoteAround } from './words.ts';

/** A day, or a day and a time, that a text names. */
export interface FoundDate {
  readonly day: string;
  /** `HH:mm` */
  readonly time?: string;
  /** The words that name a zone: "EST", «hora de Madrid». */
  readonly zone?: string;
  readonly source: string;
  readonly paragraph: number;
  /** It is a weekday or "tomorrow", counted from the day the message was sent. */
  readonly isRelative?: boolean;
  readonly start: number;
}

const MONTHS = new Map<string, number>();
for (const language of ['en', 'es'] as const) {
  for (const [index, name] of monthNames(language).entries()) {
    MONTHS.set(name.toLowerCase(), index + 1);
    MONTHS.set(name.toLowerCase().slice(0, 3), index + 1);
  }
}
MONTHS.set('sept', 9).set('setiembre', 9).set('juny', 6);

const WEEKDAYS = new Map<string, number>();
for (const [index, names] of [
  'sunday sun domingo dom',
  'monday mon lunes lun',
  'tuesday tue tues martes',
  'wednesday wed weds miercoles mie',
  'thursday thu thur thurs jueves jue',
  'friday fri viernes vie',
  'saturday sat sabado sab',
].entries()) {
  for (const name of names.split(' ')) WEEKDAYS.set(name, index);
}

const MONTH = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join('|');
const DAY_NAME = [...WEEKDAYS.keys()]
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace(/^mie/, 'mi[eé]').replace(/^sab/, 's[aá]b'))
  .join('|');

const before = '(?<![\\p{L}\\p{N}/.:-])';
const after = '(?![\\p{L}\\p{N}/])';

/** "December 3, 2026", "Dec. 3rd". */
const MONTH_FIRST = new RegExp(
  `${before}(${MONTH})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s(20\\d\\d))?(?![\\p{L}\\p{N}]|:\\d)`,
  'giu',
);
/** "3 December 2026", «3 de diciembre de 2026», "3-Dec-2026". */
const DAY_FIRST = new RegExp(
  `${before}(\\d{1,2})(?:st|nd|rd|th|º|°)?(?:\\s(?:of|de)\\s|\\s|-)(${MONTH})\\.?` +
    `(?:(?:\\s(?:de|del)\\s|,?\\s|-)(20\\d\\d))?${after}`,
  'giu',
);
const ISO = /(?<![\p{L}\p{N}/.:-])(20\d\d)-(\d{2})-(\d{2})(?![\p{N}-])/gu;
const NUMERIC =
  /(?<![\p{L}\p{N}/.:-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](20\d\d|\d\d))?(?![\p{N}/%-]|\.\d)/gu;
/** «el martes 15»: a weekday and the day of a month. */
const WEEKDAY_DAY = new RegExp(
  `${before}(${DAY_NAME})\\.?,?\\s(?:the\\s|d[ií]a\\s)?(\\d{1,2})(?:st|nd|rd|th)?` +
    '(?![\\p{L}\\p{N}/:.,]|' +
    `\\s?(?:am|pm|a\\.|p\\.|hs|h\\b|:|de\\s|horas|${MONTH}))`,
  'giu',
);
/** "on Thursday", «el próximo jueves», "tomorrow". */
const RELATIVE = new RegExp(
  `${before}((?:next|this|pr[oó]ximo|este)\\s)?` +
    `(tomorrow|mañana|pasado mañana|today|hoy|${DAY_NAME})${after}`,
  'giu',
);

/** 10:30, 10:30 am, 3pm, 16 h, 16.30 h, 10h30. */
const TIME = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}:.,/$€£-])(\d{1,2})(?:(?:[:.]|`,
    String.raw`h)([0-5]\d))?\s?(a\.?\s?m\.?|p\.?\s?m\.?|hrs?\.?|hs\.?|h\.?|horas|`,
    'de la (?:mañana|tarde|noche)|in the (?:morning|afternoon)|',
    String.raw`noon)?(?![\p{L}\p{N}:%/])`,
  ].join(''),
  'giu',
);
const ZONE = new RegExp(
  [
    String.raw`^[\s,]{0,3}\(?\s?((?:[A-Z]{2,4}T|ET|PT|CT|MT|GMT|UTC|`,
    String.raw`BST)(?:\s?[+−-]\s?\d{1,2}(?::?\d{2})?)?|(?:GMT|`,
    String.raw`UTC)\s?[+−-]\s?\d{1,2}(?::?\d{2})?|(?:Eastern|Pacific|Central|`,
    String.raw`Mountain)(?:\s(?:Standard|Daylight))?(?:\sTime)?|(?:UK|`,
    String.raw`[A-Z][a-zé]+(?:\s[A-Z][a-zé]+)?)\s(?:local\s)?time|(?:hora|horario|`,
    String.raw`tiempo|hs?\.? de)\s(?:(?:local\s|oficial\s|del?\s|peninsular\s|la\s|`,
    String.raw`el\s|argentina|centro){0,4})(?:[A-ZÁÉÍÓÚ]\p{L}+(?:\s(?:de\s)?[A-ZÁÉÍÓÚ]`,
    String.raw`\p{L}+){0,2})?)`,
  ].join(''),
  'u',
);

interface Day {
  readonly day: string;
  readonly start: number;
  readonly end: number;
  readonly isRelative?: boolean;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** The date with its year; if none is written, the first one from the sent day on. */
function dayOf(
  day: number,
  month: number,
  year: number | undefined,
  sentOn: string,
): string | undefined {
  const thisYear = Number(sentOn.slice(0, 4));
  for (const one of year === undefined ? [thisYear, thisYear + 1] : [year]) {
    const text = `${one}-${pad(month)}-${pad(day)}`;
    if (!isLocalDate(text)) continue;
    if (year !== undefined || text >= addDays(sentOn, -30)) return text;
  }
  return undefined;
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The next such weekday after a day. */
function nextWeekday(weekday: number, sentOn: string): string {
  const distance = (weekday - weekdayOf(sentOn) + 7) % 7 || 7;
  return addDays(sentOn, distance);
}

function daysIn(
  text: string,
  sentOn: string,
  isSpanish: boolean,
  hasDate: boolean,
): readonly Day[] {
  const days: Day[] = [];
  const add = (
    day: string | undefined,
    start: number,
    length: number,
    isRelative = false,
  ): void => {
    const overlaps = days.some((one) => start < one.end && start + length > one.start);
    if (day === undefined || overlaps) return;
    days.push({ day, start, end: start + length, isRelative });
  };
  /** The day that is written with the name of its month. */
  const named = (day: string, month: string, year: string | undefined): string | undefined =>
    dayOf(
      Number(day),
      MONTHS.get(month.toLowerCase()) ?? 0,
      year === undefined ? undefined : Number(year),
      sentOn,
    );
  for (const { 0: all, 1: month = '', 2: day = '', 3: year, index } of text.matchAll(MONTH_FIRST)) {
    add(named(day, month, year), index, all.length);
  }
  for (const { 0: all, 1: day = '', 2: month = '', 3: year, index } of text.matchAll(DAY_FIRST)) {
    add(named(day, month, year), index, all.length);
  }
  for (const { 0: all, 1: year = '', 2: month = '', 3: day = '', index } of text.matchAll(ISO)) {
    add(dayOf(Number(day), Number(month), Number(year), sentOn), index, all.length);
  }
  for (const { 0: all, 1: one = '', 2: two = '', 3: year, index } of text.matchAll(NUMERIC)) {
    if (all.includes('.') && year === undefined) continue;
    if (all.includes('-') && year === undefined) continue;
    const full = year === undefined ? undefined : Number(year.length === 2 ? `20${year}` : year);
    const [a, b] = [Number(one), Number(two)];
    const isDotted = all.includes('.') && year !== undefined;
    const isDayFirst = a > 12 || ((isSpanish || isDotted) && b <= 12);
    const isMonthFirst = b > 12 && a <= 12;
    if (isDayFirst) add(dayOf(a, b, full, sentOn), index, all.length);
    else if (isMonthFirst) add(dayOf(b, a, full, sentOn), index, all.length);
    else if (a === b) add(dayOf(a, b, full, sentOn), index, all.length);
    else {
      // 12/3 in English may be either. A weekday beside it decides.
      const near = plain(text.slice(Math.max(0, index - 14), index)).match(
        new RegExp(`(${DAY_NAME})`),
      );
      const weekday = WEEKDAYS.get(near?.[1] ?? '');
      const fits = [dayOf(b, a, full, sentOn), dayOf(a, b, full, sentOn)].filter(
        (day) => day !== undefined && weekdayOf(day) === weekday,
      );
      if (weekday !== undefined) add(fits[0], index, all.length);
    }
  }
  if (!hasDate) return days;
  for (const { 0: all, 1: name = '', 2: number = '', index } of text.matchAll(WEEKDAY_DAY)) {
    const weekday = WEEKDAYS.get(plain(name));
    const [month, year] = [Number(sentOn.slice(5, 7)), Number(sentOn.slice(0, 4))];
    const found = [0, 1]
      .map((more) => {
        const next = month + more;
        return dayOf(Number(number), next > 12 ? 1 : next, next > 12 ? year + 1 : year, sentOn);
      })
      .find((day) => day !== undefined && day >= sentOn && weekdayOf(day) === weekday);
    add(found, index, all.length);
  }
  for (const { 0: all, 1: which, 2: name = '', index } of text.matchAll(RELATIVE)) {
    const key = plain(name);
    // «por la mañana» is no day.
    if (
      key === 'manana' &&
      /(?:la|de|por la|esta)\s$/i.test(text.slice(Math.max(0, index - 7), index))
    )
      continue;
    const weekday = WEEKDAYS.get(key);
    if (key.length < 4 && weekday !== undefined && !/^\p{Lu}/u.test(name)) continue;
    const shift = { tomorrow: 1, manana: 1, 'pasado manana': 2, today: 0, hoy: 0 }[key];
    const day = weekday === undefined ? addDays(sentOn, shift ?? 0) : nextWeekday(weekday, sentOn);
    // "Thursday 10 December": the date counts.
    const isBeside = days.some(
      (one) =>
        one.isRelative !== true &&
        ((index < one.end + 25 && index > one.start - 25) || weekdayOf(one.day) === weekday),
    );
    if (isBeside) continue;
    const isNext = /^(?:next|pr)/i.test(which ?? '');
    // "next Thursday" on a Monday may be in three or in ten days.
    if (isNext && !isSpanish && weekday !== undefined && day <= addDays(sentOn, 6)) continue;
    add(day, index, all.length, true);
  }
  return days.toSorted((a, b) => a.start - b.start);
}

interface Time {
  readonly time: string;
  /** The text after it, if it stands on another line than the day. */
  readonly rest?: string;
  readonly start: number;
  readonly end: number;
}

function timesIn(text: string): readonly Time[] {
  const times: Time[] = [];
  for (const match of text.matchAll(TIME)) {
    const [all, hours = '', minutes, mark] = match;
    const key = plain(mark ?? '').replace(/[.\s]/g, '');
    const isBare = minutes === undefined && mark === undefined;
    const beforeWords = plain(text.slice(Math.max(0, match.index - 12), match.index));
    if (isBare && !/(?:\bat|\ba las?|\bfrom|\bsobre las|\bde)\s$|around\s$/.test(beforeWords)) {
      // "3 - 3:30 PM" and "10 to 11am" take the mark of the second time.
      if (
        !/^\s?(?:-|–|to|a)\s?\d{1,2}(?::\d{2})?\s?(?:am|pm|a\.m|p\.m)/i.test(
          text.slice(match.index + all.length),
        )
      )
        continue;
    }
    if (
      isBare &&
      /\bde\s$/.test(beforeWords) &&
      !/^\s?(?:a|-)\s?\d/.test(text.slice(match.index + all.length))
    )
      continue;
    let hour = Number(hours);
    if (hour > 23) continue;
    const later = /^\s?(?:-|–|—|to|a|until|hasta)\s?\d{1,2}(?:[:.]\d{2})?\s?(a|p)\.?\s?m/i.exec(
      text.slice(match.index + all.trimEnd().length),
    );
    const isPm = /^pm|dela(?:tarde|noche)|afternoon/.test(key);
    const isAm = /^am|delamanana|morning/.test(key);
    const end = Number(/\d{1,2}/.exec(later?.[0] ?? '')?.[0] ?? 0);
    const isLaterPm = mark === undefined && later?.[1]?.toLowerCase() === 'p';
    if (
      (isPm ||
        (isLaterPm &&
          (hour <= end || end === 12 ? hour !== 12 || end === 12 : false) &&
          !(end === 12 && hour !== 12))) &&
      hour < 12
    )
      hour += 12;
    if (isAm && hour === 12) hour = 0;
    // Nobody has an interview from one to six at night.
    if (mark === undefined && later?.[1] === undefined && hour >= 1 && hour <= 6) hour += 12;
    times.push({
      time: `${pad(hour)}:${minutes ?? '00'}`,
      start: match.index,
      end: match.index + all.trimEnd().length,
    });
  }
  return times;
}

/** Words of a sentence that name the day of something else. */
const OTHER_DAY = new RegExp(
  [
    'apply by|deadline|no later than|posted|expires?|closing|closes|',
    'fecha l[ií]mite|vence|start(?:ing)? (?:date|on)|would start|inicio|',
    'ingreso|incorporaci[oó]n|a m[aá]s tardar|submitted|applied|received|',
    'changed|updated|on file|salary|met (?:you )?on|spoke on|valid|plazo|',
    'enviado|sent|webinar|between|week of|semana del',
  ].join(''),
  'i',
);
/** "by Friday", «antes del 3 de marzo»: the end of the text before a day. */
const LAST_DAY = new RegExp(
  [
    String.raw`(?:\bby|before|until|till|since|antes del?|hasta|hasta el|a partir del?|`,
    String.raw`desde|desde el) (?:the |el |d[ií]a )?(?:\p{L}{3,10},? )?$`,
  ].join(''),
  'iu',
);
const isOtherDay = (before: string): boolean => {
  const sentence = before.split(/[.!?]/).at(-1) ?? '';
  return LAST_DAY.test(before) || OTHER_DAY.test(sentence.slice(-45));
};
const MAX_TEXT = 1500;

/** The days and times that the paragraphs of a message name, in their order. */
export function datesIn(
  paragraphs: readonly string[],
  {
    sentOn,
    isSpanish,
    hasDate,
  }: { readonly sentOn: string; readonly isSpanish: boolean; readonly hasDate: boolean },
): readonly FoundDate[] {
  const found: FoundDate[] = [];
  for (const [paragraph, full] of paragraphs.slice(0, 200).entries()) {
    if (!/\d|mañana|tomorrow|today|hoy/i.test(full)) continue;
    const text = full.slice(0, MAX_TEXT);
    const days = daysIn(text, sentOn, isSpanish, hasDate);
    if (days.length === 0) continue;
    const masked = days.reduce(
      (rest, { start, end }) => rest.slice(0, start) + '#'.repeat(end - start) + rest.slice(end),
      text,
    );
    const times = timesIn(masked);
    for (const [index, day] of days.entries()) {
      const lead = text.slice(Math.max(0, day.start - 60), day.start);
      if (isOtherDay(lead)) continue;
      const next = days[index + 1]?.start ?? text.length;
      const previous = days[index - 1]?.end ?? 0;
      const time =
        times.find(({ start }) => start >= day.end && start < next && start - day.end < 80) ??
        times.findLast(({ end }) => end <= day.start && end > previous && day.start - end < 40) ??
        timeBelow(paragraphs, paragraph, index === days.length - 1);
      const isHere = time !== undefined && 'start' in time && times.includes(time);
      const zone =
        time === undefined
          ? undefined
          : zoneAfter(isHere ? text.slice(time.end) : (time.rest ?? ''));
      found.push({
        day: day.day,
        isRelative: day.isRelative === true,
        ...(time !== undefined && { time: time.time }),
        ...(zone !== undefined && { zone }),
        source: quoteAround(text, day.start, day.end),
        paragraph,
        start: day.start,
      });
      if (found.length > 40) return found;
    }
  }
  return found;
}

/** A time on the next line: "Date: 3 December", "Time: 10:30 CET". */
function timeBelow(paragraphs: readonly string[], at: number, isLast: boolean): Time | undefined {
  if (!isLast) return undefined;
  for (const line of paragraphs.slice(at + 1, at + 3)) {
    if (line === '') continue;
    if (line.length > 80) return undefined;
    const [first] = timesIn(line);
    if (first !== undefined && /^[^\p{N}]{0,24}$/u.test(line.slice(0, first.start)))
      return { ...first, rest: line.slice(first.end) };
    return undefined;
  }
  return undefined;
}

/** The zone after a time, also after the end of a range: "2:30 PM - 3:30 PM EST". */
function zoneAfter(rest: string): string | undefined {
  const range = new RegExp(
    [
      String.raw`^\s?(?:-|–|—|to|a|until|hasta(?: `,
      String.raw`las)?)\s?(?:las\s)?\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?\s?m\.?|hs?\.?|`,
      String.raw`hrs?\.?|horas)?`,
    ].join(''),
    'i',
  ).exec(rest);
  const tail = range === null ? rest : rest.slice(range[0].length);
  const mark = /^\s?(?:[ap]\.?\s?m\.?|hs?\.?|hrs?\.?|horas)(?=[\s,(])/i.exec(tail)?.[0] ?? '';
  return ZONE.exec(tail.slice(mark.length))?.[1];
}
