import { withoutAccents } from '../without-accents.ts';

/**
 * The cities that people type as their time zone, in addition to those in IANA names. A
 * line has the zone, its best-known city in English and Spanish (only in its first line),
 * and more cities with the same time. A city of several zones is asked back with the
 * country.
 */
const CITIES = `
America/New_York|New York/Nueva York|boston, filadelfia, philadelphia, washington, washington dc
America/New_York||washington d c, miami, atlanta, orlando, tampa, baltimore, pittsburgh, charlotte
America/New_York||raleigh, cleveland, columbus, cincinnati, buffalo, jersey city, newark
America/New_York||jacksonville, ann arbor, toledo, cambridge, nueva jersey, new jersey, florida
America/Chicago|Chicago/Chicago|houston, dallas, austin, san antonio, mineapolis, minneapolis
America/Chicago||nueva orleans, new orleans, st louis, saint louis, san luis misuri, kansas city
America/Chicago||milwaukee, nashville, memphis, oklahoma city, omaha, birmingham, fort worth
America/Chicago||el paso texas, texas
America/Denver|Denver/Denver|albuquerque, salt lake city, colorado springs, el paso
America/Denver||santa fe nuevo mexico
America/Phoenix|Phoenix/Phoenix|tucson, mesa arizona, arizona
America/Los_Angeles|Los Angeles/Los Ángeles|san francisco, seattle, san diego, las vegas, portland
America/Los_Angeles||sacramento, oakland, palo alto, mountain view, silicon valley, san jose
America/Los_Angeles||california
America/Anchorage|Anchorage/Anchorage|alaska, fairbanks
Pacific/Honolulu|Honolulu/Honolulu|hawaii, hawai
America/Indiana/Indianapolis|Indianapolis/Indianápolis|
America/Halifax|Halifax/Halifax|nueva escocia, nova scotia
America/St_Johns|St. John's/San Juan de Terranova|terranova, newfoundland
America/Toronto|Toronto/Toronto|montreal, ottawa, quebec, hamilton, mississauga, waterloo
America/Vancouver|Vancouver/Vancouver|victoria, british columbia, columbia britanica
America/Edmonton|Edmonton/Edmonton|calgary
America/Mexico_City|Mexico City/Ciudad de México|cdmx, df, mexico df, mexico d f, guadalajara
America/Mexico_City||puebla, toluca, leon, queretaro, san luis potosi, aguascalientes, morelia
America/Mexico_City||cuernavaca, acapulco, oaxaca, veracruz, xalapa, pachuca, zapopan, celaya
America/Mexico_City||irapuato, villahermosa, tampico, zacatecas, durango
America/Monterrey|Monterrey/Monterrey|saltillo, torreon, nuevo leon
America/Merida|Mérida (Mexico)/Mérida (México)|merida, campeche, yucatan
America/Cancun|Cancún/Cancún|playa del carmen, chetumal, quintana roo, tulum
America/Tijuana|Tijuana/Tijuana|mexicali, ensenada, baja california
America/Hermosillo|Hermosillo/Hermosillo|sonora, ciudad obregon
America/Mazatlan|Mazatlán/Mazatlán|culiacan, sinaloa, los cabos, cabo san lucas, tepic
America/Ciudad_Juarez|Ciudad Juárez/Ciudad Juárez|juarez
America/Guatemala|Guatemala City/Ciudad de Guatemala|quetzaltenango, antigua guatemala
America/Tegucigalpa|Tegucigalpa/Tegucigalpa|san pedro sula
America/El_Salvador|San Salvador/San Salvador|
America/Managua|Managua/Managua|leon, granada
America/Costa_Rica|San José (Costa Rica)/San José (Costa Rica)|san jose, alajuela, heredia
America/Panama|Panama City/Ciudad de Panamá|colon
America/Havana|Havana/La Habana|habana, santiago de cuba
America/Santo_Domingo|Santo Domingo/Santo Domingo|santiago de los caballeros, punta cana
America/Puerto_Rico|San Juan/San Juan|san juan de puerto rico, ponce, bayamon
America/Jamaica|Kingston/Kingston|
Atlantic/Bermuda|Bermuda/Bermudas|hamilton
America/Bogota|Bogotá/Bogotá|santafe de bogota, medellin, cali, barranquilla, cartagena
America/Bogota||cartagena de indias, bucaramanga, pereira, manizales, cucuta
America/Caracas|Caracas/Caracas|maracaibo, valencia, barquisimeto, merida, maracay
America/Guayaquil|Quito/Quito|cuenca, guayaquil
America/Lima|Lima/Lima|arequipa, cusco, cuzco, trujillo, callao
America/La_Paz|La Paz/La Paz|santa cruz de la sierra, santa cruz, cochabamba, sucre, el alto
America/Asuncion|Asunción/Asunción|ciudad del este
America/Montevideo|Montevideo/Montevideo|punta del este
America/Santiago|Santiago/Santiago de Chile|valparaiso, vina del mar, concepcion, antofagasta
America/Santiago||temuco
America/Buenos_Aires|Buenos Aires/Buenos Aires|rosario, la plata, mar del plata, bahia blanca, caba
America/Argentina/Cordoba|Córdoba (Argentina)/Córdoba (Argentina)|cordoba
America/Argentina/La_Rioja|La Rioja (Argentina)/La Rioja (Argentina)|la rioja
America/Argentina/San_Juan|San Juan (Argentina)/San Juan (Argentina)|san juan argentina
America/Argentina/Tucuman|Tucumán/Tucumán|san miguel de tucuman
America/Sao_Paulo|São Paulo/São Paulo|sao paulo, rio de janeiro, brasilia, belo horizonte
America/Sao_Paulo||curitiba, porto alegre, florianopolis, campinas
America/Manaus|Manaus/Manaos|
America/Rio_Branco|Rio Branco/Río Branco|
Europe/Madrid|Madrid/Madrid|barcelona, valencia, sevilla, seville, zaragoza, saragossa, malaga
Europe/Madrid||murcia, palma, palma de mallorca, mallorca, bilbao, alicante, cordoba, valladolid
Europe/Madrid||vigo, gijon, granada, la coruna, a coruna, coruna, vitoria, oviedo, santander
Europe/Madrid||san sebastian, donostia, pamplona, salamanca, toledo, cadiz, merida, leon
Europe/Madrid||cartagena, cuenca, trujillo, la rioja, logrono, girona, gerona, tarragona, lleida
Europe/Madrid||lerida, burgos, santiago de compostela
Atlantic/Canary|Las Palmas/Las Palmas|canarias, canary islands, islas canarias
Atlantic/Canary||las palmas de gran canaria, gran canaria, tenerife, santa cruz de tenerife
Atlantic/Canary||santa cruz
Europe/Lisbon|Lisbon/Lisboa|oporto, porto, braga, coimbra
Atlantic/Azores|Ponta Delgada/Ponta Delgada|azores
Europe/London|London/Londres|edinburgh, edimburgo, glasgow, manchester, birmingham, liverpool
Europe/London||leeds, bristol, sheffield, cardiff, newcastle, oxford, cambridge, inglaterra
Europe/London||england, escocia, scotland, gales, wales, belfast
Europe/Dublin|Dublin/Dublín|cork, galway
Europe/Paris|Paris/París|lyon, marsella, marseille, tolosa, toulouse, burdeos, bordeaux, niza
Europe/Paris||nice, lille, nantes, estrasburgo, strasbourg, montpellier, grenoble, rennes
Europe/Brussels|Brussels/Bruselas|amberes, antwerp, gante, ghent, brujas, bruges, lieja, liege
Europe/Brussels||bruxelles
Europe/Amsterdam|Amsterdam/Ámsterdam|la haya, the hague, den haag, rotterdam, roterdam, utrecht
Europe/Amsterdam||eindhoven
Europe/Luxembourg|Luxembourg/Luxemburgo|
Europe/Berlin|Berlin/Berlín|munich, munchen, hamburgo, hamburg, francfort, frankfurt, colonia
Europe/Berlin||cologne, koln, stuttgart, dusseldorf, leipzig, dresde, dresden, hannover, hanover
Europe/Berlin||nuremberg, bonn, bremen
Europe/Vienna|Vienna/Viena|salzburgo, salzburg, graz, innsbruck, wien
Europe/Zurich|Zurich/Zúrich|ginebra, geneva, geneve, basilea, basel, berna, bern, lausana
Europe/Zurich||lausanne, lucerna, lucerne, lugano
Europe/Rome|Rome/Roma|milan, milano, napoles, naples, turin, torino, florencia, florence, firenze
Europe/Rome||venecia, venice, venezia, bolonia, bologna, genova, genoa, palermo, verona
Europe/Monaco|Monaco/Mónaco|
Europe/Copenhagen|Copenhagen/Copenhague|aarhus
Europe/Stockholm|Stockholm/Estocolmo|gotemburgo, gothenburg, goteborg, malmo
Europe/Oslo|Oslo/Oslo|bergen
Europe/Helsinki|Helsinki/Helsinki|tampere, espoo
Atlantic/Reykjavik|Reykjavik/Reikiavik|
Europe/Warsaw|Warsaw/Varsovia|cracovia, krakow, cracow, breslavia, wroclaw, gdansk, poznan, lodz
Europe/Prague|Prague/Praga|brno
Europe/Bucharest|Bucharest/Bucarest|cluj, cluj napoca, iasi, timisoara
Europe/Belgrade|Belgrade/Belgrado|
Europe/Ljubljana|Ljubljana/Liubliana|
Europe/Sofia|Sofia/Sofía|
Europe/Athens|Athens/Atenas|salonica, tesalonica, thessaloniki
Europe/Tallinn|Tallinn/Tallin|
Europe/Vilnius|Vilnius/Vilna|
Europe/Kyiv|Kyiv/Kiev|lviv, leopolis, odesa, odessa, jarkov, kharkiv
Europe/Moscow|Moscow/Moscú|san petersburgo, saint petersburg russia, st petersburg russia
Europe/Istanbul|Istanbul/Estambul|ankara, esmirna, izmir
Africa/Cairo|Cairo/El Cairo|alejandria, alexandria
Africa/Casablanca|Casablanca/Casablanca|rabat, marrakech, marrakesh, tanger, tangier, fez
Africa/Algiers|Algiers/Argel|oran
Africa/Tunis|Tunis/Túnez|
Africa/Tripoli|Tripoli/Trípoli|
Africa/Lagos|Lagos/Lagos|abuja
Africa/Nairobi|Nairobi/Nairobi|mombasa
Africa/Addis_Ababa|Addis Ababa/Adís Abeba|
Africa/Johannesburg|Johannesburg/Johannesburgo|ciudad del cabo, cape town, pretoria, durban
Africa/Malabo|Malabo/Malabo|bata
Africa/Accra|Accra/Acra|
Africa/Khartoum|Khartoum/Jartum|
Asia/Jerusalem|Jerusalem/Jerusalén|tel aviv, haifa
Asia/Damascus|Damascus/Damasco|
Asia/Amman|Amman/Amán|
Asia/Baghdad|Baghdad/Bagdad|
Asia/Riyadh|Riyadh/Riad|jeddah, yeda
Asia/Dubai|Dubai/Dubái|abu dhabi, abu dabi
Asia/Qatar|Doha/Doha|
Asia/Kuwait|Kuwait City/Ciudad de Kuwait|
Asia/Tehran|Tehran/Teherán|
Asia/Yerevan|Yerevan/Ereván|
Asia/Tbilisi|Tbilisi/Tiflis|
Asia/Baku|Baku/Bakú|
Asia/Tashkent|Tashkent/Taskent|
Asia/Karachi|Karachi/Karachi|lahore, islamabad
Asia/Kolkata|Kolkata/Calcuta|calcutta, mumbai, bombay, delhi, nueva delhi, new delhi, bangalore
Asia/Kolkata||bengaluru, chennai, madras, hyderabad, pune, ahmedabad, gurgaon, gurugram, noida
Asia/Kathmandu|Kathmandu/Katmandú|
Asia/Dhaka|Dhaka/Daca|
Asia/Yangon|Yangon/Rangún|rangoon
Asia/Bangkok|Bangkok/Bangkok|chiang mai
Asia/Ho_Chi_Minh|Ho Chi Minh City/Ciudad Ho Chi Minh|hanoi, saigon
Asia/Jakarta|Jakarta/Yakarta|bandung
Asia/Makassar|Makassar/Macasar|bali, denpasar
Asia/Singapore|Singapore/Singapur|
Asia/Manila|Manila/Manila|cebu, quezon city
Asia/Shanghai|Shanghai/Shanghái|beijing, pekin, peking, shenzhen, guangzhou, canton, chengdu
Asia/Shanghai||hangzhou, wuhan, nanjing, xian
Asia/Taipei|Taipei/Taipéi|
Asia/Seoul|Seoul/Seúl|busan
Asia/Tokyo|Tokyo/Tokio|osaka, kioto, kyoto, yokohama, nagoya, fukuoka, sapporo, hiroshima
Asia/Ulaanbaatar|Ulaanbaatar/Ulán Bator|
Australia/Sydney|Sydney/Sídney|newcastle, canberra, wollongong
Australia/Melbourne|Melbourne/Melbourne|victoria, geelong
Australia/Brisbane|Brisbane/Brisbane|gold coast, cairns, queensland
Australia/Adelaide|Adelaide/Adelaida|
Australia/Hobart|Hobart/Hobart|tasmania
Pacific/Auckland|Auckland/Auckland|wellington, christchurch, hamilton, dunedin
`;

