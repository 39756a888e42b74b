import { cityInName, findListed, normaliseName } from './zone-names.ts';
import {
  ABBREVIATIONS,
  CITIES,
  COUNTRIES,
  COUNTRY_CODES,
  NAMED,
  OFFSETS,
  REGIONS,
} from './zone-tables.ts';

/** A place in the languages of the pages. */
interface PlaceName {
  readonly en: string;
  readonly es: string;
}

/** A text that stands for several time zones, and the places that it can mean. */
export interface AskedBack {
  /** As the candidate typed it, in capitals if it is an abbreviation. */
  readonly typed: string;
  /** One place only if the text is an abbreviation or offset with one known meaning. */
  readonly places: readonly PlaceName[];
  /** The text is an offset from UTC. It does not say when the clocks change. */
  readonly isOffset?: true;
}

export type CitySearch =
  | { readonly kind: 'found'; readonly timeZone: string }
  | { readonly kind: 'ask'; readonly ask: AskedBack }
  | { readonly kind: 'none' };

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((row) => row.split('|'));

function placeNameOf(text: string): PlaceName {
  const [en = '', es = en] = text.split('/');
  return { en, es };
}

const listOf = (text: string, separator: string): string[] => text.split(separator).filter(Boolean);

/** A country, or a state or province. */
interface Region {
  readonly name: PlaceName;
  readonly zones: string[];
  /** It is the same time in all its zones. */
  isOneTime?: boolean;
}

/** A city of the tables. `region`: normalised, if the country does not tell it apart. */
interface City {
  readonly zone: string;
  readonly region?: string | undefined;
}

/** Adds a value to the list of a key. */
function addTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key) ?? [];
  if (!values.includes(value)) map.set(key, [...values, value]);
}

function parseCities() {
  const displayNames = new Map<string, PlaceName>();
  const cities = new Map<string, City[]>();
  for (const [zone = '', display = '', more = ''] of rowsOf(CITIES)) {
    const name = placeNameOf(display);
    if (display !== '') displayNames.set(zone, name);
    const names = display === '' ? [] : [name.en, name.es];
    for (const text of [...names, ...listOf(more, ', ')]) {
      const [typed = '', region] = text.split('@');
      const city = normaliseName(typed);
      const isKnown = cities.get(city)?.some((known) => known.zone === zone) ?? false;
      if (!isKnown || region !== undefined) addTo(cities, city, { zone, region });
    }
  }
  return { displayNames, cities };
}

function parseRegions() {
  const countries = new Map<string, Region>();
  /** Countries and regions by their names; `codes` are names only after a city. */
  const regions = new Map<string, Region[]>();
  const codes = new Map<string, Region[]>();
  for (const [display = '', more = '', zones = '', mark] of rowsOf(COUNTRIES)) {
    const name = placeNameOf(display);
    const country = countries.get(name.en) ?? { name, zones: [] };
    countries.set(name.en, country);
    country.zones.push(...listOf(zones, ' '));
    country.isOneTime ||= mark === '=';
    for (const text of [name.en, name.es, ...listOf(more, ', ')]) {
      addTo(regions, normaliseName(text), country);
    }
  }
  for (const [zones = '', names = '', mark] of rowsOf(REGIONS)) {
    for (const text of names.split(', ')) {
      const [display = '', code = ''] = text.split(' =');
      const region: Region = {
        name: placeNameOf(display),
        zones: listOf(zones, ' '),
        isOneTime: mark === '=',
      };
      addTo(regions, normaliseName(region.name.en), region);
      addTo(regions, normaliseName(region.name.es), region);
      addTo(codes, code, region);
    }
  }
  for (const text of COUNTRY_CODES.split(', ')) {
    const country = countries.get(text.slice(3));
    if (country !== undefined) addTo(codes, text.slice(0, 2), country);
  }
  return { countries: [...countries.values()], regions, codes };
}

function parseZones(table: string): ReadonlyMap<string, string[]> {
  const zonesOf = new Map<string, string[]>();
  for (const [zones = '', names = ''] of rowsOf(table)) {
    for (const name of names.split(', ')) zonesOf.set(name, zones.split(' '));
  }
  return zonesOf;
}

