import { domainOf } from '../email-address.ts';
import { companiesLikePeople } from '../letter/known-names.ts';
import type { Found } from './find-people.ts';
import { hasHead, subjectWithoutMarks } from './find-role.ts';
import { companyLabel } from './mail-services.ts';
import type { Message } from './message.ts';
import { isKnownGiven, isOrganisationWord, isSamePerson, nameTokens } from './person-name.ts';
import {
  isCapitalised,
  listOf,
  phrases,
  plain,
  quoteAround,
  type Token,
  tokensOf,
} from './words.ts';

const WITHIN = listOf('of & and the y de del la las los e for van von al und et el');
/** Words that begin with a capital letter, and begin no name of a company. */
const NO_COMPANY = listOf(`
  the our your my this that a an we i you he she they it monday tuesday wednesday thursday friday
  saturday sunday january february march april may june july august september october november
  december lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo
  junio julio agosto septiembre octubre noviembre diciembre zoom google teams microsoft linkedin
  skype webex whatsapp indeed greenhouse lever workday ashby glassdoor am pm est pst cst edt pdt
  cet gmt utc et pt ct hi hello dear please thanks best regards hr rrhh remote hybrid nuestra
  nuestro tu su mi esta este una un los las full part time all tomorrow today least first once
  noon phone video gmail outlook hola saludos gracias ceo cto what who when where how if
  london madrid barcelona mexico cdmx bogota lima santiago buenos argentina españa espana spain
  europe latam usa uk us united new york san austin boston chicago berlin paris dublin
  manchester bristol leeds valencia sevilla bilbao guadalajara monterrey cordoba rosario
  mendoza toronto vancouver miami seattle denver portland atlanta dallas houston remoto remota
  hibrido presencial data product software engineering marketing sales design operations
  jan feb mar apr jun jul aug sep oct nov dec ene abr ago dic linea online hiya hej
  english spanish ingles java python javascript typescript react node aws sql excel
`);
/** Words of departments and titles: a name of only these is no company. */
const DEPARTMENTS = listOf(`
  talent acquisition people culture human resources recursos humanos reclutamiento seleccion
  recruiting recruitment hr rrhh rr hh operations finance brand growth marketing sales engineering
  ventas calidad suministro cadena compras produccion personas gente cultura atraccion capital
  humano direccion general legal compliance payroll partner director directora senior manager team
  equipo staff stealth startup recruiter technical talento office search executive industrial
  cliente client final company empresa partners group head lead departamento department contratacion
  relaciones laborales administracion customer success product design data software it tech
  technology tecnologia sistemas reception maintenance quality logistics research science ai
  candidate candidates applicant interview video panel first second next round hiring
`);
/** Words in the names of agencies, which hire for others. */
const AGENCY = phrases(
  'staffing|recruitment|recruiting|recruiters?|search|talent|talento|' +
    'headhunt\\p{L}*|selecci[oó]n|consultores|consulting|ett|rrhh|people|personnel|' +
    'personal\\p{L}*|executive|partners|hr|capital humano|placement|resourcing|' +
    'empleo',
  'iu',
);
/** Words at the end of a sender's name that are no part of the company's. */
const TEAM_WORDS = listOf(`
  careers career jobs hiring recruiting recruitment recruiter talent acquisition team people hr
  talento seleccion reclutamiento humanos recursos rrhh empleo empleos candidatos equipo de del
  notifications no-reply noreply via workday greenhouse lever ashby teamtailor the at human
  resources staffing university hello capital humano atraccion personas job applications
`);

interface Scored extends Found {
  readonly score: number;
  /** Where it stands: what two places say is trusted more. */
  readonly place: Place;
  /** The text says that it is the client of an agency. */
  readonly isClient?: boolean;
}
type Place = 'text' | 'subject' | 'sender' | 'signature' | 'domain';
/** At least, for the words before a name that are about the client of an agency. */
const CLIENT_SCORE = 12;
/** Less than this needs a second place that agrees, or the sender's domain. */
const STRONG = 5;

const LEGAL = /^(?:inc|ltd|llc|gmbh|plc|corp|co|s\.?a|s\.?l|s\.?l\.?u|sab|s\.a\.b)\.?$/i;

