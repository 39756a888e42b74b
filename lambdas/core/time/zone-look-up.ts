import type { CitySearch } from './city-zones.ts';
import { zoneOfName } from './zone-names.ts';

/** Looks up the time zone that a text means, see `lookUpTimeZone`. */
export type ZoneLookUp = (text: string) => CitySearch;

/**
 * The look-up for some texts: without the table of cities, 31 KB, if they are IANA names.
 * The table is loaded for any other text.
 */
export async function zoneLookUpFor(texts: readonly string[]): Promise<ZoneLookUp> {
  if (texts.every((text) => text === '' || zoneOfName(text) !== undefined)) {
    return (text) => {
      const timeZone = zoneOfName(text);
      if (timeZone === undefined) throw new Error('This text was not among those of the look-up.');
      return { kind: 'found', timeZone };
    };
  }
  const { lookUpTimeZone } = await import('./find-time-zone.ts');
  return lookUpTimeZone;
}
