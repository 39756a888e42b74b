import { canonicalAddress, domainOf, parseEmailAddress } from '../email-address.ts';
import { readCalendar } from './calendar-event.ts';
import type { Found } from './find-people.ts';
import { isService, siteOf } from './mail-services.ts';
import type { Mailbox, Message } from './message.ts';
import { isFunctional, isNoReply } from './no-reply.ts';
import { isSamePerson, personName } from './person-name.ts';
import { plain, quoteAround } from './words.ts';

export interface FoundAddress extends Found {
  readonly warning?: 'other-domain' | 'no-reply';
}

/** Mailboxes of a company for other questions. */
const OTHER_PURPOSES = new RegExp(
  [
    '^(?:privacy|gdpr|rgpd|dpo|legal|support|soporte|help|helpdesk|ayuda|',
    'unsubscribe|baja|bajas|arco|datos|datospersonales|protecciondedatos|',
    'privacidad|abuse|webmaster|press|sales|ventas|accommodations?|',
    'accessibility|security|it|billing|feedback|accommodation|lopd|',
    String.raw`reasonable\.?accommodations?|compliance|info\.?privacidad)[-_.@]`,
  ].join(''),
  'i',
);

interface TextAddress {
  readonly address: string;
  readonly source: string;
  /** The line, in lower case. */
  readonly line: string;
  readonly index: number;
  /** Where the address begins in the line. */
  readonly start: number;
}