const parseTables = () => ({
  ...parseCities(),
  ...parseRegions(),
  named: parseZones(NAMED),
  abbreviations: new Map(
    rowsOf(ABBREVIATIONS).map(([name = '', zones = '']) => [name, listOf(zones, ' ')]),
  ),
  offsets: new Map(rowsOf(OFFSETS).map(([name = '', zones = '']) => [name, listOf(zones, ' ')])),
});

let parsedTables: ReturnType<typeof parseTables> | undefined;
/** The tables, parsed when they are needed first: most browsers send an IANA name. */
function tables() {
  parsedTables ??= parseTables();
  return parsedTables;
}

function nameOfZone(zone: string): PlaceName {
  const name = cityInName(zone);
  return tables().displayNames.get(zone) ?? { en: name, es: name };
}

/** How many places a question offers. */
const MAX_PLACES = 5;

const found = (timeZone: string): CitySearch => ({ kind: 'found', timeZone });

const askPlaces = (typed: string, places: readonly PlaceName[]): CitySearch => ({
  kind: 'ask',
  ask: { typed, places: places.slice(0, MAX_PLACES) },
});

const askZones = (typed: string, zones: readonly string[]): CitySearch =>
  askPlaces(typed, zones.map(nameOfZone));

/** The only zone, or a question. */
function oneOf(typed: string, zones: readonly string[]): CitySearch {
  const [timeZone, ...others] = zones;
  if (timeZone === undefined) return { kind: 'none' };
  return others.length === 0 ? found(timeZone) : askZones(typed, zones);
}

/** The same city in several places: «Valencia (España)», «Portland (Oregón)». */
function askForRegion(typed: string, cities: readonly City[]): CitySearch {
  const { countries, regions } = tables();
  const city = typed.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
  return askPlaces(
    typed,
    cities.map(({ zone, region }) => {
      const [within = countries.find(({ zones }) => zones.includes(zone))] =
        region === undefined ? [] : (regions.get(region) ?? []);
      if (within === undefined) return nameOfZone(zone);
      return { en: `${city} (${within.name.en})`, es: `${city} (${within.name.es})` };
    }),
  );
}

/** The cities of the tables with a name; if there is none, the one in IANA's names. */
function citiesNamed(wanted: string): readonly City[] {
  const cities = tables().cities.get(wanted);
  if (cities !== undefined) return cities;
  const zone = findListed(wanted);
  return zone === undefined ? [] : [{ zone }];
}

function oneCity(typed: string, cities: readonly City[]): CitySearch {
  const zones = [...new Set(cities.map(({ zone }) => zone))];
  return zones.length > 1 ? askForRegion(typed, cities) : oneOf(typed, zones);
}

/** The regions that the words after a city can mean: "TX", "España", "TX, USA". */
function regionsAfterCity(words: readonly string[]): readonly Region[] {
  const { regions, codes } = tables();
  const named = (from: number, to: number): readonly Region[] => {
    const name = words.slice(from, to).join(' ');
    return [...(regions.get(name) ?? []), ...(codes.get(name) ?? [])];
  };
  const whole = named(0, words.length);
  if (whole.length > 0) return whole;
  for (let length = 1; length < words.length; length += 1) {
    if (named(length, words.length).length > 0) return named(0, length);
  }
  return [];
}

/** The longest place that is read as a city and its region, in words. */
const MAX_WORDS = 10;

/** «Valencia, España»: the city, if one of the country's time zones is the city's. */
function findCityInRegion(typed: string, wanted: string): CitySearch {
  const words = wanted.split(' ');
  for (let length = 1; length < Math.min(words.length, MAX_WORDS); length += 1) {
    const regions = regionsAfterCity(words.slice(length));
    if (regions.length === 0) continue;
    const name = words.slice(0, length).join(' ');
    const cities = citiesNamed(name).filter(({ zone }) =>
      regions.some(({ zones }) => zones.includes(zone)),
    );
    if (cities.length > 0) return oneCity(cities.length > 1 ? name : typed, cities);
  }
  return { kind: 'none' };
}

