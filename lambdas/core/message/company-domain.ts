import { domainOf } from '../email-address.ts';
import { companyAt, DEPARTMENTS, isTradeWord, NO_COMPANY, TEAM_WORDS } from './company-name.ts';
import type { Found } from './find-people.ts';
import { companyLabel, isService, siteOf } from './mail-services.ts';
import { isKnownGiven, isOrganisationWord } from './person-name.ts';
import { hasHead } from './trades.ts';
import { isCapitalised, listOf, plain, quoteAround, type Token, tokensOf } from './words.ts';

/** Letters and digits only, to compare a name with a domain. */
export const squeezed = (text: string): string => plain(text).replace(/[^a-z0-9]/g, '');
/** As in a domain of a German company: "ue" for "ü", "and" for "&". */
export const inDomain = (text: string): string =>
  squeezed(
    text
      .replace(/[äöüÄÖÜ]/g, (letter) => `${letter}e`)
      .replace(/ß/g, 'ss')
      .replace(/ & /g, ' and '),
  );

const GENERIC = new RegExp(
  [
    '^(?:group|grupo|talent|careers|jobs|team|get|try|hello|mail|the)|',
    '(?:group|grupo|talent|careers|jobs|hr|team|hq|app|inc|corp)$',
  ].join(''),
  'g',
);

const SMALL = /^(?:and|of|de|del|la|las|los|el|y)$/;

/** How well a name fits to the name in a domain: 0, 1 (in part) or 2. */
export function fitsDomain(name: string, label: string | undefined): number {
  if (label === undefined) return 0;
  const [a, b] = [squeezed(name), squeezed(label)];
  if (a.length < 2) return 0;
  if (inDomain(name) === b || (b.length > 5 && inDomain(name).startsWith(b))) return 2;
  if (a === b || a === b.replace(GENERIC, '') || b === a.replace(GENERIC, '')) return 2;
  const words = plain(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 0);
  // «Archivo Ducal de Alcor» for "archivoducalalcor"
  if (words.length > 2 && words.filter((word) => !SMALL.test(word)).join('') === b) return 2;
  const initials = words.map((word) => word.charAt(0)).join('');
  if (words.length > 2 && initials === b) return 2;
  if (a.length >= 4 && (b.startsWith(a) || a.startsWith(b))) return b.length >= 4 ? 2 : 1;
  if (words.some((word) => word.length >= 5 && b.includes(word))) return 1;
  return 0;
}

/** The domain's name as the text writes it: "Northwind Foods" for northwindfoods.com. */
export function nameOfDomain(label: string, lines: readonly string[]): Found | undefined {
  const whole = squeezed(label);
  const bare = whole.replace(GENERIC, '');
  const all = lines.slice(0, 400).map((line) => line.slice(0, 400));
  return (
    spelledIn(whole, all) ??
    (bare === whole ? undefined : spelledIn(bare, all)) ??
    (whole.length < 7 ? initialsIn(whole, all) : undefined)
  );
}

/** Where words, written as one, are the name in a domain. */
function spelledIn(wanted: string, lines: readonly string[]): Found | undefined {
  if (wanted.length < 3) return undefined;
  for (const line of lines) {
    const tokens = tokensOf(line, 0, 60);
    for (const [start, first] of tokens.entries()) {
      // Most words are passed over here, before they are written as in a domain.
      const [initial = ''] = first.word;
      if (!isCapitalised(initial) || !wanted.startsWith(inDomain(initial).charAt(0))) continue;
      const last = lastSpelling(wanted, tokens.slice(start, start + 5));
      if (last === undefined) continue;
      const end = Math.max(last.end, companyAt(line, first.start)?.end ?? 0);
      const value = line.slice(first.start, end);
      if (!isCapitalised(value) || /[@/.]/.test(value)) continue;
      const from = tokens[firstOfName(tokens, start)] ?? first;
      return { value: line.slice(from.start, end), source: quoteAround(line, from.start, end) };
    }
  }
  return undefined;
}

