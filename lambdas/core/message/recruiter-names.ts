import type { Found } from './find-people.ts';
import {
  inCapitals,
  introducedTokens,
  isKnownGiven,
  isOrganisationWord,
  nameTokens,
  personName,
} from './person-name.ts';
import { hasHead, namesTrade } from './trades.ts';
import { phrases, plain, quoteAround, tokensOf } from './words.ts';

const CLOSING = new RegExp(
  `^(?:[^\\p{L}]{0,3})(?:${[
    'best|all the best|(?:kind|best|warm|warmest|with kind|many)(?:est)? regards|regards|rgds|br',
    'thanks|thank you|many thanks|thanks so much|thanks again|thanks in advance|thx|cheers|ta',
    'sincerely|yours(?: sincerely| truly| faithfully| ever)?',
    'warmly|respectfully|talk soon|speak soon|best wishes',
    'take care|looking forward(?: to [^,.!]+)?|have a (?:great|nice|good|lovely) [a-z]{1,12}',
    '(?:muchos |un )?saludos?(?: cordial(?:es)?)?|(?:un )?(?:cordial|fuerte|afectuoso) saludo',
    'recibe un (?:cordial )?saludo|reciba un (?:cordial )?saludo|atentamente|atte|cordialmente',
    '(?:muchas |mil )?gracias(?: y saludos| de antemano)?|(?:un )?abrazo|abrazos|' +
      '(?:un )?abrazo grande',
    'quedo (?:atent[oa]|al pendiente|a la espera|pendiente|a tu disposici[oó]n|' +
      'a sus órdenes)[^,.!]*',
    'see you(?: soon| then| there)?|(?:hearty )?congratulations|all my best|with love|' +
      'felices fiestas|sin otro particular|bendiciones|hasta pronto|hablamos|nos vemos|' +
      '(?:un )?besos?|slds|fdo|firmado|signed|att|warmly|wishing you [^,.!]+|' +
      'with (?:every|all|my|our|very) [^,.!]{3,30}|fondly|namaste|' +
      'rock on|peace|salud|god bless|pax|(?:(?:mucho|muchos) )?[eé]xitos?|' +
      'mucha suerte|suerte|un besote|besitos|xoxo|' +
      'on behalf of [^,.!]+|en nombre de [^,.!]+',
  ].join('|')})(?=[\\s,.!:–—-]|$)`,
  'iu',
);

/** «…, la saludo muy atentamente.» */
const CLOSING_AT_END = /\s(?:atentamente|cordialmente|afectuosamente|sincerely)[.,]?$/i;

/** "Lola and the team" sign together. */
const AND_TEAM = new RegExp(
  [
    '^ (?:&|and|y|e) (?:all |todo )?(?:the |our |el |',
    String.raw`nuestro )?(?:[\p{L}]+ )?(?:team|equipo|everyone|todos)`,
  ].join(''),
  'iu',
);

