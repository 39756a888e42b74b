import { domainOf } from '../email-address.ts';
import { companiesLikePeople } from '../letter/known-names.ts';
import {
  fitsDomain,
  inDomain,
  nameInDomain,
  nameOfDomain,
  squeezed,
  tenantOf,
} from './company-domain.ts';
import {
  fromHeadline,
  fromLines,
  fromPortal,
  fromSignature,
  fromTextMessage,
} from './company-lines.ts';
import {
  companyAt,
  DEPARTMENTS,
  isOfKind,
  NO_COMPANY,
  TEAM_WORDS,
  WITHIN,
} from './company-name.ts';
import {
  bestCompany,
  CLIENT_SCORE,
  isAgencyName,
  keyOf,
  type Scored,
  STRONG,
  WEAK,
} from './company-score.ts';
import type { Found } from './find-people.ts';
import { subjectWithoutMarks } from './find-role.ts';
import { companyLabel, isService, isServiceName } from './mail-services.ts';
import type { Message } from './message.ts';
import { isNoReply } from './no-reply.ts';
import {
  introducedTokens,
  isKnownGiven,
  isOrganisationWord,
  isSamePerson,
  nameTokens,
  personName,
} from './person-name.ts';
import { hasHead } from './trades.ts';
import { isCapitalised, phrases, plain, quoteAround, tokensOf } from './words.ts';

const TITLES =
  'recruiters?|recruiting|recruitment|talent|partner|sourcer|manager|lead|' +
  'director|coordinator|founder|co-?founder|ceo|cto|engineer|acquisition|hr|' +
  'people|part of the team|i work|head of [a-z]{2,14}|owner|administrator|' +
  'specialist|officer|reclutador[a]?|reclutamiento|talento|selecci[oó]n|rrhh|' +
  'rr\\. ?hh\\.|humanos|humano|directora|responsable|l[ií]der|trabajo|gerente|' +
  'analista|consultor[a]?|personas|fundador[a]?|socia|socio|jef[ea]|equipo|' +
  'coordinador[a]?';
