import { squeezed } from './company-domain.ts';
import { DEPARTMENTS, WITHIN } from './company-name.ts';
import type { Found } from './find-people.ts';
import { phrases, plain } from './words.ts';

/** Words in the names of agencies, which hire for others. */
const AGENCY = phrases(
  'staffing|recruitment|recruiting|recruiters?|search|talent|talento|' +
    'headhunt\\p{L}*|selecci[oó]n|consultores|consulting|ett|rrhh|people|personnel|' +
    'personal\\p{L}*|executive|partners|hr|capital humano|placement|resourcing|' +
    'empleo|recruit|hire',
  'iu',
);
export interface Scored extends Found {
  readonly score: number;
  /** Where it stands: what two places say is trusted more. */
  readonly place: Place;
  /** The text says that it is the client of an agency. */
  readonly isClient?: boolean;
  /** Strong words stand before it in the text. */
  readonly isCued?: boolean;
}
type Place = 'text' | 'subject' | 'sender' | 'signature' | 'domain';
/** At least, for the words before a name that are about the client of an agency. */
export const CLIENT_SCORE = 12;
/** A job site hires nobody either: "InfoEmpleo", "JobHarbor". */
export const isAgencyName = (name: string): boolean =>
  AGENCY.test(name) ||
  /emple[ao]|jobs?(?:$|[A-Z ])|trabaj|vacante|chamba|naukari|careers?/i.test(name);
/** What one word is worth that may be a place, or any word with a capital. */
export const WEAK = 3;
/** Less than this needs a second place that agrees, or the sender's domain. */
export const STRONG = 5;
/** What an agency writes is mostly about its client. */
const WITH_AGENCY = 4;

export const LEGAL_FORM = new RegExp(
  [
    String.raw`(?:,?\s(?:inc|ltd|limited|llc|llp|gmbh|plc|corp|ag|ab|pvt|s\.?\s?l\.?u?|`,
    String.raw`s\.?\s?a\.?(?:\sde\s?c\.?\s?v)?|s\.?r\.?l|lp|s\.c|`,
    String.raw`s\.?a\.?s|s\.?\scoop|s\.a\.i\.c)\.?)$`,
  ].join(''),
  'i',
);

export const ASSOCIATES =
  /\s(?:&|and|y|e)\s(?:associates|partners|sons|asociad[oa]s|hijos|hermanos)$/i;

/** "Town of", not "Atracción de Talento de": that is a department. */
const isPlaceBefore = (text: string): boolean =>
  / (?:of|del?)$/.test(text) &&
  !text.split(' ').every((word) => DEPARTMENTS.has(word) || WITHIN.has(word));

/** "Northwind Foods" for "Northwind", "Town of Kingsferry" for "Kingsferry". */
function isFuller(fuller: string, name: string): boolean {
  const [long, short] = [plain(fuller), plain(name)];
  return (
    long.startsWith(`${short} `) ||
    (LEGAL_FORM.test(fuller) && long.includes(` ${short} `)) ||
    (ASSOCIATES.test(fuller) && long !== short && squeezed(long).startsWith(squeezed(short))) ||
    (long.endsWith(` ${short}`) && isPlaceBefore(long.slice(0, -short.length - 1)))
  );
}

export const keyOf = (value: string): string => squeezed(value.replace(LEGAL_FORM, ''));

interface Sum {
  sum: number;
  top: Scored;
  readonly places: Set<Place>;
  isCued: boolean;
  count: number;
}

/** Whether one name has the other in it. */
function isAlike({ top }: Sum, { value }: Scored): boolean {
  const [one, other] = [keyOf(top.value), keyOf(value)];
  return one.includes(other) || other.includes(one);
}

/**
 * Whether one name is surely of another company than the first: it has two words or is
 * said twice, and does not begin with the same word ("Castellan Chicago" is a place of
 * "Castellan Hotels").
 */
function isOtherCompany({ top, count }: Sum, first: Sum): boolean {
  const [start, firstStart] = [top.value, first.top.value].map((name) =>
    plain(name.split(' ')[0] ?? ''),
  );
  const isSaid = count > 1 || top.value.includes(' ');
  return isSaid && start !== firstStart && !isAlike(first, top);
}

/** «Siderúrgica Montejaque» for "Montejaque", if the sender or several places say so. */
const isLongerBefore = ({ top, count }: Sum, name: string): boolean =>
  (top.place === 'sender' || count > 1) &&
  plain(top.value).endsWith(` ${plain(name)}`) &&
  top.value.split(' ').length === name.split(' ').length + 1;

/**
 * The company with the highest sum of scores, in its fullest form. An agency is only
 * found if no other company is named.
 */
export function bestCompany(scored: readonly Scored[]): Found | undefined {
  const sums = new Map<string, Sum>();
  for (const one of scored) {
    const key = keyOf(one.value);
    const known = sums.get(key);
    if (known === undefined) {
      sums.set(key, {
        sum: one.score,
        top: one,
        places: new Set([one.place]),
        isCued: one.isCued === true,
        count: 1,
      });
    } else {
      known.sum += Math.min(one.score, 4) / (known.places.has(one.place) ? 2 : 1);
      known.places.add(one.place);
      known.isCued ||= one.isCued === true;
      known.count += 1;
      if (one.score > known.top.score) known.top = one;
    }
  }
  const sorted = [...sums.values()].sort((a, b) => b.sum - a.sum);
  const named = sorted.find(({ top }) => top.isClient);
  const first = named ?? sorted[0];
  if (first === undefined) return undefined;
  const isTrusted = first.top.score >= STRONG || (first.places.size > 1 && first.sum >= STRONG);
  if (!isTrusted) return undefined;
  const isAgency = isAgencyName(first.top.value);
  const client = isAgency
    ? sorted.find(
        ({ sum, top, places }) =>
          (top.score >= (top.place === 'text' ? WITH_AGENCY : STRONG) ||
            (places.size > 1 && sum >= STRONG)) &&
          !isAgencyName(top.value) &&
          !keyOf(first.top.value).includes(keyOf(top.value)),
      )
    : undefined;
  // Who hires for another company names that one in the text, and itself only around it.
  const other =
    client === undefined && named === undefined && !first.isCued
      ? sorted.find(
          (one) => one.isCued && !isAgencyName(one.top.value) && isOtherCompany(one, first),
        )
      : undefined;
  const chosen = client ?? other ?? first;
  const fuller = sorted.find(
    (one) =>
      one.sum >= 3 &&
      one.top.value.length < 60 &&
      (isFuller(one.top.value, chosen.top.value) || isLongerBefore(one, chosen.top.value)),
  );
  const best = fuller ?? chosen;
  // The sender's own name, if it is longer.
  const own = sorted.find(
    (one) =>
      one.places.has('sender') &&
      chosen === first &&
      keyOf(one.top.value).includes(keyOf(best.top.value)),
  );
  const { value, source } = (own ?? best).top;
  return { value, source };
}
