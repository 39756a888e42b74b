import { bareRole, isOnlyNoun } from '../letter/bare-role.ts';
import type { Found } from './find-people.ts';
import {
  isCapitalised,
  listOf,
  phrases,
  plain,
  quoteAround,
  type Token,
  tokensOf,
} from './words.ts';

/** Words that name what somebody does. A title has one of them. */
const HEADS = listOf(`
  engineer engineers developer developers programmer architect manager analyst designer scientist
  lead director head specialist consultant coordinator co-ordinator administrator assistant
  associate recruiter accountant representative rep executive officer technician nurse teacher
  writer editor producer strategist researcher intern internship trainee sre devops tester owner
  master president vp counsel attorney lawyer solicitor paralegal buyer planner controller auditor
  advisor adviser agent clerk operator supervisor copywriter marketer librarian tutor trainer
  professor lecturer instructor pharmacist therapist dentist physician doctor chef cook barista
  driver mechanic electrician welder bookkeeper cfo cto coo ceo partner fellow sourcer scheduler
  receptionist secretary underwriter actuary economist statistician chemist biologist translator
  interpreter illustrator animator artist photographer videographer journalist reporter curator
  archivist conservator machinist inspector estimator surveyor drafter foreman merchandiser
  cashier stylist educator caregiver hygienist phlebotomist paramedic epidemiologist dietitian
  psychologist counselor counsellor caseworker worker steward dispatcher bioinformatician
  cartographer optometrist veterinarian sommelier brewer baker gardener horticulturist modeler
  evangelist generalist expert principal staff deputy broker trader banker treasurer bursar dean
  registrar janitor custodian carpenter plumber roofer pilot captain navigator
  ingeniero ingeniera desarrollador desarrolladora programador programadora arquitecto arquitecta
  gerente analista disenador disenadora cientifico cientifica lider directora jefe jefa
  especialista consultor consultora coordinador coordinadora administrador administradora
  asistente asociado asociada contador contadora contable representante ejecutivo ejecutiva
  tecnico tecnica enfermero enfermera profesor profesora docente redactor redactora editora
  productor productora investigador investigadora becario becaria responsable encargado encargada
  auxiliar abogado abogada maestro maestra vendedor vendedora asesor asesora comercial supervisora
  medico medica traductor traductora secretario secretaria recepcionista operario operaria
  ayudante cocinero cocinera chofer conductor mecanico electricista practicante pasante titular
  gestor gestora community dependiente dependienta psicologo psicologa farmaceutico farmaceutica
  matematico fisico quimico quimica biologo biologa economista periodista fotografo ilustrador
  ilustradora subdirector subdirectora administrativo administrativa planificador planificadora
  comprador compradora controlador auditora actuario residente capacitador capacitadora
  tech aide nanny sub closers closer fisioterapeuta monitor monitora agronomo operador operadora
  orientador orientadora camarero camarera peluquero peluquera dependienta cuidador cuidadora
  costurera soldador panadero pastelero carpintero electricidad cna lpn rn bartender waiter server
  hostess stocker picker packer loader guard soldadora mozo repartidor vigilante celador limpiador
  limpiadora planner rotulista curador veterinario veterinaria dentista odontologo logopeda
  educador educadora promotor promotora almacenista cajero cajera subgerente scrum qa
`);
/** The ends of words for professions: "Hydrologist", "Dietician", "Radiographer". */
const PROFESSION = /(?:ologist|ician|ographer|apist|atrist|ologo|ologa|ografo|ografa|opeda)s?$/;
/** The ends of Spanish words for professions: «instalador», «proyectista». */
const SPANISH_PROFESSION = /^(?!entrevist|revista|vista|lista)\p{L}{3,}(?:adora?|ista)s?$/u;
export const hasHead = (text: string): boolean =>
  plain(text)
    .split(/[\s/()[\],&-]+/)
    .some((word) => HEADS.has(word) || HEADS.has(word.replace(/s$/, '')) || isProfession(word));
const isProfession = (word: string): boolean =>
  PROFESSION.test(word) || (word.length < 24 && SPANISH_PROFESSION.test(word));

/** Words after which a title has ended. */
const STOPS = listOf(`
  role roles position positions job opening vacancy opportunity at with here in who to and we
  that which is are was has have would could based i you your our remote from on within as
  reporting since because if but please team teams for via by this next today or working
  en con para que es ha y si nos te le se esta estamos ubicado ubicada dentro porque o por
  puesto vacante posicion rol quien
`);
const ARTICLES = listOf('the our a an your this');
const NOUNS = listOf('role roles position job opening vacancy opportunity post vacancies openings');
/** Small words within a title: "Head of People", «Jefe de Ventas y Marketing». */
const WITHIN = listOf('of de del la las los el & and y e');