const CUES: readonly (readonly [pattern: RegExp, score: number])[] = [
  [
    phrases(
      '(?:my|our)(?: esteemed| valued)? client,?|mi cliente,?|nuestr[oa] cliente,?|' +
        '(?:the client|el cliente|' +
        'la empresa) (?:is|es)|al cliente[:,]? ?\\(?|por encargo de|' +
        '(?:one of our clients|uno de nuestros clientes),?|' +
        'instructed by|submitted (?:you|your (?:cv|profile|details)) to|' +
        'put (?:you|your (?:cv|profile)) forward (?:to|for)|asesoramos(?: en exclusiva)? a|' +
        'represento(?: de manera exclusiva| en exclusiva)? a|' +
        '(?:terna|shortlist|candidat[oa]s) (?:para|for)',
    ),
    12,
  ],
  [
    phrases(
      'on behalf of(?: (?:my|our) client,?)?|en nombre de(?: mi cliente)?|' +
        'por cuenta de|de parte de|represento a|i represent|(?:am|are) recruiting for',
    ),
    6,
  ],
  [
    phrases(
      '(?:roles?|position|job|opening|opportunity|vacancy|interviews?|process|' +
        'application|careers?|offer|internship|employment|interview invitation|invitation|call|' +
        'chat) (?:here )?(?:at|with|to|in|from)',
    ),
    6,
  ],
  [
    phrases(
      '(?:spoke|spoken|talked) (?:to|with)|appl(?:ied|ying) (?:to|at|with)|' +
        'interest in(?: joining| working (?:at|for|' +
        'with))?|interested in|interviewing (?:at|with)|join(?:ing)?|' +
        'work(?:ing)? (?:at|for|with)|choosing|welcome to|hiring for|hires for|' +
        'conversation with|greetings from|powering',
    ),
    4,
  ],
  // "the team at Acme", "I look after hiring at Acme", "your CV to Acme"
  [
    phrases(
      '(?:team|everyone|everybody|all|all of us|us|folks|friends|hiring|positions|jobs|chat) at|' +
        '(?:cv|r[eé]sum[eé]|profile|details|application) (?:over |across |on )?(?:to|with)|' +
        '(?:tu|su) (?:cv|perfil|curr[ií]culum|candidatura|hoja de vida|solicitud) a|' +
        '(?:solicitud|application) (?:se ha enviado|was sent|has been sent) (?:a|to)|' +
        '(?:my|our) (?:cafe|café|shop|studio|company|firm|restaurant|school|startup|start-up|' +
        'practice|clinic|agency|store|bakery|business),',
    ),
    5,
  ],
  [phrases(`(?:${TITLES}) (?:here )?(?:at|for|with|en|de|del equipo de|@)`), 5],
  [
    phrases(
      '(?:puesto|vacante|posici[oó]n|rol|entrevista|proceso(?: de selecci[oó]n)?|' +
        'candidatura|postulaci[oó]n|solicitud|oferta|oportunidad|inter[eé]s|empresa|' +
        'startup|sumarte|unirte|incorporarte|trabajar|parte|presentarte|postularte|postular|' +
        'aplicar|inscribirte) (?:en|con|por|a|de)',
    ),
    5,
  ],
  [phrases('(?:te|le|les|nos) escrib(?:o|e|imos) (?:del?|desde|en nombre de|por)'), 5],
  [phrases('(?:owner|founder|dueñ[oa]|propietari[oa]|fundador[a]?) (?:of|del?)'), 5],
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
    String.raw`^[^\p{L}]*(?:from |de la )?(company|empresa|client|cliente|employer|`,
    'organi[sz]ation|organismo|entidad|instituci[oó]n|centro|',
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
    String.raw`la)\s(?:[\p{L}&/-]+\s){1,4}|here\s)?(?:from|frm|with|w\/|at|de|del|desde|`,
    String.raw`en)\s(?:the\s|la\s|el\s|el\s?equipo\sde\s|`,
    String.raw`la\soficina\sde\s(?:\p{L}+\s){1,2}de\s|recursos\shumanos\s(?:del?|en)\s|`,
    String.raw`rrhh\s(?:del?|en)\s|hr\sat\s)?`,
  ].join(''),
  'iu',
);
/** What a company does: "Acme wants to meet you". */
const DOES = new RegExp(
  [
    String.raw`^\s(?:wants?|would like|is (?:hiring|looking|growing|seeking|pleased|`,
    'delighted|excited|an? equal|after|recruiting)|are (?:hiring|looking|after|recruiting)|',
    'está por|ha(?:s|ve) (?:raised|asked|opened|shortlisted)|loved|liked|need|needs|busca|buscan|',
    String.raw`est[aá]n? buscando|quieren?|solicit[aó]|requieren?|necesitan?|is trading)\s`,
  ].join(''),
  'i',
);

/** "Acme would like to meet you", "Acme is offering you the job" */
const WANTS_YOU = new RegExp(
  [
    String.raw`^\s(?:(?:would like|wants?|is keen) to (?:meet|see|interview|speak)|`,
    '(?:is|are) offering you|has offered you|(?:has |have )?(?:viewed|invited|reviewed|',
    'replied|declined|shortlisted|selected)|(?:te|le|lo|la) ha |ha (?:visto|le[ií]do|',
    'revisado|actualizado|descartado|respondido|valorado|preseleccionado|cambiado)|',
    String.raw`(?:te|le|lo|la) (?:invita|invitó|espera|contact[oó]|respondi[oó]|envi[oó]))\s?`,
  ].join(''),
  'i',
);

/** "Acme has asked us to find …": who hires through an agency. */
const ASKS_AGENCY = new RegExp(
  [
    String.raw`^\s(?:(?:has|have) (?:asked|retained|engaged|instructed|appointed) (?:us|me)|`,
    '(?:is|are) working with us|nos (?:ha|han) (?:encargado|confiado|pedido)|',
    String.raw`(?:ha|han) confiado en nosotr[oa]s)\s`,
  ].join(''),
  'i',
);

