import { describe, expect, test } from 'vitest';
import { findTimeZone, isTimeZone, lookUpTimeZone } from '../../../lambdas/core/time/time-zone.ts';

/** The names of two or three letters for which the runtime knows a zone. */
const knownToRuntime =
  'ACT AET AGT ART AST BET BST CAT CET CNT CST CTT EAT ECT EET EST HST IET IST JST MET MIT MST ' +
  'NET NST NZ PLT PNT PRC PRT PST ROC ROK SST VST WET';
/** Others that people write. */
const others =
  'ACST ACDT AEST AEDT AKST AKDT ADT AWST BOT BRT BRST CDT CEST CLT CLST COT CT EDT EEST ET ' +
  'GST HKT ICT IDT KST MDT MSK MT NDT NPT NZDT NZST PDT PET PHT PKT PT PYT SAST SGT TRT UYT ' +
  'VET WAT WEST WIB';
const abbreviations = `${knownToRuntime} ${others}`.split(' ');

describe('an abbreviation', () => {
  test.each([
    ['BST', ['London', 'Dhaka']],
    ['bst', ['London', 'Dhaka']],
    ['ART', ['Buenos Aires', 'Cairo']],
    ['IST', ['Kolkata', 'Dublin', 'Jerusalem']],
    ['CST', ['Chicago', 'Mexico City', 'Shanghai', 'Havana']],
    ['EST', ['New York', 'Panama City']],
    ['PST', ['Los Angeles', 'Tijuana', 'Manila']],
    ['HST', ['Honolulu']],
    ['CET', ['Madrid', 'Berlin', 'Algiers']],
    ['CEST', ['Madrid', 'Berlin']],
  ])('when %s is typed, then it is asked back: %j', (typed, places) => {
    const search = lookUpTimeZone(typed);
    expect(search.kind === 'ask' && search.ask.places.map(({ en }) => en)).toEqual(places);
  });

  test.each(abbreviations)('when %s is typed, in any case, then it is asked back', (typed) => {
    expect(lookUpTimeZone(typed).kind).toBe('ask');
    expect(lookUpTimeZone(typed.toLowerCase()).kind).toBe('ask');
  });

  test('when the runtime knows a meaning, then it is one of those that we know', () => {
    expect(knownToRuntime.split(' ').filter((typed) => !isTimeZone(typed))).toEqual([]);
  });

  test.each(['UTC', 'utc', 'GMT', 'Zulu'])('when it is %s, then it is clear', (typed) => {
    expect(findTimeZone(typed)).toBe('UTC');
  });
});

