/**
 * The texts of a letter's page in English if there is trouble, or if the letter or its
 * link is closed. Most letters never show them, so they are a module of their own.
 */
export const troubleEn = {
  sending: {
    title: 'Your letter is being sent.',
    text: 'It takes a few seconds. This page updates by itself.',
  },
  retry: {
    title: 'Your letter is waiting to be sent.',
    /** Why it waits. `quota` is also said in an email. */
    why: {
      quota:
        "We've reached today's email limit. We'll send your letter as soon as we can, within a " +
        'day.',
      rate:
        'A lot of letters are going out just now. Yours will be sent as soon as it can, most ' +
        'likely within minutes.',
      stopped:
        "Sending is paused at the moment, for all letters. Yours will be sent when it's back on.",
      other:
        "The email service couldn't take it just now. We'll keep trying for up to a day; usually " +
        'it takes only minutes.',
    },
    close: (address: string) =>
      `You can close this page. Your copy will come to ${address} once it's sent, and if it ` +
      "can't be sent, we'll tell you there.",
    again: 'This page updates by itself.',
  },
  bounced: {
    title: (name: string) => `It didn't reach ${name}.`,
    text: (address: string) =>
      `The mail server for ${address} refused it. Usually there's a typo in the address.`,
    address: (name: string) => `${name}'s email`,
    correct: 'Review it with this address',
    /** The way to the form, if the link is too old to make a letter. */
    mend: 'Correct the address',
    help: "It's the same letter. You'll read it once more before it's sent.",
    change: 'Change more than the address',
  },
  complained: {
    title: 'Your letter was marked as unwanted.',
    text: "It arrived, and was then marked as unwanted. Please don't write to this address again.",
  },
  failed: {
    title: "Your letter wasn't sent.",
    text: "We couldn't send it from here, and we won't try again. Your own email can.",
    open: 'Open it in your own email',
    send: 'Read it there and send it',
    sendHelp: 'The address, the subject and the text are filled in.',
    tell: 'Sent it? Tell us',
  },
  unknown: {
    title: "We can't tell whether it was sent.",
    text: (name: string) =>
      "The connection broke before the email service answered. We won't send it again on our " +
      `own, so ${name} won't get it twice.`,
    look: 'Check your inbox',
    /** With the subject of the letter. */
    lookHelp: (subject: string) =>
      `If your letter was sent, a copy is there, or in your spam folder. Subject: “${subject}”.`,
    lookOwn: (subject: string) =>
      'You wrote to your own address, so the letter is there if it was sent. ' +
      `Its subject is “${subject}”.`,
    there: "It's there? Then you're done",
    thereHelp: (name: string) => `${name} has it too.`,
    arrived: 'Yes, my copy is there',
    button: 'Mark it as sent',
    choose: 'Please tick “Yes, my copy is there” first.',
    by: (time: string) => `Not there by ${time}?`,
    later: 'Still not there?',
    again:
      'Then it most likely was never sent. You can send it again. A copy can be hours late, ' +
      'though, so they may get it twice.',
    sendAgain: 'Send it again',
  },
  cancelled: {
    title: 'Cancelled.',
    text: 'Nothing was sent, and nothing will be.',
  },
  'self-sent': {
    title: "You've sent it yourself.",
    text: "Done. We've saved the contact.",
  },
  timeline: {
    title: 'What happened, and when',
    confirmed: 'You confirmed it',
    accepted: 'Handed to the email service',
    copyArrived: 'You told us that your copy arrived',
    unknown: 'Handed to the email service, no answer',
    delayed: 'Their mail server asked us to try later',
    delivered: 'Accepted by their mail server',
    bounced: 'Refused by their mail server',
    complained: 'Marked as unwanted',
    failed: 'We stopped trying',
    cancelled: 'Cancelled',
    'self-sent': 'You told us that you sent it yourself',
  },
  reload: 'Check again',
  superseded: {
    title: "There's a newer link in your inbox.",
    text: (address: string) => `We emailed it to ${address}. This one is closed.`,
    refused: "This link is closed, and we couldn't email the newer one. Please ask for another.",
    missing: 'Nothing there after a few minutes?',
    missingHelp: 'Check your spam folder too, or ask for another link.',
  },
  expired: {
    title: 'This link has expired.',
    text: 'Nothing was sent. We can email a new link to the same address.',
  },
  fresh: {
    sure: 'Yes, to my address',
    button: 'Email me a new link',
    busy: 'Emailing you a new link',
  },
};

export type TroubleWords = typeof troubleEn;
