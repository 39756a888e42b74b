import { type FieldName, lengths } from '../../core/decline/form-fields.ts';

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
    you: 'You',
    them: 'Who the letter goes to',
    role: 'The role',
    letter: 'The letter',
    private: 'Only for you',
    privateHelp: 'None of this is ever in the letter.',
    optional: 'optional',
    reminderDay: (day: string) => `That is ${day}.`,
    choose: 'Choose one',
    preview: 'Show me the letter',
    submit: 'Mail me the link to review it',
    saveEdit: 'Show me the new letter',
    back: 'Back to the letter',
    summaryTitle: 'Almost there. Please look at this:',
    previewTitle: 'Your letter so far',
    previewNote: 'Nothing has been stored or sent.',
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
  problems: {
    required: 'Please fill this in.',
    'too-long': 'This is too long. Please shorten it a little.',
    'line-break': 'Please write this on one line.',
    unreadable: 'Some characters here cannot be read. Please type it again.',
    link: 'Please leave links out: many mail filters hold such letters back.',
    'not-text': 'Please write this as text.',
    'not-an-address': 'Please write one address, like dana@example.com.',
    'not-allowed':
      'This Open Door is for invited people only. Ask whoever runs it to add your address.',
    'not-delivered':
      'The email to this address did not arrive. Please check the address, or use another one.',
    'choose-one': 'Please choose one from the list.',
    'not-a-date': 'Please write a date, like 2027-03-31.',
    'date-past': 'This day has passed. Please check the date.',
    'date-too-soon': 'This day is very near. Please choose one at least 30 days after your letter.',
    'date-too-far': 'This day is very far off. Please check the year.',
    'too-many': `Please name ${lengths.peopleToThank} people at most.`,
    'one-per-line': 'Please write one person per line.',
    'not-a-time-zone':
      'This place is not in our list. Please write another city with the same time, like ' +
      'Madrid or Mexico City.',
    'unknown-field': 'There is no such field. Please leave it out.',
  },
  mailed: {
    title: 'Look in your inbox',
    lead: (address: string) => `We have mailed a link to ${address}.`,
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
