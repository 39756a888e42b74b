import { dateTimeFormat } from '../intl-objects.ts';
import { withoutAccents } from '../without-accents.ts';

/** No name of a time zone, city or country is longer. */
export const MAX_ZONE_LENGTH = 100;

/** The zones that the runtime lists, each by one of its names. */
let zoneList: ReadonlySet<string> | undefined;

/** Whether the text is an IANA time zone that this runtime knows. */
export function isTimeZone(text: string): boolean {
  if (text.length > MAX_ZONE_LENGTH) return false;
  // The first formatter of a process takes 11 ms, the list 1.5 ms. Browsers send names of
  // the list. It does not have the other names of a zone, such as Asia/Kolkata.
  zoneList ??= new Set(Intl.supportedValuesOf('timeZone'));
  if (zoneList.has(text)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/.test(text)) return false;
  try {
    dateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/**
 * The zone of an IANA name as a browser sends it, "Europe/Madrid". It needs no search
 * through the zones and no table of cities. Undefined for another text.
 *
 * @param text without spaces around it
 */
export const zoneOfName = (text: string): string | undefined =>
  /\/[A-Z]/.test(text) && isTimeZone(text) ? text : undefined;

/** Whether an IANA name is that of a place: not `UTC` or `Etc/GMT+5`. */
export const isPlace = (zone: string): boolean => zone.includes('/') && !zone.startsWith('Etc/');

/** The city in the IANA name of a place: "New York" for `America/New_York`. */
export const cityInName = (zone: string): string =>
  zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');

/**
 * Normalises the name of a zone, city or country for comparison: without accents and
 * punctuation, in lower case, with spaces instead of the underscores of IANA names.
 */
export const normaliseName = (text: string): string =>
  withoutAccents(text)
    .replace(/[\s_.,;:'’()&-]+/g, ' ')
    .toLowerCase()
    .trim();

/**
 * The first parts of IANA names whose last part is a city. A station in the Antarctic is
 * none: Davis and Palmer are also cities of the United States.
 */
const areas = ['Africa', 'America', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific'];
/** States whose zones are named after small towns: "Center", "Knox", "Petersburg". */
const SMALL_TOWNS = /^America\/(?:Indiana|Kentucky|North_Dakota)\//;
/** Parts of Australia in the names of its zones. Elsewhere they mean something else. */
const DIRECTIONS = ['north', 'south', 'west'];

const isCity = (zone: string): boolean =>
  areas.includes(zone.slice(0, zone.indexOf('/'))) && !SMALL_TOWNS.test(zone);

let listedZones: ReadonlyMap<string, string> | undefined;
/** The zones that the runtime lists, by their whole names and by their cities. */
function zonesByName(): ReadonlyMap<string, string> {
  listedZones ??= new Map(
    // Of two zones with the same city, the first one counts, so it is added last.
    Intl.supportedValuesOf('timeZone')
      .reverse()
      .flatMap((zone): (readonly [string, string])[] => [
        ...(isCity(zone) ? [[normaliseName(cityInName(zone)), zone] as const] : []),
        [normaliseName(zone), zone],
      ]),
  );
  return listedZones;
}

/** Finds a zone by its whole IANA name or by the city in it, normalised. */
export function findListed(wanted: string): string | undefined {
  const listed = zonesByName().get(wanted);
  if (listed !== undefined || DIRECTIONS.includes(wanted)) return listed;
  // The runtime lists some cities only under their former names (Calcutta, Kiev), but
  // also accepts the present names (Kolkata, Kyiv): try the city in each area.
  const city = wanted
    .replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
    .replaceAll(' ', '_');
  return areas.map((area) => `${area}/${city}`).find(isTimeZone);
}