/** A name at the beginning of a line of a signature: "Dana Lee | Recruiter". */
function nameInLine(line: string): string | undefined {
  const bare = line.replace(/^[\s*_~—–-]{1,6}/, '').replace(/[\s*_]{1,4}$/, '');
  if (bare.length > 100 || bare.length < 2 || /[@:]|https?/.test(bare.slice(0, 40)))
    return undefined;
  const whole = personName(bare.replace(/(?<!\s\p{L})[.!]$/u, ''), { isSingle: true });
  // "Lee, Dana" is a name only if "Dana" is known: "Leeds, West Yorkshire" is a place.
  if (whole !== undefined)
    return isJob(whole) || (bare.includes(',') && !isKnownGiven(whole)) ? undefined : whole;
  const tokens = nameTokens(tokensOf(bare, 0, 6));
  const last = tokens.at(-1);
  const rest = last === undefined ? '' : bare.slice(last.end);
  // "Dana Lee & Lin Zhao" sign together, "Hollis & Reed Dental" is a company.
  const other = /^ (?:&|and|y) (.+)$/.exec(rest)?.[1];
  const isTogether =
    AND_TEAM.test(rest) || (tokens.length > 1 && personName(other ?? '')?.includes(' ') === true);
  if (last === undefined || !(isTogether || /^\s?[,|/(•·–—-]|^$/.test(rest))) return undefined;
  // "Dana Lee, this is where you stand" is a sentence.
  const isSentence = /^, \p{Ll}/u.test(rest) && !OF_COMPANY.test(rest);
  if (isSentence && !JOB_WORDS.test(rest) && !namesTrade(rest)) return undefined;
  const name = personName(bare.slice(0, last.end), { isSingle: true });
  return name === undefined || isJob(name) ? undefined : name;
}

/** «Edgar, de Brújula Seguros» */
const OF_COMPANY = /^, (?:de|del|from|at|of) (?:la |el |the )?\p{Lu}/u;

/** "Transport Planner" is no name. */
const isJob = (name: string): boolean =>
  JOB_WORDS.test(name) || (hasHead(name) && !isKnownGiven(name));

/** "… this week. Cheers Dev", «… por favor. Att: Brayan», at the end of a text. */
const LAST_WORDS = new RegExp(
  [
    String.raw`(?:[.!?…)]|\p{Extended_Pictographic})\s{0,3}(?:thanks|thx|thank you|cheers|`,
    'regards|rgds|best|ta|saludos|slds|gracias|att|atte|atentamente|un abrazo|',
    String.raw`abrazos|besos)[\s,.!:–—-]{1,4}(\p{Lu}[^.,!?]{1,50}?)[\s.!x]{0,4}$`,
  ].join(''),
  'iu',
);

/** "Interested? Steren (head chef)" */
const WITH_TITLE = /[.!?]\s(\p{Lu}[\p{L} '’-]{1,40}?)\s?\(([^()]{3,40})\)$/u;

/** The name after a closing at the end of the last line: "… this week. Cheers Dev". */
export function findLastName(lines: readonly string[]): Found | undefined {
  for (const line of lines
    .filter((text) => text.trim() !== '')
    .slice(-40)
    .reverse()) {
    const found = nameAtEnd(line.trim());
    if (found !== undefined) return found;
  }
  return undefined;
}

/** "Patience x" */
const WITH_KISS = /^(\p{Lu}[\p{L}'’-]{1,20}(?: \p{Lu}[\p{L}'’-]{1,20})?) (?:x|X){1,4}$/u;

function nameAtEnd(line: string): Found | undefined {
  const kissed = nameInLine(WITH_KISS.exec(line)?.[1] ?? '');
  if (kissed !== undefined) return { value: kissed, source: quoteAround(line) };
  const end = line.replace(/["”»]$/, '').slice(-120);
  const [, titled = '', title = ''] = WITH_TITLE.exec(end) ?? [];
  const isTitle = JOB_WORDS.test(title) || hasHead(title);
  const value = nameInLine(LAST_WORDS.exec(end)?.[1] ?? (isTitle ? titled : ''));
  return value === undefined
    ? undefined
    : { value, source: quoteAround(line, line.length - 60, line.length) };
}

/** The names at the beginning of the last lines, as in a signature without a closing. */
export const findNamesOfLines = (lines: readonly string[]): readonly Found[] =>
  lines
    .filter((line) => line.trim() !== '')
    .slice(-15)
    .flatMap((line) => {
      const value = nameInLine(line.trim());
      return value === undefined ? [] : [{ value, source: quoteAround(line.trim()) }];
    });

/** The name below "Best regards," or «Saludos,», or after it on the same line. */
export function findSignedName(lines: readonly string[]): Found | undefined {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = (lines[index] ?? '').trim();
    if (line.length > 160) continue;
    const closing = CLOSING.exec(line) ?? CLOSING_AT_END.exec(line);
    if (closing === null) continue;
    const rest = line
      .slice(closing.index + closing[0].length)
      .replace(/^[\s,.!:–—-]{1,6}/, '')
      .replace(/^(?:el|la|the)\s[^,]{3,40},\s/i, '');
    if (rest !== '') {
      const value = rest.length < 60 ? nameInLine(rest) : undefined;
      if (value !== undefined) return { value, source: line };
      if (rest.length > 40) continue;
    }
    let seen = 0;
    for (let next = index + 1; next < Math.min(lines.length, index + 6) && seen < 2; next += 1) {
      const below = (lines[next] ?? '').trim();
      if (below === '' || /^[-–—_*=]+$/.test(below)) continue;
      if (CLOSING.test(below) && below.length < 40) break;
      seen += 1;
      const value = nameInLine(below);
      // Below the name of an office stands a person or a place.
      if (value !== undefined && (seen === 1 || isKnownGiven(value)))
        return { value, source: below };
    }
  }
  return undefined;
}

const DASH_NAME = /^\s{0,3}(?:--?|—|–)\s{0,2}(\p{Lu}[^\n]+)$/u;
const RECRUITING =
  'recruit(?:er|ing|ment)|talent|sourcer|headhunter|headhunting|people|hr|human resources|hiring|' +
  'staffing|reclutador[a]?|reclutamiento|selecci[oó]n|talento|rr\\.? ?hh\\.?|recursos humanos|' +
  'capital humano|atracci[oó]n';
const RECRUITER_WORDS = phrases(
  `${RECRUITING}|gesti[oó]n humana|personas|personal|resourcing`,
  'iu',
);
const JOB_WORDS = phrases(
  `${RECRUITING}|founder|ceo|cto|manager|director[a]?|gerente|head of|partner|coordinator|` +
    'consultant|consultor[a]?|analista|socia|socio|owner|job poster|propietari[oa]|dueñ[oa]|' +
    'engineer|lead',
  'iu',
);

/** A name above a title: 4 for one of recruiting or a signature's end, else 2. */
export interface TitledName extends Found {
  readonly weight: number;
}

const LAST_LINES = 5;

interface NamedLine {
  /** The line without a dash before the name. */
  readonly text: string;
  readonly value: string;
  readonly above: string;
  readonly below: string;
  /** How many lines follow it. */
  readonly following: number;
  readonly isDashed: boolean;
}

/** The title of a name in a signature: beside it, below it or above it. */
function titleOf({
  text,
  value,
  above,
  below,
  following,
  isDashed,
}: NamedLine): string | undefined {
  const isKnown = isKnownGiven(value);
  const isFull = value.includes(' ');
  // One word is a name only if it is known as one.
  if (!isFull && !isKnown) return undefined;
  const beside = text.slice(value.length);
  const isOfCompany = isKnown && following < LAST_LINES && OF_COMPANY.test(beside);
  if (beside.length > 3 && (JOB_WORDS.test(beside) || isOfCompany)) return beside;
  // «La Directora,» stands above the name in letters of an office.
  if (isFull && OFFICE_ABOVE.test(above)) return above;
  const isSentence = below.length >= 90 || /[.?!]$/.test(below);
  // "Window Dresser · Fell & Fern" above another one is a list of jobs.
  if ([text, below].every((line) => line.includes(' · '))) return undefined;
  const isTeam = /^(?:the |el )?(?:equipo|team|departamento)/i.test(below);
  const isTitle = JOB_WORDS.test(below) || RECRUITER_WORDS.test(below) || namesTrade(below);
  if (isDashed || (isTitle && !isSentence && !isTeam)) return below;
  const isCompany = below.length < 50 && below.split(' ').some(isOrganisationWord);
  if (isFull && isKnown && isCompany && following < LAST_LINES) return below;
  // A given name alone on its line, below a sentence.
  const isSigned =
    beside === '' && above.length > 20 && /[.!?…)\p{Extended_Pictographic}]$|\sx+$/u.test(above);
  return isKnown && (following === 0 || (isSigned && following < LAST_LINES + 3)) ? '' : undefined;
}

const OFFICE_ABOVE = /^(?:el|la|the)\s[^.]{3,50},$/i;

/** Names with a title, near the end: "Dana Lee / Recruiter". */
export function findTitledNames(lines: readonly string[]): readonly TitledName[] {
  const filled = lines.filter((line) => line.trim() !== '').map((line) => line.trim());
  const found: TitledName[] = [];
  const isList = filled.filter((line) => DASH_NAME.test(line)).length > 1;
  for (
    let at = Math.max(filled.length > 2 ? 0 : 1, filled.length - 14);
    at < filled.length;
    at += 1
  ) {
    const line = filled[at] ?? '';
    const dashed = DASH_NAME.exec(line)?.[1];
    if (isList && dashed !== undefined) continue;
    // "Dana Lee, Director. We are a company of …"
    const [sentence = ''] = line.length > 80 ? line.split(/(?<=\p{L}{3})\. /u) : [line];
    const text = dashed ?? sentence;
    const value = text.length > 100 ? undefined : nameInLine(text);
    if (value === undefined) continue;
    const [above = '', below = ''] = [filled[at - 1], filled[at + 1]];
    const following = filled.length - at - 1;
    const isDashed = dashed !== undefined;
    const title = titleOf({ text, value, above, below, following, isDashed });
    if (title === undefined) continue;
    const isSure = RECRUITER_WORDS.test(title) || title === above || following < LAST_LINES;
    found.push({ value, source: quoteAround(text), weight: isSure ? 4 : 2 });
  }
  return found;
}

const INTRODUCTION = phrases(
  "my name is|my name['’]s|i am|i['’]?m|this is|it['’]?s|mi nombre es|me llamo|soy|" +
    'te escribe|le escribe|' +
    'te saluda|le saluda|habla|te habla|les saluda|aqu[ií]',
);
const AFTER_INTRODUCTION = new RegExp(
  [
    String.raw`^,?\s(?:@\s|la\sde\s|el\sde\s|and\s|from\s|w\/\s?|with\s|at\s|here\s|`,
    String.raw`an?\s|the\s|y\s|de\s|`,
    String.raw`del\s|desde\s|en\s|una?\s|reclut|talent|recruit|técnic|tecnic|head|`,
    String.raw`consult|hr\s|i\s)|^[,.!(–—-]|^\s[(–—\p{Extended_Pictographic}-]`,
  ].join(''),
  'iu',
);

/** "it's joyce from the farm shop" */
const IN_SMALL_LETTERS = /^\s?(\p{Ll}{3,14}) (?:from|here|at|de|desde)\s/u;

/** "My name is Dana Lee and …", «Soy Ana Ruiz, reclutadora en …». */
export function findIntroducedName(paragraphs: readonly string[]): Found | undefined {
  for (const text of paragraphs.slice(0, 12)) {
    for (const match of text.matchAll(INTRODUCTION)) {
      const after = match.index + match[0].length;
      // «Soy la Lic. Socorro», «Habla la maestra Socorro»
      const article = /^\s(?:la|el)\s(?:\p{Ll}{3,12}\s)?(?=\p{Lu})/u.exec(text.slice(after));
      const start = after + (article?.[0].length ?? 0);
      const small = inCapitals(IN_SMALL_LETTERS.exec(text.slice(after, after + 40))?.[1] ?? '');
      if (isKnownGiven(small))
        return { value: small, source: quoteAround(text, match.index, after + small.length + 1) };
      const tokens = introducedTokens(tokensOf(text, start, 6));
      const [first, last] = [tokens[0], tokens.at(-1)];
      if (first === undefined || last === undefined) continue;
      const isTitled = first.start > start + 2;
      const rest = text.slice(last.end, last.end + 60);
      const value = personName(text.slice(first.start, last.end), { isSingle: true });
      const isFull = tokens.length > 1 && isKnownGiven(first.word) && /^\s\p{Ll}/u.test(rest);
      if (rest !== '' && !isFull && !AFTER_INTRODUCTION.test(rest)) continue;
      const isVague = /^(?:it|this)/i.test(match[0]);
      const isClear =
        /^,?\s(?:from|with|at|w\/|de|del|desde)\s|^,\s(?:an?|una?|the|de)\s/i.test(rest) ||
        isTitled ||
        (/^(?:soy|me llamo|mi nombre|my name)/i.test(match[0]) && /^[.,]?(?:\s|$)/.test(rest)) ||
        (!isVague && /^,\s\p{Ll}/u.test(rest));
      if (value !== undefined && (tokens.length > 1 || isKnownGiven(value) || isClear))
        return { value, source: quoteAround(text, match.index, last.end) };
    }
  }
  return undefined;
}

const HERE = /(?:^|(?:[.!,]|\p{Extended_Pictographic}) )(?=\p{Lu})/gu;

/** "Dana here", "Dana from Acme here" */
const IS_HERE = /^(?: (?:from|with|at|@) [^.,!?]{2,40})?,? (?:here|again)(?![\p{L}'’])/u;

/** "Dana here from Acme", at the beginning of a sentence. */
export function findNameHere(paragraphs: readonly string[]): Found | undefined {
  for (const text of paragraphs.slice(0, 4)) {
    for (const match of text.slice(0, 300).matchAll(HERE)) {
      const tokens = nameTokens(tokensOf(text, match.index + match[0].length, 4));
      const last = tokens.at(-1);
      if (last === undefined || !IS_HERE.test(text.slice(last.end, last.end + 60))) continue;
      const value = personName(text.slice(tokens[0]?.start, last.end), { isSingle: true });
      if (value !== undefined) return { value, source: quoteAround(text, match.index, last.end) };
    }
  }
  return undefined;
}

/** How far from an address the name of its owner stands in the text. */
const BESIDE_ADDRESS = 110;

/** No more addresses of a text are read. */
const MAX_ADDRESSES = 30;

/** People beside addresses that are named after them: "Dana Lee, ext. 12, dlee@…". */
export function findNamesBesideAddress(paragraphs: readonly string[]): readonly Found[] {
  const filled = paragraphs.filter((line) => line !== '').slice(0, 120);
  const found: Found[] = [];
  let seen = 0;
  for (const [index, line] of filled.entries()) {
    for (let at = line.indexOf('@'); at > 0; at = line.indexOf('@', at + 1)) {
      seen += 1;
      if (seen > MAX_ADDRESSES) return found;
      const local = plain(/[\p{L}\p{N}._-]{2,40}$/u.exec(line.slice(0, at).slice(-40))?.[0] ?? '');
      if (local === '') continue;
      const above = filled.slice(Math.max(0, index - 2), index).join(' • ');
      const before = `${above} • ${line.slice(0, at - local.length)}`.slice(-BESIDE_ADDRESS);
      const value = ownerIn(before, local);
      const isNew = value !== undefined && !found.some((one) => one.value === value);
      if (isNew) found.push({ value, source: quoteAround(line, at) });
    }
  }
  return found;
}

/** The fullest name in a text after which the mailbox is named. */
function ownerIn(text: string, local: string): string | undefined {
  let best: string | undefined;
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}._-])\p{Lu}/gu)) {
    const tokens = nameTokens(tokensOf(text, index, 6));
    const value = personName(text.slice(tokens[0]?.start, tokens.at(-1)?.end), { isSingle: true });
    if (value === undefined || isJob(value) || !isInLocal(value, local)) continue;
    // "Tell Dana" is no better than "Dana".
    const isBetter = plain(value).charAt(0) === local.charAt(0) && !best?.endsWith(value);
    const isFirst = best === undefined || plain(best).charAt(0) !== local.charAt(0);
    if (best === undefined || (isBetter && isFirst)) best = value;
  }
  return best;
}