/** The word up to which the words are the wanted letters. */
function lastSpelling(wanted: string, tokens: readonly Token[]): Token | undefined {
  let joined = '';
  let spelled = '';
  for (const token of tokens) {
    joined += squeezed(token.word);
    spelled += inDomain(token.word === '&' ? 'and' : token.word);
    if (joined === wanted || spelled === wanted) return token;
    // "kaveriprec.com" ends within a word of "Kaveri Precision".
    const isCut = token !== tokens[0] && wanted.length > 6 && joined.startsWith(wanted);
    if (isCut && isCapitalised(token.word)) return token;
    if (!wanted.startsWith(joined) && !wanted.startsWith(spelled)) return undefined;
  }
  return undefined;
}

/** The name may begin before the word of the domain: «Siderúrgica Montejaque». */
function firstOfName(tokens: readonly Token[], at: number): number {
  const before = tokens[at - 1];
  if (before === undefined || before.after !== ' ' || !/^\p{Lu}\p{Ll}{2}/u.test(before.word))
    return at;
  const key = plain(before.word);
  const isKind = FIRST_WORDS.has(key) || isOrganisationWord(key);
  const isStart = at < 2 || /[.!?:]/.test(tokens[at - 2]?.after ?? '');
  const isOther =
    NO_COMPANY.has(key) || TEAM_WORDS.has(key) || DEPARTMENTS.has(key) || hasHead(before.word);
  return isOther || (isStart && !isKind) || isKnownGiven(before.word) ? at : at - 1;
}

/** The words with capitals whose first letters are a short domain: "uvm". */
function initialsIn(wanted: string, lines: readonly string[]): Found | undefined {
  if (wanted.length < 3) return undefined;
  for (const line of lines.slice(0, 100)) {
    const tokens = tokensOf(line, 0, 60);
    for (const first of tokens) {
      if (first.word.charAt(0).toLowerCase() !== wanted.charAt(0)) continue;
      const name = companyAt(line, first.start);
      const words = plain(name?.name ?? '').split(/[\s-]+/);
      const initials = words.filter((word) => !SMALL.test(word)).map((word) => word.charAt(0));
      if (words.length > 2 && initials.join('') === wanted && name !== undefined)
        return { value: name.name, source: quoteAround(line, first.start, name.end) };
    }
  }
  return undefined;
}

/** Systems for applicants that give each company a subdomain, a path or a mailbox. */
const TENANTS = listOf(`
  greenhouse greenhouse-mail lever ashbyhq teamtailor teamtailor-mail workable workablemail
  smartrecruiters
  recruitee personio bamboohr icims myworkday myworkdayjobs jobvite breezy pinpointhq applytojob
  hiringroom viterbit avature
`);
/** What stands in the place of a company there, and is none. */
const NO_TENANT = listOf(`
  www app apps jobs job job-boards boards hire careers career apply my mail email us eu uk api
  talent
  interview interviews i a o c p r s e j em reply no-reply noreply do-not-reply notifications
  scheduling schedule candidate candidates help support info privacy unsubscribe auth login public
  view click links link track workday greenhouse lever ashby smartrecruiters recruiting hello team
`);
const LINK = /https?:\/\/([a-z0-9.-]{4,80})(?:\/([a-z0-9-]{2,40})(?![a-z0-9-]))?/gi;
const isTenant = (name: string): boolean => name.length > 2 && !NO_TENANT.has(name);

/** The company in the place that a system for applicants has for it. */
function tenantIn(host: string, other: string): string | undefined {
  const site = siteOf(host);
  if (!TENANTS.has(site.split('.')[0] ?? '')) return undefined;
  const sub = host
    .slice(0, -site.length)
    .split('.')
    .find((name) => isTenant(name) && !/^wd\d/.test(name));
  if (sub !== undefined) return sub.replace(/^(?:careers|jobs)-/, '');
  return isTenant(other) ? other : undefined;
}

/**
 * The name of the company in an address or a link of a system for applicants:
 * "acme@myworkday.com", "jobs.lever.co/acme", or the only other site that a text links
 * to.
 */
