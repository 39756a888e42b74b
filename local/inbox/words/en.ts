/** The texts of the inbox in English. */
export const inboxEn = {
  skip: 'Skip to the content',
  site: 'Site',
  form: 'Form',
  contacts: 'Contacts',
  forDevelopers: 'For developers:',
  asJson: 'emails as JSON',
  emulator: 'emulator',
  list: {
    title: 'Inbox',
    heading: "What's been mailed.",
    lead: 'Every email since you started Open Door, newest first. None left your machine.',
    to: (people: string) => `to ${people}`,
    copyTo: (people: string) => `, copy to ${people}`,
    noSubject: '(no subject)',
    shown: 'shown beside the list',
    older: (count: number) =>
      count === 1 ? "1 older email isn't shown." : `${count} older emails aren't shown.`,
    all: (count: number) => `All emails (${count})`,
    look: 'Look for new emails',
    /** Before a subject. */
    arrived: 'New:',
    /** `#` is a number from 2 on. */
    manyArrived: '# new emails',
    stopped: 'Open Door has stopped. Start it again with npm start.',
  },
  clear: {
    name: 'Empty the inbox',
    warning:
      "This removes all emails, with the links in them. You can't get them back. Your letters " +
      'and contacts stay.',
    submit: 'Remove all emails',
  },
  empty: {
    heading: 'No emails yet.',
    lead: 'Every email that Open Door sends arrives here. None leaves your machine.',
    write: 'Write a letter',
    writeHelp: 'Any address works, even one you make up.',
    open: 'Open the form',
    link: 'Open the link',
    linkHelp: "It's here within a second. You'll see the letter exactly as it'll arrive.",
    send: 'Send it',
    sendHelp: "The recruiter's letter arrives here too, so you can read it as they will.",
  },
  gone: {
    heading: "This email isn't here.",
    lead: 'The inbox was emptied, or Open Door was started again.',
    back: 'Show the inbox',
  },
  views: {
    label: 'Ways to see it',
    look: 'As it looks',
    text: 'Text',
    headers: 'Headers',
    recruiter: "Recruiter's view",
  },
  email: {
    frame: 'The email as it looks',
    noText: 'This email has no text part.',
    from: 'From',
    repliesTo: 'Replies to',
    to: 'To',
    subject: 'Subject',
    attached: 'Attached',
    bytes: 'bytes',
    blindCopy: (people: string) => `A blind copy goes to ${people}. No header names it.`,
    composedBySes:
      'SES composes this email from these fields. It adds headers of its own, such as Date and ' +
      'Message-ID.',
    source: 'The whole message as a file',
  },
  recruiter: {
    inList: 'In their list of emails',
    known: 'Good to know',
    reply: (people: string) => `Their reply goes to ${people}.`,
    copy: (people: string) => `They can't see the copy to ${people}: no header names it.`,
    thread: "It's shown in the conversation of the email that it answers.",
    noPicture: "There's no picture to load, so nobody learns when it's opened.",
    opened: 'When they open it',
  },
};

/** The texts of the inbox, without what says their language. */
export type InboxTexts = typeof inboxEn;