/** Countries in English and Spanish, other names of them, and their time zones. */
const COUNTRIES = `
United States/Estados Unidos|usa, us, eeuu, ee uu, e e u u, united states of america|
United States/Estados Unidos||America/New_York America/Chicago America/Denver America/Phoenix
United States/Estados Unidos||America/Los_Angeles
Canada/Canadá||America/Toronto America/Vancouver America/Halifax America/Edmonton America/Winnipeg
Canada/Canadá||America/St_Johns
Mexico/México||America/Mexico_City America/Monterrey America/Merida America/Cancun America/Tijuana
Mexico/México||America/Hermosillo America/Mazatlan America/Chihuahua America/Ciudad_Juarez
Guatemala/Guatemala||America/Guatemala
Honduras/Honduras||America/Tegucigalpa
El Salvador/El Salvador||America/El_Salvador
Nicaragua/Nicaragua||America/Managua
Costa Rica/Costa Rica||America/Costa_Rica
Panama/Panamá||America/Panama
Cuba/Cuba||America/Havana
Dominican Republic/República Dominicana||America/Santo_Domingo
Puerto Rico/Puerto Rico||America/Puerto_Rico
Jamaica/Jamaica||America/Jamaica
Bermuda/Bermudas||Atlantic/Bermuda
Colombia/Colombia||America/Bogota
Venezuela/Venezuela||America/Caracas
Ecuador/Ecuador||America/Guayaquil
Peru/Perú||America/Lima
Bolivia/Bolivia||America/La_Paz
Paraguay/Paraguay||America/Asuncion
Uruguay/Uruguay||America/Montevideo
Chile/Chile||America/Santiago
Argentina/Argentina||America/Buenos_Aires America/Argentina/Cordoba America/Argentina/La_Rioja
Argentina/Argentina||America/Argentina/San_Juan America/Argentina/Mendoza
Argentina/Argentina||America/Argentina/Tucuman
Brazil/Brasil||America/Sao_Paulo America/Manaus America/Rio_Branco
Spain/España||Europe/Madrid Atlantic/Canary
Portugal/Portugal||Europe/Lisbon Atlantic/Azores
United Kingdom/Reino Unido|uk, gb, great britain, gran bretana|Europe/London
Ireland/Irlanda|eire|Europe/Dublin
France/Francia||Europe/Paris
Belgium/Bélgica||Europe/Brussels
Netherlands/Países Bajos|holanda, holland, the netherlands|Europe/Amsterdam
Germany/Alemania||Europe/Berlin
Austria/Austria||Europe/Vienna
Switzerland/Suiza||Europe/Zurich
Italy/Italia||Europe/Rome
Denmark/Dinamarca||Europe/Copenhagen
Sweden/Suecia||Europe/Stockholm
Norway/Noruega||Europe/Oslo
Finland/Finlandia||Europe/Helsinki
Iceland/Islandia||Atlantic/Reykjavik
Poland/Polonia||Europe/Warsaw
Greece/Grecia||Europe/Athens
Romania/Rumania||Europe/Bucharest
Ukraine/Ucrania||Europe/Kyiv
Turkey/Turquía||Europe/Istanbul
Egypt/Egipto||Africa/Cairo
Morocco/Marruecos||Africa/Casablanca
Israel/Israel||Asia/Jerusalem
Iran/Irán||Asia/Tehran
India/India||Asia/Kolkata
China/China||Asia/Shanghai
Japan/Japón||Asia/Tokyo
Australia/Australia||Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Adelaide
Australia/Australia||Australia/Darwin Australia/Perth
New Zealand/Nueva Zelanda|nueva zelandia|Pacific/Auckland
`;