export function tenantOf(
  addresses: readonly string[],
  lines: readonly string[],
): string | undefined {
  for (const address of addresses) {
    const domain = domainOf(address);
    const local = address.slice(0, address.indexOf('@')).toLowerCase();
    const tenant = tenantIn(domain, domain.startsWith('myworkday') ? local : '');
    if (tenant !== undefined) return tenant;
  }
  const sites = new Set<string>();
  for (const line of lines.slice(0, 400)) {
    for (const [, host = '', path = ''] of line.matchAll(LINK)) {
      const tenant = tenantIn(host.toLowerCase(), path.toLowerCase());
      if (tenant !== undefined) return tenant;
      const label = isService(host) ? undefined : companyLabel(host.toLowerCase());
      if (label !== undefined) sites.add(label);
    }
  }
  return sites.size === 1 ? [...sites][0] : undefined;
}

/** Words at the end of a domain that are a word of their own, besides organisations. */
const LAST_WORDS = listOf(`
  water utilities fund films books dental shipping brewing bikes motors coffee landscapes legal
  library museum trust clinic hotels toys wines glass steel bakery gardens homes music solar
  marine textiles
`);
/** Words at the beginning of a domain, as Spanish names have them. */
const FIRST_WORDS = listOf(`
  grupo centro centre talleres bodegas hotel hoteles clinica hospital colegio universidad fundacion
  instituto laboratorios notaria estudi estudio editorial cervezas conservas transportes viveros
  vivers farmacia panaderia restaurante academia cooperativa banco cines aceros
`);
/** "cityofdunmere" */
const PLACE_OF = /^(city|town|county|university|bank|friends)(of)([a-z]{4,30})$/;
/** Not the "and" in "island", "brand", "stand", "thousand". */
const AND = /^([a-z]{4,20})(?<![lbhsw]|[gt]r|st)(and)([a-z]{4,20})$/;

/** Where the recruiter's family name stands in a domain: "vivers-torrents". */
function aroundSurname(label: string, surname: string): string | undefined {
  if (surname.length < 4 || label.length < surname.length + 3) return undefined;
  if (label.startsWith(surname)) {
    const rest = label.slice(surname.length);
    return `${surname}-${rest.replace(/^and(?=[a-z]{3})/, 'and-')}`;
  }
  if (!label.endsWith(surname)) return undefined;
  return `${label.slice(0, -surname.length).replace(/(?<=[a-z]{3})and$/, '-and')}-${surname}`;
}

/**
 * Whether letters of a domain are likely several words: too many letters, or a small word
 * at the beginning or the end ("delvalle", "ingeniosan").
 */
const isSeveralWords = (letters: string): boolean =>
  letters.length > 13 || /^(?:del|san|santa)[a-z]{3}|[a-z]{3}(?:del|san|de)$/.test(letters);

/** A domain in its words, where something shows where they end. Else nothing tells it. */
function splitDomain(label: string, surname: string): string | undefined {
  if (label.includes('-')) return label;
  const joined = PLACE_OF.exec(label) ?? AND.exec(label);
  const named = aroundSurname(label, squeezed(surname)) ?? joined?.slice(1).join('-');
  if (named !== undefined) return named.split('-').some(isSeveralWords) ? undefined : named;
  for (let end = label.length - 4; end >= 4; end -= 1) {
    const [start, last] = [label.slice(0, end), label.slice(end)];
    if (isSeveralWords(start) || last.length > 13) continue;
    const isLast = isOrganisationWord(last) || isTradeWord(last) || LAST_WORDS.has(last);
    if (isLast || isTradeWord(start) || FIRST_WORDS.has(start))
      return `${start}-${last.replace(/^(?:los|las|la|el|san|santa)(?=[a-z]{4})/, '$&-')}`;
  }
  return undefined;
}

/**
 * The name that a domain shows: "Northwind Foods" for "northwind-foods" and
 * "northwindfoods", "Vivers Torrents" if somebody called Torrents writes from there.
 */
export const nameInDomain = (label: string, surname: string): string | undefined =>
  splitDomain(label, surname)
    ?.split('-')
    .map((word) => (SMALL.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
