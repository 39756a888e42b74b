import { domainOf } from '../email-address.ts';
import { DEPARTMENTS } from './company-name.ts';
import { hasHead } from './find-role.ts';
import { companyLabel, isService } from './mail-services.ts';
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
import { phrases, plain, quoteAround, tokensOf } from './words.ts';

export interface Found {
  readonly value: string;
  readonly source: string;
}

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
      'besos|beso|slds',
  ].join('|')})(?=[\\s,.!:–—-]|$)`,
  'iu',
);

/** «…, la saludo muy atentamente.» */
const CLOSING_AT_END = /\s(?:atentamente|cordialmente|afectuosamente|sincerely)[.,]?$/i;

interface SignedName extends Found {
  /** The number of the line in the message. */
  readonly line: number;
}

/** A name at the beginning of a line of a signature: "Dana Lee | Recruiter". */
function nameInLine(line: string): string | undefined {
  const bare = line.replace(/^[\s*_~—–-]{1,6}/, '').replace(/[\s*_]{1,4}$/, '');
  if (bare.length > 100 || bare.length < 2 || /[@:]|https?/.test(bare.slice(0, 40)))
    return undefined;
  const whole = personName(bare.replace(/[.!]$/, ''), { isSingle: true });
  if (whole !== undefined) return isJob(whole) ? undefined : whole;
  const tokens = nameTokens(tokensOf(bare, 0, 6));
  const last = tokens.at(-1);
  const rest = last === undefined ? '' : bare.slice(last.end);
  // "Dana Lee & Lin Zhao" sign together, "Hollis & Reed Dental" is a company.
  const other = /^ (?:&|and|y) (.+)$/.exec(rest)?.[1];
  const isTogether = tokens.length > 1 && personName(other ?? '')?.includes(' ') === true;
  if (last === undefined || !(isTogether || /^\s?[,|/(•·–—-]|^$/.test(rest))) return undefined;
  const name = personName(bare.slice(0, last.end), { isSingle: true });
  return name === undefined || isJob(name) ? undefined : name;
}

/** "Transport Planner" is no name. */
const isJob = (name: string): boolean => JOB_WORDS.test(name) || hasHead(name);

/** The name below "Best regards," or «Saludos,», or after it on the same line. */
export function findSignedName(lines: readonly string[]): SignedName | undefined {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = (lines[index] ?? '').trim();
    if (line.length > 160) continue;
    const closing = CLOSING.exec(line) ?? CLOSING_AT_END.exec(line);
    if (closing === null) continue;
    const rest = line.slice(closing.index + closing[0].length).replace(/^[\s,.!:–—-]{1,6}/, '');
    if (rest !== '') {
      const value = rest.length < 60 ? nameInLine(rest) : undefined;
      if (value !== undefined) return { value, source: line, line: index };
      if (rest.length > 40) continue;
    }
    let seen = 0;
    for (let next = index + 1; next < Math.min(lines.length, index + 6) && seen < 2; next += 1) {
      const below = (lines[next] ?? '').trim();
      if (below === '' || /^[-–—_*=]+$/.test(below)) continue;
      if (CLOSING.test(below) && below.length < 40) break;
      seen += 1;
      const value = nameInLine(below);
      if (value !== undefined) return { value, source: below, line: next };
    }
  }
  return undefined;
}

const DASH_NAME = /^\s{0,3}(?:--?|—|–)\s{0,2}(\p{Lu}[^\n]+)$/u;
const JOB_WORDS = phrases(
  'recruit(?:er|ing|ment)|talent|sourcer|headhunter|people|hr|human resources|hiring|staffing|' +
    'reclutador[a]?|reclutamiento|selecci[oó]n|talento|rr\\.? ?hh\\.?|' +
    'recursos humanos|capital humano|' +
    'founder|ceo|cto|manager|director[a]?|gerente|head of|partner|coordinator|consultant|' +
    'consultor[a]?|analista|socia|socio|engineer|lead|headhunting|atracci[oó]n',
  'iu',
);

/** A name that stands above a line with a title, near the end: "Dana Lee / Recruiter". */
export function findNameAboveTitle(lines: readonly string[]): SignedName | undefined {
  const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ line, index }]));
  for (let at = Math.max(0, filled.length - 14); at < filled.length; at += 1) {
    const { line = '', index = 0 } = filled[at] ?? {};
    const dashed = DASH_NAME.exec(line)?.[1];
    const text = (dashed ?? line).trim();
    if (text.length > 100) continue;
    const value = nameInLine(text);
    if (value === undefined) continue;
    const next = filled[at + 1]?.line ?? '';
    // One word is a name only if it is known as one.
    const isName = value.includes(' ') || isKnownGiven(value);
    const isTitle = isName && (JOB_WORDS.test(next) || hasHead(next));
    const isTitled = next.length < 90 && isTitle && !/[.?!]$/.test(next.trim());
    const isTitledHere = isName && text.length > value.length + 3 && JOB_WORDS.test(text);
    const isLast = at === filled.length - 1 && filled.length > 2 && isKnownGiven(value);
    if (dashed !== undefined || isTitled || isTitledHere || isLast)
      return { value, source: text, line: index };
  }
  return undefined;
}

const INTRODUCTION = phrases(
  "my name is|my name['’]s|i am|i['’]m|this is|it['’]s|mi nombre es|me llamo|soy|" +
    'te escribe|le escribe|' +
    'te saluda|le saluda|habla|te habla|les saluda|aqu[ií]',
);
const AFTER_INTRODUCTION = new RegExp(
  [
    String.raw`^,?\s(?:and\s|from\s|w\/\s?|with\s|at\s|here\s|an?\s|the\s|y\s|de\s|`,
    String.raw`del\s|desde\s|en\s|una?\s|reclut|talent|recruit|técnic|tecnic|head|`,
    String.raw`consult|hr\s|i\s)|^[,.!(–—-]|^\s[(–—\p{Extended_Pictographic}-]`,
  ].join(''),
  'iu',
);

/** "My name is Dana Lee and …", «Soy Ana Ruiz, reclutadora en …». */
export function findIntroducedName(paragraphs: readonly string[]): Found | undefined {
  for (const text of paragraphs.slice(0, 12)) {
    for (const match of text.matchAll(INTRODUCTION)) {
      const after = match.index + match[0].length;
      // «Soy la Lic. Socorro»
      const start = after + (/^\s(?:la|el)\s(?=\p{Lu})/u.exec(text.slice(after))?.[0].length ?? 0);
      const tokens = introducedTokens(tokensOf(text, start, 6));
      const [first, last] = [tokens[0], tokens.at(-1)];
      if (first === undefined || last === undefined) continue;
      const isTitled = first.start > start + 2;
      const rest = text.slice(last.end, last.end + 60);
      if (rest !== '' && !AFTER_INTRODUCTION.test(rest)) continue;
      const value = personName(text.slice(first.start, last.end), { isSingle: true });
      const isVague = /^(?:it|this)/i.test(match[0]);
      const isClear =
        /^,?\s(?:from|with|at|w\/|de|del|desde)\s|^,\s(?:an?|una?|the|de)\s/i.test(rest) ||
        isTitled ||
        (!isVague && /^,\s\p{Ll}/u.test(rest));
      if (value !== undefined && (tokens.length > 1 || isKnownGiven(value) || isClear))
        return { value, source: quoteAround(text, match.index, last.end) };
    }
  }
  return undefined;
}

const HERE = /(?:^|[.!,] )(?=\p{Lu})/gu;

/** "Dana here", "Dana from Acme here" */
const IS_HERE = /^(?: (?:from|with|at) [^.,!?]{2,40})?,? (?:here|again)(?![\p{L}'’])/u;

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

/** The name that the text has and an address repeats: "Dana Lee" for "dana.lee@…". */
export function findNameOfAddress(
  address: string | undefined,
  paragraphs: readonly string[],
): Found | undefined {
  const local = plain((address ?? '').split('@')[0] ?? '');
  if (!/^[a-z]{2,20}[._][a-z]{2,20}$/.test(local)) return undefined;
  const wanted = local.replace(/[._]/, ' ');
  for (const text of paragraphs.slice(0, 60)) {
    const at = plain(text).indexOf(wanted);
    const value = at < 0 ? undefined : personName(text.slice(at, at + wanted.length));
    if (value !== undefined) return { value, source: quoteAround(text, at, at + wanted.length) };
  }
  return undefined;
}

const CONTACT = phrases(
  [
    'your (?:recruiter|contact|coordinator|recruiting contact)(?: is)?|' +
      'contacted by|hear from|our recruiter|contact person|named contact|point of contact is|' +
      'reach out to your recruiter|' +
      'drop a line to|questions? to|write to|get in touch with',
    '(?:su|tu|la|el|nuestr[oa]) (?:contacto(?: de reclutamiento)?|reclutador[a]?)(?: es)?|' +
      'contactad[oa] por|' +
      'persona de contacto|contacto(?: en la empresa)?|con atenci[oó]n a|en atenci[oó]n a|at\\.n|' +
      'dirigirse a|comunicarse con|contact[ae]r? (?:a|con)|contacte a|escribir a',
  ].join('|'),
);

/** "questions to the search chair, Dana Lee" */
const BEFORE_CONTACT = /^[\s,:]{1,3}(?:(?:la|el|the|our)\s(?:\p{Ll}{2,20},?\s){0,4})?/u;

/** Whom the text names as the contact: "your recruiter, Dana Lee". */
export function findContactName(paragraphs: readonly string[]): Found | undefined {
  for (const text of paragraphs.slice(0, 60)) {
    for (const match of text.slice(0, 1500).matchAll(CONTACT)) {
      const rest = BEFORE_CONTACT.exec(text.slice(match.index + match[0].length));
      if (rest === null) continue;
      const start = match.index + match[0].length + rest[0].length;
      const tokens = nameTokens(tokensOf(text, start, 6));
      const [first, last] = [tokens[0], tokens.at(-1)];
      if (first === undefined || last === undefined || first.start > start + 6) continue;
      const value = personName(text.slice(first.start, last.end));
      if (value !== undefined) return { value, source: quoteAround(text, match.index, last.end) };
    }
  }
  return undefined;
}

/** The name on top of a pasted message of LinkedIn, above the headline of that person. */
export function findTopName(lines: readonly string[]): Found | undefined {
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 5);
  for (const [index, line] of filled.entries()) {
    const next = filled[index + 1] ?? '';
    const value = nameInLine(line.split(/\s[·•]\s(?=[123](?:st|nd|rd|er|[oº]))/)[0] ?? '');
    if (value === undefined || !value.includes(' ')) continue;
    // "2nd" below the name is how far away that person is on LinkedIn.
    const isTime =
      /^[123](?:st|nd|rd|\.?[oº°])\+?$/.test(next.trim()) ||
      (next.length < 30 && /^[^\p{L}\d]{0,4}\d{1,2}[:.]\d{2}/u.test(next.trim()));
    const isHeadline =
      isTime ||
      /\s(?:at|@|en|\|)\s|[|@]/.test(next) ||
      JOB_WORDS.test(next) ||
      (isKnownGiven(value) && hasHead(next));
    if (isHeadline && next.length < 140) return { value, source: quoteAround(line.trim()) };
  }
  return undefined;
}

/** The fullest form of a first name in the lines: "Freya Moore · 2nd" for "Freya". */
export function findFuller(name: string, lines: readonly string[]): Found | undefined {
  for (const line of lines.slice(0, 400)) {
    const at = line.indexOf(name);
    if (at < 0 || at > 60) continue;
    const tokens = nameTokens(tokensOf(line, at, 5));
    const last = tokens.at(-1);
    if (last === undefined || tokens.length < 2) continue;
    const value = personName(line.slice(at, last.end));
    if (value?.startsWith(`${name} `) === true)
      return { value, source: quoteAround(line, at, last.end) };
  }
  return undefined;
}

const CANDIDATE_LABEL = new RegExp(
  [
    String.raw`^[\s*]{0,4}(?:candidate(?: name)?|applicant(?: name)?|aspirante|`,
    String.raw`postulante|candidat[oa]|solicitante)\s?:\s?(\S.+)$`,
  ].join(''),
  'i',
);
const IS_THIS = /(?:is this|am i speaking with|hablo con|¿?eres|¿?hablo con)\s(?=\p{Lu})/iu;

/** The candidate, where a form says "Candidate: …" or a text asks "is this …?". */
export function findLabelledCandidate(lines: readonly string[]): Found | undefined {
  for (const line of lines.slice(0, 60)) {
    const label = personName(CANDIDATE_LABEL.exec(line)?.[1] ?? '');
    if (label !== undefined) return { value: label, source: quoteAround(line.trim()) };
    const match = line.length < 600 ? IS_THIS.exec(line) : null;
    if (match === null || match.index > 40) continue;
    const tokens = nameTokens(tokensOf(line, match.index + match[0].length, 4));
    const last = tokens.at(-1);
    if (last === undefined || !line.startsWith('?', last.end)) continue;
    const value = personName(line.slice(tokens[0]?.start, last.end), { isSingle: true });
    if (value !== undefined) return { value, source: quoteAround(line) };
  }
  return undefined;
}

const LINKEDIN_NAME = new RegExp(
  [
    '^(?:you have (?:a|1) new (?:message|inmail) from|new (?:message|',
    'inmail) from|inmail from|message from|mensaje de|nuevo mensaje de|',
    'inmail de|tienes un nuevo mensaje de|reply to|responder a|responde a|',
    String.raw`view|reply|you have an invitation from)\s(.+?)(?:['’]s? (?:profile|`,
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
  for (const line of lines.slice(0, 60)) {
    const text = line.trim();
    if (text.length > 140) continue;
    for (const pattern of [LINKEDIN_SENT, LINKEDIN_NAME]) {
      const value = personName((pattern.exec(text)?.[1] ?? '').replace(/^[^\p{L}]{1,4}/u, ''));
      if (value !== undefined) return { value, source: quoteAround(text) };
    }
  }
  return undefined;
}

const GREETING = new RegExp(
  `^[\\s¡*]{0,4}(?:${[
    '(?:hi|hello|hey|hej|hiya|dear|morning|afternoon|evening|welcome|' +
      'good (?:morning|afternoon|evening|day))(?: again)?(?: there)?',
    'hola(?:,? (?:buenos d[ií]as|buenas tardes|buenas noches|buen d[ií]a|qu[eé] tal))?|buenas',
    'buenos d[ií]as|buen d[ií]a|buenas tardes|buenas noches|qu[eé] tal|' +
      '(?:muy )?estimad[oa](?:/[oa])?',
    'querid[oa]|apreciad[oa]|distinguid[oa]|ey',
  ].join('|')})[,]?\\s{1,3}(?=\\S)`,
  'iu',
);

/** The name in "Hi Alex,". */
export function findGreetedName(lines: readonly string[]): Found | undefined {
  for (const line of lines.filter((text) => text.trim() !== '').slice(0, 14)) {
    const match = GREETING.exec(line);
    if (match === null) continue;
    const tokens = nameTokens(tokensOf(line, match[0].length, 6));
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (first === undefined || last === undefined) continue;
    if (!/^\s{0,2}(?:[,.!:;–—-]|$)|^\s\p{Ll}/u.test(line.slice(last.end))) continue;
    const value = personName(line.slice(first.start, last.end), { isSingle: true });
    if (value !== undefined && !/^(?:there|all|team|everyone)$/i.test(value))
      return { value, source: quoteAround(line.trim()) };
  }
  return undefined;
}

const MEETS = phrases(
  [
    '(?:meet|meeting|speak|speaking|talk|talking|chat|chatting|interview|' +
      'interviewing|call|conversation|session|round|screen|discussion|' +
      'time)(?: virtually)? with',
    '(?:present|presenting|pitch) (?:your|the|it)[\\p{L} ]{0,30} to|' +
      'interviewers?(?: (?:is|are|will be))?|interviewed by|panel(?: (?:is|are|' +
      'will be|of|with|includes))?|attendees|joined by|be joined by|introduce you to|' +
      'your interview panel',
    '(?:reuni[rs][aá]s?|reunirte|reunirse|entrevista|entrevistar[aá]s?|' +
      'entrevistarte|hablar|hablar[aá]s|platicar|charla|charlar|conversar|' +
      'conversaci[oó]n|conozcas|conocer|presentarte|reuni[oó]n|llamada|' +
      'sesi[oó]n|conocer[aá]s|panel) (?:con|a)',
    '(?:te|le) (?:espera|recibe|recibir[aá]|entrevista|atiende)n?|tribunal|' +
      'te entrevistar[aá]n?|le entrevistar[aá]n?|lo entrevistar[aá]n?|' +
      'entrevistador(?:es|as|a)?|participantes|participar[aá]n|asistir[aá]n|' +
      'estar[aá]n|estar[aá] tambi[eé]n|con',
  ].join('|'),
);
const JOINS = /^\s{0,2}(?:,\s?)?(?:and|y|e|&)\s$|^,\s{0,2}$|^\s?[/+;]\s?$/;

/**
 * The people whom the candidate will meet: "You will meet with Marcus Webb (VP) and Lin
 * Zhao, our CTO". The words in brackets and titles after a comma are left out.
 */
export function findInterviewers(
  paragraphs: readonly string[],
  excluded: readonly string[],
  guests: readonly Found[] = [],
): readonly Found[] {
  const people: Found[] = [];
  const add = (name: string, source: string): boolean => {
    const value = personName(name, { isSingle: true });
    if (value === undefined) return false;
    if (!value.includes(' ') && !isKnownGiven(value)) return false;
    const known = [...excluded, ...people.map((one) => one.value)];
    if (!known.some((other) => isSamePerson(value, other))) people.push({ value, source });
    return true;
  };
  for (const { value, source } of guests) add(value, source);
  for (const [index, text] of paragraphs.entries()) {
    if (people.length >= 8) break;
    for (const match of text.matchAll(MEETS)) {
      const isBareCon = plain(match[0]) === 'con';
      const start = match.index + match[0].length;
      const rest = text.slice(start, start + 300);
      const isList = /^\s?:?\s{0,3}$/.test(rest) && !isBareCon;
      if (isList) {
        addListed(paragraphs, index + 1, add);
        continue;
      }
      addNamed(rest.replace(/^\s?[:–-]\s?/, ' '), text, add, isBareCon);
    }
  }
  for (const text of paragraphs.slice(0, 60)) {
    for (const match of text.slice(0, 1500).matchAll(WILL_MEET)) addBefore(text, match.index, add);
  }
  return people.slice(0, 8);
}

/** "Lin Zhao will join the call" */
const WILL_MEET = phrases(
  [
    'will (?:also )?(?:meet|join|show|interview|host|lead|greet|take part|be (?:there|joining|' +
      'meeting|interviewing|on the (?:call|panel)))|would (?:like|love) to (?:meet|speak|talk|' +
      'chat)|(?:is|are) joining',
    '(?:te|le|los|las|les) (?:recibir[aá]n?|entrevistar[aá]n?|atender[aá]n?|acompañar[aá]n?)|' +
      '(?:participar|estar|asistir)[aá]n? (?:en|tambi[eé]n)',
  ].join('|'),
);
const MAX_NAME = 60;

/** The name at the end of what stands before a place of the text, if it is whole. */
function addBefore(text: string, end: number, add: Add): void {
  const before = text.slice(Math.max(0, end - MAX_NAME), end).replace(/\s\([^()]*\)\s$/, ' ');
  const words = before.split(' ');
  // The longest run of words at the end that is a name.
  for (let start = Math.max(1, words.length - 5); start < words.length - 2; start += 1) {
    const [first = ''] = words.slice(start);
    const tokens = nameTokens(tokensOf(words.slice(start).join(' '), 0, 6));
    const isWhole = tokens.length > 1 && tokens.at(-1)?.word === words.at(-2);
    // "Head Gardener Lambert Quiney will meet you"
    if (!/^\p{Lu}/u.test(first) || !isWhole || hasHead(first)) continue;
    const name = tokens.map(({ word }) => word).join(' ');
    add(name, quoteAround(text, Math.max(0, end - name.length - 1), end));
    return;
  }
}

type Add = (name: string, source: string) => boolean;

function addListed(paragraphs: readonly string[], from: number, add: Add): void {
  for (const line of paragraphs.slice(from, from + 8)) {
    const text = line.replace(/^[\s*•·–-]{1,6}|^\d{1,2}[.)]\s/, '');
    if (text === '') continue;
    const tokens = nameTokens(tokensOf(text, 0, 6));
    const last = tokens.at(-1);
    if (last === undefined) return;
    if (!/^\s?(?:$|[,(|:/–—-])/.test(text.slice(last.end))) return;
    if (!add(text.slice(0, last.end), quoteAround(text))) return;
  }
}

const OPENERS = new RegExp(
  '^(?:both|our|the|your|my|with|a|nuestr[oa]s?|la|el|los|las|tu|su|mi|con|' +
    String.raw`d\.ª|dña\.|d\.|don|doña|señor|señora)\s`,
  'i',
);
const TITLE_BEFORE = /^(?:[\p{L}&/-]+\s){0,5}/u;

function addNamed(rest: string, text: string, add: Add, isStrict: boolean): void {
  let position = rest.length - rest.trimStart().length;
  for (let count = 0; count < 6; count += 1) {
    let part = rest.slice(position);
    for (let skipped = 0; skipped < 2 && OPENERS.test(part); skipped += 1) {
      const [opener = ''] = OPENERS.exec(part) ?? [];
      position += opener.length;
      part = rest.slice(position);
      if (isStrict) return;
      // "our CTO Lin Zhao", «nuestra directora Ana Ruiz»
      const [title = ''] = TITLE_BEFORE.exec(part) ?? [];
      position += titleLength(title);
      part = rest.slice(position);
    }
    const tokens = nameTokens(tokensOf(rest, position, 6));
    const last = tokens.at(-1);
    if (last === undefined) return;
    if (isStrict && tokens.length < 2) return;
    if (/^['’]s\s/.test(rest.slice(last.end))) return;
    if (!add(rest.slice(tokens[0]?.start ?? 0, last.end), quoteAround(text))) return;
    const after = afterTitle(rest.slice(last.end));
    if (after === undefined) return;
    position = last.end + after;
  }
}

const TITLES = phrases(
  'ceo|cto|coo|cfo|cpo|vp|director[a]?|manager|lead|engineer|designer|head|' +
    'recruiter|founder|gerente|jef[ea]|l[ií]der|responsable|hiring manager',
  'iu',
);

/** How many characters of the words before a name are a title. */
function titleLength(words: string): number {
  const all = words.split(' ').slice(0, -1);
  const index = all.findLastIndex((word) => TITLES.test(word));
  return index < 0 ? 0 : all.slice(0, index + 1).join(' ').length + 1;
}

/** Where the next name begins: after "(VP Engineering) and ", ", our CTO, and ". */
function afterTitle(text: string): number | undefined {
  const bracket = /^\s?[([][^)\]]+[)\]]/.exec(text)?.[0].length ?? 0;
  const rest = text.slice(bracket);
  const join = /^(?:\s?,\s?|\s)(?:and|y|e|&)\s|^\s?[,/+;]\s?/.exec(rest)?.[0];
  if (join === undefined) return undefined;
  if (JOINS.test(join) && /^\p{Lu}/u.test(rest.slice(join.length))) {
    const words = tokensOf(rest, join.length, 3);
    const isTitle = words.slice(0, 2).some(({ word }) => TITLES.test(word));
    if (!isTitle) return bracket + join.length;
  }
  // ", our CTO, and Lin Zhao"
  const next = /^,[^,.;()]+,\s(?:and|y|e|&)\s(?=\p{Lu})/u.exec(rest)?.[0].length;
  return next === undefined ? undefined : bracket + next;
}

const FUNCTIONAL = new RegExp(
  [
    '^(?:info|hola|hello|jobs?|careers?|talent|talento|rrhh|hr|',
    String.raw`recruit\w{0,8}|reclutamiento|seleccion|empleo|personas|people|`,
    'newsletter|news|contacto|contact|team|equipo|office|admin|',
    'notifications?|alerts?|capitalhumano|contratacion|',
    String.raw`candidat\w{0,6})[\d._+-]{0,6}@`,
  ].join(''),
  'i',
);

/**
 * The display name of the sender, if it is a person's: not of a company. A mailbox of a
 * team or a service says so, unless a given name is known.
 */
export function findSenderName({
  from,
  replyTo,
  lines,
}: Pick<Message, 'from' | 'replyTo' | 'lines'>): SenderName | undefined {
  for (const mailbox of [replyTo, from]) {
    if (mailbox === undefined || mailbox.name === '') continue;
    const { address } = mailbox;
    const single = /^(\p{Lu}\p{Ll}{2,20})\s(?:de|from|at|@)\s/u.exec(mailbox.name)?.[1];
    const isSingle = single !== undefined && !/\sde\s(?:la|las|los|el)\s/.test(mailbox.name);
    const name = isSingle ? single : mailbox.name.replace(DEPARTMENT_LAST, '');
    const value = personName(name, { isSingle: true });
    if (value === undefined) continue;
    const isRelayed = /hit-reply@/i.test(address) && value?.includes(' ');
    if ((isSingle || isRelayed) && value !== undefined)
      return { value, source: quoteAround(mailbox.source) };
    const isUnsure = FUNCTIONAL.test(address) || isNoReply(address) || isService(domainOf(address));
    const isSigned = lines.some((line) => line.trim() === value.split(' ')[0]);
    if (isUnsure && !isSigned && !isKnownGiven(value) && fitsCompany(value, address)) continue;
    const label = companyLabel(domainOf(address));
    if (label !== undefined && plain(value).replace(/[^a-z0-9]/g, '') === label.replace(/-/g, ''))
      continue;
    const words = plain(value).split(' ');
    const local = plain(address.slice(0, address.indexOf('@')));
    const isInDomain = words.some((word) => word.length > 4 && label?.includes(word) === true);
    const isPersonal = isKnownGiven(value) || words.some((word) => local.includes(word));
    const found = { value, source: quoteAround(mailbox.source) };
    return isInDomain && !isPersonal ? { ...found, isUnsure: true } : found;
  }
  return undefined;
}

const BEFORE_COMPANY = new RegExp(
  [
    '(?<![\\p{L}])(?:at|en|join|joining|work(?:ing)? for|',
    'appl(?:y|ied|ying|ication) (?:to|at|with)|interest(?:ed)? in|aplicar a|',
    '(?:postulaci[oó]n|candidatura|solicitud|proceso) (?:a|en|con|de)|',
    'parte de|equipo de|team of|©(?: \\d{4})?|welcome to|bienvenid[oa] a)\\s$',
  ].join(''),
  'iu',
);
const AFTER_COMPANY = new RegExp(
  [
    "^(?:(?:['’]s)? (?:team|careers?|hiring|recruiting|talent|people team|jobs)|",
    String.raw`,? (?:inc|ltd|llc|gmbh|s\.[al]))(?![\p{L}])`,
  ].join(''),
  'iu',
);

/** Whether a name is used as that of a company: "at Hollis Reed", "Hollis Reed Jobs". */
export function isCalledCompany(name: string, texts: readonly string[]): boolean {
  if (isKnownGiven(name)) return false;
  return texts.slice(0, 80).some((text) => {
    const at = text.slice(0, 1500).indexOf(name);
    if (at < 0) return false;
    const [before, after] = [text.slice(Math.max(0, at - 30), at), text.slice(at + name.length)];
    const next = /^ (\p{Lu}\p{L}{1,20})/u.exec(after)?.[1] ?? '';
    // "Hollis Reed" signs, and the sender is "Hollis Reed Dental Clinic".
    const [last = ''] = /\p{Lu}\p{L}{1,20}(?= $)/u.exec(before) ?? [];
    if ([next, last].some((word) => isOrganisationWord(word) && !DEPARTMENTS.has(plain(word))))
      return true;
    return BEFORE_COMPANY.test(before) || AFTER_COMPANY.test(after.slice(0, 30));
  });
}

/** «Romina Selección», as the contacts of a phone have it. */
const DEPARTMENT_LAST =
  /\s(?:selecci[oó]n|rr\.?\s?hh\.?|recruiting|recruiter|hr|talento?)(?:\s\p{Lu}.{1,40})?$/iu;

interface SenderName extends Found {
  /** It may be the company's: the domain has a word of it, and the mailbox has none. */
  readonly isUnsure?: boolean;
}

/** Whether a name may be that of the company for which the mailbox is. */
function fitsCompany(name: string, address: string): boolean {
  if (FUNCTIONAL.test(address)) return true;
  const local = plain(address.slice(0, address.indexOf('@')));
  const words = plain(name).split(' ');
  return words.join('') === local || isNoReply(address);
}
