import type { FieldName } from '../../core/decline/form-fields.ts';

const help: Readonly<Partial<Record<FieldName, string>>> = {
  candidateEmail: 'Your private link and their replies come here.',
  recruiterGreeting: 'Change it if another name is better, like Dr. Lee.',
  referenceNumber: 'If their posting has one, like R-20417.',
  interviewDate:
    "The letter mentions it, so they can free up the time. Only want to move it? Don't decline: " +
    'just ask them.',
  peopleToThank: 'One name per line: interviewers, the hiring manager.',
  personalNote: 'Goes in after the thanks. A warm memory works best; leave reasons out.',
  keepMeInMindFor: 'A kind of role, like data platform roles. The letter says it.',
  talkAgain: 'The letter names this month. It changes no reminder.',
  reason: "It helps you remember. It's never sent.",
  reconnect: 'We write to you that morning, never to them.',
  timeZone: 'So it arrives at nine your time. The nearest big city will do.',
};

/**
 * The texts of the form in English. The type `FormWords` makes sure that `form-es.ts` has
 * the same texts.
 */
export const formEn = {
  errorPrefix: 'Please check: ',
  form: {
    title: 'Decline the interview, leave the door open',
    lead: "Your letter writes itself as you go. Nothing's sent until you've read it.",
    you: 'And you?',
    them: "Who's it for?",
    noAddress: "I don't have it",
    own: 'Make it yours',
    ownHelp: 'Thanks by name, your own line, tone.',
    private: 'Only for you',
    privateHelp: 'Reason and reminder, not in the letter.',
    optional: 'optional',
    noMonth: 'No month',
    paste: 'Got their message?',
    pasteHelp: "Paste it, and we'll fill this in.",
    message: 'Their message, or the whole email',
    file: 'Or the email as a file (.eml)',
    read: 'Fill in the form',
    unkept: "It's read to fill in the form, and not kept.",
    upTo: (most: number) => `Up to ${most} characters`,
    /** `#` is replaced by the number. */
    left: '# characters left',
    letter: 'Your letter so far',
    nothingSent: "Nothing's been sent",
    close: 'Close',
    preview: 'See your letter',
    submit: 'Email me the link to review it',
    submitBusy: 'Sending the link…',
    unsent: "You'll read the exact letter first. Nothing goes to anyone else yet.",
    kept: 'This tab keeps what you type, but never your reason.',
    forget: "Don't keep it",
    keep: 'Keep it again',
    busy:
      "We're very busy right now, so the letter shown here isn't up to date. Nothing you typed " +
      'is lost. It catches up by itself in a few seconds.',
  },
  /** The letter before it has its words. */
  paper: {
    to: 'To',
    subject: 'Subject',
    at: 'at',
    greeting: ['Hi ', ','],
    closing: 'With warm thanks,',
    gaps: {
      recruiterName: 'their name',
      recruiterEmail: 'their email',
      company: 'company',
      role: 'role',
      candidateName: 'your name',
    },
    chooseStage: 'Choose where you are in the process, and the words appear here.',
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
    interviewDate: "When's the interview?",
    peopleToThank: 'People to thank',
    personalNote: 'A line of your own',
    keepMeInMindFor: 'Keep me in mind for',
    talkAgain: 'Happy to talk again in',
    reason: 'Your reason',
    reconnect: 'Remind me to write to them',
    timeZone: 'Your time zone',
    inReplyTo: 'Message-ID of their email',
    references: 'References of their email',
    theirSubject: 'Subject of their email',
    ownSubject: 'Send it as a new email, with a subject of its own',
  },
  help,
  stages: {
    outreach: 'They reached out',
    application: "I've applied",
    screen: "We've talked",
    scheduled: 'Interview is set',
    interviewing: "I've interviewed",
    final: 'Final round done',
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
    none: "I'd rather not say",
    staying: "I'm staying where I am",
    overqualified: "I'm overqualified for it",
    'no-longer-a-match': "It's no longer a good fit",
    'other-offer': 'I have another offer',
    'life-change': 'My life or schedule has changed',
    recuperate: 'I need time to recover',
  },
  reconnect: {
    '': 'Based on my reason (3 to 12 months)',
    '3-months': 'In 3 months',
    '6-months': 'In 6 months',
    '12-months': 'In 12 months',
    never: 'Never',
    date: 'On a day I choose',
  },
  reconnectDate: 'Date',
  interviewDay: 'Day',
  interviewTime: 'Time, if known',
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
