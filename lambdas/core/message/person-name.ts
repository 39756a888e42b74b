import {
  companiesLikePeople,
  givenNames,
  organisationWords,
  postNominals,
  professions,
  titles,
} from '../letter/known-names.ts';
import { wholeName } from '../letter/whole-name.ts';
import { moreGivenNames } from './given-names.ts';
import { isCapitalised, listOf, plain, type Token } from './words.ts';

const PARTICLES = listOf(
  'de del la las los da das do dos di van von der den ter ten bin ibn al el y e i ap Mac',
);
/** Words that begin with a capital letter in emails, and are no names. */
const NO_NAMES = listOf(`
  hi hello hey dear team thanks thank regards best kind warm warmly cheers sincerely you your our we
  the this that it is as at in on for from with and or to of a an i monday tuesday wednesday
  thursday friday saturday sunday january february march april may june july august september
  october november december lunes martes miercoles jueves viernes sabado domingo enero febrero
  marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre hola buenos buenas
  estimado estimada saludos gracias atentamente cordialmente un una el los las tu su nuestro
  nuestra para por con en zoom google meet teams microsoft skype webex phone video call interview
  entrevista reunion linkedin indeed notifications notification noreply no-reply reply jobs job
  role position puesto vacante please por favor llamada engineer developer manager director
  analyst designer specialist lead head senior junior officer consultant product data software
  marketing sales people operations everyone all there candidate candidato candidata applicant
  sent view message mensaje inmail hiring careers calendar invitation invitacion confirmed
  updated re fwd fw rv customer account service support alerts alert bot system admin info hr
  reclutadora reclutador recruiter sourcer partner founder cofounder ceo cto coo cfo vp gerente
  jefe jefa equipo seleccion talento atraccion quedo espero excelente feliz abrazo abrazos besos
  nos te le me what when where why how if so but sounds great looking next yes no ok okay hope
  speak talk soon mr mrs ms sr sra buen good morning afternoon evening dia tardes lic ing mtra
  comite direccion gerencia coordinacion jefatura area unidad oficina rectoria consejo junta
  comision decanato facultad delegacion committee board council office crew faculty school
  entrevistador entrevistadora entrevistadores interviewer interviewers panel tecnico tecnica
  coordinador coordinadora responsable tell ask contact contacto attn fdo firmado signed
  vacantes vacante empleos empleo convocatorias convocatoria human humanos capital resume
  application
  accept decline report bolsa soy i'm i’m it's it’s boletin newsletter bulletin let ofertas
  oferta personal negociado
  departamento servicio seccion subdireccion office desk
  messages mensajes inbox bandeja alerta alertas from unsubscribe privacy llamame escribime
  escribeme avisame regarding about asunto tel mobile
`);