/** "Dana Lee" and "dlee", "dana", "lee.d" */
function isInLocal(name: string, local: string): boolean {
  const words = plain(name).split(/[\s-]/);
  const letters = local.replace(/[^a-z]/g, '');
  const isInitials =
    words.length > 1 &&
    words.some(
      (word, index) =>
        index > 0 &&
        word.length > 2 &&
        [
          `${words[0]?.charAt(0)}${words.slice(1).join('')}`,
          `${words[0]?.charAt(0)}${word}`,
          `${word}${words[0]?.charAt(0)}`,
        ].includes(letters),
    );
  const isWhole = local.split(/[._-]/).some((part) => part.length > 2 && words.includes(part));
  return isInitials || isWhole || (words.length > 1 && letters === words.join(''));
}

/** No more names of a message are compared with its addresses. */
const MAX_TRIED = 400;

/** The name that the text has and an address repeats: "Dana Lee" for "dana.lee@…". */
export function findNameOfAddress(
  address: string | undefined,
  paragraphs: readonly string[],
): Found | undefined {
  const texts = paragraphs.slice(0, 60);
  const inText = texts.join('\n').matchAll(/[\p{L}\p{N}._-]{2,40}(?=@)/gu);
  const own = (address ?? '').split('@')[0] ?? '';
  const locals = [own, ...[...inText].slice(0, 4).map(([local]) => local)]
    .map(plain)
    .filter((local) => local.length > 3);
  if (locals.length === 0) return undefined;
  let tried = 0;
  for (const text of texts) {
    for (const { index } of text.slice(0, 1500).matchAll(/(?<![\p{L}\p{N}._'’-])\p{Lu}/gu)) {
      const tokens = nameTokens(tokensOf(text, index, 6));
      const [first, last] = [tokens[0], tokens.at(-1)];
      tried += 1;
      if (tried > MAX_TRIED) return undefined;
      if (first === undefined || last === undefined || tokens.length < 2) continue;
      const value = personName(text.slice(first.start, last.end));
      if (value === undefined || isJob(value)) continue;
      if (locals.some((local) => isFullInLocal(value, local)))
        return { value, source: quoteAround(text, first.start, last.end) };
    }
  }
  return undefined;
}

/** "Dana Lee" and "dana.lee", "dlee", "lee.d" */
function isFullInLocal(name: string, local: string): boolean {
  const [given = '', ...families] = plain(name).split(/[\s-]/);
  const parts = local.split(/[._-]/);
  const isOfBoth = parts.includes(given) && families.some((family) => parts.includes(family));
  // "streetlight-project@…" is more often an organisation's.
  if (!isKnownGiven(name)) return isOfBoth && /[._]/.test(local);
  const letters = local.replace(/[^a-z]/g, '');
  return (
    isOfBoth ||
    families.some(
      (family) =>
        family.length > 3 && [`${given.charAt(0)}${family}`, given + family].includes(letters),
    )
  );
}

const CONTACT = phrases(
  [
    '(?:te|le|os|les) (?:contesta|responde|atiende)|' +
      '(?:contact|contacto|persona de referencia|recruiter|reclutador[a]?|' +
      'talent partner|t[eé]cnic[oa] de selecci[oó]n|responsable de selecci[oó]n|' +
      'consultor[a]? de selecci[oó]n|(?:recruiting|hiring) (?:coordinator|manager))' +
      '(?: (?:for|para|de|del|all|any|your|tu|su|la|el|queries|questions|dudas|consultas|is|es|' +
      'proceso|the|process|role|job|this|asignad[oa]|assigned)){0,4}:?',
    'your (?:recruiter|contact|coordinator|recruiting contact)(?: is)?|' +
      'contacted by|hear from|our recruiter|contact person|named contact|point of contact is|' +
      'reach out to(?: your recruiter)?|(?:made|addressed|directed) to|contact|' +
      'drop a line to|questions? to|write to|get in touch with|txt|text|call|ring|tell',
    '(?:su|tu|la|el|nuestr[oa]) (?:contacto(?: de reclutamiento)?|reclutador[a]?)(?: es)?|' +
      'contactad[oa] por|' +
      'atendid[oa]s? por|persona de contacto(?: es|:)?|' +
      'contacto(?: en la empresa)?(?: es|:)|(?:consultas|dudas|queries|questions|' +
      'enquiries):|con atenci[oó]n a|en atenci[oó]n a|at\\.n|' +
      'dirigirse a|comunicarse con|contact[ae]r? (?:a|con)|contacte a|' +
      'plantear(?:l[oa]s?)? a|consult[ae]r?(?:l[oa]s?)? (?:a|con)|preguntar a|' +
      'escrib(?:ir|a|e)(?:nos)? a|' +
      '(?:mand|env[ií])[aáe](?:l[oa]|sel[oa])? a|(?:solicitar|pedir)(?:l[oa])? a|' +
      'll[aá]m[ae](?:r|nos)? a|avis[ae](?:r)? a|(?:consultor[a]?|gestor[a]?|asesor[a]?) ?:',
  ].join('|'),
);

/** "questions to the search chair, Dana Lee" */
const BEFORE_CONTACT = /^[\s,:]{1,3}(?:(?:la|el|the|our|my)\s(?:\p{Ll}{2,20},?\s){0,4})?/u;

/** How many characters a title before a name has: "Professor ". */
const MAX_TITLE = 16;

/** An address or a number behind a name. */
const REACHED = /^[^.!?@]{0,30}(?:[^\s@]{1,30}@|\+?\d[\d ]{3})/;
/** Words before a name that may be about anybody. */
const WEAK_CONTACT =
  /^(?:contact|txt|text|call|ring|tell|(?:mand|env[ií]|ll[aá]m|avis).*|(?:solicitar|pedir).*)$/i;
const IS_QUESTION = new RegExp(
  'quer(?:y|ies)|question|enquir|doubt|problem|help|resched|cancel|dudas?|consulta|' +
    'pregunta|reprogram|cambi',
  'i',
);

/** Whom the text names as the contact: "your recruiter, Dana Lee". */
export function findContactName(paragraphs: readonly string[]): Found | undefined {
  for (const text of paragraphs.slice(0, 60)) {
    for (const match of text.slice(0, 1500).matchAll(CONTACT)) {
      const rest = BEFORE_CONTACT.exec(text.slice(match.index + match[0].length));
      if (rest === null) continue;
      const start = match.index + match[0].length + rest[0].length;
      const tokens = nameTokens(tokensOf(text, start, 6));
      const [first, last] = [tokens[0], tokens.at(-1)];
      if (first === undefined || last === undefined || first.start > start + MAX_TITLE) continue;
      const value = personName(text.slice(first.start, last.end), { isSingle: true });
      // "contact Tuuli at access@…", «mandalo a Delfina, dbasualdo@…»
      const isReached = REACHED.test(text.slice(last.end, last.end + 60));
      const isName =
        value !== undefined && (value.includes(' ') || isKnownGiven(value) || isReached);
      // "call Oliver Nash, and ask him" may be about anybody.
      const before = text.slice(Math.max(0, match.index - 70), match.index);
      const isAnybody = WEAK_CONTACT.test(match[0]) && !isReached && !IS_QUESTION.test(before);
      if (isName && !isAnybody && !isJob(value))
        return { value, source: quoteAround(text, match.index, last.end) };
    }
  }
  return undefined;
}

/** How far away a person is on LinkedIn: "Dana Lee · 2nd". */
const DISTANCE = /\s[·•]\s[123](?:st|nd|rd|er|\.?[oº°])/;

/** The name on top of a pasted message of LinkedIn, above the headline of that person. */
export function findTopName(lines: readonly string[]): Found | undefined {
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 5);
  for (const [index, line] of filled.entries()) {
    const next = filled[index + 1] ?? '';
    if (/^\s*[-–—*•]/.test(line)) continue;
    const value = nameInLine(line.split(DISTANCE, 1)[0] ?? '');
    if (value === undefined || !value.includes(' ')) continue;
    // "2nd" below the name is how far away that person is on LinkedIn.
    const isDistance = DISTANCE.test(line);
    const isTime =
      /^[123](?:st|nd|rd|\.?[oº°])\+?$/.test(next.trim()) ||
      (next.length < 30 && /^[^\p{L}\d]{0,4}\d{1,2}[:.]\d{2}/u.test(next.trim()));
    const isHeadline =
      isTime ||
      /\s(?:at|@|en|\|)\s|[|@]/.test(next) ||
      JOB_WORDS.test(next) ||
      (isKnownGiven(value) && hasHead(next));
    if (isDistance || (isHeadline && next.length < 140))
      return { value, source: quoteAround(line.trim()) };
  }
  return undefined;
}

/** «Dana Lee · 10:15», "Dana Lee (Recruiter)   Nov 21": who wrote a message of a list. */
const WRITTEN_AT = new RegExp(
  String.raw`^\.?(?:\s?\([^()]{2,40}\))?\s{0,40}(?:[·•|,–—-]\s?|\[|\()?(?:${[
    String.raw`\d{1,2}[:.]\d{2}`,
    String.raw`\d{1,2}[/-]\d{1,2}[/-]\d{2,4}`,
    String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}\b`,
    String.raw`\d{1,2}\s(?:de\s)?(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic|jan|apr|aug|` +
      'dec)',
    'today|yesterday|hoy|ayer|(?:mon|tues?|wed|thu|fri|sat|sun|lun|mar|mi[eé]|jue|' +
      'vie|s[aá]b|dom)\\b',
  ].join('|')})`,
  'iu',
);
/** What a chat shows below the name on top of it. */
const ON_TOP = new RegExp(
  [
    String.raw`^(?:status is |mobile [·•]|online|en l[ií]nea|active\b|activ[oa]\b|last seen|`,
    String.raw`[uú]lt\. vez|typing|estado:)`,
  ].join(''),
  'i',
);

/** With whom a page of a chat is: the name on its top, above "online". */
export function findChatPartner(lines: readonly string[]): Found | undefined {
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 4);
  const at = filled.findIndex(
    (line, index) => DISTANCE.test(line) || ON_TOP.test((filled[index + 1] ?? '').trim()),
  );
  const [name = ''] = (filled[at] ?? '').trim().split(DISTANCE, 1);
  const value = at < 0 ? undefined : personName(name, { isSingle: true });
  return value === undefined ? undefined : { value, source: quoteAround(filled[at] ?? '') };
}

/** Who wrote a message of a page with several: "Dana Lee · 10:15". */
export function findWriterName(lines: readonly string[]): Found | undefined {
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 200);
  const seen = new Set<string>();
  for (const line of filled) {
    const text = line.trim();
    if (text.length > 110) continue;
    const tokens = nameTokens(tokensOf(text, 0, 6));
    const last = tokens.at(-1);
    if (last === undefined) continue;
    if (!WRITTEN_AT.test(text.slice(last.end))) continue;
    const value = personName(text.slice(0, last.end), { isSingle: true });
    if (value === undefined || isJob(value)) continue;
    // "Trial Shift · 10:15" is a row of an agenda.
    const isName = isKnownGiven(value) || /^\.?\s?\(/.test(text.slice(last.end));
    if (isName || seen.has(value)) return { value, source: quoteAround(text) };
    if (value.includes(' ')) seen.add(value);
  }
  return undefined;
}

/** The fullest form of a first name in the lines: "Freya Moore · 2nd" for "Freya". */
export function findFuller(name: string, lines: readonly string[]): Found | undefined {
  for (const line of lines.slice(0, 400)) {
    const at = line.indexOf(name);
    if (at < 0 || at > 60) continue;
    const tokens = introducedTokens(tokensOf(line, at, 6));
    const last = tokens.at(-1);
    if (last === undefined || tokens.length < 2) continue;
    const value = personName(line.slice(at, last.end));
    if (value?.startsWith(`${name} `) === true)
      return { value, source: quoteAround(line, at, last.end) };
  }
  return undefined;
}

const LINKEDIN_NAME = new RegExp(
  [
    '^(?:you have (?:a|1) new (?:message|inmail) from|new (?:message|',
    'inmail) from|inmail from|message from|mensaje de|nuevo mensaje de|',
    'inmail de|tienes un nuevo mensaje de|reply to|responder a|responde a|',
    'view|reply|mensaje inmail de|you have an invitation from)',
    String.raw`\s(.+?)(?:['’]s? (?:profile|`,
    'message|inmail|invitation))?[.:!]?$',
  ].join(''),
  'i',
);
const LINKEDIN_SENT = new RegExp(
  [
    String.raw`^(.+?)\s(?:sent you (?:a|an|the following)|just messaged you|`,
    'messaged you|te (?:ha enviado|envi[oó]|mand[oó]|ha mandado)|',
    'sent the following messages?|wants to connect|has invited you|',
    'te ha invitado|invited you to|te invit[oó])',
  ].join(''),
  'i',
);

/** The name in a notification of LinkedIn: "Dana Lee sent you a message". */
export function findNotifiedName(lines: readonly string[]): Found | undefined {
  for (const line of lines.slice(0, 61)) {
    const text = line.trim();
    if (text.length > 140) continue;
    for (const pattern of [LINKEDIN_SENT, LINKEDIN_NAME]) {
      const name = (pattern.exec(text)?.[1] ?? '').replace(/^[^\p{L}]{1,4}/u, '');
      const value = personName(name, { isSingle: true });
      if (value !== undefined && (value.includes(' ') || isKnownGiven(value)))
        return { value, source: quoteAround(text) };
    }
  }
  return undefined;
}
