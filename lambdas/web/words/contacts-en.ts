import { HISTORY_KEPT } from '../../core/contact/history-kept.ts';

/**
 * The texts of the contacts' pages in English. They are not in `lambdas/site/words/`,
 * because only the function `web` shows these pages. The type `ContactWords` makes sure
 * that `contacts-es.ts` has the same texts.
 */
export const contactsEn = {
  requestLink: {
    title: 'The people you keep in touch with',
    lead:
      "Everyone you wrote to with Open Door, each with a day to say hello again. You don't need " +
      "an account: we'll email you a link.",
    email: 'Your email',
    button: 'Email me the link',
    gone: {
      title: 'This link has expired',
      lead:
        "Or it may have been cut off. Enter your email address, and we'll send you a new one. " +
        'Your contacts are still here.',
      note: 'Your note',
      noteHelp: "It wasn't saved. Copy it now, and paste it when you have the new link.",
    },
  },
  mailed: {
    next: (hours: number) => `Its link works for ${hours} hours, and only you can use it.`,
    missingTitle: 'Nothing after a few minutes?',
    missingLine: 'Where to look, and when to ask again.',
    missing:
      'Check your spam folder, and use the newest link. We email at most one link a minute and ' +
      'five a day.',
  },
  title: 'Your contacts',
  heading: 'People to write to again',
  empty: {
    title: 'Nobody here yet',
    lead:
      "Once you've sent a letter, the person you wrote to appears here, with a day to say hello " +
      'again.',
    write: 'Write a letter',
    data: 'Your drafts and letters, as a file',
  },
  groups: { now: 'Say hello now', year: 'This year', later: 'Later', none: 'No reminder' },
  groupCount: (shown: number, all: number) => (shown === all ? `${all}` : `${shown} of ${all}`),
  days: { today: 'today', since: (day: string) => `since ${day}` },
  search: {
    title: 'Find someone',
    words: 'Find someone',
    wordsHelp: 'by name, company, role or note',
    filter: 'Show',
    filters: {
      all: 'Everyone',
      due: 'Say hello now',
      open: 'Door open',
      reconnected: 'Reconnected',
      closed: 'Reminders stopped',
    },
    button: 'Find',
    all: 'Show everyone',
    before: 'Previous',
    after: 'Next',
    none: 'Nobody here matches that.',
    count: (shown: number, all: number) =>
      shown === all ? `${all} in all.` : `${shown} of ${all}.`,
    pages: 'More contacts',
    window: {
      lead:
        'You have more contacts than we can look through at once. Groups and search are about ' +
        'one part of them at a time; the links below the list lead to the other parts.',
      none: 'Nobody in this part matches that.',
      count: (shown: number, all: number) =>
        shown === all ? `${all} in this part.` : `${shown} of ${all} in this part.`,
      previous: 'Previous part',
      next: 'Next part',
    },
  },
  statuses: { open: 'Door open', reconnected: 'Reconnected', closed: 'Reminders stopped' },
  status: 'Status',
  next: {
    label: 'Next reminder',
    due: (day: string) => `Now (planned for ${day})`,
    on: (day: string) => day,
    never: 'No reminder',
  },
  /** The text before the role, before the company and after it. */
  declined: (day: string) => ({
    role: `On ${day} you declined the `,
    company: ' role at ',
    end: '.',
  }),
  stage: 'Stage',
  stages: {
    outreach: 'first message',
    application: 'application',
    screen: 'first conversation',
    scheduled: 'interview scheduled',
    interviewing: 'after interviews',
    final: 'after the final round',
    offer: 'offer',
  },
  thanked: 'Also thanked',
  wroteOn: 'You wrote on',
  reason: 'Your reason',
  note: 'Private note',
  private: 'only for you',
  deliveryProblem: {
    bounced: "Your letter didn't reach this address.",
    complained: "Your letter was marked as unwanted. Please don't write to this address again.",
  },
  history: (count: number) =>
    count < HISTORY_KEPT ? `History (${count})` : `History (latest ${count})`,
  hello: {
    title: (name: string) => `Time to say hello to ${name}`,
    label: 'A short message to start from',
    copyLabel: 'Your message, ready to copy',
    lead: 'It opens in your own email app, to change as you like. We send nothing.',
    copyLead: 'Send it where you wrote to them before, and change it as you like. We send nothing.',
    copy: 'Copy the message',
    copied: 'Copied',
    mailto: (name: string) => `Write to ${name}`,
    reply: 'Reply in the old thread',
    replyLead: 'Downloads the message as a file. Your email app opens it as a draft.',
    replyTo: 'In reply to:',
  },
  done: (name: string) => `I wrote to ${name}`,
  doneButton: 'Save it',
  later: 'Another day',
  laterLine: 'In a few months, or on a day you choose.',
  laterLead: 'Remind me again in',
  chooseMonths: 'Please choose',
  monthsButton: 'Remind me then',
  months: { '1': '1 month', '3': '3 months', '6': '6 months' },
  date: 'Or on a day I choose',
  dateButton: 'Remind me that day',
  noteTitle: 'Private note',
  noteLine: 'Only you see it.',
  noteLabel: 'What you want to remember',
  noteHelp: 'Only you see it. It never appears in a letter or a reminder.',
  noteButton: 'Save the note',
  historyLine: 'What you declined, and when.',
  stop: {
    title: 'Stop reminders, or delete',
    titleClosed: 'Delete this contact',
    line: 'The contact can stay without reminders.',
    lineClosed: 'With its history, your note and your letters.',
    lead: (name: string) =>
      `We won't send you any more reminders about ${name}. The contact stays here.`,
    sure: (name: string) => `I don't want any more reminders about ${name}`,
    button: 'Stop reminding me',
  },
  delete: {
    lead: (name: string) =>
      `This deletes ${name} from your contacts, with the history, your note, and the letters to ` +
      "them that we still keep. A letter that hasn't been sent yet won't be. This can't be undone.",
    sure: (name: string) => `Yes, delete ${name}`,
    button: (name: string) => `Delete ${name}`,
    leaving:
      'A letter to this person is being sent right now. Please wait a minute, and try again.',
    unfinished: "There's a lot to delete, and it isn't finished. Please delete them once more.",
  },
  flashes: {
    done: (day: string) => `Good. We'll remind you again on ${day}.`,
    snooze: (day: string) => `We'll remind you on ${day}.`,
    stop: "We won't remind you about this person again.",
    note: 'The note is saved.',
    delete: 'Deleted.',
    'time-zone': 'The time zone is saved.',
  },
  change: 'Choose another day',
  startAgain: 'Set a reminder after all',
  zone: {
    title: 'When reminders come',
    known: (zone: string) => `At nine in the morning (${zone}), never on a weekend.`,
    unknown:
      "We don't know your time zone, so they come at nine in the morning, UTC. Where are you?",
    label: 'Your time zone, or a big city near you',
    browser: 'Your browser says:',
    button: 'Save it',
    unfinished:
      "You have many contacts, and the time zone isn't saved for all of them yet. Please save " +
      'it once more.',
  },
  take: {
    title: 'Export your data',
    fold: 'Export your data, or erase it',
    lead: 'Everything we keep about you, as a file.',
    json: 'Everything, for programs (JSON)',
    csv: 'A spreadsheet (CSV)',
    vcf: 'For your address book (vCard)',
    ics: 'Dates for your calendar (iCalendar)',
    parts: 'All parts of large files',
    partsLead: 'A very large file comes in parts. Download all of them to have everything.',
    part: (number: number, of: number | undefined) => {
      if (of === 1) return 'The whole file';
      return of === undefined ? `Part ${number}` : `Part ${number} of ${of}`;
    },
    more: 'The parts after these',
    erase: 'Erase everything',
    eraseLead: "You'll see first what it erases.",
  },
  erase: {
    title: 'Erase everything',
    lead: 'Everything Open Door keeps about you is erased right away and for good:',
    what: [
      'every contact, with history, reasons and notes',
      "every draft and every letter we still keep; what hasn't been sent won't be",
      'every reminder and every link, this one included',
    ],
    remains: (day: string) =>
      `Backups hold it until ${day}, and no longer. They're used only if damaged data must be ` +
      'recovered. Emails that have been sent stay where they are.',
    limits:
      'What protects your mailbox stays, without your address: for some days, how many links ' +
      "we've emailed you; and if you turned emails off on the page “Not you?”, that they're " +
      'off, until you turn them back on.',
    blocks:
      'If a recruiter has stopped all letters, or an address was blocked, that stays too: not ' +
      'the address, only a code made from it. Otherwise erasing would undo it.',
    staysTitle: 'What stays, and for how long',
    staysLine: (day: string) => `Backups until ${day}, and what protects mailboxes.`,
    sure: 'Yes, erase everything',
    button: 'Erase everything now',
    tick: "Please tick the box first: erasing can't be undone.",
    leaving:
      "One of your letters is being sent right now, and can't be called back. Please wait a " +
      'minute, and try again.',
    back: 'Back to your contacts',
    unfinished: {
      title: 'Still erasing',
      text:
        "There's a lot to erase, and it isn't finished. What's erased so far is gone for good. " +
        'The rest is still here, and none of it will be sent. Please go on until this page says ' +
        'that everything is erased.',
      button: 'Go on erasing',
    },
    done: {
      title: 'Everything is erased',
      text: 'Nothing about you is kept here any more, and your links no longer open anything.',
    },
  },
  unsubscribe: {
    title: 'No more reminders?',
    lead:
      "We won't send you any more reminders. Your contacts stay, and you can choose a new day " +
      'for any of them.',
    button: 'Stop all reminders',
    unfinished:
      'There are many reminders to stop, and some are left. Please press the button once more.',
    done: {
      title: 'No more reminders',
      text: "We won't send you any more reminders. We still keep your contacts.",
    },
  },
  one: {
    lead: 'What would you like to do?',
    all: 'See all your contacts',
  },
};

export type ContactWords = typeof contactsEn;
