import { type CitySearch, findZoneOfCity } from './city-zones.ts';
import { isTimeZone, MAX_ZONE_LENGTH, normaliseName, zoneOfName } from './zone-names.ts';

/**
 * Looks up a time zone by its IANA name, or by a city or country, see `findZoneOfCity`. A
 * candidate whose browser runs no script types it by hand.
 *
 * @param text cleaned: "Europe/Madrid", "madrid", "Ciudad de México", "BST"
 */
export function lookUpTimeZone(text: string): CitySearch {
  const typed = text.trim();
  if (typed.length > MAX_ZONE_LENGTH || normaliseName(typed) === '') return { kind: 'none' };
  // A browser sends an IANA name: it needs no search through all zones.
  const timeZone = zoneOfName(typed);
  if (timeZone !== undefined) return { kind: 'found', timeZone };
  const search = findZoneOfCity(typed);
  // A text of five letters or less can be an abbreviation, of which the runtime knows
  // only one meaning. EST5EDT and US/Pacific are clear.
  const isOther = search.kind === 'none' && !/^[A-Za-z]{1,5}$/.test(typed) && isTimeZone(typed);
  return isOther ? { kind: 'found', timeZone: typed } : search;
}

/** The IANA name of the only time zone that a text can mean, or undefined. */
export function findTimeZone(text: string): string | undefined {
  const search = lookUpTimeZone(text);
  return search.kind === 'found' ? search.timeZone : undefined;
}