const REFERENCE_FIRST = /^(?:\(?#?[A-Z]{0,4}-?\d[\dA-Z/-]{2,14}\)?[\s:–-]{1,3})(?=\p{L})/u;
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
    'gerente|responsable|titular|candidat[oa])s?$',
);

/** A title as the form takes it, or undefined if it is only a noun, or no title. */
function clean(role: string): string | undefined {
  const trimmed = withoutLastBrackets(role)
    .replace(/\s+/g, ' ')
    .replace(/^[\s*_:–—-]{1,4}|[\s*_:;,.–—-]{1,4}$/g, '')
    .replace(QUOTED, '$1')
    .replace(REFERENCE_FIRST, '');
  if (trimmed.length < 2 || trimmed.length > 120) return undefined;
  const bare = bareRole(trimmed, '').replace(/^[\s:–—-]{1,3}|[\s:,;–—-]{1,3}$/g, '');
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
  const words = tokens.slice(article + 1, at);
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (words.slice(0, -1).some(({ after }) => /[;!?:"”“.]|\n/.test(after))) return undefined;
  if (!/^\s$|^[)\]]\s$|^["”']\s$/.test(last.after)) return undefined;
  const end = last.end + (/^[)\]]/.test(last.after) ? 1 : 0);
  const title = text.slice(first.start, end);
  return hasHead(title) || (words.length > 1 && words.every(({ word }) => isCapitalised(word)))
    ? title
    : undefined;
}

/** «Enfermero/a», «Coordinador/ra»: the ending belongs to the word before it. */
const isGenderEnding = (before: Token | undefined, word: string): boolean =>
  before?.after === '/' && /^(?:a|o|as|os|e|es|ra|ora)$/.test(word);

/** A title as far as its words go: "Senior Data Analyst", «Jefe de Ventas». */
function roleFrom(text: string, from: number): string | undefined {
  const taken: Token[] = [];
  for (const token of tokensOf(text, from, 10)) {
    const key = plain(token.word);
    const isGender = isGenderEnding(taken.at(-1), key);
    const isSmall = (WITHIN.has(key) && taken.length > 0) || isGender;
    const isHead = hasHead(token.word);
    const isFirst = taken.length === 0;
    if (!isSmall && STOPS.has(key) && !(isFirst && key === 'remote') && !isHead) break;
    // «Coordinador/a de flota», "Head of engineering": one word after "de" or "of".
    const isOf = /^(?:de|of)$/.test(taken.at(-1)?.word ?? '') && key.length > 3;
    const isField = isOf && taken.slice(0, -1).some(({ word }) => hasHead(word));
    if (!isSmall && !isCapitalised(token.word) && !isHead && !isFirst && !isField) {
      // «desarrollador backend»: a title in small letters has few words.
      if (isCapitalised(taken[0]?.word ?? '') || taken.length > 3) break;
    }
    taken.push(token);
    if (!/^(?: |\/| \/ | & )$/.test(token.after)) break;
  }
  const isSmallTitle = !isCapitalised(taken[0]?.word ?? '');
  if (isSmallTitle) cutSmallTitle(taken);
  while (taken.length > 0 && WITHIN.has(plain(taken.at(-1)?.word ?? ''))) taken.pop();
  const [first, last] = [taken[0], taken.at(-1)];
  return first === undefined || last === undefined ? undefined : text.slice(first.start, last.end);
}

/**
 * A title in small letters ends with the last word that names a job ("remote closers"),
 * or with the words after it that belong to it («docente de inglés»).
 */
function cutSmallTitle(taken: Token[]): void {
  const head = taken.findLastIndex(({ word }) => hasHead(word));
  const next = plain(taken[head + 1]?.word ?? '');
  const length = next === 'de' || next === 'of' ? head + 3 : head + 1;
  const hasAdjective = head === 0 && /(?:o|a|al|or|iv[oa])$/.test(next);
  taken.length = Math.min(taken.length, hasAdjective ? 2 : length);
}

const LABEL = new RegExp(
  [
    String.raw`^[^\p{L}]*(?:role|position|job(?: title)?|title|vacancy|posting|puesto|`,
    'vacante|posici[oó]n|cargo|rol|oportunidad|plaza|job opening|oferta|',
    'empleo|perfil|búsqueda|position title|proceso|candidatura|',
    String.raw`requisition title)(?:\s?[:：–|]\s?|\s\s+)(\S.+)$`,
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
          'convocatoria|curro|trabajo) (?:de|del|para|como|abierta de|a|al)',
      ].join('|'),
    ),
    2,
  ],
  [
    phrases(
      [
        '(?:we|they|badly) needs?|' +
          '(?:opening|openings|vacancy|opportunity|requirement|need|search|process|role|' +
          'position) (?:as|for)|appl(?:ied|ying|ication|y) (?:for|to)|candidacy for|' +
          'considered for|interview(?:ing)?(?: process)? for|hire|hiring|looking for|' +
          'seeking|recruiting|recruiting for|searching for|join us as|fit as|you as|' +
          'work as|adding|onboard',
        '(?:oferta|oportunidad|entrevista|solicitud|contrataci[oó]n|' +
          'incorporaci[oó]n) (?:de|del|para|como|a|al)|buscando(?: a)?|buscamos(?: a)?|' +
          'busco(?: a)?|buscan(?: a)?|busca(?: a)?|contratar(?: a)?|sumar(?: a)?|' +
          'seleccionando(?: a)?|seleccionamos|incorporar(?: a)?|como|vacante|puesto|' +
          'candidatura|convocatoria|(?:postul|inscrib|aplic|present)aste (?:a|para|en|como)|' +
          '(?:postular|presentar)(?:te|se) (?:a|para|como)|' +
          'solicita|solicitamos|necesitamos|necesita',
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
  nuestra abierta abierto nuevo nueva tu su al este esta siguiente sus
`);

function skipFillers(text: string, from: number): number {
  let position = from;
  for (const { word, end, after } of tokensOf(text, from, 5)) {
    if (!FILLERS.has(plain(word)) || after !== ' ') break;
    position = end;
  }
  return position;
}

const IN_QUOTES = /[«“"]([^«»“”"]{3,80})[»”"]/g;
const THE_NOUN = phrases('(?:for|about|regarding|to|in|of|our|the|an?|your)', 'giu');

interface Scored extends Found {
  readonly score: number;
}

function scoreOf(role: string, base: number): number {
  const words = role.split(' ');
  const capitals = words.filter(isCapitalised).length;
  return (
    base +
    (hasHead(role) ? 4 : 0) +
    (capitals >= 2 ? 1 : 0) -
    (words.length > 8 ? 3 : 0) -
    (/^\p{Lu}{2,4}$/u.test(role) ? 2 : 0)
  );
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
    const label = LABEL.exec(part);
    if (label === null) continue;
    const value = (label[1] ?? '').split(/\s[|·•]\s|\s[–—-]\s|\s{2,}|\sen\s(?=\p{Lu})/iu)[0] ?? '';
    add(value, 4, 0);
  }
  const bounded = text.slice(0, MAX_PARAGRAPH);
  for (const match of bounded.matchAll(IN_QUOTES)) {
    const [, quoted = ''] = match;
    // "14 new jobs for …" is a search that the candidate saved.
    if (/\bjobs for $/i.test(bounded.slice(0, match.index))) continue;
    if (hasHead(quoted) && quoted.split(' ').length < 9) add(quoted, 4, match.index + 1);
  }
  for (const match of bounded.matchAll(THE_NOUN)) {
    const start = match.index + match[0].length;
    const before = roleBeforeNoun(bounded, start + 1);
    if (before !== undefined && /^(?:the|our|an?|your)$/i.test(match[0])) add(before, 3, start);
  }
  for (const [pattern, strength] of BEFORE) {
    for (const match of bounded.matchAll(pattern)) {
      const start = match.index + match[0].length;
      if (!/^[ :]/.test(bounded.slice(start))) continue;
      const role = roleFrom(bounded, skipFillers(bounded, start));
      if (role === undefined) continue;
      const isTitle = isCapitalised(role);
      const isHeaded = hasHead(role) && (strength > 0 || isTitle);
      if (isHeaded || (strength === 2 && isTitle)) add(role, 1 + strength, start);
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
    const text = part.trim().replace(/^(?:\p{Extended_Pictographic}|\uFE0F|\s){1,4}/u, '');
    const value = clean(text.replace(SUBJECT_WORDS, ''));
    if (value === undefined || !hasHead(value) || value.split(' ').length > 7) continue;
    const start = /^[^\p{L}\p{N}]{0,2}/u.exec(value)?.[0].length ?? 0;
    const role = roleFrom(value, start);
    const isWhole = role !== undefined && plain(role) === plain(value.slice(start));
    const isTitle = isCapitalised(value.slice(start)) || NOUN_LAST.test(text);
    if ((isWhole || start > 0) && isTitle)
      found.push({ value, source: quoteAround(subject), score: scoreOf(value, 2) });
    else if (
      role !== undefined &&
      hasHead(role) &&
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
  const scored: Scored[] = [...rolesInSubject(subject)];
  for (const [index, text] of paragraphs.entries()) {
    if (index >= signatureStart || scored.length > 200) break;
    scored.push(...rolesInText(text, 1));
  }
  for (const text of older.slice(0, 60)) {
    if (scored.length > 240) break;
    scored.push(...rolesInText(text, 0));
  }
  return best(scored);
}

/** The value with the highest sum of scores; equal values count together. */
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
  const [first] = [...sums.values()].sort((a, b) => b.sum - a.sum);
  return first !== undefined && first.sum >= least
    ? { value: first.top.value, source: first.top.source }
    : undefined;
}
