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

/** "the", "position of", "Role:", «el puesto de», «Vacante:». */
const LEADING = [
  /^(?:the|a|an|An) (?=\S)/,
  /^The (?=\S)/,
  /^(?:your|our|this) (?=\S)/i,
  /^(?:as|for) (?:an?|the|your|this) (?=\S)/i,
  /^(?:(?:now |we['’]re |we are )?hiring ?:|se buscan? |buscamos |se solicita ) ?(?=\S)/i,
  /^(?:job )?(?:application|interview) (?:for|as) (?:an? |the )?(?=\S)/i,
  /^(?:entrevista|candidatura|solicitud|proceso(?: de selecci[oó]n)?) (?:para|al?|de) (?=\S)/i,
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
const MARKS_AFTER = /(?<![\s,;:.!…|–—-])[\s,;:.!…|–—-]+$/;
const ABBREVIATION = /(?:^|[ ,(])(?:jr|sr|mgr|eng|asst|inc|ltd|corp|co|[^ ]*\.[a-z])$/i;

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
const LEGAL_FORMS = `(?:,? ${LEGAL_FORM}\\.?(?![\\p{L}\\p{N}]))`;
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
/** Words with capitals, which make a company's name longer: "Acme Robotics". */
const MORE_OF_NAME = /^(?: (?:\p{Lu}|\p{N})[^\s,;:()|]*){1,3}/u;

/** Patterns for a company in the text of a role. */
interface CompanyPatterns {
  /** "at Acme", also with a longer or shorter form of its name. */
  readonly at: RegExp;
  /** "for Acme", "- Acme", "(Acme)": only with its legal form. */
  readonly after: RegExp;
  /** "Acme: Analyst", "Acme's Analyst". */
  readonly before: RegExp;
}

function patternsOf(company: string): CompanyPatterns | undefined {
  const base = company
    .replace(/^(?:the|el|la|grupo) (?=\S)/i, '')
    .replace(new RegExp(`(?<=\\S)${LEGAL_FORMS}+$`, 'iu'), '')
    .replace(/(?<![\s,.])[\s,.]+$/, '');
  if (base === '') return undefined;
  const name = `(?:(?:the|el|la|grupo) )?${escaped(base)}${LEGAL_FORMS}*`;
  const [first = '', ...others] = base.split(' ').map(escaped);
  // "Acme Data Labs" is also "Acme" and "Acme Data".
  const shorter = `${first}(?: ${others[0] ?? first})?`;
  const end = '(?=$|[\\s,;:)|]|\\.(?:$| ))';
  return {
    at: new RegExp(
      `(?<=\\S)(?: (?:at|en)|,? ?@) ?(?:(?<= )${name}${end}|(?<=[ @])${name}${end}` +
        `|(?<=[ @])${shorter}(?=$|[,;)]| [(|–—-]))`,
      'iu',
    ),
    after: new RegExp(
      `(?<=\\S)(?:(?: (?:for|with|para|con|[-–—|·])|,) ${name}(?=$|[,;]| [(|–—-])` +
        `| [([]${name}[)\\]])`,
      'iu',
    ),
    before: new RegExp(`^(?:${name}(?: ?[:|·] ?| [-–—] |['’]s? )|[([]${name}[)\\]] )(?=\\S)`, 'iu'),
  };
}

function withoutCompany(role: string, { at, after, before }: CompanyPatterns): string {
  const found = at.exec(role);
  const bare =
    found === null
      ? role
      : role.slice(0, found.index) +
        role.slice(found.index + found[0].length).replace(MORE_OF_NAME, '');
  return bare.replace(after, '').replace(before, '');
}

/**
 * The role for a sentence that has the noun and the company already: "Analyst" for
 * "Analyst position at Acme", «Analista» for «Puesto de Analista». Otherwise a letter
 * would say "the Analyst position position" or «puesto de Puesto de Analista». It is
 * never empty.
 */
export function bareRole(role: string, company: string): string {
  let bare = role;
  const patterns = patternsOf(company);
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = withoutMarks(bare);
    if (patterns !== undefined) bare = withoutCompany(bare, patterns);
    for (const pattern of LEADING) bare = bare.replace(pattern, '');
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
  const patterns = patternsOf(company);
  const ours = patterns === undefined ? marked : withoutCompany(marked, patterns);
  return [marked, withoutMarks(ours), bareRole(role, company)].some((text) => ONLY_NOUN.test(text));
}
