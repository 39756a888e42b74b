import { domainOf } from '../email-address.ts';
import { readCalendar } from './calendar-event.ts';
import { isTradeWord } from './company-name.ts';
import type { Found } from './find-people.ts';
import { companyLabel, isService } from './mail-services.ts';
import type { Message } from './message.ts';
import { isNoReply } from './no-reply.ts';
import {
  isKnownGiven,
  isOrganisationWord,
  isSamePerson,
  personName,
  withoutInitials,
} from './person-name.ts';
import {
  findChatPartner,
  findContactName,
  findFuller,
  findIntroducedName,
  findLastName,
  findNameHere,
  findNameOfAddress,
  findNamesBesideAddress,
  findNamesOfLines,
  findNotifiedName,
  findSignedName,
  findTitledNames,
  findTopName,
  findWriterName,
} from './recruiter-names.ts';
import { findSenderName, isCalledCompany, type SenderName } from './sender-name.ts';
import { plain, quoteAround } from './words.ts';

/** A name that a place of the message has, and how sure the place is. */
interface Clue extends Found {
  readonly weight: number;
  /** A company is not named there. */
  readonly isPersonal: boolean;
}

/** What all clues of a name must weigh, so that it is suggested. */
const MIN_WEIGHT = 3;

/**
 * The name of the recruiter. Each place that may hold it gives a clue with a weight.
 * Clues that can be one person's are added. The heaviest name counts, in its fullest
 * form.
 */
export function findRecruiter(
  message: Message,
  paragraphs: readonly string[],
  isCandidate: (name: string) => boolean,
  address: string | undefined,
): Found | undefined {
  const sender = message.chat ? '' : (message.from?.name ?? '');
  const texts = [message.subject ?? '', sender, ...paragraphs];
  const label = companyLabel(domainOf(address ?? ''))?.replace(/-/g, '') ?? '';
  const person = findSenderName(message);
  const clues = findClues(message, paragraphs, address, person).filter(
    ({ value }) => !isCandidate(value) && !isCalledCompany(value, texts),
  );
  const unknown = unknownSender(message);
  const isOrganisation = (name: string): boolean =>
    name === unknown &&
    !clues.some(({ value, isPersonal }) => isPersonal && canBeSame(value, name));
  // "Sam" signs for "Sam Doyle" of the header, and not for "Samantha Cole" of the text.
  const isSure = message.chat !== true && person?.isUnsure !== true;
  const full = isSure && person?.value.includes(' ') === true ? person.value : undefined;
  const isOfSender = (name: string): boolean => full !== undefined && canBeSame(full, name);
  const weigh = (name: string): number =>
    clues
      .filter(({ value }) => canBeSame(value, name) && isOfSender(value) === isOfSender(name))
      .reduce((sum, { weight }) => sum + weight, 0) +
    (isKnownGiven(name) ? 2 : 0) -
    (isLikeDomain(name, label) ? 3 : 0) -
    (isOrganisation(name) ? 9 : 0);
  let best: Clue | undefined;
  let heaviest = MIN_WEIGHT - 1;
  for (const clue of clues) {
    const weight = weigh(clue.value);
    if (weight > heaviest) [best, heaviest] = [clue, weight];
  }
  if (best === undefined) return undefined;
  const isOf = isOfSender(best.value);
  const others = clues.filter(({ value }) => isOfSender(value) === isOf);
  return fullest(best, others, message, isCandidate);
}

/** The name on a mailbox that nobody reads, if no given name is known in it. */
function unknownSender({ from }: Message): string | undefined {
  if (from === undefined || from.address === '') return undefined;
  const isShared =
    (isNoReply(from.address) || isService(domainOf(from.address))) &&
    !/hit-reply@/i.test(from.address);
  const name = isShared ? personName(from.name, { isSingle: true }) : undefined;
  return name === undefined || isKnownGiven(name) ? undefined : name;
}

function findClues(
  message: Message,
  paragraphs: readonly string[],
  address: string | undefined,
  sender: SenderName | undefined,
): readonly Clue[] {
  const { lines, subject = '', chat = false } = message;
  const beside = findNamesBesideAddress(paragraphs);
  const ofAddress = findNameOfAddress(address, paragraphs);
  const titled = findTitledNames(lines).map((found) => [found.weight, found] as const);
  const named: readonly (readonly [number, Found | undefined])[] = [
    [5, findOrganizer(message)],
    // The sender of a chat is what the candidate's phone calls that person.
    [chat ? 7 : 5, findIntroducedName(paragraphs)],
    [6, findChatPartner(lines)],
    [4, findLastName(lines)],
    [4, findNameHere(paragraphs)],
    [4, findNotifiedName([subject, ...lines])],
    [4, findWriterName(lines)],
    ...titled,
    [3, findContactName(paragraphs)],
    [beside.some(({ value }) => value === ofAddress?.value) ? 0 : 3, ofAddress],
    ...beside.map((found) => [found.value.includes(' ') ? 5 : 3, found] as const),
  ];
  const others: readonly (readonly [number, Found | undefined])[] = [
    [sender?.isUnsure === true ? 1 : chat ? 4 : 6, sender],
    [5, findSignedName(lines)],
    [3, findTopName(lines)],
  ];
  const clues = (places: typeof named, isPersonal: boolean) =>
    places.flatMap(([weight, found]) =>
      found === undefined ? [] : [{ value: found.value, source: found.source, weight, isPersonal }],
    );
  return [...clues(named, true), ...clues(others, false)];
}

