import { describe, expect, test } from 'vitest';
import { findTimeZone, lookUpTimeZone } from '../../../lambdas/core/time/find-time-zone.ts';
import { isTimeZone, offsetsIn } from '../../../lambdas/core/time/time-zone.ts';

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
    ['San Juan de Puerto Rico', 'America/Puerto_Rico'],
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
    ['Guadalajara, México', 'America/Mexico_City'],
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
    ['córdoba', ['Córdoba (México)', 'Córdoba (Argentina)', 'Córdoba (España)']],
    ['San José', ['San José (Estados Unidos)', 'San José (Costa Rica)']],
    ['España', ['Madrid', 'Las Palmas']],
    ['Guadalajara', ['Guadalajara (México)', 'Guadalajara (España)']],
    ['La Paz', ['La Paz (México)', 'La Paz (Bolivia)']],
    ['Concepción', ['Concepción (Paraguay)', 'Concepción (Chile)']],
    ['Vitoria', ['Vitoria (Brasil)', 'Vitoria (España)']],
    ['San Juan', ['San Juan (Puerto Rico)', 'San Juan (Argentina)']],
    ['Trinidad', ['Trinidad (Cuba)', 'Trinidad (Trinidad y Tobago)', 'Trinidad (Bolivia)']],
    ['Portland', ['Portland (Maine)', 'Portland (Oregón)']],
    ['portland, usa', ['Portland (Maine)', 'Portland (Oregón)']],
    ['Washington', ['Washington (D. C.)', 'Washington (estado)']],
    ['Georgia', ['Tiflis', 'Nueva York']],
    ['Armenia', ['Armenia (Colombia)', 'Armenia (Armenia)']],
    ['Norfolk', ['Norfolk (Virginia)', 'Isla Norfolk']],
    ['Tennessee', ['Nueva York', 'Chicago']],
  ])('when %s can mean several zones, then it is asked back: %j', (typed, places) => {
    const search = lookUpTimeZone(typed);
    expect(search.kind === 'ask' && search.ask.places.map(({ es }) => es)).toEqual(places);
  });

  // One city of this name is so much better known that nobody else writes it alone.
  test.each([
    ['Barcelona', 'Europe/Madrid'],
    ['London', 'Europe/London'],
    ['Los Ángeles', 'America/Los_Angeles'],
    ['Lima', 'America/Lima'],
    ['Sydney', 'Australia/Sydney'],
  ])('when %s is typed, then the zone is surely %s', (typed, zone) => {
    expect(findTimeZone(typed)).toBe(zone);
  });

  test.each([
    ['Portland, OR', 'America/Los_Angeles'],
    ['Portland, Maine', 'America/New_York'],
    ['Birmingham, AL', 'America/Chicago'],
    ['Birmingham, UK', 'Europe/London'],
    ['Austin, TX, USA', 'America/Chicago'],
    ['Detroit, MI', 'America/Detroit'],
    ['Denver, CO', 'America/Denver'],
    ['Bogotá, CO', 'America/Bogota'],
    ['Toronto, ON', 'America/Toronto'],
    ['Valencia, ES', 'Europe/Madrid'],
    ['Guadalajara, Jalisco', 'America/Mexico_City'],
    ['Guadalajara (España)', 'Europe/Madrid'],
    ['La Paz, Baja California Sur', 'America/Mazatlan'],
    ['Santiago, República Dominicana', 'America/Santo_Domingo'],
    ['Mendoza, Argentina', 'America/Argentina/Mendoza'],
    ['Recife, Brasil', 'America/Recife'],
    ['Washington DC', 'America/New_York'],
    ['Washington State', 'America/Los_Angeles'],
    ['Hyderabad, India', 'Asia/Kolkata'],
    ['Argentina', 'America/Buenos_Aires'],
    ['Michigan', 'America/New_York'],
  ])('when the region follows in %s, or has one time, then the zone is %s', (typed, zone) => {
    expect(findTimeZone(typed)).toBe(zone);
    expect(findTimeZone(typed.toUpperCase())).toBe(zone);
  });

  // Stations in the Antarctic and small towns in Indiana or North Dakota have zones, too.
  test.each(['Davis', 'Palmer', 'Casey', 'Center', 'Petersburg', 'Monticello', 'Knox'])(
    'when %s is typed, then it is not taken for a place that hardly anybody means',
    (typed) => {
      expect(lookUpTimeZone(typed)).toEqual({ kind: 'none' });
    },
  );

  test.each(['London, Ontario', 'XYZ', 'ABCD', 'north', 'pacific', 'time', 'hora', 'hora de'])(
    'when %s is typed, then no zone is found',
    (typed) => {
      expect(lookUpTimeZone(typed)).toEqual({ kind: 'none' });
    },
  );
});

