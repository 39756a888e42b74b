import { lazyPattern } from '../lazy-pattern.ts';

const one = (...patterns: readonly RegExp[]): string =>
  `(?:${patterns.map(({ source }) => source).join('|')})`;

const ENGLISH = one(
  /(?:open |vacant |job |career )?(?:role|position|job|vacancy|opening|opportunity)/,
  /job (?:title|posting|post|description|offer)|title|offer/,
);
const SPANISH_NOUN = /puesto|vacante|plaza|cargo|posici[oó]n|rol|oferta|oportunidad|empleo/;
const SPANISH = `${one(SPANISH_NOUN)}(?: (?:de trabajo|de empleo|laboral|vacante|abiert[oa]))?`;
const SPANISH_ARTICLE = '(?:(?:(?:para|en) )?(?:el|la|un|una|tu|su|este|esta) |al |del )?';
const COLON = '(?: ?[:|] ?| [-–—] )';

/** Beginnings without a noun: "the", "as a", "Hiring:", «entrevista para». */
const LEADING = [
  /^(?:the|a|an|An) (?=\S)/,
  /^The (?=\S)/,
  /^(?:your|our|this) (?=\S)/i,
  /^(?:as|for) (?:an?|the|your|this) (?=\S)/i,
  /^(?:(?:now |we['’]re |we are )?hiring ?:|se buscan? |buscamos |se solicita ) ?(?=\S)/i,
  /^(?:job )?(?:application|interview) (?:for|as) (?:an? |the )?(?=\S)/i,
  /^(?:entrevista|candidatura|solicitud|proceso(?: de selecci[oó]n)?) (?:para|al?|de) (?=\S)/i,
];
/** Those with a noun: "position of", "Role:", «el puesto de», «Vacante:». */
const LEADING_NOUN = [
  new RegExp(`^${ENGLISH}${COLON}(?=\\S)`, 'i'),
  new RegExp(`^${ENGLISH} (?:of|as|for) (?:an? |the )?(?=\\S)`, 'i'),
  new RegExp(`^${SPANISH_ARTICLE}${SPANISH}${COLON}(?=\\S)`, 'i'),
  new RegExp(`^${SPANISH_ARTICLE}${SPANISH} (?:del?|en|para|como) (?=\\S)`, 'i'),
  /^(?:puesto|vacante) (?!(?:de|del|en|para|como) )(?=\S)/i,
];
const ENDING_NOUN = one(
  /(?:open |vacant |job |career )?(?:roles?|positions?|jobs?|openings?|opportunity)/,
  /(?:job )?vacanc(?:y|ies)|job (?:posting|post|offer)/,
);
/**
 * The noun at the end, or before a bracket, a comma, a dash or a place: "Analyst role
 * (remote)". "Head of Jobs" and "Analyst, Jobs" have another noun.
 */
const NOUN = new RegExp(
  `(?<=[^\\s,;:&/(|–—-])(?<!(?:^| )(?:of|for|and|in|on|the|to|with|by|de|y))` +
    ` ${ENDING_NOUN}(?:/${ENDING_NOUN})?(?=$|[,;]| (?:[(|–—-]|(?:in|at|on|with|within|based) ))`,
  'gi',
);
/** The noun after a dash or in brackets: "Analyst - position", «Analista (vacante)». */
const APPENDED_NOUN = new RegExp(
  `(?<=\\S) (?:[-–—|] ${one(/role|position|job|vacancy|opening/, SPANISH_NOUN)}(?=$|,)` +
    `|[([](?:job )?${one(/role|position|job|vacancy|opening/, SPANISH_NOUN)}[)\\]])`,
  'gi',
);
/**
 * One of the words that each pattern with a noun needs. Most roles have none: then these
 * patterns, whose first run takes 2 ms of CPU, do not run.
 */
const ANY_NOUN = new RegExp(
  one(/role|position|job|vacanc|opening|opportunity|title|offer/, SPANISH_NOUN),
  'i',
);
const MARKS_AFTER = /(?<![\s,;:.!…|–—-])[\s,;:.!…|–—-]+$/;
const ABBREVIATION = /(?:^|[ ,(])(?:jr|sr|mgr|eng|asst|inc|ltd|corp|co)$|\.[a-z]$/i;

/** Without the marks at the end: "Analyst" for "Analyst." and "Analyst,". */
function withoutMarks(role: string): string {
  const bare = role.replace(MARKS_AFTER, '');
  if (bare === '') return role;
  return role.startsWith('.', bare.length) && ABBREVIATION.test(bare) ? `${bare}.` : bare;
}

const LEGAL_FORM = one(
  /inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc|gmbh|ag|se|bv|nv|oy|ab/,
  /s\.?a\.?b?\.?(?: de c\.?v)?|s\.?l\.?u?|s\.?r\.?l|s\.?a\.?s|s\.?p\.?a|sarl|ltda|c[ií]a/,
  /group|grupo|holdings?/,
);
const LEGAL_FORMS = `(?:,? ${LEGAL_FORM}\\.?(?![\\p{L}\\p{N}]))+`;
const legalFormsFirstPattern = lazyPattern(() => new RegExp(`^${LEGAL_FORMS}`, 'iu'));
const LEGAL_FORM_LAST = new RegExp(`(?<=\\S),? ${LEGAL_FORM}\\.?$`, 'i');
/** Words with capitals, which make a company's name longer: "Acme Robotics". */
const moreOfNamePattern = lazyPattern(() => /^(?: (?:\p{Lu}|\p{N})[^\s,;:()|]*){1,3}/u);
const COMPANY_ARTICLES = ['', 'the ', 'el ', 'la ', 'grupo '];
/** What stands before a company, also before a longer form of its name. */
const AT = [' at ', ' en ', ' @ ', ', @', ' @', '@'];
/** What stands before a company, but also before other words that begin like it. */
const BESIDE = [' for ', ' with ', ' para ', ' con ', ' - ', ' – ', ' — ', ' | ', ' · ', ', '];
const AFTER_WORD = /^(?:$|[\s,;:)|]|\.(?:$| ))/;
const AFTER_NAME = /^(?:$|[,;)]| [(|–—-])/;
const AFTER_FIRST_NAME = /^(?: ?[:|·] ?| [-–—] |['’]s? )(?=\S)/;

/** "Acme" for "The Acme Group, Inc.". */
function withoutLegalForms(company: string): string {
  let name = company.replace(/^(?:the|el|la|grupo) (?=\S)/i, '');
  for (let before = ''; before !== name; ) {
    before = name;
    if (name.includes(' ')) name = name.replace(LEGAL_FORM_LAST, '');
  }
  return name.replace(/(?<![\s,.])[\s,.]+$/, '');
}

/** The role before and after "at Acme", if it has one of these beginnings and a name. */
function splitAt(
  role: string,
  beginnings: readonly string[],
  name: string,
  after: RegExp,
): readonly [before: string, after: string] | undefined {
  const lower = role.toLowerCase();
  for (const beginning of beginnings) {
    for (const article of COMPANY_ARTICLES) {
      const words = `${beginning}${article}${name.toLowerCase()}`;
      const start = lower.indexOf(words);
      if (start < 1) continue;
      const rest = role.slice(start + words.length).replace(legalFormsFirstPattern(), '');
      if (after.test(rest)) return [role.slice(0, start), rest];
    }
  }
  return undefined;
}

/** Without the company at the beginning: "Acme: Analyst", "[Acme] Analyst". */
function withoutFirst(role: string, name: string): string {
  const lower = role.toLowerCase();
  if (lower.startsWith(`[${name.toLowerCase()}] `)) return role.slice(name.length + 3) || role;
  if (!lower.startsWith(name.toLowerCase())) return role;
  const rest = role.slice(name.length).replace(legalFormsFirstPattern(), '');
  return AFTER_FIRST_NAME.test(rest) ? rest.replace(AFTER_FIRST_NAME, '') : role;
}

/**
 * Without the company: "Analyst" for "Analyst at Acme Corp" and "Acme: Analyst". Also
 * "Acme" is the company Acme Data Labs, and so is Acme Robotics for the company Acme.
 */
function withoutCompany(role: string, company: string): string {
  const name = withoutLegalForms(company);
  // The case of a few letters changes how long a text is: then no place in it is known.
  if (name === '' || role.length !== role.toLowerCase().length) return role;
  const at = splitAt(role, AT, name, AFTER_WORD);
  if (at !== undefined) return at[0] + at[1].replace(moreOfNamePattern(), '');
  const [first = '', second] = name.split(' ');
  const shorter = second === undefined ? [] : [`${first} ${second}`, first];
  for (const [beginnings, words] of [
    [BESIDE, name],
    ...shorter.map((words) => [AT, words] as const),
  ] as const) {
    const found = splitAt(role, beginnings, words, AFTER_NAME);
    if (found !== undefined) return found.join('');
  }
  const inBrackets = splitAt(role, [' (', ' ['], name, /^[)\]]/);
  if (inBrackets !== undefined) return inBrackets[0] + inBrackets[1].slice(1);
  return withoutFirst(role, name);
}

/**
 * The role for a sentence that has the noun and the company already: "Analyst" for
 * "Analyst position at Acme", «Analista» for «Puesto de Analista». Otherwise a letter
 * would say "the Analyst position position" or «puesto de Puesto de Analista». It is
 * never empty.
 */
export function bareRole(role: string, company: string): string {
  let bare = role;
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = withoutCompany(withoutMarks(bare), company);
    for (const pattern of LEADING) bare = bare.replace(pattern, '');
    if (!ANY_NOUN.test(bare)) continue;
    for (const pattern of LEADING_NOUN) bare = bare.replace(pattern, '');
    bare = bare.replace(NOUN, '').replace(APPENDED_NOUN, '');
  }
  return bare;
}

const ONLY_NOUN = new RegExp(
  `^(?:${SPANISH_ARTICLE}${SPANISH}|(?:the |an? |your |our |this )?${ENDING_NOUN}|${ENGLISH})$`,
  'i',
);

/**
 * Whether a role has no title: "the role", «puesto de trabajo en Acme». A sentence with
 * it would be "the role role".
 */
export function isOnlyNoun(role: string, company: string): boolean {
  const marked = withoutMarks(role);
  const bare = withoutMarks(withoutCompany(marked, company));
  if (!ANY_NOUN.test(marked) && !ANY_NOUN.test(bare)) return false;
  return [marked, bare, bareRole(role, company)].some((text) => ONLY_NOUN.test(text));
}
