/** Every word of the contacts' pages in English: apart, as no function but `web` shows them. */
export const contactsEn = {
  ask: {
    title: 'The people you keep in touch with',
    lead: 'Whoever you declined through Open Door is kept here for you, with the day to write again. There is no account: we mail you a link.',
    email: 'Your email',
    button: 'Mail me the link',
    gone: 'This link has expired, or was cut short on its way. Write your address, and we mail you a new one.',
  },
  mailed: {
    lead: (address: string) => `If we can, we mail a link to ${address} now.`,
    next: (hours: number) => `It works for ${hours} hours and is for you alone.`,
    missing:
      'We mail at most one link a minute and five a day. Nothing there after a few minutes? Check your spam folder, and use the newest link.',
  },
  title: 'Your contacts',
  empty: 'There is nobody here yet. Once you have sent a letter, the person is kept here.',
  search: {
    title: 'Find someone',
    words: 'Name, company, role or note',
    filter: 'Show',
    filters: {
      all: 'Everyone',
      due: 'Whose day has come',
      open: 'Door open',
      reconnected: 'Reconnected',
      closed: 'Let go',
    },
    button: 'Search',
    all: 'Show everyone',
    none: 'Nobody here matches that.',
    count: (shown: number, all: number) => (shown === all ? `${all} in all.` : `${shown} of ${all}.`),
  },
  statuses: { open: 'Door open', reconnected: 'Reconnected', closed: 'Let go' },
  next: {
    label: 'Write again',
    due: (day: string) => `Since ${day}. The day has come.`,
    on: (day: string) => `On ${day}`,
    never: 'No reminder',
  },
  declined: 'Declined',
  stages: {
    application: 'application',
    screen: 'first contact',
    scheduled: 'interview scheduled',
    interviewing: 'after interviews',
    final: 'after the final round',
    offer: 'an offer',
  },
  thanked: 'Also thanked',
  wroteOn: 'You wrote',
  reason: 'Your reason',
  note: 'Your note',
  private: 'only here',
  trouble: {
    bounced: 'Your letter did not reach this address, so we do not remind you.',
    complained: 'Your letter was reported as unwanted. Please do not write to this address again.',
  },
  history: (count: number) => `All ${count} letters`,
  hello: {
    title: 'A hello to start with',
    lead: 'Change it as you like. It goes from your own mail program; we send nothing.',
    label: 'The hello, to copy',
    copy: 'Copy the hello',
    copied: 'Copied',
    mailto: (name: string) => `Write to ${name}`,
  },
  done: 'I wrote to them',
  later: 'Another day',
  laterLead: 'Remind me again in',
  months: { '1': '1 month', '3': '3 months', '6': '6 months' },
  date: 'Or on this day',
  dateButton: 'Remind me then',
  noteTitle: 'Note',
  noteHint: 'Only you see it, and only here.',
  noteButton: 'Keep the note',
  stop: {
    title: 'Stop, or delete',
    lead: (name: string) => `We do not remind you of ${name} any more. The contact stays here.`,
    button: 'Stop reminding me',
  },
  delete: {
    lead: (name: string) =>
      `${name} is deleted with the history, your note and the letters to them that we still keep. A letter that has not left is not sent. This cannot be undone.`,
    button: (name: string) => `Delete ${name}`,
    leaving:
      'A letter to this person is leaving at this very moment. Please wait a minute, and delete again.',
  },
  said: {
    done: (day: string) => `Well done. We remind you again on ${day}.`,
    snooze: (day: string) => `We remind you on ${day}.`,
    stop: 'We do not remind you of this person any more.',
    note: 'The note is kept.',
    delete: 'Deleted.',
    'time-zone': 'The time zone is kept.',
  },
  zone: {
    title: 'When reminders come',
    known: (zone: string) => `At nine in the morning (${zone}), never on a weekend.`,
    unknown: 'We do not know your time zone, so they come at nine in the morning, UTC. Where are you?',
    label: 'Your time zone, or a big city near you',
    button: 'Keep it',
  },
  take: {
    title: 'Take it away',
    lead: 'Everything we keep of you, as a file.',
    json: 'Everything, for programs (JSON)',
    csv: 'A spreadsheet (CSV)',
    vcf: 'For your address book (vCard)',
    ics: 'The days, for your calendar (iCalendar)',
    erase: 'Erase everything',
  },
  erase: {
    title: 'Erase everything',
    lead: 'All that Open Door keeps of you goes at once and for good:',
    what: [
      'every contact, with history, reasons and notes',
      'every draft and every letter that we still keep; what has not left is not sent',
      'every reminder, every link, this one included, and every count of them',
    ],
    remains: (day: string) =>
      `Backups of the whole table hold it until ${day}, and then no more. Nobody reads them but to put a broken table back. Mails that have been sent stay where they are.`,
    sure: 'I am sure',
    button: 'Erase everything now',
    tick: 'Please tick the box first: erasing cannot be undone.',
    leaving:
      'One of your letters is leaving at this very moment, and cannot be called back. Please wait a minute, and erase again.',
    back: 'Back to your contacts',
    done: {
      title: 'Everything is erased',
      text: 'Nothing of you is kept here any more. Your links open nothing now.',
    },
  },
  unsubscribe: {
    title: 'No more reminders?',
    lead: 'We then remind you of nobody any more. Your contacts stay, and each can be given a day again.',
    button: 'Stop all reminders',
    done: {
      title: 'No more reminders',
      text: 'We do not remind you of anyone any more. Your contacts stay as they are.',
    },
  },
  one: {
    lead: 'What would you like to do?',
    all: 'See all your contacts',
  },
};

export type ContactWords = typeof contactsEn;