const OFFSET =
  /^(?:utc|gmt)? ?([+\u2212\u2013-]) ?(\d{1,2})(?:[:.]?([0-5]\d))?(?: ?h(?:oras|ours|rs?|s)?)?$/i;

/** `UTC+1`, `GMT-05:00`, `+5:30`. */
function findOffset(typed: string): CitySearch {
  const [match, sign = '', hours = '', minutes = '00'] = OFFSET.exec(typed) ?? [];
  if (match === undefined) return { kind: 'none' };
  const size = `${hours.padStart(2, '0')}:${minutes}`;
  if (size === '00:00') return found('UTC');
  const zones = tables().offsets.get(`${sign === '+' ? '+' : '-'}${size}`);
  if (zones === undefined) return { kind: 'none' };
  const places = zones.map(nameOfZone);
  return { kind: 'ask', ask: { typed: typed.toUpperCase(), places, isOffset: true } };
}

const OFFSET_TEXT = /(?:UTC|GMT) ?[+\u2212-] ?\d{1,2}(?::?\d{2})?/.source;
/** The offset beside a name: "(GMT+01:00) Madrid", "Madrid (UTC+1)". */
const OFFSET_BESIDE_NAME = new RegExp(
  `^[([] ?${OFFSET_TEXT} ?[)\\]] ?(?=\\S)|(?<=[^\\s/] ?)[ ([]${OFFSET_TEXT}[)\\]]?$`,
  'i',
);
/** What stands around a place: «hora de Madrid», "Tokyo time", "Japan Standard Time". */
const TIME_OF = new RegExp(
  '^(?:la )?(?:hora|horario|huso horario|zona horaria)(?: (?:oficial|local|estandar))? ' +
    '(?:del? |en )?(?:la |los |las )?',
);
const TIME = /(?: (?:standard|daylight|summer|local))? time(?: ?zone)?$/;
/** The general name before a city: "Eastern Time - New York". */
const TIME_BEFORE_CITY = /^[\p{L} ]{1,60} time (?=\p{L})/u;

function findName(typed: string, wanted: string): CitySearch {
  if (/^(?:utc|gmt|uct|zulu)$/.test(wanted)) return found('UTC');
  const { abbreviations, named, regions } = tables();
  const meanings = abbreviations.get(wanted.toUpperCase());
  if (meanings !== undefined) return askZones(wanted.toUpperCase(), meanings);
  const zones = named.get(wanted);
  if (zones !== undefined) return oneOf(typed, zones);
  const city = oneCity(typed, citiesNamed(wanted));
  if (city.kind !== 'none') return city;
  const region = regions.get(wanted);
  if (region === undefined) return findCityInRegion(typed, wanted);
  const zonesOfRegion = region.flatMap((one) =>
    one.isOneTime ? one.zones.slice(0, 1) : one.zones,
  );
  return oneOf(typed, [...new Set(zonesOfRegion)]);
}

/**
 * Finds the time zone of a city, country or region that a candidate typed, or of the name
 * of a time («hora peninsular», "Eastern Time"). An abbreviation is asked back, except
 * UTC and GMT, also if it has one meaning: the runtime and other programs may know
 * another one. So is an offset, a city of two places, or a country with several zones.
 */
export function findZoneOfCity(text: string): CitySearch {
  const compatible = text.normalize('NFKC');
  const offset = findOffset(compatible);
  if (offset.kind !== 'none') return offset;
  const typed = compatible.replace(OFFSET_BESIDE_NAME, '');
  const wanted = normaliseName(typed);
  const search = findName(typed, wanted);
  if (search.kind !== 'none') return search;
  for (const around of [TIME_OF, TIME, TIME_BEFORE_CITY]) {
    const inner = wanted.replace(around, '');
    if (inner === wanted || inner === '') continue;
    const other = findName(inner, inner);
    if (other.kind !== 'none') return other;
  }
  return { kind: 'none' };
}
