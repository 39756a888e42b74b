import { isOrganisationWord } from './person-name.ts';
import { isCapitalised, listOf, plain, type Token, tokensOf } from './words.ts';

export const WITHIN = listOf(
  'of & and the y de del do da dos das la las los e for van von al und et el',
);
/** Words that begin with a capital letter, and begin no name of a company. */
export const NO_COMPANY = listOf(`
  the our your my this that a an we i you he she they it monday tuesday wednesday thursday friday
  saturday sunday january february march april may june july august september october november
  december lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo
  junio julio agosto septiembre octubre noviembre diciembre zoom google teams microsoft linkedin
  meet skype webex whatsapp indeed greenhouse lever workday ashby glassdoor am pm est pst cst edt
  pdt
  cet gmt utc et pt ct hi hello dear please thanks best regards hr rrhh remote hybrid nuestra
  nuestro tu su mi esta este una un los las full part time all tomorrow today least first once
  noon phone video gmail outlook hola saludos gracias ceo cto what who when where how if
  london madrid barcelona mexico cdmx bogota lima santiago buenos argentina españa espana spain
  europe latam usa uk us united new york san austin boston chicago berlin paris dublin
  manchester bristol leeds valencia sevilla bilbao guadalajara monterrey cordoba rosario
  mendoza toronto vancouver miami seattle denver portland atlanta dallas houston remoto remota
  hibrido presencial data product software engineering marketing sales design operations
  jan feb mar apr jun jul aug sep oct nov dec ene abr ago dic linea online hiya hej
  professor judge rev doctor doctora d prof dr dra mr mrs ms sr sra lic ing don doña sir captain
  confidencial confidential
  christmas easter navidad musica
  reunion entrevista invitacion invitation
  english spanish ingles java python javascript typescript react node aws sql excel
`);
/** Words of departments and titles: a name of only these is no company. */
export const DEPARTMENTS = listOf(`
  talent acquisition adquisicion people culture human resources recursos humanos reclutamiento
  seleccion
  recruiting recruitment hr rrhh rr hh operations finance brand growth marketing sales engineering
  ventas calidad suministro cadena compras produccion personas gente cultura atraccion capital
  humano direccion general legal compliance payroll partner director directora senior manager team
  equipo staff stealth startup recruiter technical talento office search executive industrial
  cliente client final company empresa partners group head lead departamento department contratacion
  relaciones laborales administracion gestion humana operaciones vicepresidencia coordinacion
  gerencia
  comite oficina subdireccion jefatura presidencia consejo junta rectoria comision confidential
  confidencial anonymous customer success product design data software it tech
  technology tecnologia sistemas reception maintenance quality logistics research science ai
  construction education healthcare retail hospitality servicios generales ofertas
  infraestructuras governing board
  candidate candidates applicant interview video panel first second next round hiring
`);
/** Words of trades in names of companies. Some are names of families, too. */
const TRADES = listOf(`
  trams rail railway railways ferries dairy foundry bindery boatbuilders surveyors architects
  arquitectos chambers solicitors attorneys accountants abogados bufete despacho joinery printers
  press publishing editores studios studio pictures films radio fm tv shipping haulage freight
  water electric steel glass textiles timber furniture muebles pinturas ferreteria vivero viveros
  bodegon bodega viñedos vineyard vineyards winery almacenes tiendas supermercados astilleros
  carpinteria libreria floristeria flores panaderia pasteleria heladeria cafeteria asador hostal
  residencia granja granjas fundo hacienda finca rancho agricola hostel inn garage motors autos
  automotriz vet vets veterinaria pharmacy orchards nurseries gardens parks museum museo teatro
  biblioteca library collection gallery galeria archivo diputacion municipalidad alcaldia
  obispado parroquia diocese cathedral catedral club deportivo nautico academia compañia
  aseguradora aerolineas ferrocarriles tranvias puerto port airport aeropuerto logistic packaging
  plasticos quimica metalurgica maquinados mecanizados textil confecciones calzados zapateria
  joyeria optica imprenta laboratorio centro consultorio sanatorio geriatrico guarderia ludoteca
  escuelas institucion organizacion federacion sindicato gremio banca caja mutual mutua mutualidad
  residences apartments housing homes hospitals surgery opticians estates trading
  ecoparque acuario aquarium circus circo brewers distillery distillers cider roasters tours
  travel viajes turismo cruises outdoors mountain kitchen kitchens catering bistro grill
  creamery lavanderia lavanderias tintoreria naviera reserve reserva saddlery apiaries
  pescaderia carniceria fruteria verduleria polleria taqueria fonda mercado market markets
  grocers butchers fisheries pesquera salmones
  constructores inmuebles desarrollos instalaciones climatizacion refrigeracion frio elevators
  ascensores limpieza cleaning security seguridad vigilancia paqueteria mensajeria correos
`);
export const isTradeWord = (word: string): boolean => TRADES.has(plain(word).replace(/[.,]$/, ''));

/** Words at the end of a sender's name that are no part of the company's. */
export const TEAM_WORDS = listOf(`
  careers career jobs hiring recruiting recruiter talent acquisition team people hr
  talento seleccion reclutamiento humanos recursos rrhh empleo empleos candidatos equipo de del
  notifications no-reply noreply via workday greenhouse lever ashby teamtailor the at human
  resources hello capital humano atraccion personas job applications gestion humana rh
  secretaria convocatorias recepcion reception admisiones administracion coordinacion bolsa
`);

