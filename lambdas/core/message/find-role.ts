import { bareRole, isOnlyNoun } from '../letter/bare-role.ts';
import { beginsWithKind, DEPARTMENTS, NO_COMPANY } from './company-name.ts';
import type { Found } from './find-people.ts';
import { personName } from './person-name.ts';
import { namesTrade } from './trades.ts';
import {
  isCapitalised,
  listOf,
  phrases,
  plain,
  quoteAround,
  type Token,
  tokensOf,
} from './words.ts';

/** Words after which a title has ended. */
const STOPS = listOf(`
  role roles position positions job opening vacancy opportunity at with here in who to and we
  that which is are was has have would could based i you your our remote from on within as
  reporting since because if but please team teams for via by this next today or working
  en con para que es ha y si nos te le se esta estamos ubicado ubicada dentro porque o por
  puesto vacante posicion rol quien
`);
const ARTICLES = listOf('the our a an your this');
const NOUNS = listOf(
  'role roles position job opening vacancy opportunity post vacancies openings spot gig',
);
/** Small words within a title: "Head of People", «Jefe de Ventas y Marketing». */
const WITHIN = listOf('of de del la las los el & and y e');

const REFERENCE_FIRST =
  /^(?:\(?#?(?:[A-Z]{0,4}[-_/]?|[A-Z]{2,4} )\d[\dA-Z/-]{2,14}\)?[\s:–-]{1,3})(?=\p{L})/u;
/** «Plaza Profesor Lector», «Categoría Celador/a» */
const NOUN_FIRST =
  /^(?:categor[ií]a|plaza|puesto|terna|entrevista|vacante|oferta|(?:phone )?screen):? (?=\p{Lu})/iu;
const QUOTED = /^["“«'](.+)["”»']$/;

/** Without what stands in brackets at the end: "(m/f/d)". */
function withoutLastBrackets(text: string): string {
  const open = Math.max(text.lastIndexOf('('), text.lastIndexOf('['));
  const close = Math.max(text.lastIndexOf(')'), text.lastIndexOf(']'));
  const isLast = close < open || text.slice(close + 1).trim() === '';
  return open > 0 && isLast ? text.slice(0, open) : text;
}

/** "The hiring manager" is no title of a job. */
const VAGUE = new RegExp(
  '^(?:(?:hiring )?manager|lead|director|partner|expert|principal|staff|officer|owner|' +
    'head|tech|community|' +
    'gerente|responsable|titular|candidat[oa]|[Oo]rgani[sz](?:ador[a]?|er))s?$',
);

/** Without what is no title: "Tree Officer, post no. 7", "Trainee, 2027 intake". */
function withoutTail(title: string): string {
  const [first = '', ...others] = (title.split(' @ ')[0] ?? '').split(/,\s/);
  const end = others.findIndex(
    (part) => /^\p{Ll}/u.test(part) || (/\d/.test(part) && !/^\p{L}+ \d$/u.test(part)),
  );
  return [first, ...others.slice(0, end < 0 ? undefined : end)].join(', ');
}

/** A title as the form takes it, or undefined if it is only a noun, or no title. */
function clean(role: string): string | undefined {
  const trimmed = withoutLastBrackets(role)
    .replace(/\s+/g, ' ')
    .replace(/^[\s*_:–—-]{1,4}|(?:(?<!\s(?:Jr|Sr))\.|[\s*_:;,–—-]){1,4}$/g, '')
    .replace(QUOTED, '$1')
    .replace(REFERENCE_FIRST, '')
    .replace(NOUN_FIRST, '');
  const title = withoutTail(trimmed.slice(trimmed.lastIndexOf('! ') + 1).trim());
  if (title.length < 2 || title.length > 120) return undefined;
  const bare = bareRole(title, '').replace(/^[\s:–—-]{1,3}|[\s:,;–—-]{1,3}$/g, '');
  if (bare.length < 2 || bare.length > 90 || isOnlyNoun(bare, '')) return undefined;
  if (VAGUE.test(bare)) return undefined;
  return bare;
}

/** The title before "role" or "position": "the Senior Data Analyst role". */
function roleBeforeNoun(text: string, from: number): string | undefined {
  const tokens = tokensOf(text, from, 12);
  const at = tokens.findIndex(({ word }, index) => index > 0 && NOUNS.has(plain(word)));
  if (at < 1) return undefined;
  const article = tokens.findLastIndex(
    ({ word }, index) => index < at && ARTICLES.has(plain(word)),
  );
  const all = tokens.slice(article + 1, at);
  const words = all.slice(all.findIndex(({ word }) => !ADJECTIVES.has(word)));
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (words.slice(0, -1).some(({ after }) => /[;!?:"”“.]|\n/.test(after))) return undefined;
  if (!/^\s$|^[)\]]\s$|^["”']\s$/.test(last.after)) return undefined;
  const end = last.end + (/^[)\]]/.test(last.after) ? 1 : 0);
  const title = text.slice(first.start, end);
  const isTitle = words.length > 1 && words.every(({ word }) => isCapitalised(word));
  const isTrade = words.length < 5 && isAgent(plain(last.word));
  return namesTrade(title) || isTitle || isTrade ? title : undefined;
}

/** Words in -er and -or that name no trade before "role" or "job". */
const NO_AGENTS = listOf(`
  other another summer winter former earlier later better your under over number order computer
  customer consumer power paper water center senior junior major minor prior career right newer
  bigger lower higher easter similar never ever user further inferior superior easier larger
  primera primero tercera carrera manera espera enero febrero numero cartera entrevista lista vista
  interesante importante vacante siguiente anterior mayor menor valor favor mejor sector restante
`);
/** "the pattern cutter job", "the bookseller role", «puesto de jardinero» */
const isAgent = (word: string): boolean =>
  word.length < 24 &&
  /^[a-z]{2,}(?:er|or|ist|man|hand|[aei]dora|era|ero|tora|ista|ante)$/.test(word) &&
  !NO_AGENTS.has(word);

/**
 * «Director(a)» with its brackets as letters of the word, so that they do not end it. The
 * text keeps its length.
 */
const joinGender = (text: string): string =>
  text.replace(/(?<=\p{L})\((as?|os?|es?|ra|ora)\)/gu, '⁽$1⁾');
const splitGender = (text: string): string => text.replace(/⁽/g, '(').replace(/⁾/g, ')');

/** «Enfermero/a», «Coordinador/ra»: the ending belongs to the word before it. */
const isGenderEnding = (before: Token | undefined, word: string): boolean =>
  before?.after === '/' && /^(?:a|o|as|os|e|es|ra|ora)\.?$/.test(word);

/** Ends of adjectives that say which kind of a profession it is. */
const ADJECTIVE_END = new RegExp(
  '^[a-z]{2,16}(?:al|iv[oa]|ic[oa]|ist[ao]|ari[oa]|er[oa]|[st]or[a]?|[ou]rn[oa]|' +
    'junt[oa]|bilingue|nior|lider)$',
);
/** Ends of adjectives of a field, where the title ends: «calidad láctea». */
const FIELD_END = /^[a-z]{2,16}(?:al|ales|iv[oa]s?|ic[oa]s?|ari[oa]s?|e[oa]s?|ante|il|exterior)$/;

/** After these, "en" and "in" lead to the field: «Especialista en Nómina». */
const OF_A_FIELD = new RegExp(
  '^(?:especialista|expert[oa]|licenciad[oa]|tecnic[oa]|educador[a]?|lecturer|professor|' +
    'researcher|fellow)',
);

/** Whether "in" or «en» is within a title: "Photographer in Residence". */
function isWithinTitle(taken: readonly Token[], { after, end }: Token, text: string): boolean {
  const next = after === ' ' ? text.slice(end + 1, end + 12) : '';
  const isField = taken.some(({ word }) => OF_A_FIELD.test(plain(word))) && isCapitalised(next);
  return isField || next.startsWith('Residence');
}

/** "Category Buyer - Chilled": one to three words with capitals, up to a mark. */
const AFTER_DASH =
  /^\s[–-]\s\p{Lu}[\p{L}&]{1,20}(?:\s\p{Lu}[\p{L}&]{1,20}){0,2}(?=[.,;!?(]|\s\(|\s\p{Ll}|$)/u;

/** "Staff Engineer, Storage (Remote)", "Mine Geologist, Level 3." */
const AFTER_COMMA = new RegExp(
  [
    String.raw`^,\s(\p{Lu}[\p{L}&]{3,20})(?:\s(?:\p{Lu}[\p{L}&]{1,20}|\d))?`,
    String.raw`(?=,\s(?:on|at|in|e[ln])\s|\s\(|[.:!?]|\s(?:has|is|was|at|in|on|with|for)\s|$)`,
  ].join(''),
  'u',
);

/** "Programme Manager, Water & Sanitation" */
const AND_FIELD = /^,\s\p{Lu}\p{L}{2,20}\s(?:&|and)\s\p{Lu}\p{L}{2,20}(?=[.,;(]|\s\p{Ll}|\s\(|$)/u;
const TWO_WORDS = /^,\s\p{Lu}\p{L}{2,20}\s(\p{Lu}\p{L}{2,20})(?=[.,;(]|\s\p{Ll}|\s\(|$)/u;

/** "Scientist II, Protein Engineering": the last word is one of departments. */
function departmentAfter(rest: string): string | undefined {
  const found = TWO_WORDS.exec(rest);
  return DEPARTMENTS.has(plain(found?.[1] ?? '')) ? found?.[0] : undefined;
}

/** A title as far as its words go: "Senior Data Analyst", «Jefe de Ventas». */
function roleFrom(text: string, from: number, isSentence = false): string | undefined {
  const taken: Token[] = [];
  for (const token of tokensOf(text, from, 10)) {
    const key = plain(token.word);
    const isGender = isGenderEnding(taken.at(-1), key);
    const isSmall = (WITHIN.has(key) && taken.length > 0) || isGender;
    const isHead = namesTrade(token.word);
    const isFirst = taken.length === 0;
    if (/^(?:en|in)$/.test(key) && isWithinTitle(taken, token, text)) {
      taken.push(token);
      continue;
    }
    // "Archivist I (part-time)"
    if (token.word === 'I' && /^\s?(?:[(,.;]|$)/.test(text.slice(token.end))) {
      taken.push(token);
      break;
    }
    // "Team Lead" goes on, "Data team" ends before the team.
    if (key === 'team' && namesTrade(tokensOf(text, token.end, 1)[0]?.word ?? '')) {
      taken.push(token);
      continue;
    }
    // "a Lead Statistician and I'd love your thoughts"
    if (/^I['’]/.test(token.word)) break;
    if (!isSmall && STOPS.has(key) && !(isFirst && key === 'remote') && !isHead) break;
    // «Coordinador/a de flota», "Head of engineering": one word after "de" or "of".
    const isAfterOf = /^(?:de|of)$/.test(taken.at(-1)?.word ?? '') && key.length > 2;
    const isField = isAfterOf && taken.slice(0, -1).some(({ word }) => namesTrade(word));
    // «Higienista dental», «Técnico electricista»
    const [before, last] = [taken.at(-2), taken.at(-1)];
    const named = isGenderEnding(before, plain(last?.word ?? '')) ? before : last;
    const isOfField = /^de$/.test(before?.word ?? '') && !/^ \p{Ll}/u.test(text.slice(token.end));
    const isKind =
      (ADJECTIVE_END.test(key) && namesTrade(named?.word ?? '')) ||
      (isOfField && FIELD_END.test(key)) ||
      (plain(last?.word ?? '') === 'turno' && /^(?:noche|tarde|mañana|manana|dia)$/.test(key));
    if (!isSmall && !isCapitalised(token.word) && !isHead && !isFirst && !isField && !isKind) {
      // «desarrollador backend»: a title in small letters has few words.
      if (isCapitalised(taken[0]?.word ?? '') || taken.length > 5) break;
    }
    taken.push(token);
    if (!/^(?: |\/| \/ | & )$/.test(token.after)) break;
  }
  const isSmallTitle = !isCapitalised(taken[0]?.word ?? '');
  if (isSmallTitle) cutSmallTitle(taken);
  while (taken.length > 0 && WITHIN.has(plain(taken.at(-1)?.word ?? ''))) taken.pop();
  const [first, last] = [taken[0], taken.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const title = text.slice(first.start, last.end);
  if (!isSentence || isSmallTitle || !namesTrade(title)) return title;
  const rest = text.slice(last.end, last.end + 80);
  const field = AFTER_COMMA.exec(rest);
  const isField = field !== null && !NO_COMPANY.has(plain(field[1] ?? ''));
  const fields = AFTER_DASH.exec(rest)?.[0] ?? AND_FIELD.exec(rest)?.[0] ?? departmentAfter(rest);
  return `${title}${fields ?? (isField ? field[0] : '')}`;
}

/** After "de" these are no field of a title: «cajera de lunes a viernes». */
const NO_FIELDS = listOf(`
  lunes martes miercoles jueves viernes sabado sabados domingo medio media tiempo forma inmediato
  inmediata manera nuestra nuestro nuestras nuestros su sus tu tus este esta verdad confianza
  our your this the
`);
const isOf = (word: string): boolean => /^(?:de|del|of)$/.test(word);

/** Whether a word says which kind a profession or a field is: «laboral», «infantil». */
const isKindWord = (word: string): boolean =>
  ADJECTIVE_END.test(word) || /^[a-z]{3,16}(?:il|ar|ales|ares|iles|[ai][cv][oa]s)$/.test(word);

/** Where the field behind "de" ends: «del área laboral», «de la sucursal Bariloche». */
function fieldEnd(words: readonly string[], of: number): number {
  const noun = words.findIndex((word, index) => index > of && !/^(?:la|las|los|el)$/.test(word));
  const word = plain(words[noun] ?? '');
  if (word.length < 3 || NO_FIELDS.has(word) || /\d/.test(word)) return of;
  const next = words[noun + 1] ?? '';
  return isKindWord(plain(next)) || isCapitalised(next) ? noun + 2 : noun + 1;
}

/**
 * A title in small letters begins behind the article or "de" before its first word for a
 * profession («cubrir una suplencia de profesora»). It ends with the last such word
 * ("remote closers"), or with the words after it that belong to it («abogada junior del
 * área laboral»).
 */
function cutSmallTitle(taken: Token[]): void {
  const first = taken.findIndex(({ word }) => namesTrade(word));
  const lead = taken.findLastIndex(
    ({ word }, index) => index < first && (isOf(word) || /^(?:una?|an?|the)$/.test(word)),
  );
  taken.splice(0, lead + 1);
  const words = taken.map(({ word }) => word);
  const head = words.findLastIndex((word) => namesTrade(word));
  let end = head + 1;
  while (isGenderEnding(taken[end - 1], words[end] ?? '')) end += 1;
  const isKind = /(?:o|a|al|or|iv[oa])$/.test(plain(words[end] ?? ''));
  if (head === 0 && isKind && !isOf(words[end] ?? '')) end += 1;
  if (/^[A-Z]\.?$/.test(words[end] ?? '')) end += 1;
  if (isOf(words[end] ?? '')) end = fieldEnd(words, end);
  taken.length = Math.min(taken.length, end);
}

const LABEL = new RegExp(
  [
    String.raw`^[^\p{L}]*(?:role|position|job(?: title)?|title|vacancy|posting|puesto|`,
    'vacante|posici[oó]n|cargo|rol|oportunidad|plaza|job opening|oferta|',
    'empleo|perfil|búsqueda|position title|proceso|candidatura|',
    'requisition title|designation|(?:job )?requisition)',
    String.raw`(?:\s?[:：–|]\s?|\s\s+)(\S.+)$`,
  ].join(''),
  'iu',
);
/** What follows may be a title: "Re: Night Carer", "Interview 1 – Coordinator". */
const WEAK_LABEL = new RegExp(
  [
    '^[^\\p{L}]{0,4}(?:(?:re|regarding|asunto|ref|subject|about)\\s?:|(?:interview|entrevista|',
    'invitation|screening|onsite)(?![\\p{L}(])[^–—:-]{0,12}\\s?[–—:-])\\s(\\S.+)$',
  ].join(''),
  'iu',
);

/** What stands before a title. Articles and nouns may follow, see {@link FILLERS}. */
const BEFORE: readonly (readonly [pattern: RegExp, strength: 0 | 1 | 2])[] = [
  [
    phrases(
      [
        '(?:position|role|post|job|title) (?:of|as)|offer you|application to be|' +
          'offer (?:you )?the (?:position|role) of',
        '(?:puesto|vacante|posici[oó]n|rol|cargo|plaza|perfil|' +
          'proceso(?: de selecci[oó]n)?|b[uú]squeda|candidatura|postulaci[oó]n|' +
          'convocatoria) (?:de|del|para|como|abierta de|a|al)|' +
          '(?:curro|trabajo|empleo|laburo) (?:de|del|para)',
      ].join('|'),
    ),
    2,
  ],
  [
    phrases(
      [
        '(?:we|they|badly|who) needs?|(?:is|are|’re) after|decide on|the job is|los(?:e|ing)|' +
          '(?:opening|openings|vacancy|opportunity|requirement|need|search|process|role|' +
          'position) (?:as|for)|appl(?:ied|ying|ication|y) (?:for|to)|candidacy for|' +
          'considered for|interview(?:ing)?(?: process)? for|hire|hiring|looking for|' +
          'seeking|recruiting|recruiting for|searching for|join us as|fit as|you as|' +
          'work as|adding|onboard',
        '(?:oferta|oportunidad|entrevista|prueba|solicitud|contrataci[oó]n|' +
          'incorporaci[oó]n) (?:de|del|para|como|a|al)|buscando(?: a)?|buscamos(?: a)?|' +
          'busco(?: a)?|buscan(?: a)?|busca(?: a)?|contratar(?: a)?|sumar(?: a)?|' +
          'seleccionando(?: a)?|seleccionamos|incorporar(?: a)?|como|vacante|puesto|' +
          'candidatura|convocatoria|(?:postul|inscrib|aplic|present)aste (?:a|para|en|como)|' +
          '(?:postular|presentar)(?:te|se) (?:a|para|como)|' +
          'solicita|solicitamos|necesitando|necesitamos|necesito|necesita|piden?|requieren?|' +
          'encontrar(?: a)?|' +
          '(?:puesto|cargo|rol|posici[oó]n|vacante|b[uú]squeda|oferta) es(?: para)?|' +
          'es para|es el de|lo de|se nos va|es la de|descriptivo de|' +
          'seat|t[ií]tulo de|interview (?:you )?for',
      ].join('|'),
    ),
    1,
  ],
  [phrases('for|about|regarding|as|interest in|interested in|para|posici[oó]n|oferta'), 0],
];
/** Words between "for" and a title. */
const FILLERS = listOf(`
  a an the our your their his her its be become of for as position role
  job post opening vacancy new next
  another open two
  puesto vacante posicion rol cargo plaza perfil de del un una el la los las para como nuestro
  nuestra abierta abierto nuevo nueva tu su al este esta siguiente sus equipo
  chamba curro trabajo empleo proximo proxima
`);
/** Small words before a title that are no part of it. */
const ADJECTIVES = listOf(`
  permanent freelance full-time part-time temporary current vacant exciting fantastic great
  experienced interim contract second another
`);
/** «un/a», «un(a)», «el/la» */
const BOTH_ARTICLES =
  /^\s(?:(?:un|del?|al)(?:\/a|⁽a⁾|\/una)|(?:el|del)\/(?:de )?la|al\/a la)(?=\s)/i;

function skipFillers(text: string, from: number): number {
  let position = from;
  for (const { word, start, end, after } of tokensOf(text, from, 5)) {
    const both = BOTH_ARTICLES.exec(text.slice(start - 1, start + 12));
    if (both !== null) return skipFillers(text, start - 1 + both[0].length);
    if (!(FILLERS.has(plain(word)) || ADJECTIVES.has(word)) || after !== ' ') break;
    position = end;
  }
  return position;
}

const IN_QUOTES = /[«“"]([^«»“”"]{3,80})[»”"]/g;
const THE_NOUN = phrases('(?:for|about|regarding|to|in|of|our|the|an?|your)', 'giu');

/** "Aquatics Keeper II" */
const LEVEL = /^\p{Lu}.{2,40} (?:I{1,3}|IV|V)$/u;

export const OF_RECRUITERS = phrases(
  'recruit\\p{L}*|talento?|hr|rr\\.?hh|people|selecci[oó]n|humanos',
  'iu',
);

interface Scored extends Found {
  readonly score: number;
}

function scoreOf(role: string, base: number): number {
  const words = role.split(' ');
  const capitals = words.filter(isCapitalised).length;
  return (
    base +
    (namesTrade(role) ? 4 : 0) +
    (capitals >= 2 ? 1 : 0) -
    (words.length > 8 ? 3 : 0) -
    (/^\p{Lu}{2,4}$/u.test(role) ? 2 : 0) -
    // Most often it is the title of who writes.
    (OF_RECRUITERS.test(role) ? 2 : 0)
  );
}

/** No more articles of a sentence are looked behind. */
const MAX_NOUNS = 60;

function* take<T>(all: Iterable<T>, most: number): Generator<T> {
  let count = 0;
  for (const one of all) {
    count += 1;
    if (count > most) return;
    yield one;
  }
}

/** No sentence is searched further. */
const MAX_PARAGRAPH = 2000;

function rolesInText(text: string, base: number): readonly Scored[] {
  const found: Scored[] = [];
  const add = (role: string | undefined, bonus: number, start: number): void => {
    const value = role === undefined ? undefined : clean(role);
    if (value === undefined) return;
    found.push({
      value,
      source: quoteAround(text, start, start + value.length),
      score: scoreOf(value, base + bonus),
    });
  };
  for (const part of text.length < 300 ? text.split(/\s[·|•]\s/) : []) {
    const label = LABEL.exec(part) ?? WEAK_LABEL.exec(part);
    const [cell = '', next = ''] = (label?.[1] ?? '').split(/\s{2,}/);
    // A row with three columns or more is the head of a table.
    if (label === null || next !== '') continue;
    const value = cell.split(/\s[|·•]\s|\s[–—-]\s|\sen\s(?=\p{Lu})/iu)[0] ?? '';
    const isTitle = namesTrade(value) || (WEAK_LABEL.test(part) && LEVEL.test(value));
    if (isTitle || LABEL.test(part)) add(value, 4, 0);
  }
  const bounded = text.slice(0, MAX_PARAGRAPH);
  for (const match of bounded.matchAll(IN_QUOTES)) {
    const [, quoted = ''] = match;
    // "14 new jobs for …" is a search that the candidate saved.
    if (/\bjobs for $/i.test(bounded.slice(0, match.index))) continue;
    if (namesTrade(quoted) && quoted.split(' ').length < 9) add(quoted, 4, match.index + 1);
  }
  for (const match of take(bounded.matchAll(THE_NOUN), MAX_NOUNS)) {
    const start = match.index + match[0].length;
    const before = roleBeforeNoun(bounded, start + 1);
    if (before !== undefined && /^(?:the|our|an?|your)$/i.test(match[0]))
      add(
        before,
        isAgent(plain(before.split(' ').at(-1) ?? '')) && !namesTrade(before) ? 4 : 3,
        start,
      );
  }
  for (const [pattern, strength] of BEFORE) {
    for (const match of bounded.matchAll(pattern)) {
      const start = match.index + match[0].length;
      if (!/^[ :]/.test(bounded.slice(start))) continue;
      const role = roleFrom(bounded, skipFillers(bounded, start), true);
      if (role === undefined) continue;
      const isTitle = isCapitalised(role);
      const isHeaded = namesTrade(role) && (strength > 0 || isTitle);
      const isTrade = strength === 2 && !isHeaded && isAgent(plain(role.split(/[ /]/)[0] ?? ''));
      if (isHeaded || (strength === 2 && isTitle)) add(role, 1 + strength, start);
      else if (isTrade) add(role, 3 + strength, start);
      // "your application for Crew Leader"
      else if (strength === 1 && isTitle && isAgent(plain(role.split(' ').at(-1) ?? '')))
        add(role, 3 + strength, start);
    }
  }
  return found;
}

const SUBJECT_PARTS = /\s[–—|·•-]\s|:\s|\s@\s|\s\/\/\s|\s[-–—]{2}\s/u;
const SUBJECT_NOISE = new RegExp(
  [
    '^(?:(?:re|fwd?|rv|rm|rif|aw|tr|external|ext|externo|invitation|',
    'invitaci[oó]n|updated invitation|accepted|confirmed|confirmado|',
    String.raw`confirmada|actualizaci[oó]n)\s?:\s?|\[(?:ext|external|externo)\]\s?)+`,
  ].join(''),
  'i',
);

/** A subject without what mail programs put before it, e.g. "Re:" or "[External]". */
export const subjectWithoutMarks = (subject: string): string =>
  subject.replace(SUBJECT_NOISE, '').trim();

const SUBJECT_WORDS = new RegExp(
  [
    '^(?:interview(?: for| with)?|entrevista(?: para| con)?|',
    'your application(?: for| to)?|application(?: for)?|vacante(?: de)?|',
    'b[uú]squeda(?: de)?|proceso(?: de)?|postulaci[oó]n(?: a| de)?|prueba(?: de)?|',
    'oferta(?: de)?|convocatoria(?: de)?|candidatura(?: de| a)?|',
    String.raw`urgent(?: requirement)?|hiring|opportunity|oportunidad)\s(?=\S)`,
  ].join(''),
  'i',
);

function rolesInSubject(subject: string): readonly Scored[] {
  const bare = subjectWithoutMarks(subject);
  const found = [...rolesInText(bare, 1)];
  const inBrackets = /[([]([^()[\]]+)[)\]]/.exec(bare)?.[1];
  const parts = bare.split(SUBJECT_PARTS);
  for (const part of [...parts, ...(inBrackets === undefined ? [] : [inBrackets])]) {
    // "Surveyor roles - Bristol" are several.
    if (/\s(?:roles|jobs|positions|openings|vacancies)(?:\s|$)/i.test(part)) continue;
    const text = part.trim().replace(/^(?:\p{Extended_Pictographic}|\uFE0F|\s){1,4}/u, '');
    const value = clean(text.replace(SUBJECT_WORDS, ''));
    if (value === undefined || !namesTrade(value) || value.split(' ').length > 7) continue;
    const start = /^[^\p{L}\p{N}]{0,2}/u.exec(value)?.[0].length ?? 0;
    const role = roleFrom(value, start);
    const isWhole = role !== undefined && plain(role) === plain(value.slice(start));
    const isTitle = isCapitalised(value.slice(start)) || NOUN_LAST.test(text);
    if ((isWhole || start > 0) && isTitle)
      found.push({ value, source: quoteAround(subject), score: scoreOf(value, 2) });
    else if (
      role !== undefined &&
      namesTrade(role) &&
      isCapitalised(role) &&
      !/\s(?:and|y|with|con)\s/.test(value)
    ) {
      const shorter = clean(role);
      if (shorter?.includes(' ') === true)
        found.push({ value: shorter, source: quoteAround(subject), score: scoreOf(shorter, 0) });
    }
  }
  return found;
}

const NOUN_LAST = /\s(?:role|position|opening|job|post|vacancy)$/i;

/**
 * The role that the message is about.
 *
 * @param signatureStart the paragraph at which the signature begins: titles below it are
 *   of people
 */
export function findRole(
  subject: string,
  paragraphs: readonly string[],
  older: readonly string[],
  signatureStart: number,
): Found | undefined {
  const scored: Scored[] = [...rolesInSubject(joinGender(subject))];
  for (const [index, text] of paragraphs.entries()) {
    if (index >= signatureStart || scored.length > 200) break;
    scored.push(...rolesInText(joinGender(text), 1));
    if (index < 20) scored.push(...titleAlone(joinGender(text), paragraphs[index - 1]));
  }
  for (const text of older.slice(0, 60)) {
    if (scored.length > 240) break;
    scored.push(...rolesInText(joinGender(text), 0));
  }
  const found = best(scored);
  return found && { value: splitGender(found.value), source: splitGender(found.source) };
}

/** A line of a portal that is nothing but a title, not that of a person above it. */
function titleAlone(text: string, before = ''): readonly Scored[] {
  const [line = ''] = text
    .trim()
    .replace(/^\d{1,2}[.)]\s|^[*\s]{1,4}|[*\s]{1,4}$/g, '')
    .split(/\s(?:at|@)\s(?=\p{Lu})|\s[-–—·|]\s(?=[\p{Lu}-]{0,6}\d)/u);
  const isShort = line.length < 70 && isCapitalised(line) && !/[.!?:]$/.test(line);
  if (!isShort || !namesTrade(line) || OF_RECRUITERS.test(line) || beginsWithKind(line)) return [];
  if (personName(before.split(/\s[·•|]\s/)[0] ?? '') !== undefined) return [];
  const value = clean(line);
  const role = value === undefined ? undefined : roleFrom(value, 0);
  const isWhole = value !== undefined && role === value;
  return isWhole ? [{ value, source: quoteAround(line), score: scoreOf(value, 1) }] : [];
}

/**
 * The value with the highest sum of scores; equal values count together. Of two with the
 * same sum the fuller form is taken, and none if they are different titles.
 */
function best(scored: readonly Scored[], least = 5): Found | undefined {
  const sums = new Map<string, { sum: number; top: Scored }>();
  for (const one of scored) {
    const key = plain(one.value);
    const known = sums.get(key);
    if (known === undefined) sums.set(key, { sum: one.score, top: one });
    else {
      known.sum += Math.min(one.score, 3) / 2;
      if (one.score > known.top.score) known.top = one;
    }
  }
  const [first, second] = [...sums.values()].sort(
    (a, b) => b.sum - a.sum || b.top.value.length - a.top.value.length,
  );
  const isTie = first !== undefined && second?.sum === first.sum;
  const isOther = isTie && !plain(first.top.value).includes(plain(second.top.value));
  return first !== undefined && first.sum >= least && !isOther
    ? { value: first.top.value, source: first.top.source }
    : undefined;
}