const PARTS = /\s[–—|·•+x/-]\s|\s<>\s|:\s|\s\/\/\s|[()[\]|]|,\s/;

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
    /\s[|·•–—-]\s|[()[\]|]|\s(?:at|from|via|@|en|de|desde|a través de|rh|rrhh|hr)\s|,\s/i,
  );
  for (const [index, part] of parts.entries()) {
    const words = (part ?? '').trim().split(' ');
    const isDomain = label !== undefined && squeezed(part ?? '') === squeezed(label);
    while (!isDomain && words.length > 0 && TEAM_WORDS.has(plain(words.at(-1) ?? ''))) words.pop();
    while (!isDomain && words.length > 0 && TEAM_WORDS.has(plain(words[0] ?? ''))) words.shift();
    // "Acme Recruitment <jobs@acme.com>" is a team, with its own domain an agency.
    const isTeam = words.length > 1 && fitsDomain(words.slice(0, -1).join(' '), label) > 1;
    if (!isDomain && isTeam && /^recruitment$/i.test(words.at(-1) ?? '')) words.pop();
    const value = words.join(' ');
    const isService = !isDomain && (NO_COMPANY.has(plain(words[0] ?? '')) || isServiceName(value));
    if (value.length < 2 || !isCapitalised(value) || isService) continue;
    if (recruiter !== undefined && isSamePerson(value, recruiter)) continue;
    // "Acme Careers" says more than "Acme", which may be the name of a person.
    const isTeamOf = value !== (part ?? '').trim();
    const isBare = index === 0 && parts.length === 1 && source.includes('@') && !isTeamOf;
    const score = isBare ? 4 : 5;
    found.push({ value, source, score, place: 'sender' });
  }
  return found;
}

const NO_NAME_WORDS = phrases(
  'interview|interviews|entrevista|engineer|developer|manager|analyst|designer|' +
    'recruiter|call|role|position|puesto|vacante|application|invitation|' +
    'candidat[eo]s?|applicant|senior|junior|director|coordinator|specialist|' +
    'talent acquisition|human resources|recursos humanos',
  'iu',
);

/** No more places of a text are looked at. */
const MAX_TRIED = 1500;