describe('a city', () => {
  test.each([
    ['Nueva York', 'America/New_York'],
    ['Londres', 'Europe/London'],
    ['París', 'Europe/Paris'],
    ['Roma', 'Europe/Rome'],
    ['Moscú', 'Europe/Moscow'],
    ['Estambul', 'Europe/Istanbul'],
    ['Pekín', 'Asia/Shanghai'],
    ['Tokio', 'Asia/Tokyo'],
    ['Ginebra', 'Europe/Zurich'],
    ['Bruselas', 'Europe/Brussels'],
    ['Atenas', 'Europe/Athens'],
    ['Copenhague', 'Europe/Copenhagen'],
    ['Estocolmo', 'Europe/Stockholm'],
    ['Varsovia', 'Europe/Warsaw'],
    ['Viena', 'Europe/Vienna'],
    ['Berlín', 'Europe/Berlin'],
    ['Praga', 'Europe/Prague'],
    ['Lisboa', 'Europe/Lisbon'],
    ['Dublín', 'Europe/Dublin'],
    ['La Habana', 'America/Havana'],
    ['Bogotá', 'America/Bogota'],
    ['Ciudad de México', 'America/Mexico_City'],
    ['Santiago de Chile', 'America/Santiago'],
    ['San Juan', 'America/Puerto_Rico'],
    ['Tegucigalpa', 'America/Tegucigalpa'],
    ['Panamá', 'America/Panama'],
    ['Nueva Delhi', 'Asia/Kolkata'],
    ['Seúl', 'Asia/Seoul'],
    ['Sídney', 'Australia/Sydney'],
    ['El Cairo', 'Africa/Cairo'],
    ['Argel', 'Africa/Algiers'],
    ['Túnez', 'Africa/Tunis'],
    ['Jerusalén', 'Asia/Jerusalem'],
    ['Teherán', 'Asia/Tehran'],
    ['Bucarest', 'Europe/Bucharest'],
    ['Belgrado', 'Europe/Belgrade'],
    ['Zúrich', 'Europe/Zurich'],
    ['Múnich', 'Europe/Berlin'],
    ['Milán', 'Europe/Rome'],
    ['Barcelona', 'Europe/Madrid'],
    ['Monterrey', 'America/Monterrey'],
    ['Guadalajara', 'America/Mexico_City'],
    ['Quito', 'America/Guayaquil'],
    ['Medellín', 'America/Bogota'],
    ['San Francisco', 'America/Los_Angeles'],
    ['Boston', 'America/New_York'],
    ['Washington, D.C.', 'America/New_York'],
    ["St. John's", 'America/St_Johns'],
    ['Munich', 'Europe/Berlin'],
    ['Mumbai', 'Asia/Kolkata'],
    ['Beijing', 'Asia/Shanghai'],
    ['Rio de Janeiro', 'America/Sao_Paulo'],
    ['Valencia, España', 'Europe/Madrid'],
    ['Valencia (Venezuela)', 'America/Caracas'],
    ['Madrid, Spain', 'Europe/Madrid'],
    ['San José, Costa Rica', 'America/Costa_Rica'],
    ['Perú', 'America/Lima'],
    ['EST5EDT', 'EST5EDT'],
    ['US/Pacific', 'US/Pacific'],
  ])('when %s is typed, then the zone is %s', (typed, zone) => {
    expect(findTimeZone(typed)).toBe(zone);
    expect(findTimeZone(typed.toUpperCase().replace('US/PACIFIC', 'US/Pacific'))).toBe(zone);
  });

  test.each([
    ['Valencia', ['Valencia (Venezuela)', 'Valencia (España)']],
    ['córdoba', ['Córdoba (Argentina)', 'Córdoba (España)']],
    ['San José', ['San José (Estados Unidos)', 'San José (Costa Rica)']],
    ['España', ['Madrid', 'Las Palmas']],
  ])('when %s can mean several zones, then it is asked back: %j', (typed, places) => {
    const search = lookUpTimeZone(typed);
    expect(search.kind === 'ask' && search.ask.places.map(({ es }) => es)).toEqual(places);
  });

  test.each(['London, Ontario', 'XYZ', 'ABCD', 'north', 'pacific'])(
    'when %s is typed, then no zone is found',
    (typed) => {
      expect(lookUpTimeZone(typed)).toEqual({ kind: 'none' });
    },
  );
});

test('when a text is asked back, then each place of the question is found', () => {
  const questions = [
    ...abbreviations,
    ...['Valencia', 'Mérida', 'León', 'Córdoba', 'Cartagena', 'Granada', 'Cuenca', 'Trujillo'],
    ...['Toledo', 'Santa Cruz', 'La Rioja', 'San José', 'Birmingham', 'Cambridge', 'Newcastle'],
    ...['Hamilton', 'Victoria', 'USA', 'Canada', 'México', 'España', 'Brasil', 'Australia'],
    ...['Portugal', 'Argentina'],
  ].flatMap((typed) => {
    const search = lookUpTimeZone(typed);
    return search.kind === 'ask' ? [search.ask] : [];
  });
  expect(questions.length).toBeGreaterThan(80);
  for (const { typed, places } of questions) {
    for (const { en, es } of places) {
      expect([typed, en, findTimeZone(en)]).not.toContain(undefined);
      expect([typed, es, findTimeZone(es)]).toEqual([typed, es, findTimeZone(en)]);
    }
  }
});
