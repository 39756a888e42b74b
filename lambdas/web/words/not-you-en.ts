/**
 * The texts of the page "Not you?" in English. The type `NotYouWords` makes sure that
 * `not-you-es.ts` has the same texts.
 */
export const notYouEn = {
  title: 'Not you?',
  review: {
    lead:
      'Someone wrote your address on the form of Open Door, so we emailed you a link to a ' +
      'letter. If that was not you, nothing happens: nobody else has the link, and no letter ' +
      'is sent in your name.',
    stop: 'You can stop these emails. Then we send no more links to letters to your mailbox.',
    sure: 'Send no more links to letters to my mailbox',
    stopped: 'We send no more links to letters to your mailbox, whoever asks for them.',
    allow:
      'If you want to write a letter here yourself, allow these emails again. Until then the ' +
      'form says that a link is on its way, as it does for everyone, but none arrives.',
    allowSure: 'Send me links to letters again',
    allowed: 'Links to letters are sent to your mailbox again, when someone asks for one.',
  },
  contacts: {
    lead:
      'Someone wrote your address on the page for contacts of Open Door, so we emailed you a ' +
      'link. If that was not you, nothing happens: nobody else has the link.',
    stop: 'You can stop these emails. Then we send no more links to contacts to your mailbox.',
    sure: 'Send no more links to contacts to my mailbox',
    stopped: 'We send no more links to contacts to your mailbox, whoever asks for them.',
    allow:
      'If you want to see your contacts here, allow these emails again. Until then the page ' +
      'says that a link is on its way, as it does for everyone, but none arrives.',
    allowSure: 'Send me links to contacts again',
    allowed: 'Links to contacts are sent to your mailbox again, when someone asks for one.',
  },
  stopButton: 'Stop these emails',
  allowButton: 'Allow these emails',
  stoppedTitle: 'These emails are stopped',
  allowedTitle: 'These emails are allowed',
  keep: 'Keep the email that brought you here: on this page you can change it at any time.',
};

export type NotYouWords = typeof notYouEn;
