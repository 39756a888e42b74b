/**
 * The texts of the page "Not you?" in English. The type `NotYouWords` makes sure that
 * `not-you-es.ts` has the same texts.
 */
export const notYouEn = {
  title: 'Not you?',
  review: {
    lead:
      'People use Open Door to decline job interviews by letter. Someone entered your email ' +
      "address there, perhaps by mistake, so we emailed you a link. If that wasn't you, there's " +
      'nothing you need to do: nobody else has the link, and no letter is sent in your name.',
    stop: 'You can also turn these emails off. Then nobody can make us send you such a link again.',
    sure: "Don't email me any more links to letters",
    stopped: "We won't email you any more links to letters, whoever asks for them.",
    allow:
      'If you want to write a letter here yourself, turn these emails back on. Until then the ' +
      'form says that a link is on its way, as it does for everyone, but none arrives.',
    allowSure: 'Email me links to letters again',
    allowed: "We'll email you a link to a letter again, whenever one is asked for.",
  },
  contacts: {
    lead:
      'People use Open Door to decline job interviews by letter and keep in touch. Someone ' +
      'entered your email address there to see its contacts, so we emailed you a link. If that ' +
      "wasn't you, there's nothing you need to do: nobody else has the link.",
    stop: 'You can also turn these emails off. Then nobody can make us send you such a link again.',
    sure: "Don't email me any more links to contacts",
    stopped: "We won't email you any more links to contacts, whoever asks for them.",
    allow:
      'If you want to see your contacts here, turn these emails back on. Until then the ' +
      'page says that a link is on its way, as it does for everyone, but none arrives.',
    allowSure: 'Email me links to contacts again',
    allowed: "We'll email you a link to your contacts again, whenever one is asked for.",
  },
  stopButton: 'Turn these emails off',
  allowButton: 'Turn these emails back on',
  stoppedTitle: 'These emails are off',
  allowedTitle: 'These emails are back on',
  keep: 'Keep the email that brought you here: its link lets you change your mind.',
};

export type NotYouWords = typeof notYouEn;