/** No more addresses of a text are read. */
const MAX_ADDRESSES = 30;
const NOT_IN_ADDRESS = /[^\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;

/** The addresses in the lines of a message. */
function addressesIn(lines: readonly string[]): readonly TextAddress[] {
  const found: TextAddress[] = [];
  for (const [index, line] of lines.entries()) {
    for (let at = line.indexOf('@'); at > 0; at = line.indexOf('@', at + 1)) {
      if (found.length >= MAX_ADDRESSES) return found;
      let start = at;
      while (start > 0 && at - start < 65 && !NOT_IN_ADDRESS.test(line.charAt(start - 1)))
        start -= 1;
      let end = at + 1;
      while (end < line.length && end - at < 255 && /[\p{L}\p{N}.-]/u.test(line.charAt(end)))
        end += 1;
      const text = line
        .slice(start, end)
        .replace(/^[*_'`]+/, '')
        .replace(/[.-]$/, '');
      const isPath = (line.slice(0, start).split(/\s/).at(-1) ?? '').includes('//');
      const address = isPath || text.includes('/') ? undefined : parseEmailAddress(text);
      if (address === undefined) continue;
      found.push({
        address,
        source: quoteAround(line, start, end),
        line: plain(line),
        index,
        start,
      });
    }
  }
  return found;
}

/** Words that ask to write to the address beside them. */
const WRITE_TO = new RegExp(
  [
    '(?:reply|respond|remit|write|email|e-mail|send|reach|contact|escrib|respond|',
    'contact|env[ií]|manda|mail|share|atendid|confirm|directamente|directly|comun[ií]c)',
  ].join(''),
  'i',
);
/** Words that ask to write there about something else. */
const OTHER_MATTER = new RegExp(
  [
    String.raw`(?:^\s{0,3}(?:to|para|cc)\s?:|signed in as|sesi[oó]n iniciada|`,
    'responder por|reply for|unsubscribe|privacy|darse de baja|privacidad|',
    'personal data|datos personales|accommodation|accesib|gdpr|rgpd|arco|',
    'right.to.work|(?:finished|coding) test|delete your data|complain|your referee|parking|',
    '(?:tu|su) dni|derechos|antiguo jefe|',
    'support|technical (?:issue|problem)|problemas t[eé]cnicos|report|',
    'phishing|sent to|enviado a|intended for|dirigid[oa]|was sent|',
    'fue enviado|este mensaje se envi)',
  ].join(''),
  'i',
);

const sameSite = (one: string, other: string): boolean =>
  siteOf(domainOf(one)) === siteOf(domainOf(other));

/** Whether the local part of an address has a word of the name: "d.lee" of "Dana Lee". */
function isNamedAfter(address: string, name: string): boolean {
  const local = plain(address.slice(0, address.indexOf('@')));
  return plain(name)
    .split(/[\s-]/)
    .some((word) => word.length > 2 && local.includes(word));
}

const hasPersonName = ({ name }: Mailbox): boolean => name !== '';

/** The address to answer, and what speaks against it. */
export function findAddress(
  message: Message,
  name: string | undefined,
  candidateAddresses: readonly string[],
  candidateName = '',
): FoundAddress | undefined {
  const { from, replyTo, lines } = message;
  const own = new Set(candidateAddresses.map(canonicalAddress));
  const inText = addressesIn(lines).filter(
    ({ address, line }) =>
      !own.has(canonicalAddress(address)) &&
      !isNamedAfter(address, candidateName) &&
      !isNoReply(address) &&
      !OTHER_PURPOSES.test(address) &&
      // "for an accommodation, contact Dana Lee (dana.lee@…)" is the recruiter's, too.
      (!OTHER_MATTER.test(line) || (name !== undefined && isNamedAfter(address, name))),
  );
  const fromAddress = from?.address ?? '';
  const answerTo = replyTo?.address ?? '';
  const header = answerTo !== '' && !own.has(canonicalAddress(answerTo)) ? answerTo : fromAddress;
  const named =
    header === '' && name !== undefined
      ? inText.find(({ address }) => isNamedAfter(address, name))
      : undefined;
  if (named !== undefined) return { value: named.address, source: named.source };
  const asked = askedIn(message, inText, name);
  if (asked !== undefined && canonicalAddress(asked.address) !== canonicalAddress(header)) {
    return { value: asked.address, source: asked.source };
  }
  if (header !== '' && !isNoReply(header) && !own.has(canonicalAddress(header))) {
    const isReplyTo = header === answerTo;
    const isElsewhere = isReplyTo && fromAddress !== '' && !sameSite(answerTo, fromAddress);
    const source = quoteAround(
      isReplyTo
        ? `Reply-To: ${replyTo?.source ?? ''}`
        : `${from !== undefined && hasPersonName(from) ? from.source : header}`,
    );
    return { value: header, source, ...(isElsewhere && { warning: 'other-domain' as const }) };
  }
  if (header !== answerTo || fromAddress !== header) {
    const other = [answerTo, fromAddress].find(
      (address) => address !== '' && !isNoReply(address) && !own.has(canonicalAddress(address)),
    );
    if (other !== undefined && other === answerTo) return { value: other, source: other };
  }
  const organizer = message.calendars
    .flatMap((text) => readCalendar(text)?.organizer ?? [])
    .find(({ address }) => parseEmailAddress(address) !== undefined && !isNoReply(address));
  if (organizer !== undefined) {
    const source = quoteAround(`${organizer.name} <${organizer.address}>`);
    return { value: organizer.address, source };
  }
  const quoted = header === '' ? mentionedAddress(message, name, own) : undefined;
  if (quoted !== undefined) return { value: quoted.address, source: quoteAround(quoted.source) };
  const person = personalAddress(inText, name);
  if (person !== undefined) return { value: person.address, source: person.source };
  if (header === '' || own.has(canonicalAddress(header))) return undefined;
  return { value: header, source: quoteAround(header), warning: 'no-reply' };
}

const DO_NOT_REPLY = new RegExp(
  [
    "(?:do not reply|don['’]t reply|no (?:respond|contest)|not monitored|",
    'unmonitored|automated|automátic|instead of|not to this|en lugar de|',
    'en vez de|other address|new address|personal address|a mi direcci[oó]n|my (?:work|new|',
    'direct|personal) (?:e-?mail|address)|mejor (?:a|en)|mi correo|mi mail|',
    'rather than|directly (?:at|to)|directamente (?:a|al)|please (?:reply|',
    'respond|write|send|email)|respond[ea]n?(?:me)? |(?:write|reply|',
    'respond) to (?:her|him|them)|send (?:it|them) to (?:her|him)|escribiendo a|',
    'no a este correo|rather than to me|en el correo |',
    '(?:cv|resume|hoja de vida|curriculum) (?:to|a|al) |escr[ií]b(?:eme|ame|',
    'anos|enos|ime|inos|a|e|ir) |al correo|comuni(?:que|carse)|dirigir|remit(?:ir|a|',
    'e)|(?:mand|env[ií])',
    '(?:a|e|ar|á|é)(?:nos|me|rnos|rme|lo|rlo)? |send (?:your|us|me|it) )',
  ].join(''),
  'i',
);

/** The recruiter's address in the headers of a quoted part. */
const mentionedAddress = (
  { mentioned = [] }: Message,
  recruiter: string | undefined,
  own: ReadonlySet<string>,
): Mailbox | undefined =>
  recruiter === undefined
    ? undefined
    : mentioned.find(
        ({ name, address }) =>
          address !== '' &&
          !own.has(canonicalAddress(address)) &&
          !isNoReply(address) &&
          (isSamePerson(personName(name) ?? '\n', recruiter) || isNamedAfter(address, recruiter)),
      );

/** Words that ask for questions, at an address that is not that of the whole office. */
const QUESTIONS = new RegExp(
  [
    '(?:questions?|queries|enquiries|inquiries|consultas?|dudas|inquietud|',
    'a mi direcci[oó]n|a mi correo|to me at|revert)',
  ].join(''),
  '',
);

/** Words that an answer should not go to the address of the sender. */
const NOT_HERE = new RegExp(
  [
    "(?:do not reply|don['’]t reply|not (?:to )?(?:this|me)|rather than|instead of|",
    'no (?:respond|contest)(?:a|e|as|es|an|en|er)? (?:a|al|este)|no a este|en lugar de|en vez de|',
    'my (?:other|new|personal|work|direct)|mi (?:correo|mail|otro|direcci[oó]n)|directly|',
    'directamente|other address|new address|not monitored|automated|autom[aá]tic)',
  ].join(''),
);

const COLLEAGUE = /(?:\bcc\b|copy|copia|my colleague|mi colega)/;

/** The address that the text asks to write to, in place of that of the header. */
function askedIn(
  { from }: Message,
  inText: readonly TextAddress[],
  name: string | undefined,
): TextAddress | undefined {
  const fromAddress = from?.address ?? '';
  const isOffice = isFunctional(fromAddress);
  const isShared = isOffice || isNoReply(fromAddress) || isService(domainOf(fromAddress));
  const isPersonal = fromAddress !== '' && !isShared;
  const asked = inText.filter(({ line, address }) => {
    const isHere = sameSite(address, fromAddress);
    if (isOffice && isHere && QUESTIONS.test(line)) return true;
    // A person's email asks for a test or a passport elsewhere, and for an answer here.
    if (isPersonal && !isHere && !NOT_HERE.test(line)) return false;
    return DO_NOT_REPLY.test(line) && WRITE_TO.test(line);
  });
  const [only, ...others] = asked;
  if (only === undefined || others.some(({ address }) => address !== only.address))
    return undefined;
  const isColleague = name !== undefined && !isNamedAfter(only.address, name);
  const isSender = from !== undefined && from.address !== '' && !isNoReply(from.address);
  return isColleague &&
    isSender &&
    COLLEAGUE.test(only.line.slice(Math.max(0, only.start - 60), only.start + 60))
    ? undefined
    : only;
}

/** The address of a person in the text: named after them, the only one, or the last. */
function personalAddress(
  inText: readonly TextAddress[],
  name: string | undefined,
): TextAddress | undefined {
  const named = inText.find(({ address }) => name !== undefined && isNamedAfter(address, name));
  if (named !== undefined) return named;
  const distinct = new Set(inText.map(({ address }) => canonicalAddress(address)));
  if (distinct.size === 1) return inText[0];
  return inText.findLast(({ line }) => WRITE_TO.test(line));
}
