/** What a calendar part says about an appointment. */
export interface CalendarEvent {
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm` in local time. */
  readonly start: string;
  /** IANA name, if the part names a zone. */
  readonly timeZone?: string;
  readonly summary: string;
  readonly organizer: { readonly name: string; readonly address: string } | undefined;
  readonly attendees: readonly { readonly name: string; readonly address: string }[];
}

/** The names that Windows and Outlook have for time zones. */
const WINDOWS_ZONES: Readonly<Record<string, string>> = {
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
  'US Mountain Standard Time': 'America/Phoenix',
  'Atlantic Standard Time': 'America/Halifax',
  'Central Standard Time (Mexico)': 'America/Mexico_City',
  'Mountain Standard Time (Mexico)': 'America/Mazatlan',
  'Pacific Standard Time (Mexico)': 'America/Tijuana',
  'Argentina Standard Time': 'America/Buenos_Aires',
  'SA Pacific Standard Time': 'America/Bogota',
  'SA Western Standard Time': 'America/La_Paz',
  'Pacific SA Standard Time': 'America/Santiago',
  'Venezuela Standard Time': 'America/Caracas',
  'Montevideo Standard Time': 'America/Montevideo',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'GMT Standard Time': 'Europe/London',
  'Romance Standard Time': 'Europe/Madrid',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'India Standard Time': 'Asia/Kolkata',
  'Singapore Standard Time': 'Asia/Singapore',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'New Zealand Standard Time': 'Pacific/Auckland',
  'Tokyo Standard Time': 'Asia/Tokyo',
  UTC: 'UTC',
};

/** No calendar part is read further. */
const MAX_CALENDAR = 32 * 1024;
const MAX_ATTENDEES = 20;

const unescaped = (text: string): string =>
  text
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .trim();

interface Property {
  readonly name: string;
  readonly params: string;
  readonly value: string;
}

function readProperty(line: string): Property | undefined {
  let isQuoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const sign = line.charAt(index);
    if (sign === '"') isQuoted = !isQuoted;
    if (sign !== ':' || isQuoted) continue;
    const head = line.slice(0, index);
    const [name = ''] = head.split(';');
    return {
      name: name.toUpperCase(),
      params: head.slice(name.length),
      value: line.slice(index + 1),
    };
  }
  return undefined;
}

const paramOf = ({ params }: Property, name: string): string | undefined => {
  const start = params.toUpperCase().indexOf(`;${name}=`);
  if (start < 0) return undefined;
  const rest = params.slice(start + name.length + 2);
  return rest.startsWith('"') ? rest.slice(1).split('"')[0] : rest.split(';')[0];
};

const personOf = (property: Property) => ({
  name: unescaped(paramOf(property, 'CN') ?? '').replace(/^'|'$/g, ''),
  address: property.value.replace(/^mailto:/i, '').trim(),
});

const STAMP = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(?:\d{2})?(Z)?)?$/;

/** The first appointment of a calendar part (RFC 5545). */
export function readCalendar(text: string): CalendarEvent | undefined {
  // Three finders need the same appointment.
  if (lastRead?.text !== text) lastRead = { text, event: parseCalendar(text) };
  return lastRead.event;
}

let lastRead: { readonly text: string; readonly event: CalendarEvent | undefined } | undefined;

function parseCalendar(text: string): CalendarEvent | undefined {
  const lines = text
    .slice(0, MAX_CALENDAR)
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
  let within: string | undefined;
  let start: Property | undefined;
  let summary = '';
  let calendarZone: string | undefined;
  let organizer: CalendarEvent['organizer'];
  const attendees: { name: string; address: string }[] = [];
  for (const line of lines) {
    const property = readProperty(line);
    if (property === undefined) continue;
    const { name, value } = property;
    if (name === 'X-WR-TIMEZONE') calendarZone = value.trim();
    if (name === 'BEGIN' && within === undefined && /^vevent$/i.test(value.trim()))
      within = 'VEVENT';
    else if (name === 'BEGIN' && within === 'VEVENT') within = 'OTHER';
    else if (name === 'END' && within === 'OTHER') within = 'VEVENT';
    else if (name === 'END' && within === 'VEVENT') break;
    if (within !== 'VEVENT') continue;
    if (name === 'DTSTART') start ??= property;
    else if (name === 'SUMMARY') summary = unescaped(value).slice(0, 300);
    else if (name === 'ORGANIZER') organizer = personOf(property);
    else if (name === 'ATTENDEE' && attendees.length < MAX_ATTENDEES)
      attendees.push(personOf(property));
  }
  const [match, year, month, day, hour, minute, utc] = STAMP.exec(start?.value.trim() ?? '') ?? [];
  if (start === undefined || match === undefined) return undefined;
  const time = hour === undefined ? '' : `T${hour}:${minute}`;
  const named = paramOf(start, 'TZID');
  const zone =
    utc === 'Z' ? 'UTC' : named === undefined ? calendarZone : (WINDOWS_ZONES[named] ?? named);
  return {
    start: `${year}-${month}-${day}${time}`,
    ...(zone !== undefined && time !== '' && { timeZone: zone }),
    summary,
    organizer,
    attendees,
  };
}