/** "Talento Norte" of "talentonorte.example" */
const isLikeDomain = (name: string, label: string): boolean =>
  label !== '' && label.startsWith(plain(name).replace(/[^a-z0-9]/g, ''));

const canBeSame = (one: string, other: string): boolean =>
  isSamePerson(one, other) ||
  [isShortFor, areInitials].some((isSame) => isSame(one, other) || isSame(other, one));

/** "J.P." of "J. P. van der Merwe" */
const areInitials = (short: string, name: string): boolean =>
  /^(?:\p{Lu}\.? ?){2,3}$/u.test(short) &&
  name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
    .startsWith(short.replace(/[. ]/g, ''));

/** "Vik" for "Vikram Lee", "Juli Pompei" for "Julieta Pompei" */
function isShortFor(short: string, name: string): boolean {
  const [first = '', ...rest] = short.split(' ');
  const [other = '', ...others] = name.split(' ');
  const isSameRest = rest.length === 0 || rest.join(' ') === others.join(' ');
  return first.length > 2 && isSameRest && other.startsWith(first);
}

const isFuller = (name: string, other: string): boolean =>
  isWithGiven(name, other) ||
  (name.includes(' ') && isLonger(name, other) && canBeSame(other, name));

/** "Dana Lee" for "D. Lee" */
const isWithGiven = (name: string, other: string): boolean =>
  name.includes(' ') &&
  /^\p{Lu}\.? /u.test(other) &&
  isKnownGiven(name) &&
  isSamePerson(name, other);

const isLonger = (name: string, other: string): boolean =>
  !(/^\p{Lu}\.? /u.test(name) && isKnownGiven(other)) &&
  // "Flores Vero" is no fuller form of "Vero", «María del Pilar Ruiz» of «Pilar Ruiz» is.
  (other.includes(' ') || name.charAt(0) === other.charAt(0)) &&
  name.length > other.length &&
  name.split(' ').length >= other.split(' ').length;

function fullest(
  best: Found,
  clues: readonly Clue[],
  message: Message,
  isCandidate: (name: string) => boolean,
): Found {
  const text = message.lines.join('\n');
  // «Caro Rotisería», as the contacts of a phone have it, writes for «Rotisería Norte».
  const isContact = (name: string): boolean =>
    message.chat === true &&
    name === message.from?.name &&
    name
      .split(' ')
      .slice(1)
      .some((word) => text.includes(word) || isOrganisationWord(word) || isTradeWord(word));
  const inLines = findFuller(withoutInitials(best.value), [...message.lines, ...message.older]);
  const others = [
    ...clues,
    ...fullNames(message),
    ...(inLines === undefined ? [] : [inLines]),
    ...findNamesOfLines(message.lines),
  ];
  return others.reduce<Found>(
    (name, other) =>
      isFuller(other.value, name.value) && !isCandidate(other.value) && !isContact(other.value)
        ? { value: other.value, source: other.source }
        : name,
    { value: best.value, source: best.source },
  );
}

/** Who organizes the appointment in the calendar part. */
function findOrganizer({ calendars }: Message): Found | undefined {
  const [event] = calendars.flatMap((text) => readCalendar(text) ?? []);
  const value = personName(event?.organizer?.name ?? '');
  return value === undefined
    ? undefined
    : { value, source: quoteAround(`${event?.summary} (${value})`) };
}

/** The names in the headers, also in those of quoted parts. */
const fullNames = ({ from, replyTo, mentioned = [] }: Message): readonly Found[] =>
  [from, replyTo, ...mentioned].flatMap((mailbox) => {
    const { name = '', source = '' } = mailbox ?? {};
    // «Azucena de Bicicletas Norte»: the second word is of the company.
    const isCaller = / (?:from|at|@) | de (?:\S+ )+\S/.test(name);
    const value = isCaller ? undefined : personName(name);
    return value === undefined ? [] : [{ value, source: quoteAround(source) }];
  });
