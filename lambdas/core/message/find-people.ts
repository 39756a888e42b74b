import { isKnownGiven, isSamePerson, nameTokens, personName } from './person-name.ts';
import { hasHead } from './trades.ts';
import { phrases, plain, quoteAround, tokensOf } from './words.ts';

export interface Found {
  readonly value: string;
  readonly source: string;
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

const GREETING = new RegExp(
  `^[\\s¡*]{0,4}(?:${[
    '(?:hi|hello|hey|hej|hiya|dear|morning|afternoon|evening|welcome|' +
      'good (?:morning|afternoon|evening|day))(?: again)?(?: there)?',
    'hola{1,5}(?:,? (?:buenos d[ií]as|buenas tardes|buenas noches|buen d[ií]a|qu[eé] tal))?|buenas',
    'buenos d[ií]as|buen d[ií]a|buenas tardes|buenas noches|qu[eé] tal|' +
      '(?:muy )?estimad[oa](?:/[oa]|\\([oa]\\))?',
    'querid[oa]|apreciad[oa]|distinguid[oa]|ey',
  ].join('|')})[,]?\\s{1,3}(?=\\S)`,
  'iu',
);

/** «¡Gracias, Wendy!», "Congratulations Alex," on top of a message. */
const THANKS = new RegExp(
  [
    String.raw`^[\s¡*]{0,4}(?:thanks?(?: you)?|gracias|congratulations|congrats|enhorabuena|`,
    'felicidades|buenas noticias|good news|great news|welcome|',
    String.raw`bienvenid[oa]),?\s(?=\p{Lu}\p{L}{1,20}(?:\s\p{Lu}\p{L}{1,20})?[!,:])`,
  ].join(''),
  'iu',
);

/**
 * The name in "Hi Alex,".
 *
 * @param except who is not meant
 */
export function findGreetedName(lines: readonly string[], except?: string): Found | undefined {
  for (const [index, line] of lines
    .filter((text) => text.trim() !== '')
    .slice(0, 14)
    .entries()) {
    const match = GREETING.exec(line) ?? (index < 2 ? THANKS.exec(line) : null);
    if (match === null) continue;
    const tokens = nameTokens(tokensOf(line, match[0].length, 6));
    const [first, last] = [tokens[0], tokens.at(-1)];
    if (first === undefined || last === undefined) continue;
    if (!/^\s{0,2}(?:[,.!:;–—-]|$)|^\s\p{Ll}/u.test(line.slice(last.end))) continue;
    const value = personName(line.slice(first.start, last.end), { isSingle: true });
    if (value === undefined || /^(?:there|all|team|everyone)$/i.test(value)) continue;
    // In a chat the candidate greets the recruiter, too.
    if (except === undefined || !isSamePerson(value, except))
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
  const next = /^,[^,.;()]+(?:,\s(?:and|y|e|&)|;)\s(?=\p{Lu})/u.exec(rest)?.[0].length;
  return next === undefined ? undefined : bracket + next;
}
