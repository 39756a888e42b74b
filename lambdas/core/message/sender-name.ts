import { domainOf } from '../email-address.ts';
import { DEPARTMENTS, isTradeWord } from './company-name.ts';
import type { Found } from './find-people.ts';
import { companyLabel, isService } from './mail-services.ts';
import type { Mailbox, Message } from './message.ts';
import { isFunctional, isNoReply } from './no-reply.ts';
import { inCapitals, isKnownGiven, isOrganisationWord, personName } from './person-name.ts';
import { plain, quoteAround } from './words.ts';

/**
 * The display name of the sender, if it is a person's: not of a company. A mailbox of a
 * team or a service says so, unless a given name is known.
 */
export function findSenderName({
  from,
  replyTo,
  lines,
  chat,
}: Pick<Message, 'from' | 'replyTo' | 'lines' | 'chat'>): SenderName | undefined {
  for (const mailbox of [replyTo, from]) {
    if (mailbox === undefined || mailbox.name === '') continue;
    const found = chat === true ? nameInContacts(mailbox, lines) : nameOfMailbox(mailbox, lines);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** «Joaco El Ñandubay», as a phone has Joaco of «Aserradero El Ñandubay», is Joaco. */
function nameInContacts({ name }: Mailbox, lines: readonly string[]): SenderName | undefined {
  const bare = name.replace(DEPARTMENT_LAST, '');
  const words = bare.split(' ');
  const end = words.findIndex((word) => isOrganisationWord(word) || isTradeWord(word));
  if (end > 0 && !isKnownGiven(words[0] ?? '')) return undefined;
  const value = personName(words.slice(0, end < 1 ? undefined : end).join(' '), { isSingle: true });
  const [first = '', ...others] = (value ?? '').split(' ');
  const text = lines.join('\n');
  const isCompany = isKnownGiven(first) && others.some((word) => text.includes(word));
  return value === undefined
    ? undefined
    : { value: isCompany || end > 0 ? first : value, source: quoteAround(name) };
}

function nameOfMailbox(mailbox: Mailbox, lines: readonly string[]): SenderName | undefined {
  const { address } = mailbox;
  const source = quoteAround(mailbox.source);
  const label = companyLabel(domainOf(address));
  const caller = callerIn(mailbox.name, address, lines);
  if (caller !== undefined) return { value: caller, source };
  const value = personName(senderOf(mailbox.name.replace(DEPARTMENT_LAST, '')), { isSingle: true });
  if (value === undefined) return undefined;
  if (/hit-reply@/i.test(address) && value.includes(' ')) return { value, source };
  const isKnown = isKnownGiven(value);
  const isShared = isFunctional(address) || isNoReply(address) || isService(domainOf(address));
  const isSigned = lines.some(
    (line) => line.trim() === value.split(' ')[0] || line.startsWith(value),
  );
  if (isShared && !isSigned && !isKnown && fitsCompany(value, address)) return undefined;
  if (label !== undefined && plain(value).replace(/[^a-z0-9]/g, '') === label.replace(/-/g, ''))
    return undefined;
  return isLikeCompany(value, address, label)
    ? { value, source, isUnsure: true }
    : { value, source };
}

/** Whether the words of a name are those of the mailbox or of its domain. */
function isLikeCompany(name: string, address: string, label = ''): boolean {
  if (isKnownGiven(name)) return false;
  const words = plain(name).split(' ');
  const local = plain(address.slice(0, address.indexOf('@')));
  // "Hexcombe Tramway <hexcombetramway@gmail.com>"
  if (words.length > 1 && local === words.join('')) return true;
  if (!words.some((word) => word.length > 4 && label.includes(word))) return false;
  // "Ofertas Talentia Sur <ofertas@talentiasur.es>"
  const isOfBoth = words.every((word) => local.includes(word) || label.includes(word));
  if (isFunctional(address) && isOfBoth) return true;
  // "J. P. Abernathy <jp@abernathyboats.example>"
  const initials = words.map((word) => word.charAt(0)).join('');
  const isInitials = local.length > 1 && initials.startsWith(local);
  return !isInitials && !words.some((word) => local.includes(word));
}

/** "Dana" of "Dana at Acme" and «Dana de Transportes Norte», not of «Dana de Ruyter». */
function callerIn(name: string, address: string, lines: readonly string[]): string | undefined {
  const [, given = '', word = '', rest = ''] =
    /^(\p{Lu}\p{Ll}{2,20})\s(de|from|at|@)\s(\S.{0,80})$/u.exec(name) ?? [];
  if (given === '' || /^(?:la|las|los|el)\s/.test(rest)) return undefined;
  const label = companyLabel(domainOf(address)) ?? '';
  const [first = '', ...others] = plain(rest).split(/[^a-z0-9]+/);
  const isFamily = word === 'de' && others.length === 0 && !label.includes(first);
  if (
    (isFamily && !isOrganisationWord(first)) ||
    personName(given, { isSingle: true }) === undefined
  )
    return undefined;
  const isPerson =
    isKnownGiven(given) ||
    plain(address).startsWith(plain(given)) ||
    lines.some((line) => line.trim() === given);
  return isPerson ? given : undefined;
}

/** "Dana Lee" of "Microsoft Teams on behalf of Lee, Dana", and of "dana lee". */
function senderOf(name: string): string {
  const [writer = '', other = ''] = name.split(/ (?:on behalf of|en nombre de) /i, 2);
  const person = other === '' ? name : isKnownGiven(personName(writer) ?? '') ? writer : other;
  const isSmall = person === person.toLowerCase() && isKnownGiven(inCapitals(person));
  return isSmall ? inCapitals(person) : person;
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

export interface SenderName extends Found {
  /** It may be the company's: the domain has a word of it, and the mailbox has none. */
  readonly isUnsure?: boolean;
}

/** Whether a name may be that of the company for which the mailbox is. */
function fitsCompany(name: string, address: string): boolean {
  if (isFunctional(address)) return true;
  const local = plain(address.slice(0, address.indexOf('@')));
  const words = plain(name).split(' ');
  return words.join('') === local || isNoReply(address);
}