describe('the name of a time', () => {
  test.each([
    ['NYC', 'America/New_York'],
    ['New York City', 'America/New_York'],
    ['Eastern Time', 'America/New_York'],
    ['Eastern Time (US & Canada)', 'America/New_York'],
    ['(GMT-05:00) Eastern Time - New York', 'America/New_York'],
    ['Pacific time', 'America/Los_Angeles'],
    ['Pacific Standard Time', 'America/Los_Angeles'],
    ['hora de Madrid', 'Europe/Madrid'],
    ['Hora oficial de Madrid', 'Europe/Madrid'],
    ['hora peninsular', 'Europe/Madrid'],
    ['hora canaria', 'Atlantic/Canary'],
    ['hora de la Ciudad de México', 'America/Mexico_City'],
    ['hora de Colombia', 'America/Bogota'],
    ['hora de Argentina', 'America/Buenos_Aires'],
    ['horario de Brasilia', 'America/Sao_Paulo'],
    ['Tokyo time', 'Asia/Tokyo'],
    ['Japan Standard Time', 'Asia/Tokyo'],
    ['India Standard Time', 'Asia/Kolkata'],
    ['UK time', 'Europe/London'],
    ['British Summer Time', 'Europe/London'],
    ['Greenwich Mean Time', 'UTC'],
    ['(GMT+01:00) Madrid', 'Europe/Madrid'],
    ['Madrid (UTC+1)', 'Europe/Madrid'],
    ['Lima, Perú (GMT-5)', 'America/Lima'],
    ['UTC+0', 'UTC'],
    ['ｍａｄｒｉｄ', 'Europe/Madrid'],
    ['Vitoria-Gasteiz', 'Europe/Madrid'],
  ])('when %s is typed, then the zone is %s', (typed, zone) => {
    expect(findTimeZone(typed)).toBe(zone);
    expect(findTimeZone(typed.toLowerCase())).toBe(zone);
  });

  test.each([
    ['Central European Time', ['Madrid', 'Berlin', 'Algiers']],
    ['Central Time', ['Chicago', 'Mexico City']],
    ['Mountain Time', ['Denver', 'Phoenix']],
    ['Eastern Standard Time', ['New York', 'Panama City']],
    ['hora del Pacífico', ['Los Angeles', 'Mazatlán']],
    ['hora de España', ['Madrid', 'Las Palmas']],
    ['hora de Guadalajara', ['Guadalajara (Mexico)', 'Guadalajara (Spain)']],
    ['CET (UTC+1)', ['Madrid', 'Berlin', 'Algiers']],
    ['hora CET', ['Madrid', 'Berlin', 'Algiers']],
  ])('when %s can mean several zones, then it is asked back: %j', (typed, places) => {
    const search = lookUpTimeZone(typed);
    expect(search.kind === 'ask' && search.ask.places.map(({ en }) => en)).toEqual(places);
  });
});