/**
 * What an abbreviation can mean. The runtime knows one meaning of some (ART is the time
 * of Cairo there), so no abbreviation is ever looked up in it.
 */
const ABBREVIATIONS = `
ACT|Australia/Sydney America/Rio_Branco
ACST|Australia/Adelaide Australia/Darwin
ACDT|Australia/Adelaide
AEST|Australia/Sydney Australia/Brisbane
AEDT|Australia/Sydney Australia/Melbourne
AET|Australia/Sydney Australia/Brisbane
AGT|America/Buenos_Aires
AKST|America/Anchorage
AKDT|America/Anchorage
ART|America/Buenos_Aires Africa/Cairo
AST|America/Halifax America/Puerto_Rico Asia/Riyadh
ADT|America/Halifax
AWST|Australia/Perth
BET|America/Sao_Paulo
BOT|America/La_Paz
BRT|America/Sao_Paulo
BRST|America/Sao_Paulo
BST|Europe/London Asia/Dhaka
CAT|Africa/Maputo Africa/Khartoum
CDT|America/Chicago America/Havana
CEST|Europe/Madrid Europe/Berlin
CET|Europe/Madrid Europe/Berlin Africa/Algiers
CLT|America/Santiago
CLST|America/Santiago
CNT|America/St_Johns
COT|America/Bogota
CST|America/Chicago America/Mexico_City Asia/Shanghai America/Havana
CT|America/Chicago
CTT|Asia/Shanghai
EAT|Africa/Nairobi
ECT|America/Guayaquil Europe/Paris
EDT|America/New_York
EEST|Europe/Athens Africa/Cairo
EET|Europe/Athens Africa/Cairo Africa/Tripoli
EST|America/New_York America/Panama
ET|America/New_York
GST|Asia/Dubai
HKT|Asia/Hong_Kong
HST|Pacific/Honolulu
ICT|Asia/Bangkok
IET|America/Indiana/Indianapolis
IDT|Asia/Jerusalem
IST|Asia/Kolkata Europe/Dublin Asia/Jerusalem
JST|Asia/Tokyo
KST|Asia/Seoul
MDT|America/Denver
MET|Europe/Madrid Europe/Berlin
MIT|Pacific/Apia
MSK|Europe/Moscow
MST|America/Denver America/Phoenix
MT|America/Denver
NDT|America/St_Johns
NET|Asia/Yerevan
NPT|Asia/Kathmandu
NST|America/St_Johns Pacific/Auckland
NZ|Pacific/Auckland
NZDT|Pacific/Auckland
NZST|Pacific/Auckland
PDT|America/Los_Angeles America/Tijuana
PET|America/Lima
PHT|Asia/Manila
PKT|Asia/Karachi
PLT|Asia/Karachi
PNT|America/Phoenix
PRC|Asia/Shanghai
PRT|America/Puerto_Rico
PST|America/Los_Angeles America/Tijuana Asia/Manila
PT|America/Los_Angeles Europe/Lisbon
PYT|America/Asuncion
ROC|Asia/Taipei
ROK|Asia/Seoul
SAST|Africa/Johannesburg
SGT|Asia/Singapore
SST|Pacific/Pago_Pago Asia/Singapore
TRT|Europe/Istanbul
UYT|America/Montevideo
VET|America/Caracas
VST|Asia/Ho_Chi_Minh America/Caracas
WAT|Africa/Lagos
WEST|Europe/Lisbon Atlantic/Canary
WET|Europe/Lisbon Atlantic/Canary
WIB|Asia/Jakarta
`;