/** The company whose process it is. */
export function findCompany(
  message: Message,
  paragraphs: readonly string[],
  address: string | undefined,
  people: readonly string[],
  role: string | undefined,
): Found | undefined {
  const { from, subject = '', lines, older } = message;
  if (MANY_COMPANIES.test(from?.name ?? '') || IS_BULLETIN.test(from?.address ?? ''))
    return undefined;
  const [fromLabel, addressLabel] = [from?.address ?? '', address ?? ''].map((one) =>
    companyLabel(domainOf(one)),
  );
  const ownLabel = isNoReply(from?.address ?? '')
    ? (addressLabel ?? fromLabel)
    : (fromLabel ?? addressLabel);
  const label = ownLabel ?? tenantOf([from?.address ?? '', address ?? ''], lines);
  const scored: Scored[] = [];
  const add = (
    found: Found,
    score: number,
    { place = 'text', isClient = false }: Partial<Pick<Scored, 'place' | 'isClient'>> = {},
  ): void => {
    const bare = found.value.replace(/(?:(?<!\.\p{L})\.|[,;:]){1,2}$/u, '');
    const value = withoutTeam(bare, label);
    const fit = fitsDomain(value, label);
    if (value.length < 2 || companyLikeNothing(value, people, role, fit > 1)) return;
    if (isTwoNames(value) && fit === 0) return;
    const isPerson = isKnownGiven(value) && personName(value)?.includes(' ') === true;
    if (isPerson && !isClient && fit === 0) return;
    const isCued = place === 'text' && score >= STRONG;
    // "Pickering Road Dental" can hardly be anything else.
    const kind = place === 'text' && score >= WEAK && isOfKind(value) ? 2 : 0;
    const sum = score + fit * 3 + kind;
    scored.push({ value, source: found.source, score: sum, place, isClient, isCued });
  };
  let tried = 0;
  const addAt = (text: string, from: number, score: number): void => {
    tried += 1;
    const isClient = score >= CLIENT_SCORE;
    const start = from + (isClient ? (APPOSITION.exec(text.slice(from))?.[0].length ?? 0) : 0);
    const found = scored.length > 300 || tried > MAX_TRIED ? undefined : companyAt(text, start);
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
      const tokens = introducedTokens(tokensOf(bounded, match.index + match[0].length, 5));
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
      // "Dana Lee from Acme here"
      const caller = introducedTokens(tokensOf(bounded, match.index + match[0].length, 4)).at(-1);
      const lead = caller && /^ (?:from|de|with) (?=\p{Lu})/u.exec(bounded.slice(caller.end))?.[0];
      const named = lead && companyAt(bounded, caller.end + lead.length);
      if (named && /^,? (?:here|again|aqu[ií]|de nuevo)(?!\p{L})/u.test(bounded.slice(named.end)))
        addAt(bounded, caller.end + lead.length, 6 * factor);
      const found = companyAt(bounded, match.index + match[0].length);
      if (found === undefined) continue;
      const does = bounded.slice(found.end, found.end + 40);
      const source = quoteAround(bounded, match.index, found.end);
      // One word has a capital because the sentence begins: «Encontrarás la …».
      const most = found.name.includes(' ') ? 6 : WEAK;
      const worth = WANTS_YOU.test(does) ? 6 : DOES.test(does) ? 4 : 0;
      if (ASKS_AGENCY.test(does))
        add({ value: found.name, source }, CLIENT_SCORE, { isClient: true });
      else if (worth > 0) add({ value: found.name, source }, Math.min(worth, most) * factor);
    }
    for (const [pattern, score] of CUES) {
      for (const match of bounded.matchAll(pattern)) {
        const start = match.index + match[0].length;
        if (!/^[\s:]/.test(bounded.slice(start)) && !/[(,] ?$/.test(match[0])) continue;
        // "an interview with Alan Tranter (director)" may be with a person.
        const isWith = /(?:with|con)$/i.test(match[0]) && isLikePerson(bounded, start);
        // "Electrician at Acme"
        const isJob = /^at$/i.test(match[0]) && hasHead(wordBefore(bounded, match.index));
        // «Jefe de Cocina» is of a department, «socia de Harinas Ruiz» of a company.
        const isField = FIELD_OF.test(match[0]) && isOneWord(bounded, start);
        // "An opening in Leeds", «una vacante en Bilbao» are in a place.
        const isPlace = /\s(?:in|en)$/i.test(match[0]) && isOneWord(bounded, start);
        const isWeak = isWith || isPlace;
        const worth = isWeak ? Math.min(score, WEAK) : isField ? 2 : isJob ? STRONG : score;
        addAt(bounded, start + (bounded.charAt(start) === ':' ? 1 : 0), worth * factor);
      }
    }
  };
  const own = new Set(
    paragraphs.slice(0, 80).flatMap((text) => companiesOfCandidate(text.slice(0, 1500))),
  );
  const read = paragraphs.filter((text) => !SENT_TO.test(text) && !SMALL_PRINT.test(text));
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
  for (const one of fromHeadline(lines, recruiter)) add(one, one.score, one);
  for (const one of [...fromLines(lines), ...fromTextMessage(lines)]) add(one, one.score, one);
  if (ownLabel === undefined) for (const one of fromPortal(lines, role)) add(one, one.score, one);
  const [inDomains] = [label, ...subdomains(from?.address ?? '')].flatMap((one) =>
    one === undefined
      ? []
      : (nameOfDomain(one, [...lines, subject, from?.name ?? '', ...older]) ?? []),
  );
  if (inDomains !== undefined) add(inDomains, 4, { place: 'domain' });
  const isOwn = ({ value }: Scored) => own.has(keyOf(value)) && fitsDomain(value, label) === 0;
  const found = bestCompany(scored.filter((one) => !isOwn(one)));
  if (found !== undefined) return found;
  const name = ownLabel === undefined ? undefined : nameInDomain(ownLabel, surnameOf(recruiter));
  return name === undefined || companyLikeNothing(name, [], role) || isAgencyName(name)
    ? undefined
    : { value: name, source: `@${domainOf(address ?? from?.address ?? '')}` };
}

const FIELD_OF = /^(?:jef|direct|geren|respons|l[ií]der|coordin|manag|analis|engin).{0,12} de$/i;
const isOneWord = (text: string, from: number): boolean =>
  companyAt(text, from)?.name.includes(' ') === false;

const wordBefore = (text: string, at: number): string =>
  text
    .slice(Math.max(0, at - 30), at)
    .trimEnd()
    .split(' ')
    .at(-1) ?? '';

/** Whether a name has two words or a title, as a person's has. */
function isLikePerson(text: string, from: number): boolean {
  const tokens = nameTokens(tokensOf(text, from, 5));
  const last = tokens.at(-1);
  const isWhole = last !== undefined && !/^ (?:\p{Lu}|&)/u.test(text.slice(last.end));
  return isWhole && (tokens.length > 1 || text.startsWith(' (', last.end));
}

/** "northwind" of "northwind.k12.ca.us", where the site is not told by two words. */
const subdomains = (address: string): readonly string[] => {
  const names = domainOf(address).split('.');
  const first = names[0] ?? '';
  return names.length > 2 && first.length > 4 && !isService(domainOf(address)) ? [first] : [];
};

