import { utcDay } from '../time/calendar-day.ts';
import { lookUpTimeZone } from '../time/find-time-zone.ts';
import { dayInZone, isTimeZone, offsetsIn } from '../time/time-zone.ts';
import { type CalendarEvent, readCalendar } from './calendar-event.ts';
import { datesIn, type FoundDate } from './find-date.ts';
import type { Found } from './find-people.ts';
import type { Message } from './message.ts';
import { plain, quoteAround } from './words.ts';

/** When an interview is, as far as the message says it. */
export interface Appointment {
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm` */
  readonly date: Found;
  readonly timeZone?: Found;
}

/** Abbreviations whose meaning a recruiter's message leaves no doubt about. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  eastern: 'America/New_York',
  ct: 'America/Chicago',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  central: 'America/Chicago',
  mt: 'America/Denver',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  mountain: 'America/Denver',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  gmt: 'Europe/London',
  bst: 'Europe/London',
  cet: 'Europe/Madrid',
  cest: 'Europe/Madrid',
  art: 'America/Buenos_Aires',
  utc: 'UTC',
};

function zoneOf(words: string, isSpanish: boolean): string | undefined {
  const text = plain(words).replace(/[.()]/g, '').trim();
  const bare = text.replace(/\s?(?:standard|daylight|local)?\s?time$/, '');
  const known = ABBREVIATIONS[bare];
  if (known === 'America/Chicago' && isSpanish) return 'America/Mexico_City';
  if (known !== undefined) return known;
  if (bare === 'uk') return 'Europe/London';
  if (/(?:cdmx|centro|ciudad de mexico|mexico)/.test(text)) return 'America/Mexico_City';
  if (/(?:argentina|buenos aires)/.test(text)) return 'America/Buenos_Aires';
  if (/(?:peninsular|espana)/.test(text)) return 'Europe/Madrid';
  const search = lookUpTimeZone(words.replace(/^hs?\.?\s/i, '').slice(0, 60));
  return search.kind === 'found' ? search.timeZone : undefined;
}

/** The day on which the message was sent, if its header says it. */
function sentDayOf(date: string | undefined, now: Date, isSpanish: boolean): string | undefined {
  if (date === undefined) return undefined;
  const at = Date.parse(date.slice(0, 60));
  if (!Number.isNaN(at) && /\d{4}/.test(date) && /\p{L}{3}/u.test(date)) {
    const local = /^(?:\w{3},\s)?(\d{1,2}\s\w{3}\s\d{4})/.exec(date.trim())?.[1];
    const day = local === undefined ? Number.NaN : Date.parse(`${local} 00:00 UTC`);
    return utcDay(new Date(Number.isNaN(day) ? at : day));
  }
  const [found] = datesIn([date.slice(0, 100)], {
    sentOn: utcDay(now),
    isSpanish: isSpanish || /[a-z] de /.test(date),
    hasDate: false,
  });
  return found?.day;
}

function fromCalendar(event: CalendarEvent): Appointment {
  const { start, timeZone, summary } = event;
  const source = quoteAround(`${summary} (${start.replace('T', ' ')} ${timeZone ?? ''})`);
  const isKnown = timeZone !== undefined && isTimeZone(timeZone);
  return {
    date: { value: start, source },
    ...(isKnown && { timeZone: { value: timeZone, source } }),
  };
}

/** The same moment, in the local time and zone that the text names. */
function inNamedZone(
  appointment: Appointment,
  dates: readonly FoundDate[],
  isSpanish: boolean,
): Appointment {
  const { date, timeZone } = appointment;
  if (timeZone?.value !== 'UTC' || !date.value.includes('T')) return appointment;
  const at = Date.parse(`${date.value}Z`);
  for (const found of dates) {
    const zone = found.zone === undefined ? undefined : zoneOf(found.zone, isSpanish);
    if (zone === undefined || found.time === undefined) continue;
    const local = new Date(at + offsetsIn(zone)(at)).toISOString().slice(0, 16);
    if (dayInZone(at, zone) === found.day && local.slice(11) === found.time) {
      return {
        date: { value: local, source: found.source },
        timeZone: { value: zone, source: found.source },
      };
    }
  }
  return appointment;
}

/** The interview of the message: of its calendar part, else the only one in its text. */
export function findAppointment(
  message: Message,
  paragraphs: readonly string[],
  { isSpanish, now }: { readonly isSpanish: boolean; readonly now: Date },
): Appointment | undefined {
  const sentOn = sentDayOf(message.date, now, isSpanish);
  const dates = datesIn([message.subject ?? '', ...paragraphs], {
    sentOn: sentOn ?? utcDay(now),
    isSpanish,
    hasDate: sentOn !== undefined,
  });
  for (const text of message.calendars) {
    const event = readCalendar(text);
    if (event !== undefined) return inNamedZone(fromCalendar(event), dates, isSpanish);
  }
  const timed = dates.filter(({ time }) => time !== undefined);
  const moments = new Set(timed.map(({ day, time }) => `${day}T${time}`));
  if (moments.size > 1) return undefined;
  const [first] = timed;
  if (first !== undefined) {
    const isOneOfSeveral = dates.some(
      (one) => one !== first && one.paragraph === first.paragraph && one.isRelative === true,
    );
    return isOneOfSeveral
      ? undefined
      : appointmentOf(first, isSpanish, `${first.day}T${first.time}`);
  }
  const days = dates.filter(({ isRelative, paragraph }) => {
    const text = [message.subject ?? '', ...paragraphs][paragraph] ?? '';
    return isRelative !== true && INTERVIEW.test(text);
  });
  const [day] = days;
  if (day === undefined || new Set(days.map((one) => one.day)).size > 1) return undefined;
  return appointmentOf(day, isSpanish, day.day);
}

const INTERVIEW = /interview|entrevista|onsite|meet you|conocerte|conocerle|visit|evaluaci[oó]n/i;

function appointmentOf(found: FoundDate, isSpanish: boolean, value: string): Appointment {
  const zone = found.zone === undefined ? undefined : zoneOf(found.zone, isSpanish);
  return {
    date: { value, source: found.source },
    ...(zone !== undefined && { timeZone: { value: zone, source: found.source } }),
  };
}
