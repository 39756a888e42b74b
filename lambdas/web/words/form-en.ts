import {
  type FieldName,
  type FieldProblem,
  lengths,
  type ProblemDetails,
} from '../../core/decline/form-fields.ts';
import { listFormat, pluralRules } from '../../core/intl-objects.ts';
import { zoneName } from '../../core/time/format-date.ts';
import { waitText } from '../../core/time/wait-text.ts';

/** The button that shows the letter below the form. */
const showLetter = 'Show me the letter';

const help: Readonly<Partial<Record<FieldName, string>>> = {
  candidateEmail: 'The link goes here, and so do their replies.',
  recruiterGreeting:
    'How the letter addresses them. Change it if another name is better, like Dr. Lee.',
  recruiterEmail: 'The one person the letter is sent to.',
  role: 'As they call it: Senior Data Engineer.',
  interviewDate: 'If one is set. The letter names it, so that they can free the time.',
  peopleToThank: 'One name per line: interviewers, the hiring manager.',
  personalNote: 'Goes in before the close. Thanks and good wishes work best; reasons can stay out.',
  reason: 'It helps you remember. It is never sent.',
  reconnect: 'At nine that morning we write to you, never to them.',
  timeZone: 'So that it is nine where you are. A big city near you will do.',
};

/** A text for each problem. If the problem has a detail, the text names it. */
type ProblemWords = {
  readonly [Name in FieldProblem]: Name extends keyof ProblemDetails
    ? (detail: ProblemDetails[Name]) => string
    : string;
};

const orList = (names: readonly string[]): string =>
  listFormat('en', { type: 'disjunction' }).format(names);
const ordinalEndings: Partial<Record<Intl.LDMLPluralRule, string>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
};
const ordinal = (number: number): string =>
  `${number}${ordinalEndings[pluralRules('en', { type: 'ordinal' }).select(number)] ?? 'th'}`;

/** "the 5th character in line 2, before “Lee”" */
const whereText = ({ line, position, before, after }: ProblemDetails['unreadable']): string => {
  const inLine = line === undefined ? '' : ` in line ${line}`;
  const beside = before ? `, before “${before}”` : after && `, after “${after}”`;
  return `the ${ordinal(position)} character${inLine}${beside}`;
};

const problems: ProblemWords = {
  required: 'Please fill this in.',
  'too-long': 'This is too long. Please shorten it a little.',
  'line-break': 'Please write this on one line.',
  unreadable: (found) =>
    `A character here cannot be read: ${whereText(found)} (${found.codePoint}). Please type ` +
    'that part again.',
  link: (found) =>
    `“${found}” would become a link or an address, and many mail filters hold such letters ` +
    'back. Please leave it out. If it is only a name, put spaces around the slash.',
  'not-in-a-name': 'A name has no @, < or >. Please write only the name.',
  'not-text': 'Please write this as text.',
  'not-an-address': 'Please write one address, like dana@example.com.',
  'several-addresses':
    'There is more than one address here. Please write one address, like dana@example.com.',
  'own-address': 'This address belongs to Open Door itself. Please write the address of a person.',
  'not-delivered':
    'The email to this address did not arrive. Please check the address, or use another one.',
  'too-many-drafts': ({ waitMs }) =>
    'Many letters from this address have not been sent yet. Please open the link of one of ' +
    `them, and send or cancel it. Or try again ${waitText(waitMs, 'en')}, when one has expired.`,
  erasing:
    'No new letter can be made for this address just now. If you have started to erase ' +
    'everything, please open the link to your contacts, and finish that first.',
  'choose-one': 'Please choose one from the list.',
  'not-a-date': 'Please write a date, like 2027-03-31.',
  'date-past': 'This day has passed. Please check the date.',
  'date-too-soon': 'This day is very near. Please choose one at least 30 days after your letter.',
  'date-too-far': 'This day is very far off. Please check the year.',
  'too-many': `Please name ${lengths.peopleToThank} people at most.`,
  'one-per-line': 'Please write one person per line.',
  'no-title': 'Please write what the role is called, like Data Analyst.',
  'not-a-time-zone':
    'This place is not in our list. Please write another city with the same time, like ' +
    'Madrid or Mexico City.',
  'which-time-zone': ({ typed, places, isOffset }) => {
    const names = places.map(({ en }) => en);
    const [only = '', ...others] = names;
    if (isOffset) {
      return (
        `“${typed}” does not say whether your clocks change. Is it the time of ` +
        `${orList(names)}? Please write the city, or another one with the same time.`
      );
    }
    return others.length === 0
      ? `“${typed}” is only an abbreviation. If it is the time of ${only}, please write “${only}”.`
      : `“${typed}” can be read in more than one way: is it the time of ` +
          `${orList(names)}? Please write the city.`;
  },
  'skipped-time': ({ time, timeZone }) =>
    `The clocks go forward that day, and ${time} does not exist (${zoneName(timeZone, 'en')}). ` +
    'Please check the time.',
  'unknown-field': 'There is no such field. Please leave it out.',
};

/**
 * The texts of the form in English. The type `FormWords` makes sure that `form-es.ts` has
 * the same texts.
 */