describe('an offset from UTC', () => {
  test.each(['UTC+1', 'utc +1', 'GMT+1', 'GMT+01:00', 'UTC+0100', '+1', '+01:00', 'UTC+1 h'])(
    'when %s is typed, then it is asked back, because the clocks may change',
    (typed) => {
      const search = lookUpTimeZone(typed);
      expect(search).toMatchObject({ kind: 'ask', ask: { isOffset: true } });
      expect(search.kind === 'ask' && search.ask.places.map(({ en }) => en)).toContain('Madrid');
    },
  );

  test('when places are offered, then their clocks have that offset in some month', () => {
    let offered = 0;
    for (let minutes = -12 * 60; minutes <= 14 * 60; minutes += 15) {
      const rest = `${Math.abs(minutes) % 60}`.padStart(2, '0');
      const size = `${Math.floor(Math.abs(minutes) / 60)}:${rest}`;
      const search = lookUpTimeZone(`${minutes < 0 ? 'GMT−' : 'UTC+'}${size}`);
      if (search.kind !== 'ask') continue;
      for (const { en } of search.ask.places) {
        const offsetAt = offsetsIn(findTimeZone(en) ?? '');
        const offsets = [0, 6].map((month) => offsetAt(Date.UTC(2027, month, 1)) / 60_000);
        expect([en, minutes, offsets]).toEqual([en, minutes, expect.arrayContaining([minutes])]);
        offered += 1;
      }
    }
    expect(offered).toBeGreaterThan(50);
  });

  test.each(['UTC+15', 'UTC+1:20', 'GMT+99', '+', 'UTC+'])('when it is %s, then none', (typed) => {
    expect(lookUpTimeZone(typed)).toEqual({ kind: 'none' });
  });
});

/** Every month of a year, as the offsets of a zone at its first and 15th day. */
const clockOf = (zone: string | undefined): string => {
  const offsetAt = offsetsIn(zone ?? '');
  return Array.from({ length: 24 }, (_, index) =>
    offsetAt(Date.UTC(2027, Math.floor(index / 2), 1 + 14 * (index % 2), 12)),
  ).join();
};

test('when a city is asked back, then the clocks of its places differ', () => {
  const cities =
    'Alexandria, Antigua, Arlington, Armenia, Aurora, Birmingham, Cáceres, Cambridge, ' +
    'Canton, Cartagena, Cartago, Columbia, Concepción, Córdoba, Cuenca, Durham, ' +
    'Florencia, Granada, Guadalajara, Hamilton, Hyderabad, Kingston, Kochi, La Paz, ' +
    'La Rioja, León, Linares, Lincoln, Mérida, Newcastle, Norfolk, Odessa, Pamplona, ' +
    'Portland, Rochester, Salamanca, Salem, San José, San Juan, San Luis, Santa Ana, ' +
    'Santa Cruz, Santa Fe, Santa Rosa, Santarém, Santiago, Springfield, ' +
    'St. Petersburg, Toledo, Trinidad, Trípoli, Trujillo, Valencia, Valladolid, ' +
    'Victoria, Vitoria, Washington, Waterloo, Worcester, Zamora';
  for (const typed of cities.split(', ')) {
    const search = lookUpTimeZone(typed);
    const places = search.kind === 'ask' ? search.ask.places.map(({ en }) => en) : [];
    const clocks = new Set(places.map((place) => clockOf(findTimeZone(place))));
    expect([typed, places, clocks.size > 1]).toEqual([typed, places, true]);
  }
});

test('when a text is asked back, then each place of the question is found', () => {
  const questions = [
    ...abbreviations,
    ...['Valencia', 'Mérida', 'León', 'Córdoba', 'Cartagena', 'Granada', 'Cuenca', 'Trujillo'],
    ...['Toledo', 'Santa Cruz', 'La Rioja', 'San José', 'Birmingham', 'Cambridge', 'Newcastle'],
    ...['Hamilton', 'Victoria', 'USA', 'Canada', 'México', 'España', 'Brasil', 'Australia'],
    ...['Portugal', 'Argentina', 'Guadalajara', 'La Paz', 'Concepción', 'Vitoria', 'Hyderabad'],
    ...['Santiago', 'San Juan', 'Trinidad', 'Portland', 'Norfolk', 'Washington', 'Georgia'],
    ...['Armenia', 'Antigua', 'Kingston', 'Tripoli', 'Columbia', 'Rochester', 'Springfield'],
    ...['Santa Fe', 'San Luis', 'St. Petersburg', 'Alexandria', 'Tennessee', 'UTC+1', 'GMT-5'],
    ...['UTC+05:30', '-3', 'Central Time', 'hora del Pacífico', 'Eastern European Time'],
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
