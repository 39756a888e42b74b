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
      'Here are the people you wrote to through Open Door, each with a day to write again. You ' +
      'need no account: we mail you a link.',
    email: 'Your email',
    button: 'Mail me the link',
    gone:
      'This link has expired, or was cut short on its way. Write your address, and we will ' +
      'mail you a new one.',
  },
  mailed: {
    next: (hours: number) => `It works for ${hours} hours and is for you alone.`,
    missing:
      'We mail at most one link a minute and five a day. Nothing there after a few minutes? ' +
      'Check your spam folder, and use the newest link.',
  },
  title: 'Your contacts',
  empty:
    'There is nobody here yet. Once you have sent a letter, the person you wrote to appears here.',
  search: {
    title: 'Find someone',
    words: 'Name, company, role or note',
    filter: 'Show',
    filters: {
      all: 'Everyone',
      due: 'Time to write',
      open: 'Door open',
      reconnected: 'Reconnected',
      closed: 'Reminders stopped',
    },
    button: 'Search',
    all: 'Show everyone',
    before: 'Show those before',
    after: 'Show the next ones',
    none: 'Nobody here matches that.',
    count: (shown: number, all: number) =>
      shown === all ? `${all} in all.` : `${shown} of ${all}.`,
    pages: 'More contacts',
    window: {
      lead:
        'You have more contacts than we can look through at once. The order and the search are ' +
        'about one group of them at a time; the links below the list lead to the other groups.',
      none: 'Nobody in this group matches that.',
      count: (shown: number, all: number) =>
        shown === all ? `${all} in this group.` : `${shown} of ${all} in this group.`,
      previous: 'Show the group before',
      next: 'Show the next group',
    },
  },
  statuses: { open: 'Door open', reconnected: 'Reconnected', closed: 'Reminders stopped' },
  next: {
    label: 'Write again',
    due: (day: string) => `Now (planned for ${day})`,
    on: (day: string) => `On ${day}`,
    never: 'No reminder',
  },
  declined: 'Declined',
  stages: {
    outreach: 'first message',
    application: 'application',
    screen: 'first contact',
    scheduled: 'interview scheduled',
    interviewing: 'after interviews',
    final: 'after the final round',
    offer: 'offer',
  },
  thanked: 'Also thanked',
  wroteOn: 'You wrote',
  reason: 'Your reason',
  note: 'Your note',
  private: 'only for you',
  deliveryProblem: {
    bounced: 'Your letter did not reach this address.',
    complained: "Your letter was marked as unwanted. Please don't write to this address again.",
  },
  history: (count: number) =>
    count < HISTORY_KEPT ? `Your ${count} letters` : `Your latest ${count} letters`,
  hello: {
    title: 'A hello to start with',
    lead:
      'Open it in your own mail program, or copy it, and change it there as you like. We send ' +
      'nothing.',
    label: 'The hello, to copy',
    copy: 'Copy the hello',
    copied: 'Copied',
    mailto: (name: string) => `Write to ${name}`,
  },
  done: 'I wrote to them',
  doneButton: 'Save it',
  later: 'Another day',
  laterLead: 'Remind me again in',
  chooseMonths: 'Please choose',
  monthsButton: 'Remind me then',
  months: { '1': '1 month', '3': '3 months', '6': '6 months' },
  date: 'Or on a day I choose',
  dateButton: 'Remind me then',
  noteTitle: 'Note',
  noteHelp: 'Only you see it. It is in no letter and no reminder.',
  noteButton: 'Save the note',
  stop: {
    title: 'Stop, or delete',
    lead: (name: string) =>
      `We then send you no more reminders about ${name}. The contact stays here.`,
    sure: (name: string) => `I want no more reminders about ${name}`,
    button: 'Stop reminding me',
  },
  delete: {
    lead: (name: string) =>
      `This deletes ${name} from your contacts, with the history, your note and the letters to ` +
      'them that we still keep. A letter that has not left is not sent. This cannot be undone.',
    sure: (name: string) => `Yes, delete ${name}`,
    button: (name: string) => `Delete ${name}`,
    leaving:
      'A letter to this person is leaving at this very moment. Please wait a minute, and try ' +
      'again.',
    unfinished: 'There is a lot to delete, and it is not finished. Please delete them once more.',
  },
  flashes: {
    done: (day: string) => `Good. We will remind you again on ${day}.`,
    snooze: (day: string) => `We will remind you on ${day}.`,
    stop: 'We will not remind you about this person again.',
    note: 'The note is saved.',
    delete: 'Deleted.',
    'time-zone': 'The time zone is saved.',
  },
  zone: {
    title: 'When reminders come',
    known: (zone: string) => `At nine in the morning (${zone}), never on a weekend.`,
    unknown:
      'We do not know your time zone, so they come at nine in the morning, UTC. Where are you?',
    label: 'Your time zone, or a big city near you',
    browser: 'Your browser says:',
    button: 'Save it',
    unfinished:
      'You have many contacts, and the time zone is not saved for all of them yet. Please save ' +
      'it once more.',
  },
  take: {
    title: 'Take it with you',
    lead: 'Everything we keep about you, as a file.',
    json: 'Everything, for programs (JSON)',
    csv: 'A spreadsheet (CSV)',
    vcf: 'For your address book (vCard)',
    ics: 'The days, for your calendar (iCalendar)',
    parts: 'Is a file only one part of several? Here are all the parts',
    partsLead: 'A very large file comes in parts. Download all of them to have everything.',
    part: (number: number, of: number | undefined) => {
      if (of === 1) return 'The whole file';
      return of === undefined ? `Part ${number}` : `Part ${number} of ${of}`;
    },
    more: 'The parts after these',
    erase: 'Erase everything',
  },
  erase: {
    title: 'Erase everything',
    lead: 'Everything Open Door keeps about you is erased at once and for good:',
    what: [
      'every contact, with history, reasons and notes',
      'every draft and every letter that we still keep; what has not left is not sent',
      'every reminder and every link, this one included',
    ],
    remains: (day: string) =>
      `Backups hold it until ${day}, and no longer. They are used only if damaged data must be ` +
      'recovered. Mails that have been sent stay where they are.',
    limits:
      'What protects your mailbox stays, without your address: for some days, how many links we ' +
      'emailed you; and if you stopped emails on the page “Not you?”, that they are stopped, ' +
      'until you allow them again.',
    blocks:
      'If a recruiter has stopped all letters, or an address was blocked, that stays, too: not ' +
      'the address, only a code made from it. Otherwise erasing would undo it.',
    sure: 'I am sure',
    button: 'Erase everything now',
    tick: 'Please tick the box first: erasing cannot be undone.',
    leaving:
      'One of your letters is leaving at this very moment, and cannot be called back. Please ' +
      'wait a minute, and try again.',
    back: 'Back to your contacts',
    unfinished: {
      title: 'Still erasing',
      text:
        'There is a lot to erase, and it is not finished. What is erased so far is gone for ' +
        'good. The rest is still here, and none of it will be sent. Please go on until this page ' +
        'says that everything is erased.',
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
      'We will send you no more reminders. Your contacts stay, and you can choose a new day ' +
      'for any of them.',
    button: 'Stop all reminders',
    unfinished:
      'There are many reminders to stop, and some are left. Please press the button once more.',
    done: {
      title: 'No more reminders',
      text: 'We will send you no more reminders. Your contacts are still kept.',
    },
  },
  one: {
    lead: 'What would you like to do?',
    all: 'See all your contacts',
  },
};

export type ContactWords = typeof contactsEn;
