/** What the pages say of a failure, and of a page that is not there, in English. */
export const failuresEn = {
  missing: {
    title: "There's nothing here",
    lead: 'This address opens no letter and no page. Nothing was sent or changed.',
    steps: {
      link: {
        title: 'A link from an email?',
        text:
          'It may have been cut off. Open it again from the email, or copy the whole link into ' +
          'the address bar.',
      },
      old: {
        title: 'A letter from a while ago?',
        text: (days: number) =>
          `Letters are deleted ${days} days after they're sent or closed. The people you wrote ` +
          'to are still among your contacts.',
      },
      write: {
        title: 'A new letter?',
        text: "It takes a minute, and nothing is sent until you've read it and sent it yourself.",
      },
    },
  },
  failures: {
    tooLarge: 'This is more than we can take. Please shorten your text.',
    unsupported: 'Please send the form as application/x-www-form-urlencoded or as JSON.',
    unreadable: "We couldn't read what was sent. Please try again from the form.",
    wrongMethod: "This address doesn't take requests of this kind. Please use the form.",
    noEncoding:
      'Your program accepts none of the forms in which we can send this: br, gzip or uncompressed.',
    crossSite:
      'We take a form only from our own page, and nothing was sent. Go to the page of this site ' +
      'and fill it in there.',
    mailRefused:
      "We're not sure the link was emailed. Nothing was sent to anyone else. If no email " +
      'comes in a few minutes, please try again.',
    erasing:
      "You've started to erase everything, and that isn't finished. Nothing was saved. Open " +
      'the link to your contacts to finish it.',
    broken:
      "Something went wrong on our side. Please try again in a moment. If it's about a letter, " +
      'the link in your email always shows whether it was sent.',
    /** Which limit is used up. `wait`: "in 5 minutes". */
    busy: {
      deployment: (wait: string) =>
        "This site can't send any more emails just now, so no link was emailed. Nothing was " +
        `sent to anyone. Please try again ${wait}.`,
      mailbox: (wait: string) =>
        'Several links have been requested for this address already, so no new one was sent. ' +
        'Use the newest one in your inbox: from its page you can also write another letter. ' +
        `If there's none, please try again ${wait}.`,
      network: (wait: string) =>
        'Many links have been requested from your internet connection, which others may share, ' +
        `so no new one was sent. Nothing was sent to anyone. Please try again ${wait}.`,
      stopped: (wait: string) =>
        'All emails are paused at the moment, so no link was sent. Nothing was sent to anyone. ' +
        `Please try again ${wait} or later.`,
      paused: (wait: string) =>
        "Emails with links are paused at the moment. If you've sent a letter with this " +
        'address before, your link is on its way all the same: check your inbox. If not, please ' +
        `try again ${wait}.`,
    },
    home: 'Go to the form',
  },
  /** A note that may not have been saved. */
  typedNote: { label: 'Your note', help: 'It may not have been saved. Copy it, to be safe.' },
  /** The titles of the pages that say these things. */
  titles: {
    tooLarge: "That's too long for us",
    unsupported: "We can't read that",
    unreadable: "We couldn't read that",
    wrongMethod: "That doesn't work here",
    noEncoding: "We can't send this to your program",
    crossSite: 'That came from another site',
    mailRefused: "We can't tell whether your link was sent",
    erasing: "You're erasing everything",
    broken: 'Something went wrong',
    busy: {
      deployment: 'No more emails just now',
      mailbox: 'You have a link already',
      network: 'No more links just now',
      stopped: 'Emails are paused',
      paused: 'Links are paused',
    },
  },
};

export type FailureWords = typeof failuresEn;