const surnameOf = (name = ''): string => (name.includes(' ') ? (name.split(' ').at(-1) ?? '') : '');

const companiesOfCandidate = (text: string): readonly string[] =>
  [...text.matchAll(CANDIDATES_OWN)].slice(0, 10).flatMap((match) => {
    const name = companyAt(text, match.index + match[0].length)?.name;
    return name === undefined ? [] : [keyOf(name)];
  });

/** "Acme" for "Acme Talent Team", unless its domain has these words, too. */
function withoutTeam(name: string, label: string | undefined): string {
  if (label !== undefined && inDomain(name) === squeezed(label)) return name.trim();
  const words = name
    .replace(/^(?:no reply|do not reply)\s/i, '')
    .replace(/\s(?:HQ|Headquarters|Head Office|Offices?)$/, '')
    .trim()
    .split(' ');
  const { length } = words;
  while (words.length > 1 && TEAM_WORDS.has(plain(words.at(-1) ?? ''))) words.pop();
  // "Acme Recruitment" is an agency, "the Acme Recruitment Team" is a team of Acme.
  if (words.length > 1 && words.length < length && /^recruitment$/i.test(words.at(-1) ?? ''))
    words.pop();
  if (words.length > 1 && words.length < length && words[0] === 'The') words.shift();
  return words.join(' ');
}

/** A list of jobs names many companies. */
const MANY_COMPANIES = phrases('alerts?|alertas?|weekly|newsletter|digest', 'iu');
const IS_BULLETIN = /^(?:boletin|newsletter|bulletin|digest|alertas?|news)[@._+-]/i;
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

/** The small print about data names the official form of the company. */
const SMALL_PRINT = phrases(
  'rgpd|gdpr|lopd|protecci[oó]n de datos|datos personales|personal data|' +
    'privacy (?:policy|notice)|' +
    'aviso de privacidad|pol[ií]tica de privacidad|fichero de|responsable del tratamiento',
  'iu',
);

/** Two first names: "Bryn and Sushila". */
const TWO_WORDS = /^\p{Lu}\p{Ll}+ (?:(?:and|y|e)|&) \p{Lu}\p{Ll}+$/u;
const isTwoNames = (value: string): boolean =>
  TWO_WORDS.test(value) && (!value.includes('&') || isKnownGiven(value));

/** A part of a company: "Department of Entomology", «Comité de Selección». */
const BODY = new RegExp(
  [
    '^(?:department|office|division|faculty|board|committee|departamento|direcci[oó]n|oficina|',
    'comit[eé]|gerencia|coordinaci[oó]n|[aá]rea|unidad|facultad|consejo|junta|jefatura|',
    'governing|ciudad|provincia|barrio|zona|municipio|',
    '(?:vice|sub)\\p{L}+|dr|dra|prof)(?:\\.|\\s(?:of|de|del|y)\\s|$)',
  ].join(''),
  'iu',
);

function companyLikeNothing(
  value: string,
  people: readonly string[],
  role: string | undefined,
  isInDomain = false,
): boolean {
  if (companiesLikePeople.has(value)) return false;
  if (NO_EMPLOYER.test(value)) return true;
  // "Alex and Dana" are people, "Pruitt & Moss" may be a company of a Pruitt.
  const names = value.split(/ (?:and|y|e|&) /);
  if (names.every((name) => people.some((person) => isSamePerson(name, person)))) return true;
  if (isInDomain) return false;
  // «En», "No", "NC" and "ID" begin a sentence or are a state.
  if (value.length < 3) return true;
  // «Oficial de Cumplimiento» is a title, «Maquiladora de Sonora» is none.
  const [titled = ''] = /^\S{2,20}(?<!dora) (?=(?:of|del?) )/.exec(value) ?? [];
  if (BODY.test(value) || hasHead(titled)) return true;
  if (role !== undefined && plain(role).includes(plain(value))) return true;
  const words = plain(value)
    .split(/[^a-z0-9ñ]+/)
    .filter((word) => word.length > 1);
  const isGeneral = (word: string) =>
    DEPARTMENTS.has(word) || WITHIN.has(word) || isOrganisationWord(word);
  if (words.every(isGeneral)) return true;
  return NO_NAME_WORDS.test(value) || NO_COMPANY.has(plain(value));
}