/** The name of a company at a place of a text: capitals, and small words between them. */
function companyAt(text: string, from: number): { name: string; end: number } | undefined {
  const taken: Token[] = [];
  for (const token of tokensOf(text, from, 8)) {
    const key = plain(token.word);
    const isThe =
      taken.length === 0 && /^(?:the|el|la|los|las)$/.test(key) && !isCapitalised(token.word);
    if (isThe && token.after === ' ') continue;
    const isSmall = taken.length > 0 && WITHIN.has(key) && !isCapitalised(token.word);
    const isName = /^[\p{Lu}\p{N}]/u.test(token.word) || /^\p{Ll}\p{Lu}/u.test(token.word);
    if (!isSmall && !isName) break;
    if (taken.length === 0 && (NO_COMPANY.has(key) || /^\d+$/.test(token.word))) break;
    if (
      taken.length > 0 &&
      /^(?:i|we|i['’](?:m|ve|d)|we['’](?:re|ve)|our|y|nuestr[oa])$/.test(key) &&
      isName
    )
      break;
    taken.push(token);
    const isLegalEnd = taken.length > 1 && token.word.endsWith('.') && LEGAL.test(token.word);
    if (isLegalEnd && !/^(?:de|DE)$/.test(tokensOf(text, token.end, 1)[0]?.word ?? '')) break;
    if (token.after === ', ') {
      const next = tokensOf(text, token.end + 2, 1)[0];
      if (next === undefined || !LEGAL.test(next.word)) break;
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

const TITLES =
  'recruiters?|recruiting|recruitment|talent|partner|sourcer|manager|lead|' +
  'director|coordinator|founder|co-?founder|ceo|cto|engineer|acquisition|hr|' +
  'people|part of the team|i work|head of [a-z]{2,14}|owner|administrator|' +
  'specialist|officer|reclutador[a]?|reclutamiento|talento|selecci[oó]n|rrhh|' +
  'rr\\. ?hh\\.|humanos|humano|directora|responsable|l[ií]der|trabajo|gerente|' +
  'analista|consultor[a]?|personas|fundador[a]?|socia|socio|jef[ea]|equipo|' +
  'coordinador[a]?';
const CUES: readonly (readonly [pattern: RegExp, score: number])[] = [
  [phrases('(?:my|our) client,?|mi cliente,?|nuestr[oa] cliente,?'), 12],
  [
    phrases(
      'on behalf of (?:my client |our client )?|en nombre de(?: mi cliente)?|' +
        'por cuenta de|de parte de',
    ),
    6,
  ],
  [
    phrases(
      '(?:roles?|position|job|opening|opportunity|vacancy|interviews?|process|' +
        'application|careers?|offer|internship|interview invitation|invitation|call|' +
        'chat) (?:here )?(?:at|with|to|in|from)',
    ),
    6,
  ],
  [
    phrases(
      'appl(?:ied|ying) (?:to|at|with)|interest in(?: joining| working (?:at|for|' +
        'with))?|interested in|interviewing (?:at|with)|join(?:ing)?|' +
        'work(?:ing)? (?:at|for|with)|choosing|welcome to|hiring for|hires for|' +
        'conversation with|greetings from|powering',
    ),
    4,
  ],
  [phrases(`(?:${TITLES}) (?:here )?(?:at|for|with|en|de|del equipo de|@)`), 5],
  [
    phrases(
      '(?:puesto|vacante|posici[oó]n|rol|entrevista|proceso(?: de selecci[oó]n)?|' +
        'candidatura|postulaci[oó]n|solicitud|oferta|oportunidad|inter[eé]s|empresa|' +
        'startup|sumarte|unirte|incorporarte|trabajar|parte) (?:en|con|por|a|' +
        'de)',
    ),
    5,
  ],
  [phrases('(?:te|le|les|nos) escrib(?:o|e|imos) (?:de|desde|en nombre de|por)'), 5],
  [phrases('empresa|firma|compañ[ií]a'), 4],
  [phrases('at|here at|aqu[ií] en|@'), 3],
  [phrases('para'), 3],
  [phrases('from|with|en|desde|de|por'), 2],
];
/** "A client of Acme Talent, the bank Northwind" */
const CLIENT_OF = phrases('client of|cliente de');
/** "our client, the logistics group Hansa Kontor": what stands before the name. */
const APPOSITION = /^,?\s(?:the|an?|el|la|una?)\s(?:\p{Ll}[\p{L}-]{0,24}\s){1,5}(?=\p{Lu})/u;
const LABEL = new RegExp(
  [
    String.raw`^[^\p{L}]*(company|empresa|client|cliente|employer|organi[sz]ation|`,
    'compañ[ií]a|hiring company|department|dependencia|',
    String.raw`where)[*]{0,2}(?:\s?[:|]|\s\s)[*\s]*(?=\S)`,
  ].join(''),
  'iu',
);
const BEFORE_LABEL = /^(.+?)\s[·|–-]\s(?:proceso|vacante|puesto|role|position|job)\s?:/i;
/** What stands between a title and the company: "(m/f/d) at", «en». */
const AFTER_ROLE = new RegExp(
  [
    String.raw`^(?:\s\([^)]*\))?\s(?:(?:role|position|job|opening)\s)?(?:at|with|@|en|`,
    String.raw`con|para|for)\s(?:the\s|la\s|el\s)?`,
  ].join(''),
  'i',
);
const SENTENCE_START = /(?:^|[.!?,¡¿] )(?=\p{Lu})/gu;
const INTRODUCTION = phrases(
  "my name is|my name['’]s|i am|i['’]m|this is|it['’]s|mi nombre es|me llamo|soy|" +
    'te escribe|le escribe|te saluda|le saluda|habla|te habla',
);
/** "from Acme", "w/ Acme", ", a recruiter at Acme", «, de recursos humanos de Acme». */
const INTRODUCED = new RegExp(
  [
    String.raw`^,?\s(?:(?:and\s)?(?:i am\s|i['’]m\s)?(?:an?|the|una?|el|`,
    String.raw`la)\s(?:[\p{L}&/-]+\s){1,4}|here\s)?(?:from|with|w\/|at|de|del|desde|`,
    String.raw`en)\s(?:the\s|la\s|el\s|el\s?equipo\sde\s|`,
    String.raw`la\soficina\sde\s(?:\p{L}+\s){1,2}de\s|recursos\shumanos\s(?:de|en)\s|`,
    String.raw`rrhh\s(?:de|en)\s|hr\sat\s)?`,
  ].join(''),
  'iu',
);
/** What a company does: "Acme wants to meet you". */
const DOES = new RegExp(
  [
    String.raw`^\s(?:wants?|would like|is (?:hiring|looking|growing|seeking|pleased|`,
    'delighted|excited|an? equal)|are (?:hiring|looking)|has raised|busca|',
    String.raw`est[aá] buscando|quieren?|solicita|is trading)\s`,
  ].join(''),
  'i',
);

const PARTS = /\s[–—|·•-]\s|:\s|\s\/\/\s|[()[\]|]|,\s/;

function fromSubject(subject: string): readonly Scored[] {
  const bare = subjectWithoutMarks(subject);
  const parts = bare.split(PARTS);
  if (parts.length < 2) return [];
  return parts.flatMap((part) => {
    const text = (part ?? '').trim();
    const found = companyAt(text, 0);
    const isWhole = found !== undefined && found.end >= text.length - 1;
    return isWhole
      ? [{ value: found.name, source: quoteAround(subject), score: 1, place: 'subject' }]
      : [];
  });
}

/** "Acme" of "Acme Careers", "Dana Lee (Acme)", "Dana from Acme". */
function fromSender(
  name: string,
  source: string,
  recruiter: string | undefined,
  label: string | undefined,
): readonly Scored[] {
  const found: Scored[] = [];
  if (NO_EMPLOYER.test(name)) return [];
  const parts = name.split(
    /\s[|·•–—-]\s|[()[\]|]|\s(?:at|from|via|@|en|de|desde|a través de)\s|,\s/i,
  );
  for (const [index, part] of parts.entries()) {
    const words = (part ?? '').trim().split(' ');
    const isDomain = label !== undefined && squeezed(part ?? '') === squeezed(label);
    while (!isDomain && words.length > 0 && TEAM_WORDS.has(plain(words.at(-1) ?? ''))) words.pop();
    while (!isDomain && words.length > 0 && TEAM_WORDS.has(plain(words[0] ?? ''))) words.shift();
    const value = words.join(' ');
    if (value.length < 2 || !isCapitalised(value) || NO_COMPANY.has(plain(value))) continue;
    if (recruiter !== undefined && isSamePerson(value, recruiter)) continue;
    const score = index === 0 && parts.length === 1 ? 4 : 5;
    found.push({ value, source, score, place: 'sender' });
  }
  return found;
}

/** Letters and digits only, to compare a name with a domain. */
const squeezed = (text: string): string => plain(text).replace(/[^a-z0-9]/g, '');
/** As in a domain of a German company: "ue" for "ü", "and" for "&". */
const inDomain = (text: string): string =>
  squeezed(
    text
      .replace(/[äöüÄÖÜ]/g, (letter) => `${letter}e`)
      .replace(/ß/g, 'ss')
      .replace(/ & /g, ' and '),
  );

const GENERIC = new RegExp(
  [
    '^(?:group|grupo|talent|careers|jobs|team|get|try|hello|mail|the)|',
    '(?:group|grupo|talent|careers|jobs|hr|team|hq|app|inc|corp)$',
  ].join(''),
  'g',
);

/** How well a name fits to the name in a domain: 0, 1 (in part) or 2. */
function fitsDomain(name: string, label: string | undefined): number {
  if (label === undefined) return 0;
  const [a, b] = [squeezed(name), squeezed(label)];
  if (a.length < 2) return 0;
  if (inDomain(name) === b || (b.length > 5 && inDomain(name).startsWith(b))) return 2;
  if (a === b || a === b.replace(GENERIC, '') || b === a.replace(GENERIC, '')) return 2;
  const words = plain(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 0);
  const initials = words.map((word) => word.charAt(0)).join('');
  if (words.length > 2 && initials === b) return 2;
  if (a.length >= 4 && (b.startsWith(a) || a.startsWith(b))) return b.length >= 4 ? 2 : 1;
  if (words.some((word) => word.length >= 5 && b.includes(word))) return 1;
  return 0;
}

/** The domain's name as the text writes it: "Northwind Foods" for northwindfoods.com. */
function nameOfDomain(label: string, lines: readonly string[]): Found | undefined {
  const wanted = squeezed(label);
  if (wanted.length < 3) return undefined;
  for (const line of lines.slice(0, 400)) {
    const tokens = tokensOf(line.slice(0, 400), 0, 60);
    for (let start = 0; start < tokens.length; start += 1) {
      let joined = '';
      let spelled = '';
      for (let end = start; end < Math.min(tokens.length, start + 5); end += 1) {
        const word = tokens[end]?.word ?? '';
        joined += squeezed(word);
        spelled += inDomain(word === '&' ? 'and' : word);
        if (!wanted.startsWith(joined) && !wanted.startsWith(spelled)) break;
        const [first, last] = [tokens[start], tokens[end]];
        if ((joined !== wanted && spelled !== wanted) || first === undefined || last === undefined)
          continue;
        const whole = companyAt(line, first.start);
        const value = line.slice(first.start, Math.max(last.end, whole?.end ?? 0));
        if (isCapitalised(value) && !/[@/]/.test(value) && !value.includes('.'))
          return { value, source: quoteAround(line, first.start, last.end) };
      }
    }
  }
  return undefined;
}

const NO_NAME_WORDS = phrases(
  'interview|interviews|entrevista|engineer|developer|manager|analyst|designer|' +
    'recruiter|call|role|position|puesto|vacante|application|invitation|' +
    'candidat[eo]s?|applicant|senior|junior|director|coordinator|specialist|' +
    'talent acquisition|human resources|recursos humanos',
  'iu',
);

/** The company whose process it is. */
export function findCompany(
  message: Message,
  paragraphs: readonly string[],
  address: string | undefined,
  people: readonly string[],
  role: string | undefined,
): Found | undefined {
  const { from, subject = '', lines, older } = message;
  const label =
    companyLabel(domainOf(address ?? '')) ?? companyLabel(domainOf(from?.address ?? ''));
  const scored: Scored[] = [];
  const add = (
    found: Found,
    score: number,
    { place = 'text', isClient = false }: Partial<Pick<Scored, 'place' | 'isClient'>> = {},
  ): void => {
    const value = withoutTeam(found.value.replace(/[.,;:]{1,2}$/, ''), label);
    if (value.length < 2 || companyLikeNothing(value, people, role)) return;
    if (TWO_NAMES.test(value) && fitsDomain(value, label) === 0) return;
    if (isKnownGiven(value) && value.includes(' ') && fitsDomain(value, label) === 0) return;
    const fit = fitsDomain(value, label) * 3;
    scored.push({ value, source: found.source, score: score + fit, place, isClient });
  };
  const addAt = (text: string, from: number, score: number): void => {
    const isClient = score >= CLIENT_SCORE;
    const start = from + (isClient ? (APPOSITION.exec(text.slice(from))?.[0].length ?? 0) : 0);
    const found = scored.length > 300 ? undefined : companyAt(text, start);
    if (found === undefined) return;
    const source = quoteAround(text, start, found.end);
    add({ value: found.name, source }, score, { isClient });
  };
  const search = (text: string, factor: number): void => {
    const bounded = text.slice(0, 1500);
    const label = LABEL.exec(bounded);
    if (label !== null) {
      const key = plain(label[1] ?? '');
      addAt(bounded, label[0].length, /client/.test(key) ? 12 : key === 'where' ? 3 : 8);
    }
    const named = BEFORE_LABEL.exec(bounded)?.[1];
    if (named !== undefined) addAt(bounded, 0, 5);
    for (const match of bounded.matchAll(INTRODUCTION)) {
      const tokens = nameTokens(tokensOf(bounded, match.index + match[0].length, 5));
      const last = tokens.at(-1);
      if (last === undefined) continue;
      const lead = INTRODUCED.exec(bounded.slice(last.end, last.end + 120))?.[0];
      if (lead !== undefined) addAt(bounded, last.end + lead.length, 6 * factor);
    }
    for (const match of bounded.matchAll(CLIENT_OF)) {
      const agency = companyAt(bounded, match.index + match[0].length);
      if (agency !== undefined && APPOSITION.test(bounded.slice(agency.end)))
        addAt(bounded, agency.end, CLIENT_SCORE);
    }
    for (const match of bounded.matchAll(SENTENCE_START)) {
      const found = companyAt(bounded, match.index + match[0].length);
      if (found !== undefined && DOES.test(bounded.slice(found.end, found.end + 40)))
        add(
          { value: found.name, source: quoteAround(bounded, match.index, found.end) },
          4 * factor,
        );
    }
    for (const [pattern, score] of CUES) {
      for (const match of bounded.matchAll(pattern)) {
        const start = match.index + match[0].length;
        if (/^[\s:]/.test(bounded.slice(start))) {
          addAt(bounded, start + (bounded.charAt(start) === ':' ? 1 : 0), score * factor);
        }
      }
    }
  };
  const own = new Set(
    paragraphs.slice(0, 80).flatMap((text) => companiesOfCandidate(text.slice(0, 1500))),
  );
  const read = paragraphs.filter((text) => !SENT_TO.test(text));
  for (const text of read.slice(0, 60)) {
    if (role === undefined) break;
    const at = text.slice(0, 1500).indexOf(role);
    const lead =
      at < 0 ? null : AFTER_ROLE.exec(text.slice(at + role.length, at + role.length + 80));
    if (lead === null) continue;
    const named = companyAt(text, at + role.length + lead[0].length);
    // «en Bilbao» is a place, «en Grupo Ferrel» is a company.
    const isClear = named?.name.includes(' ') === true;
    if (named !== undefined) {
      const source = quoteAround(text, at, named.end);
      add({ value: named.name, source }, isClear ? 5 : 2);
    }
  }
  for (const text of read.slice(0, 150)) search(text, 1);
  search(subjectWithoutMarks(subject), 1);
  for (const text of older.slice(0, 80)) search(text, 0.6);
  for (const one of fromSubject(subject)) add(one, one.score, one);
  const [recruiter] = people;
  for (const one of fromSender(
    from?.name ?? '',
    quoteAround(from?.source ?? ''),
    recruiter,
    label,
  )) {
    add(one, one.score, one);
  }
  for (const one of fromSignature(lines, recruiter, label)) add(one, one.score, one);
  if (label !== undefined) {
    const named = nameOfDomain(label, [...lines, subject, from?.name ?? '', ...older]);
    if (named !== undefined) add(named, 4, { place: 'domain' });
  }
  const isOwn = ({ value }: Scored) => own.has(keyOf(value)) && fitsDomain(value, label) === 0;
  const found = bestCompany(scored.filter((one) => !isOwn(one)));
  if (found !== undefined) return found;
  const words = label === undefined ? undefined : wordsOfDomain(label);
  return words === undefined
    ? undefined
    : { value: titled(words), source: `@${domainOf(address ?? from?.address ?? '')}` };
}

/**
 * "@northwind-foods.com" shows where the words end, and "@northwindfoods.com" does if the
 * last one is a word of organisations. Else nothing tells it.
 */
function wordsOfDomain(label: string): string | undefined {
  if (label.includes('-')) return label;
  for (let end = label.length - 4; end >= 4; end -= 1) {
    if (isOrganisationWord(label.slice(end))) return `${label.slice(0, end)}-${label.slice(end)}`;
  }
  return undefined;
}

const companiesOfCandidate = (text: string): readonly string[] =>
  [...text.matchAll(CANDIDATES_OWN)].slice(0, 10).flatMap((match) => {
    const name = companyAt(text, match.index + match[0].length)?.name;
    return name === undefined ? [] : [keyOf(name)];
  });

const titled = (label: string): string =>
  label
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

/** "Acme" for "Acme Talent Team", unless its domain has these words, too. */
function withoutTeam(name: string, label: string | undefined): string {
  if (label !== undefined && inDomain(name) === squeezed(label)) return name.trim();
  const words = name
    .replace(/^(?:no reply|do not reply)\s/i, '')
    .trim()
    .split(' ');
  while (words.length > 1 && TEAM_WORDS.has(plain(words.at(-1) ?? ''))) words.pop();
  return words.join(' ');
}

/** Senders of many companies' jobs. */
const NO_EMPLOYER = phrases(
  'alerts?|alertas?|weekly|newsletter|digest|bolsa de (?:trabajo|empleo)|job board|inmail',
  'iu',
);
/** Before the name of the company where the candidate works or worked. */
const CANDIDATES_OWN = phrases(
  [
    '(?:your (?:years|time|work|role|experience|background|stint|current role|job) (?:at|with|in)',
    "you(?:[’']re| are)? (?:at|leaving|left|worked at|spent [a-z]{2,9} years at)",
    '(?:tu|su) (?:experiencia|trabajo|paso|etapa|trayectoria|labor) (?:en|por)',
    '(?:trabaj[oó] contigo|coincidi[oó]|coincidieron|trabaj[aá]s|trabajas|trabajaste) en)',
  ].join('|'),
);
/** The end of a notification says to whom it was sent: "Lin Zhao (Artist at Acme)". */
const SENT_TO = new RegExp(
  '^(?:this (?:e-?mail|message) (?:was|is) intended for|you (?:received|are receiving) an?|' +
    'recibi[oó] un|recibiste un|este (?:correo|mensaje) )',
  'i',
);

/** Two first names: "Bryn and Sushila". */
const TWO_NAMES = /^\p{Lu}\p{Ll}+ (?:and|y|e|&) \p{Lu}\p{Ll}+$/u;

function companyLikeNothing(
  value: string,
  people: readonly string[],
  role: string | undefined,
): boolean {
  if (companiesLikePeople.has(value)) return false;
  if (NO_EMPLOYER.test(value)) return true;
  const names = value.split(/ (?:and|y|e|&) /);
  if (people.some((person) => names.some((name) => isSamePerson(name, person)))) return true;
  if (role !== undefined && plain(role).includes(plain(value))) return true;
  const words = plain(value)
    .split(/[^a-z0-9ñ]+/)
    .filter((word) => word.length > 1);
  if (words.every((word) => DEPARTMENTS.has(word) || WITHIN.has(word))) return true;
  return NO_NAME_WORDS.test(value) || NO_COMPANY.has(plain(value));
}

const LEGAL_FORM = new RegExp(
  [
    String.raw`(?:,?\s(?:inc|ltd|limited|llc|llp|gmbh|plc|corp|ag|ab|pvt|s\.?\s?l\.?u?|`,
    String.raw`s\.?\s?a\.?(?:\sde\s?c\.?\s?v)?|s\.?r\.?l|s\.?\scoop|s\.a\.i\.c)\.?)$`,
  ].join(''),
  'i',
);
const CONTACT_LINE =
  /@|https?:|www\.|\d[\d ().-]{5}\d|^(?:tel|phone|mobile|m|t|desk|email|sent from|enviado)\b/i;

/** The lines below the name in a signature: "Recruiter | Acme", "Acme Inc." */
function fromSignature(
  lines: readonly string[],
  recruiter: string | undefined,
  label: string | undefined,
): readonly Scored[] {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  const first = plain(recruiter?.split(' ')[0] ?? '\n');
  const at = filled.findLastIndex(
    (line) => line.length < 120 && plain(line.slice(0, 40)).includes(first),
  );
  const start = at < 0 || at < filled.length - 16 ? Math.max(0, filled.length - 5) : at;
  const found: Scored[] = [];
  for (const [index, line] of filled.slice(start, start + 6).entries()) {
    if (line.length > 100 || /\d/.test(line) || CONTACT_LINE.test(line)) continue;
    const isSplit = /[|·•@]|\s(?:at|en|–|—)\s/.test(line);
    for (const part of line.split(/\s[|·•–—-]\s|[|·•]|,\s|\sat\s|\s@\s|\sen\s|\s{3,20}/)) {
      const text = part.trim();
      const name = companyAt(text, 0);
      if (name === undefined) continue;
      const isLegal = LEGAL_FORM.test(line);
      if (hasHead(text) && fitsDomain(text, label) === 0) continue;
      const isWhole = name.end >= text.length - 1 || LEGAL_FORM.test(text);
      if (!isWhole) continue;
      const isPart = part !== line;
      // The name of the recruiter stands first, the company after it.
      const isTitled = isPart && isSplit && hasHead(line);
      const score = (index === 0 && !isPart ? 1 : isTitled ? 4 : 3) + (isLegal ? 2 : 0);
      const source = quoteAround(line);
      found.push({ value: name.name, source, score, place: 'signature' });
    }
  }
  return found;
}

/** "Town of", not "Atracción de Talento de": that is a department. */
const isPlaceBefore = (text: string): boolean =>
  / (?:of|del?)$/.test(text) &&
  !text.split(' ').every((word) => DEPARTMENTS.has(word) || WITHIN.has(word));

/** "Northwind Foods" for "Northwind", "Town of Kingsferry" for "Kingsferry". */
function isFuller(fuller: string, name: string): boolean {
  const [long, short] = [plain(fuller), plain(name)];
  return (
    long.startsWith(`${short} `) ||
    (long.endsWith(` ${short}`) && isPlaceBefore(long.slice(0, -short.length - 1)))
  );
}

const keyOf = (value: string): string => squeezed(value.replace(LEGAL_FORM, ''));

/**
 * The company with the highest sum of scores, in its fullest form. An agency is only
 * found if no other company is named.
 */
function bestCompany(scored: readonly Scored[]): Found | undefined {
  const sums = new Map<string, { sum: number; top: Scored; places: Set<Place> }>();
  for (const one of scored) {
    const key = keyOf(one.value);
    const known = sums.get(key);
    if (known === undefined) {
      sums.set(key, { sum: one.score, top: one, places: new Set([one.place]) });
    } else {
      known.sum += Math.min(one.score, 4) / (known.places.has(one.place) ? 2 : 1);
      known.places.add(one.place);
      if (one.score > known.top.score) known.top = one;
    }
  }
  const sorted = [...sums.values()].sort((a, b) => b.sum - a.sum);
  const named = sorted.find(({ top }) => top.isClient);
  const first = named ?? sorted[0];
  if (first === undefined) return undefined;
  const isTrusted = first.top.score >= STRONG || (first.places.size > 1 && first.sum >= STRONG);
  if (!isTrusted) return undefined;
  const isAgency = AGENCY.test(first.top.value);
  const client = isAgency
    ? sorted.find(
        ({ sum, top, places }) =>
          (top.score >= STRONG || (places.size > 1 && sum >= STRONG)) &&
          !AGENCY.test(top.value) &&
          !keyOf(first.top.value).includes(keyOf(top.value)),
      )
    : undefined;
  const chosen = client ?? first;
  const fuller = sorted.find(
    ({ sum, top }) => sum >= 3 && top.value.length < 60 && isFuller(top.value, chosen.top.value),
  );
  const { value, source } = (fuller ?? chosen).top;
  return { value, source };
}