const isNameWord = (word: string): boolean =>
  /^\p{Lu}(?:['’.-]?[\p{L}\p{M}]){0,24}\.?$/u.test(word) &&
  (!NO_NAMES.has(plain(word)) || givenNames.has(word));

/** Words of organisations, besides those that a greeting must know. */
const MORE_ORGANISATIONS = listOf(`
  trust theatre theater college school schools academy clinic clinica hospital bank banco hotels
  universidad instituto colegio escuela fundacion asociacion cooperative coop society council
  laboratorios grupo consultores consultoria asesores cementos aceros transportes bodegas estudio
  robotics analytics logistics logistica foods energy mobility financial finserv pharma bio media
  weekly daily newsletter alerts campus club nursery church parish county city department dept
  departamento ayuntamiento gobierno secretaria restaurant restaurante farmacia inmobiliaria
  editorial industries industrias factory fabrica farm farms brewery ventures digital games
  insurance seguros constructora ingenieria maquiladora desk hub lab institute federation
  ministry nhs rrhh hr store shop tienda gimnasios gym services conservancy lodge dental laundry
  brewing bakery cafe notaria peluqueria barberia panaderia liceo centre zoo construcciones
  hoteles talleres mezcaleria frigorifico minera bar pub meson taberna tyres hospice care
  rotiseria solutions services wines foods
`);

export const isOrganisationWord = (word: string): boolean => {
  const key = plain(word).replace(/[.,]$/, '');
  return organisationWords.has(key) || MORE_ORGANISATIONS.has(key);
};

/** The name without titles, pronouns, degrees, symbols and what else stands around it. */
function bare(text: string): string {
  const [first = ''] = text
    .replace(/\p{Extended_Pictographic}|\uFE0F|\u200D/gu, ' ')
    .replace(/[([{][^()[\]{}]*[)\]}]/g, ' ')
    // «August "Gus" Trimboli»
    .replace(/ ["“]\p{Lu}\p{L}{1,12}["”] /gu, ' ')
    .split(/ [|•·–—-] |[|•·*]|\s(?:via|from|at|@|en|vía|desde|a través de)\s/i);
  const words = withoutTitles(first.trim().split(/\s+/));
  while (words.length > 1 && /^(?:\p{Lu}\.){2,4}$/u.test(words[0] ?? '') && isGiven(words[1] ?? ''))
    words.shift();
  while (words.length > 1 && (isDegree(last(words)) || isCapitalDegree(words))) words.pop();
  return wholeName(words.join(' ').replace(/^["'*_]{1,3}|["'*_]{1,3}$/g, '')).replace(/,$/, '');
}

/** A degree in capitals behind two names or more: "Rhiannon Pugh MRICS". */
const isCapitalDegree = (words: readonly string[]): boolean =>
  words.length > 2 &&
  /^[A-Z]{2,6}$/.test((words.at(-1) ?? '').replace(/[,.]$/, '')) &&
  words.slice(0, -1).some((word) => !isUpper(word));

/** A degree: one that is known, or like "DipPFS" and "MRICS-B", but not "McLeod". */
const isDegree = (word: string): boolean =>
  postNominals.has(word) ||
  /^(?:assoc|hons|dip|cert|chartered|fellow)$/i.test(word) ||
  (/\p{Lu}{2}/u.test(word) &&
    /^[\p{L}-]+$/u.test(word) &&
    /\p{Ll}/u.test(word) &&
    !/^Mac/.test(word));

const last = (words: readonly string[]): string => (words.at(-1) ?? '').replace(/[,.]$/, '');

/** Titles besides those that a greeting must know. */
const MORE_TITLES = listOf(
  'miss fr rev father sister profra mtro mag psic senor senora senorita doctor doctora maestro ' +
    'maestra profesor profesora ingeniero ingeniera licenciado licenciada contadora rector ' +
    'rectora ' +
    'officer sor fray hno hna mtra profr pbro brother br abog arq enf capt mons madam ' +
    'canon prof professor lcda ' +
    'sir dame judge coach ia revd cllr councillor madame md gm matron fray',
);
const isTitle = (word: string): boolean => {
  const key = plain(word).replace(/\.$/, '');
  return professions.has(key) || titles.has(key) || MORE_TITLES.has(key);
};

function withoutTitles(words: readonly string[]): string[] {
  const start = words.findIndex((word, index) => index === words.length - 1 || !isTitle(word));
  return words.slice(start);
}

/** "Dana Lee" for "LEE Dana": a family name in capitals goes last. */
function familyLast(name: string): string {
  const words = name.split(' ');
  const given = words.findIndex((word) => !isUpper(word) && !PARTICLES.has(plain(word)));
  return given < 1 ? name : [...words.slice(given), ...words.slice(0, given)].join(' ');
}

/** "Dana Lee" for "Lee, Dana" and "LEE, Dana". */
function inOrder(name: string): string {
  const [family = '', given = '', ...others] = name.split(',').map((part) => part.trim());
  // "Dana Lee, AIA" has a degree behind the name.
  const hasDegree = isDegree(given) || (/^[A-Z]{2,5}$/.test(given) && family.includes(' '));
  if (given === '' || others.length > 0 || hasDegree) return family;
  return `${withoutTitles(given.split(' ')).join(' ')} ${family}`;
}

const isUpper = (word: string): boolean => /^\p{Lu}[\p{Lu}'’.-]{2,}$/u.test(word);
const inTitleCase = (name: string): string => {
  const isAllUpper = name === name.toUpperCase();
  return name
    .split(' ')
    .map((word) => {
      if (isAllUpper && PARTICLES.has(plain(word))) return plain(word);
      return isUpper(word) && /^[\p{L}'’-]+$/u.test(word)
        ? word.toLowerCase().replace(/(?:^|['’-])\p{L}/gu, (start) => start.toUpperCase())
        : word;
    })
    .join(' ');
};

/**
 * The name of a person that a text holds, or undefined if it may be something else: a
 * team, a company, a word.
 *
 * @param options `isSingle`: a first name alone counts
 */
export function personName(
  text: string,
  { isSingle = false }: { readonly isSingle?: boolean } = {},
): string | undefined {
  if (text.length > 120) return undefined;
  const ordered = familyLast(inOrder(bare(text)).replace(/\s+/g, ' ').trim());
  const name = inTitleCase(ordered);
  const words = name.split(' ');
  if (words.length > 6 || (words.length === 1 && !isSingle)) return undefined;
  if (companiesLikePeople.has(name)) return undefined;
  if (words.some((word) => isOrganisationWord(word))) {
    return undefined;
  }
  const [first = '', ...rest] = words;
  // "J. R. Castellow" is a name, "A Company" is none.
  const isInitial = /^\p{Lu}\.$/u.test(first) && /^\p{Lu}\p{Ll}{2}/u.test(words.at(-1) ?? '');
  if (!isInitial && (!isNameWord(first) || /^\p{L}\.?$/u.test(first))) return undefined;
  const isName = rest.every((word) => isNameWord(word) || PARTICLES.has(word));
  // «Gabi y Rosa» are two people.
  if (words.some((word, index) => /^[yei]$/.test(word) && isGiven(words[index + 1] ?? '')))
    return undefined;
  return isName && !PARTICLES.has(words.at(-1) ?? '') ? name : undefined;
}

/** "Dana Lee" for "dana lee" */
export const inCapitals = (name: string): string =>
  name.replace(/(?<![\p{L}'’])\p{Ll}/gu, (letter) => letter.toUpperCase());

const isGiven = (word: string): boolean => givenNames.has(word) || moreGivenNames.has(word);

/** Whether the first word is a given name that is known. */
export const isKnownGiven = (name: string): boolean => {
  // «Ma. Fernanda» is María Fernanda.
  const first = name.replace(/^(?:Ma\.|M\.ª|Mª|Mª\.) /u, '').split(' ')[0] ?? '';
  return isGiven(first) || first.split('-').every(isGiven);
};

/** The words of a name, without initials at its end: "Dana V-A" is "Dana". */
const compared = (name: string): readonly string[] =>
  plain(withoutInitials(name).replace(/(?<!\S)M(?:\.ª|ª|a\.)(?=\s)/gu, 'María')).split(' ');
export const withoutInitials = (name: string): string =>
  name.replace(/(?<=\p{L}{2})(?: \p{Lu}\.?(?:-?\p{Lu}\.?)?){1,2}$/u, '');

/** "t." of "theodora", and the other way round. */
const isInitial = (one: string, other: string): boolean =>
  [one, other].some((word) => /^\p{L}\.?$/u.test(word)) && one.charAt(0) === other.charAt(0);

/** Whether two names can be those of one person: "Dana" and "Dana Lee". */
export function isSamePerson(one: string, other: string): boolean {
  const [a, b] = [compared(one), compared(other)];
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const isSame = (word: string) => long.some((other) => other === word || isInitial(word, other));
  return short.every(isSame) && short.some((word) => long.includes(word));
}

/** «Soy Oscar Bravo de Ferretería Ruiz»: after two words "de" leads to the company. */
export function introducedTokens(tokens: readonly Token[]): readonly Token[] {
  const name = nameTokens(tokens);
  const at = name.findIndex(({ word }) => word === 'de' || word === 'del');
  const isArticle = /^(?:la|las|los)$/.test(name[at + 1]?.word ?? '');
  return at < 2 || isArticle ? name : name.slice(0, at);
}

/** «Eulàlia Bofarull i Mas», not "Dana Lee y Ana Ruiz". */
const isSecondFamily = (taken: readonly Token[], next: Token | undefined): boolean =>
  taken.length > 1 && next !== undefined && isCapitalised(next.word) && !isGiven(next.word);

/** The words of a name at the beginning of some tokens, and how many they are. */
export function nameTokens(tokens: readonly Token[]): readonly Token[] {
  const taken: Token[] = [];
  for (const token of tokens) {
    const isTitleWord = taken.every(({ word }) => isTitle(word)) && isTitle(token.word);
    const isParticle =
      taken.length > 0 &&
      PARTICLES.has(token.word) &&
      !/^(?:al|el)$/.test(token.word) &&
      (!/^[yei]$/.test(token.word) || isSecondFamily(taken, tokens[taken.length + 1])) &&
      // «Romi de Puelche» is Romi; «Ana de la Torre» has a longer particle.
      (taken.length > 1 ||
        token.word !== 'de' ||
        /^(?:la|las|los)$/.test(tokens[taken.length + 1]?.word ?? ''));
    if (!isTitleWord && !isParticle && !(isCapitalised(token.word) && isNameWord(token.word)))
      break;
    taken.push(token);
    if (token.after !== ' ' || taken.length === 5) break;
  }
  // «Rosa Isela de Maquiladora …»: the particle leads to an organisation.
  const organisation = taken.findIndex(({ word }) => isOrganisationWord(word));
  if (organisation > 0) taken.length = organisation;
  while (taken.length > 0 && PARTICLES.has(taken.at(-1)?.word ?? '')) taken.pop();
  while (taken.length > 1 && isTitle(taken[0]?.word ?? '')) taken.shift();
  return taken.length === 1 && isTitle(taken[0]?.word ?? '') ? [] : taken;
}
