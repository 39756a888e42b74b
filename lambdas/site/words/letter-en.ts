/** The texts of a letter's page in English. */
export const letterEn = {
  letter: {
    from: 'From',
    to: 'To',
    replyTo: 'Replies go to',
    subject: 'Subject',
    inReplyTo: 'In reply to',
    noSubject: '(no subject)',
    copy: 'You get a copy of it.',
  },
  review: {
    title: 'Review your letter',
    lead: 'This is the letter exactly as it will arrive. Nothing has been sent.',
    remindOn: (name: string, day: string) =>
      `Only for you: we will remind you to write to ${name} on ${day}.`,
    until: (time: string, day: string) => `Your link works until ${time}, ${day}.`,
    notEmailed: 'We did not email this link: keep this page open until you have sent the letter.',
    greeting: 'Change the greeting',
    ownSubject: 'Use a new subject instead',
    inThread: 'Reply in their thread instead',
    sendTitle: 'Send it',
    sure: 'I have read it and I am sure',
    send: (name: string) => `Send it to ${name} now`,
    final: 'It leaves at once and cannot be taken back.',
    tick: 'Please tick the box first: sending cannot be undone.',
    notSaved: 'Your changes came too late to be saved. This is how the letter stands.',
    changed:
      'The letter has changed since you opened it. Nothing was sent. Please read this version.',
    erasing:
      'You have started to erase everything, and that is not finished. Nothing was sent. Open ' +
      'the link to your contacts to finish it.',
    held: {
      full: (time: string, day: string) =>
        'We limit how many letters one person or company gets from here in a day, and that ' +
        `limit is reached for now. You can send yours from ${time} on ${day}.`,
      renew: 'Your link will have expired by then. Open it all the same, and ask for a new one.',
      stopped:
        'Sending is paused at the moment, for all letters. Yours was not sent, and it stays as ' +
        'it is. Please open this link again later.',
      urgent: 'If it cannot wait, you can send the letter yourself: see below.',
    },
    confirmedBefore: (time: string, day: string) =>
      `You confirmed this same letter before, at ${time} on ${day}. If you send this one too, ` +
      'they may get it twice.',
    otherwise: 'Something else?',
    edit: 'Change something',
    cancelSure: 'I do not want to send it',
    cancel: 'Cancel this letter',
    cancelHelp: 'Nothing is sent, and the letter is closed.',
  },
  selfSend: {
    title: 'I will send it myself',
    lead:
      'Take the letter with you and send it from your own mail program. Then tell us, so that ' +
      'we can help you stay in touch.',
    copyLabel: 'The letter, to copy',
    copy: 'Copy the letter',
    copied: 'Copied',
    mailto: 'Open it in my mail program',
    eml: 'Download it as a file (.eml)',
    sure: 'I have sent it myself',
    done: 'Close the letter',
    doneHelp: 'This closes the letter here, so that it cannot go out twice.',
  },
  outcome: {
    sending: {
      title: 'Your letter is on its way',
      text:
        'It is being handed over right now. Reload this page in a moment to see that it has ' +
        'left.',
    },
    retry: {
      title: 'Your letter is waiting to leave',
      text:
        'The mail service asked us to slow down. We keep trying by ourselves for a day; you ' +
        'can close this page, and it will tell you how it went.',
    },
    sent: {
      title: (name: string) => `Sent to ${name}`,
      text: (time: string, day: string, address: string) =>
        `Your letter left at ${time} on ${day}, to ${address}.`,
      copy: (address: string) =>
        `We have mailed a copy to ${address}. Replies come straight to you.`,
    },
    delivered: 'Their mail server has accepted it.',
    delayed: 'Their mail server is taking its time. It will be tried again for some hours.',
    bounced: {
      title: 'Your letter did not arrive',
      text: (address: string) =>
        `The mail server for ${address} refused it. Check the address, and send it again if it ` +
        'was mistyped.',
    },
    complained: {
      title: 'Your letter was marked as unwanted',
      text:
        'It arrived, and was then marked as unwanted. Please do not write to this address ' +
        'again.',
    },
    failed: {
      title: 'Your letter was not sent',
      text: "We couldn't send it from here. Nothing was sent. You can send the letter yourself.",
    },
    unknown: {
      title: "We can't tell whether your letter was sent",
      text:
        "The connection broke before the email service answered. We won't send it again on our " +
        'own, so that nobody gets it twice. Check your inbox: if your copy is there, the letter ' +
        "was sent. If it doesn't come, you can send it again, or send it yourself.",
    },
    copy: {
      question: 'Did your copy of the letter arrive?',
      arrived: 'Yes, it is in my inbox',
      missing: "No, it hasn't come",
      button: 'Answer',
      help: 'If it came, the letter was sent: we will show it as sent, and keep the contact.',
      choose: 'Please choose an answer first.',
      advice:
        "No copy so far doesn't mean that the letter wasn't sent. Your copy may be late, or in " +
        "your spam folder. Look there, and again in an hour. If it still isn't there, the letter " +
        'may never have left: send it again, or send it yourself. They could still get it twice.',
      settled: (address: string) =>
        `You told us that your copy arrived, so your letter to ${address} was sent.`,
    },
    cancelled: {
      title: 'Cancelled',
      text: 'Nothing was sent, and nothing will be.',
    },
    'self-sent': {
      title: 'You have sent it yourself',
      text: 'Well done. The contact is recorded.',
    },
    reconnect: (name: string, day: string) => `We will remind you to write to ${name} on ${day}.`,
    contactLost: (name: string) =>
      `We couldn't save ${name} to your contacts, so no reminder will come.`,
    /** Without a reminder of ours. */
    reconnectYourself: (day: string) => `A good day to write again is ${day}.`,
    calendar: 'Add it to my calendar (.ics)',
    timeline: {
      title: 'What happened',
      confirmed: 'You confirmed it',
      accepted: 'Handed over to the mail service',
      copyArrived: 'You told us that your copy arrived',
      delayed: 'Their mail server asked to try later',
      delivered: 'Accepted by their mail server',
      bounced: 'Refused by their mail server',
      complained: 'Marked as unwanted',
    },
    correct: 'Correct the address and send it again',
    sendAgain: 'Send it again, though they may get it twice',
    reload: 'Look again',
    another: 'Write another letter',
    show: 'Show the letter',
  },
  superseded: {
    title: 'There is a newer link',
    text:
      'We have mailed you a fresh link; this one is closed. If the mail has not come, we can ' +
      'send another.',
  },
  expired: {
    title: 'This link has expired',
    text: 'Nothing was sent. We can mail a fresh link to the same address.',
    sure: 'Yes, to my address',
    button: 'Mail me a fresh link',
  },
};

export type LetterWords = typeof letterEn;