/** Kinds of companies that stand in small letters before a name. */
const KINDS = listOf(`
  hospital universidad instituto banco veterinaria ferreteria farmacia panaderia peluqueria
  libreria floristeria cafeteria clinica
  club restaurante bodegon hotel hostal colegio escuela notaria gimnasio taller residencia
  academia granja hacienda teatro museo bar asador imprenta vivero bodega cooperativa naviera
`);

/** «Hospital Veterinario Mirasierra» is a company, no title. */
export const beginsWithKind = (name: string): boolean => KINDS.has(plain(name.split(' ')[0] ?? ''));

/** Words that follow a name in subjects and lists, and end it. */
const END_WORDS = listOf(`
  monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes
  interview interviews entrevista offer oferta application applications candidatura postulacion
  onsite screen screening invite invitation confirmation update zoom meeting reminder role position
  vacancy vacante puesto proceso process hola hi hello hey
`);

const LEGAL = new RegExp(
  [
    '^(?:inc|ltd|ltda|limited|llc|llp|gmbh|kg|plc|corp|co|pty|private|pvt|sab|',
    String.raw`s\.a\.b|s\.?a|s\.?a\.?c|s\.?l|s\.?l\.?[pu])\.?$`,
  ].join(''),
  'i',
);
/** "I'll", "Don't" */
const CONTRACTION = /(?:n['’]t|['’](?:ll|ve|re|d|m))$/i;
/** "KES 68,000 a month" */
const SUM = /^[A-Z]{3}\s?\d/;
/** "at 9.30am" */
const TIME_OF_DAY = /^\d{1,2}(?:[.:h]\d{2})?(?:am|pm|hs|hrs|h)?$/i;

/** The name of a company at a place of a text: capitals, and small words between them. */
export function companyAt(text: string, from: number): { name: string; end: number } | undefined {
  const taken: Token[] = [];
  for (const token of tokensOf(text, from, 8)) {
    const key = plain(token.word);
    const isThe =
      taken.length === 0 && /^(?:the|el|la|los|las)$/.test(key) && !isCapitalised(token.word);
    if (isThe && token.after === ' ') continue;
    // "my cafe, The Copper Pot": a capital within the sentence belongs to the name.
    const isTitled = taken.length === 0 && /^(?:The|El|La|Los|Las)$/.test(token.word);
    if (isTitled && token.after === ' ' && /^\p{Lu}/u.test(text.slice(token.end + 1))) {
      taken.push(token);
      continue;
    }
    // "Cobblestone Transit for the Bus Network Planner"
    if (key === 'for' && /^ (?:the|an?|our) /.test(text.slice(token.end, token.end + 5))) break;
    const isSmall = taken.length > 0 && WITHIN.has(key) && !isCapitalised(token.word);
    // «de la veterinaria San Roque»
    const isKind =
      taken.length === 0 &&
      /^ \p{Lu}/u.test(text.slice(token.end, token.end + 2)) &&
      /^\p{Ll}/u.test(token.word) &&
      KINDS.has(key);
    if (isKind) {
      taken.push(token);
      continue;
    }
    const isName = /^[\p{Lu}\p{N}]/u.test(token.word) || /^\p{Ll}\p{Lu}/u.test(token.word);
    if (!isSmall && !isName) break;
    if (taken.length > 0 && END_WORDS.has(key)) break;
    if (CONTRACTION.test(token.word)) break;
    if (taken.length === 0 && SUM.test(text.slice(token.start, token.start + 6))) break;
    if (
      taken.length === 0 &&
      (NO_COMPANY.has(key.replace(/\.$/, '')) || TIME_OF_DAY.test(token.word))
    )
      break;
    if (
      taken.length > 0 &&
      /^(?:i|we|i['’](?:m|ve|d)|we['’](?:re|ve)|our|y|nuestr[oa])$/.test(key) &&
      isName
    )
      break;
    taken.push(token);
    const isLegalEnd = taken.length > 1 && LEGAL.test(token.word);
    const next = isLegalEnd ? (tokensOf(text, token.end, 1)[0]?.word ?? '') : '';
    if (isLegalEnd && !/^(?:de|&)$/i.test(next) && !LEGAL.test(next)) break;
    if (token.after === ', ') {
      const form = tokensOf(text, token.end + 2, 1)[0];
      if (form === undefined || !LEGAL.test(form.word)) break;
      continue;
    }
    if (token.after !== ' ') break;
  }
  while (taken.length > 0 && WITHIN.has(taken.at(-1)?.word ?? '')) taken.pop();
  const [first, last] = [taken[0], taken.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const whole = text.slice(first.start, last.end);
  const name = last.after === ' ' ? whole.replace(/['’]s$/, '') : whole;
  return name.length < 2 || name.length > 80 ? undefined : { name, end: last.end };
}

/** Whether a name of several words has one of a kind of company, or of a trade. */
export const isOfKind = (name: string): boolean => {
  const words = name.split(' ').filter((word) => !WITHIN.has(word));
  const kinds = words.filter((word) => isOrganisationWord(word) || isTradeWord(word));
  return kinds.length > 0 && kinds.length < words.length;
};
