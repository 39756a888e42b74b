import type { FieldName } from '../../core/decline/form-fields.ts';

const help: Readonly<Partial<Record<FieldName, string>>> = {
  candidateEmail: 'The link goes here, and so do their replies.',
  recruiterGreeting:
    'How the letter addresses them. Change it if another name is better, like Dr. Lee.',
  channel: 'Without their email you get a short text to send.',
  recruiterEmail: 'The one person the letter is sent to.',
  role: 'As they call it: Senior Data Engineer.',
  referenceNumber: 'If they gave you one.',
  interviewDate:
    'If one is set. The letter names it, so that they can free the time. To move the interview ' +
    "instead, don't use this form: just ask them for another date.",
  peopleToThank: 'One name per line: interviewers, the hiring manager.',
  personalNote: 'Goes in after the thanks. Thanks and good wishes work best; reasons can stay out.',
  keepMeInMindFor: 'A kind of role, like data platform roles. The letter says it.',
  talkAgain: 'The letter names this month. It changes no reminder.',
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
    you: 'You',
    them: 'Who the letter goes to',
    role: 'The role',
    letter: 'The letter',
    private: 'Only for you',
    privateHelp: 'None of this is ever in the letter.',
    optional: 'optional',
    choose: 'Choose one',
    noMonth: 'No month',
    paste: 'Paste their message, or drop the email here',
    file: 'Email file',
    read: 'Read it',
    unkept: 'We keep nothing of it.',
    preview: 'Show me the letter',
    submit: 'Mail me the link to review it',
    busy:
      'We are very busy at this moment, so the letter shown here is not up to date. Nothing ' +
      'you typed is lost. It will catch up by itself in a few seconds.',
  },
  fields: {
    candidateName: 'Your name',
    candidateEmail: 'Your email',
    recruiterName: 'Their name',
    recruiterGreeting: 'Name in the greeting',
    channel: 'How will you answer?',
    recruiterEmail: 'Their email',
    company: 'Company',
    role: 'Role',
    referenceNumber: 'Reference number',
    stage: 'Where are you in the process?',
    tone: 'Tone',
    letterLanguage: 'Language of the letter',
    interviewDate: 'Date of the interview',
    peopleToThank: 'Others to thank, by name',
    personalNote: 'A personal line',
    keepMeInMindFor: 'Keep me in mind for',
    talkAgain: 'Happy to talk again in',
    reason: 'Your reason',
    reconnect: 'Remind me to write to them again',
    timeZone: 'Your time zone',
    inReplyTo: 'Message-ID of their email',
    references: 'References of their email',
    theirSubject: 'Subject of their email',
    ownSubject: 'Send it as a new email, with a subject of its own',
  },
  help,
  stages: {
    outreach: 'A recruiter wrote to me out of the blue',
    application: 'I have applied, and we have not spoken yet',
    screen: 'I have talked with a recruiter',
    scheduled: 'An interview is scheduled',
    interviewing: 'I have had interviews',
    final: 'I have done the final round',
    offer: 'I have an offer',
  },
  channels: {
    email: 'By email',
    linkedin: 'On LinkedIn',
    whatsapp: 'On WhatsApp',
    portal: 'In their portal',
    phone: 'By phone',
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
  /** Who may write here. */
  allowed: {
    domains: (domains: string) => `This site is only for addresses at ${domains}.`,
    domainsAndAddresses: (domains: string) =>
      `This site is only for addresses at ${domains}, and for a few others.`,
    more: (count: number) => `${count} other domains`,
    addresses: 'This site is only for a few addresses. If unsure, ask the people who run it.',
  },
};

export type FormWords = typeof formEn;