export const formEn = {
  errorPrefix: 'Please check: ',
  form: {
    title: 'Decline an interview, gracefully',
    lead:
      'Tell us who it is for. We write the letter and mail you a private link. You read it ' +
      'exactly as it will arrive, and only you can send it.',
    editTitle: 'Change your letter',
    editLead: 'Your changes make a new version. Nothing is sent until you have read it.',
    anotherLead:
      'You came with a link from your inbox, so this letter needs no new one: you read it on ' +
      'the next page, exactly as it will arrive, and only you can send it.',
    you: 'You',
    them: 'Who the letter goes to',
    role: 'The role',
    letter: 'The letter',
    private: 'Only for you',
    privateHelp: 'None of this is ever in the letter.',
    optional: 'optional',
    reminderDay: (day: string) => `That is ${day}.`,
    choose: 'Choose one',
    preview: showLetter,
    submit: 'Mail me the link to review it',
    saveEdit: 'Show me the new letter',
    back: 'Back to the letter',
    summaryTitle: 'Almost there. Please look at this:',
    previewTitle: 'Your letter so far',
    previewNote: 'Nothing has been stored or sent.',
    busy:
      'We are very busy at this moment, so the letter shown here is not up to date. Nothing ' +
      'you typed is lost. It will catch up by itself in a few seconds.',
    /** Follows a message that says that no link was emailed. */
    urgent:
      `What you typed is still below. If it cannot wait, press “${showLetter}” and send it ` +
      'from your own email.',
    chooseStage: 'Choose where you are in the process, and your letter appears here.',
    fixedAddress: 'Your link was mailed to this address, so it stays as it is.',
  },
  fields: {
    candidateName: 'Your name',
    candidateEmail: 'Your email',
    recruiterName: 'Their name',
    recruiterGreeting: 'Name in the greeting',
    recruiterEmail: 'Their email',
    company: 'Company',
    role: 'Role',
    stage: 'Where are you in the process?',
    tone: 'Tone',
    letterLanguage: 'Language of the letter',
    interviewDate: 'Date of the interview',
    peopleToThank: 'Others to thank, by name',
    personalNote: 'A personal line',
    reason: 'Your reason',
    reconnect: 'Remind me to write to them again',
    timeZone: 'Your time zone',
  },
  help,
  stages: {
    application: 'I have applied, and we have not spoken yet',
    screen: 'A recruiter wrote to me or called',
    scheduled: 'An interview is scheduled',
    interviewing: 'I have had interviews',
    final: 'I have done the final round',
    offer: 'I have an offer',
  },
  tones: { warm: 'Warm', brief: 'Brief', formal: 'Formal' },
  letterLanguages: {
    en: 'English',
    es: 'Spanish, with usted',
    'es-tu': 'Spanish, with tú',
  },
  reasons: {
    none: 'I would rather not say',
    staying: 'I am staying where I am',
    overqualified: 'I am overqualified for it',
    'no-longer-a-match': 'It is no longer a match',
    'other-offer': 'I have another offer',
    'life-change': 'My life or schedule has changed',
    recuperate: 'I need time to recover',
  },
  reconnect: {
    '': 'By my reason (3 to 12 months)',
    '3-months': 'In 3 months',
    '6-months': 'In 6 months',
    '12-months': 'In 12 months',
    never: 'Never',
    date: 'On a day I choose',
  },
  reconnectDate: 'The day',
  interviewTime: 'Time, if you know it',
  problems,
  question: {
    /** The address may have a typing error. */
    didYouMean: (address: string) => `Did you mean ${address}?`,
    take: (address: string) => `Yes, use ${address}`,
    keep: 'If your address is right, just go on.',
    banner: 'Nothing has been mailed yet. Please look at the question beside the address first.',
  },
  /** Who may write here. */
  allowed: {
    domains: (domains: string) => `This site is only for addresses at ${domains}.`,
    domainsAndAddresses: (domains: string) =>
      `This site is only for addresses at ${domains}, and for a few others.`,
    more: (count: number) => `${count} other domains`,
    addresses: 'This site is only for a few addresses. If unsure, ask the people who run it.',
  },
  mailed: {
    title: 'Look in your inbox',
    lead: (address: string) => `We have mailed a link to ${address}.`,
    ifAllowed: (address: string) =>
      `If this address may write here, a link is on its way to ${address}.`,
    next: (hours: number) =>
      `Open it to read your letter exactly as it will arrive. It works for ${hours} hours. ` +
      'Nothing has been sent to anyone else.',
    missing:
      'Nothing there after a few minutes? Check your spam folder, or check the address and ' +
      'start again.',
    again: 'Start again',
  },
  again: {
    restored:
      'Please start again: the service was restored from a backup, and this link is from ' +
      'before. If your copy of the letter is in your inbox, it was sent, and you are done.',
    bounced:
      'This makes a new letter with what you wrote. Correct the address, and review it once more.',
    unknown:
      'We cannot tell whether the first letter has left. If you send this one, they may get it ' +
      'twice. Look in your inbox first: if your copy is there, the first one has left.',
  },
};

export type FormWords = typeof formEn;
