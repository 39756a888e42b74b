/** The texts of a letter's page in English: the review, and the page of a sent letter. */
export const letterEn = {
  letter: {
    label: 'The letter',
    from: 'From',
    to: 'To',
    replyTo: 'Replies to',
    subject: 'Subject',
    inReplyTo: 'In reply to',
    noSubject: '(no subject)',
    copy: "You'll get a copy.",
    yours: 'Your letter',
    /** A time of today, and of another day. */
    at: (time: string) => `at ${time}`,
    onAt: (day: string, time: string) => `on ${day} at ${time}`,
  },
  review: {
    title: (name: string) => `This is what ${name} will read.`,
    pageTitle: (name: string) => `Your letter to ${name}`,
    lead: "Word for word. Nothing's been sent yet.",
    remindOn: (name: string, day: string) =>
      `On ${day} we'll remind you, and only you, to say hello to ${name}.`,
    until: (time: string, day: string) => `Your link works until ${day} at ${time}.`,
    notEmailed: "We didn't email this link: keep this page open until you've sent the letter.",
    greeting: 'Change the greeting',
    ownSubject: 'Use a new subject instead',
    inThread: 'Reply in their thread instead',
    sendTitle: 'Ready when you are',
    sure: "I've read it and I'm sure",
    send: (name: string) => `Send it to ${name} now`,
    sending: (name: string) => `Sending to ${name}`,
    wait: "This takes a few seconds. You don't need to press again.",
    final: "It goes out right away and can't be unsent.",
    tick: "Please tick the box first: “I've read it and I'm sure”. Nothing was sent.",
    notSaved: 'Your changes came too late to be saved. Here is the letter as it is now.',
    changed:
      'The letter has changed since you opened it. Nothing was sent. Please read this version.',
    senderChanged:
      "Letters can't leave from your own address any more, so nothing was sent. Open the " +
      'form, choose “Show me the new version”, and read it with its new sender.',
    erasing:
      "You've started to erase everything, and that isn't finished. Nothing was sent. Open the " +
      'link to your contacts to finish it.',
    held: {
      full: (time: string, day: string) =>
        'We limit how many letters one person or company gets from here in a day, and that ' +
        `limit is reached for now. You can send yours from ${day} at ${time}.`,
      renew: 'Your link will have expired by then. Open it all the same, and ask for a new one.',
      stopped:
        "Sending is paused at the moment, for all letters. Yours wasn't sent, and it stays as " +
        'it is. Please open this link again later.',
      urgent: "If it can't wait, you can send the letter yourself: see below.",
    },
    confirmedBefore: (time: string, day: string) =>
      `You confirmed this same letter before, on ${day} at ${time}. If you send this one too, ` +
      'they may get it twice.',
    otherwise: 'Something else?',
    edit: 'Change something',
    editHelp: "Back to the form. Nothing's lost.",
    cancelTitle: "Don't send it",
    cancelPromise: 'Closes the letter. Nobody hears of it.',
    cancelSure: "I don't want to send it",
    cancel: 'Cancel this letter',
  },
  selfSend: {
    title: "I'll send it myself",
    promise: 'Copy it, or open it in your own email app.',
    address: 'Their address',
    subject: 'Subject',
    text: 'The letter',
    copyAddress: 'Copy the address',
    copySubject: 'Copy the subject',
    copy: 'Copy the letter',
    copied: 'Copied',
    mailto: 'Open it in my email app',
    byCopy: 'Or copy it',
    eml: 'Download it as a file (.eml)',
    sure: "I've sent it myself",
    done: 'Close the letter here',
    doneHelp: "So it can't go out twice. We'll save the contact.",
  },
  outcome: {
    sent: {
      title: (name: string) => `Sent to ${name}.`,
      /** `when`: "at 2:03 PM". */
      text: (when: string, address: string) => `Your letter was sent to ${address} ${when}.`,
      kind: "You said no kindly, and the door's still open.",
      copy: (address: string) => `A copy is on its way to ${address}.`,
      replies: (name: string) => `If ${name} writes back, it comes straight to you.`,
    },
    delivered: 'Their mail server has accepted it.',
    delayed: "Their mail server is slow to respond. We'll keep trying for a few hours.",
    settled: (address: string) =>
      `You told us that your copy arrived, so your letter to ${address} was sent.`,
    reconnect: (name: string, day: string) => `On ${day} we'll remind you to say hello to ${name}.`,
    kept: (name: string) => `${name} is among your contacts.`,
    contactLost: (name: string) =>
      `We couldn't save ${name} to your contacts, so no reminder will come.`,
    /** Without a reminder of ours. */
    reconnectYourself: (day: string) => `A good day to write again is ${day}.`,
    calendar: 'Add it to my calendar',
    another: 'Write another letter',
  },
};

export type LetterWords = typeof letterEn;
