import { type LetterLanguage, languageTag } from '../choices.ts';
import { lazyPattern } from '../lazy-pattern.ts';
import { bareRole } from './bare-role.ts';

const anyOf = (words: string): string => `(?:${words.split(' ').join('|')})`;

/** What a person types before the kind of role, because the field's label asks for it. */
const LEADING = [
  /^(?:please )?(?:do )?(?:keep|consider|remember|think of) me (?:in mind )?(?:for|about) (?=\S)/i,
  /^(?:tenme|téngame|tengame|tenerme) (?:en (?:cuenta|mente)|presente) para (?=\S)/i,
  /^(?:for|para) (?=\S)/i,
];
const MARKS_AFTER = /(?<![\s,;:.!…–—-])[\s,;:.!…–—-]+$/;
/** An abbreviation keeps its full stop: "Sr.", "U.S.". */
const abbreviationPattern = lazyPattern(() => /(?:^|[ .(])(?:jr|sr|etc|\p{L})$/iu);

const ENGLISH_NOUNS = anyOf(
  'roles positions jobs vacancies openings opportunities projects contracts assignments gigs ' +
    'internships work consulting freelancing teaching anything something whatever posts seats ' +
    'shifts hours classes courses lessons clients teams companies startups',
);
const SPANISH_NOUNS = anyOf(
  'puestos vacantes plazas cargos posiciones roles oportunidades empleos ofertas proyectos ' +
    'contratos prácticas trabajos trabajo teletrabajo colaboraciones perfiles turnos clases ' +
    'clientes equipos empresas algo cualquier cualquiera consultoría docencia',
);
/** Text that can follow "for" as it is: "part-time work", «algo en datos». */
const hasNounPattern = lazyPattern(
  () =>
    new RegExp(
      `(?<![\\p{L}\\p{N}-])(?:${ENGLISH_NOUNS}|${SPANISH_NOUNS})(?![\\p{L}\\p{N}-])`,
      'iu',
    ),
);
/** Text that begins with an article or the like has its own noun: "a part-time role". */
const HAS_ARTICLE = new RegExp(
  `^${anyOf(
    'a an the any another some other un una unos unas el la los las otro otra otros otras algún ' +
      'algun alguna',
  )} (?=\\S)`,
  'i',
);
const SPANISH_SINGULAR: readonly (readonly [noun: RegExp, article: string])[] = [
  [/^(?:puesto|cargo|rol|empleo|proyecto|contrato)(?= )/i, 'un'],
  [/^(?:vacante|plaza|posici[oó]n|oportunidad|oferta)(?= )/i, 'una'],
];
/** «a tiempo parcial», but not "a part-time role" in a Spanish letter. */
const spanishAPattern = lazyPattern(
  () => /^a (?!.*(?<![\p{L}-])(?:role|position|job|opening)(?![\p{L}-]))/u,
);
/** Words that continue "roles" or «puestos» without a preposition. */
const PREPOSITION = new RegExp(
  `^(?:such as|related to|relacionad[oa]s con|${anyOf(
    'in at on with within near around as like involving a de del en con por como sin desde sobre',
  )}) (?=\\S)`,
  'i',
);
/** Spanish adjectives, which must agree with «puestos». */
const SPANISH_ADJECTIVE =
  /^(?:remot|híbrid|hibrid|directiv|técnic|tecnic|administrativ|creativ|académic)[oa]s?$/i;
const SPANISH_PLAIN_ADJECTIVE =
  /^(?:presencial|parcial|temporal|gerencial|comercial|similar)(?:es)?$/i;
const UNCHANGED_ADJECTIVE =
  /^(?:sénior|senior|júnior|junior|freelance|(?:part|full)[- ]time|remote)$/i;

/**
 * Words that have a capital letter only because the field begins with them, if no later
 * word has one. Other words may be names ("Java", "Android").
 */
const KINDS = anyOf(
  'Remote Hybrid Senior Junior Lead Mid-level Entry-level Part-time Full-time Part Full Contract ' +
    'Freelance Similar More Future Leadership Management Data Product Software Engineering ' +
    'Design Marketing Sales Finance Operations Research Technical Customer Business Security ' +
    'Cloud Mobile Web Backend Frontend Back-end Front-end Full-stack Datos Ingeniería Diseño ' +
    'Producto Ventas Finanzas Operaciones Liderazgo Gerencia Dirección Remoto Remota Remotos ' +
    'Híbridos Sénior',
);
const firstKindPattern = lazyPattern(
  () => new RegExp(`^${KINDS}(?= |$)(?!.* \\p{Lu}\\p{Ll})`, 'u'),
);
/** Words that are no part of a name: they may stand before one. */
const FIRST_WORD = anyOf(
  'A An The Any Another Some Other Un Una El La Los Las Otro Otra Otros Otras Algún Alguna ' +
    'In At With As Like De En Con Por Como Puesto Vacante Plaza Cargo Posición Rol Empleo Proyecto',
);
const firstPlainPattern = lazyPattern(() => new RegExp(`^${FIRST_WORD} (?=\\S)`, 'u'));
const firstNounPattern = lazyPattern(
  () => new RegExp(`^(?:${ENGLISH_NOUNS}|${SPANISH_NOUNS})(?=$| )`, 'iu'),
);

function withoutMarks(text: string): string {
  const bare = text.replace(MARKS_AFTER, '');
  if (bare === '') return text;
  return text.startsWith('.', bare.length) && abbreviationPattern().test(bare) ? `${bare}.` : bare;
}

const withoutFirstCapital = (text: string): string =>
  [firstKindPattern(), firstPlainPattern(), firstNounPattern()].some((first) => first.test(text))
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

function spanishKind(text: string): string {
  if (SPANISH_ADJECTIVE.test(text)) return `puestos ${text.replace(/[oa]s?$/i, 'os')}`;
  if (SPANISH_PLAIN_ADJECTIVE.test(text)) return `puestos ${text.replace(/es$/i, '')}es`;
  if (UNCHANGED_ADJECTIVE.test(text) || PREPOSITION.test(text)) return `puestos ${text}`;
  return `puestos de ${text.replace(/(?<=\S) (?:role|position|job|opening)$/i, '')}`;
}

/**
 * A kind of role for a sentence that says "for" before it: "data platform roles" for
 * "Data platform" and "data platform role", «puestos de datos» for «datos», but
 * "part-time work" and "a remote role" as they are. It is never empty.
 *
 * @param typed one line, as the candidate typed it
 */
export function kindOfRole(typed: string, language: LetterLanguage): string {
  const bare = LEADING.reduce((text, start) => text.replace(start, ''), withoutMarks(typed));
  const text = withoutFirstCapital(bare);
  const isSpanish = languageTag(language) === 'es';
  if (isSpanish && spanishAPattern().test(text)) return `puestos ${text}`;
  if (HAS_ARTICLE.test(text)) return text;
  const singular = SPANISH_SINGULAR.find(([noun]) => noun.test(text));
  if (singular !== undefined) return `${singular[1]} ${text}`;
  if (hasNounPattern().test(text)) return text;
  if (isSpanish) return spanishKind(text);
  if (PREPOSITION.test(text)) return `roles ${text}`;
  return `${withoutFirstCapital(bareRole(text, ''))} roles`;
}