/** A place in the languages of the pages. */
interface PlaceName {
  readonly en: string;
  readonly es: string;
}

/** A text that stands for several time zones, and the places that it can mean. */
export interface AskedBack {
  /** As the candidate typed it, in capitals if it is an abbreviation. */
  readonly typed: string;
  readonly places: readonly PlaceName[];
}

export type CitySearch =
  | { readonly kind: 'found'; readonly timeZone: string }
  | { readonly kind: 'ask'; readonly ask: AskedBack }
  | { readonly kind: 'none' };

/**
 * Normalises the name of a zone, city or country for comparison: without accents and
 * punctuation, in lower case, with spaces instead of the underscores of IANA names.
 */
export const normaliseName = (text: string): string =>
  withoutAccents(text)
    .replace(/[\s_.,;:'’()-]+/g, ' ')
    .toLowerCase()
    .trim();

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((row) => row.split('|'));

function placeNameOf(text: string): PlaceName {
  const [en = '', es = ''] = text.split('/');
  return { en, es };
}

const listOf = (text: string, separator: string): string[] => text.split(separator).filter(Boolean);

interface Country {
  readonly name: PlaceName;
  readonly zones: string[];
}

function parseTables() {
  const displayNames = new Map<string, PlaceName>();
  const cities = new Map<string, string[]>();
  for (const [zone = '', display = '', more = ''] of rowsOf(CITIES)) {
    const name = placeNameOf(display);
    if (display !== '') displayNames.set(zone, name);
    for (const text of [name.en, name.es, ...listOf(more, ', ')]) {
      const city = normaliseName(text);
      if (city !== '') cities.set(city, [...new Set([...(cities.get(city) ?? []), zone])]);
    }
  }
  const countries = new Map<string, Country>();
  for (const [display = '', more = '', zones = ''] of rowsOf(COUNTRIES)) {
    const name = placeNameOf(display);
    const country = countries.get(normaliseName(name.en)) ?? { name, zones: [] };
    country.zones.push(...listOf(zones, ' '));
    for (const text of [name.en, name.es, ...listOf(more, ', ')]) {
      countries.set(normaliseName(text), country);
    }
  }
  const abbreviations = new Map(
    rowsOf(ABBREVIATIONS).map(([name = '', zones = '']) => [name, listOf(zones, ' ')]),
  );
  return { displayNames, cities, countries, abbreviations };
}

let parsedTables: ReturnType<typeof parseTables> | undefined;
/** The tables, parsed when they are needed first: most browsers send an IANA name. */
function tables() {
  parsedTables ??= parseTables();
  return parsedTables;
}

const nameOfZone = (zone: string): PlaceName => {
  const name = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return tables().displayNames.get(zone) ?? { en: name, es: name };
};

/** How many places a question offers. */
const MAX_PLACES = 5;

const ask = (typed: string, places: readonly PlaceName[]): CitySearch => ({
  kind: 'ask',
  ask: { typed, places: places.slice(0, MAX_PLACES) },
});

/** The same city in several countries: «Valencia (España)», «Valencia (Venezuela)». */
function askForCountry(typed: string, zones: readonly string[]): CitySearch {
  const all = [...tables().countries.values()];
  const city = typed.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
  return ask(
    typed,
    zones.map((zone) => {
      const country = all.find((other) => other.zones.includes(zone));
      if (country === undefined) return nameOfZone(zone);
      return { en: `${city} (${country.name.en})`, es: `${city} (${country.name.es})` };
    }),
  );
}

/** Looks up a city of the tables; if there is none, `listed` finds it in IANA's names. */
function findCity(
  typed: string,
  wanted: string,
  listed: (wanted: string) => string | undefined,
): CitySearch {
  const zones = tables().cities.get(wanted);
  if (zones !== undefined && zones.length > 1) return askForCountry(typed, zones);
  const timeZone = zones?.[0] ?? listed(wanted);
  return timeZone === undefined ? { kind: 'none' } : { kind: 'found', timeZone };
}

/** «Valencia, España»: the city, if one of the country's time zones is the city's. */
function findCityInCountry(
  wanted: string,
  listed: (wanted: string) => string | undefined,
): CitySearch | undefined {
  const words = wanted.split(' ');
  for (let length = 1; length < words.length; length += 1) {
    const country = tables().countries.get(words.slice(length).join(' '));
    if (country === undefined) continue;
    const city = words.slice(0, length).join(' ');
    const zones = tables().cities.get(city) ?? [listed(city) ?? ''];
    const timeZone = zones.find((zone) => country.zones.includes(zone));
    if (timeZone !== undefined) return { kind: 'found', timeZone };
  }
  return undefined;
}

/**
 * Finds the time zone of a city or country that a candidate typed. An abbreviation is
 * asked back, except UTC and GMT. So is a city of two countries, or a country with
 * several time zones.
 *
 * @param listed finds a city in the names of IANA, by its normalised name
 */
export function findZoneOfCity(
  typed: string,
  listed: (wanted: string) => string | undefined,
): CitySearch {
  const wanted = normaliseName(typed);
  if (/^(?:utc|gmt|uct|zulu)$/.test(wanted)) return { kind: 'found', timeZone: 'UTC' };
  const meanings = tables().abbreviations.get(wanted.toUpperCase());
  if (meanings !== undefined) return ask(wanted.toUpperCase(), meanings.map(nameOfZone));
  const city = findCity(typed, wanted, listed);
  if (city.kind !== 'none') return city;
  const country = tables().countries.get(wanted);
  if (country === undefined) return findCityInCountry(wanted, listed) ?? { kind: 'none' };
  const [timeZone = '', ...others] = country.zones;
  return others.length === 0
    ? { kind: 'found', timeZone }
    : ask(typed, country.zones.map(nameOfZone));
}
