import {
  type FieldName,
  type FieldProblem,
  lengths,
  type ProblemDetails,
} from '../../core/decline/form-fields.ts';
import { listFormat, pluralRules } from '../../core/intl-objects.ts';
import { zoneName } from '../../core/time/format-date.ts';
import { MONTHS_AHEAD } from '../../core/time/month.ts';
import { waitText } from '../../core/time/wait-text.ts';

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
  'line-break': 'Please keep this on one line.',
  unreadable: (found) =>
    `A character here can't be read: ${whereText(found)} (${found.codePoint}). Please type ` +
    'that part again.',
  link: (found) =>
    `“${found}” would become a link or an address, and many spam filters hold such letters ` +
    "back. Please leave it out. If it's only a name, put spaces around the slash.",
  'not-in-a-name': 'A name has no @, < or >. Please enter only the name.',
  'not-text': 'Please enter this as text.',
  'not-an-address': 'Please enter the whole address, like dana@example.com.',
  'several-addresses':
    'There is more than one address here. Please enter one, like dana@example.com.',
  'own-address': 'This address belongs to Open Door itself. Please enter the address of a person.',
  'not-delivered':
    "The email to this address didn't arrive. Please check the address, or use another one.",
  'too-many-drafts': ({ waitMs }) =>
    "Several letters from this address haven't been sent yet. Please open the link to one of " +
    `them, and send or cancel it. Or try again ${waitText(waitMs, 'en')}, once one has expired.`,
  erasing:
    "We can't start a new letter for this address just now. If you've begun to erase " +
    'everything, please open the link to your contacts, and finish that first.',
  'choose-one': 'Please choose one from the list.',
  'not-a-date': 'Please enter a date, like 2027-03-31.',
  'date-past': 'This day has passed. Please check the date.',
  'date-too-soon': 'That date is too soon. Please choose one at least 30 days after your letter.',
  'date-too-far': 'That date is too far away. Please check the year.',
  'not-a-month': 'Please enter a month and a year, like 2027-05 or May 2027.',
  'month-past': 'This month has passed. Please choose a later one.',
  'month-too-far': `Please choose a month in the next ${MONTHS_AHEAD} months.`,
  'too-many': `Please list no more than ${lengths.peopleToThank} people.`,
  'one-per-line': 'Please enter one person per line.',
  'no-title': "Please enter the role's title, like Data Analyst.",
  'not-a-time-zone':
    "This place isn't in our list. Please enter another city with the same time, like " +
    'Madrid or Mexico City.',
  'which-time-zone': ({ typed, places, isOffset }) => {
    const names = places.map(({ en }) => en);
    const [only = '', ...others] = names;
    if (isOffset) {
      return (
        `“${typed}” doesn't say whether your clocks change. Is it the time of ` +
        `${orList(names)}? Please enter the city, or another one with the same time.`
      );
    }
    return others.length === 0
      ? `“${typed}” is only an abbreviation. If it's the time of ${only}, please enter “${only}”.`
      : `“${typed}” can be read in more than one way: is it the time of ` +
          `${orList(names)}? Please enter the city.`;
  },
  'skipped-time': ({ time, timeZone }) =>
    `The clocks go forward that day, and ${time} doesn't exist (${zoneName(timeZone, 'en')}). ` +
    'Please check the time.',
  'not-a-message-id': 'Please enter only ids of emails, like <abc.123@mail.example.com>.',
  'unknown-field': 'There is no such field. Please leave it out.',
};

const required: Readonly<Partial<Record<FieldName, string>>> = {
  stage: 'Choose where you are in the process',
  recruiterName: 'Enter their name',
  recruiterEmail: 'Enter their email, like dana@example.com',
  company: 'Enter the company',
  role: 'Enter the role',
  candidateName: 'Enter your name',
  candidateEmail: 'Enter your email',
  reconnect: 'Choose the day of the reminder',
};

/**
 * What the site says to a posted form, in English. The empty form needs none of it, so it
 * is a module of its own.
 */
export const formAnswersEn = {
  form: {
    editTitle: 'Change something',
    editLead: "Your changes make a new version. Nothing is sent until you've read it.",
    anotherLead:
      "You came with a link from your inbox, so you don't need a new one. You'll read this " +
      'letter on the next page, exactly as it will arrive, and only you can send it.',
    reminderDay: (day: string) => `That's ${day}.`,
    saveEdit: 'Show me the new version',
    back: 'Back without changes',
    summaryTitle: (count: number) =>
      count === 1
        ? 'Nearly there. One thing needs a look'
        : `Nearly there. ${count} things need a look`,
    /** What the closed fold has in it. Empty if there is nothing to say. */
    ownHas: (people: number, hasLine: boolean) => {
      const thanks = people === 1 ? 'Thanks one more person' : `Thanks ${people} more people`;
      if (people === 0) return hasLine ? 'A line of your own.' : '';
      return hasLine ? `${thanks}, with a line of your own.` : `${thanks}.`;
    },
    inReplyTo: 'In reply to:',
    noSubject: '(no subject)',
    /**
     * Follows a message that says that no link was emailed. `button` shows the letter.
     */
    urgent: (button: string) =>
      `What you typed is still below. If it can't wait, press “${button}” and send it ` +
      'from your own email.',
    fixedAddress: "Your link was emailed to this address, so it can't change.",
  },
  /** What to do about a required field that is empty. It names the field. */
  required,
  problems,
  question: {
    /** The address may have a typing error. */
    didYouMean: (address: string) => `Did you mean ${address}?`,
    take: (address: string) => `Yes, use ${address}`,
    keep: 'If your address is right, just go on.',
    banner: 'Nothing has been emailed yet. Please look at the question about the address first.',
  },
  mailed: {
    title: 'Check your inbox',
    lead: (address: string) => `We've emailed a private link to ${address}.`,
    arrives: (address: string) => `You should get our email at ${address} in a minute or two.`,
    /** For scripts, which see nothing else of the page. */
    ifAllowed: (address: string) =>
      `If this address can be used here, a link is on its way to ${address}.`,
    open: 'Open the link',
    openHelp: (hours: number) =>
      `You'll see your letter exactly as it will arrive. The link works for ${hours} hours.`,
    send: 'Read it, tick the box, send it',
    sendHelp: "Only you can. Until then, nothing's been sent to anyone else.",
    missing: 'Nothing there after a few minutes?',
    missingHelp: 'Look in your spam folder, and check that the address is right.',
    /** At the page's own address, where Back and a reload lead. */
    sent: "If you've just sent the form, you should get our email in a minute or two.",
    notUsable:
      'Still nothing? Then this address may not be allowed here, or our emails to it are ' +
      'turned off.',
    again: 'Start again',
    change: 'Change something',
    changeHelp: 'All that you typed is still there, except your private reason.',
  },
  again: {
    title: 'The letter, once more',
    expired:
      'Your link has expired, so nothing was made yet. All you wrote is below: have a new link ' +
      'emailed, and go on from there.',
    restored:
      'Please start again: the service was restored from a backup, and this link is from ' +
      "before. If your copy of the letter is in your inbox, it was sent, and you're done.",
    notSaved:
      'Your changes came too late to be saved. What you typed is still below: have a new link ' +
      'emailed to you, and go on from there.',
    bounced:
      'This makes a new letter with what you wrote. Correct the address, and review it once more.',
    unknown:
      "We can't tell whether the first letter was sent. If you send this one, they may get it " +
      'twice. Check your inbox first: if your copy is there, the first one was sent.',
  },
};

export type FormAnswerWords = typeof formAnswersEn;
