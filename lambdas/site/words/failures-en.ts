/** What the pages say of a failure, and of a page that is not there, in English. */
export const failuresEn = {
  missing: {
    title: 'There is nothing here',
    text: (days: number) =>
      'The link may have been cut short on its way: open it from the mail again. Letters are ' +
      `kept for ${days} days after they have left; the people you wrote to are among your ` +
      'contacts.',
  },
  failures: {
    tooLarge: 'This is more than we can take. Please shorten your text.',
    unsupported: 'Please send the form as application/x-www-form-urlencoded or as JSON.',
    unreadable: 'We could not read what was sent. Please try again from the form.',
    wrongMethod: 'This address does not take requests of this kind. Please use the form.',
    noEncoding:
      'Your program accepts none of the forms in which we can send this: br, gzip or uncompressed.',
    crossSite: 'This came from another site. Please use the form on this page.',
    mailRefused:
      'We are not sure that the link was mailed. Nothing was sent to anyone else. If no mail ' +
      'comes in a few minutes, please try again.',
    erasing:
      'You have started to erase everything, and that is not finished. Nothing was saved. Open ' +
      'the link to your contacts to finish it.',
    broken:
      'Something went wrong on our side. Please try again in a moment; the link in your mail ' +
      'always shows how your letter stands.',
    /** Which limit is used up. `wait`: "in 5 minutes". */
    busy: {
      deployment: (wait: string) =>
        'This site cannot send any more emails just now, so no link was emailed. Nothing was ' +
        `sent to anyone. Please try again ${wait}.`,
      mailbox: (wait: string) =>
        'Several links have been requested for this address already, so no new one was sent. ' +
        'Use the newest one in your inbox: from its page you can also write another letter. ' +
        `If there is none, please try again ${wait}.`,
      network: (wait: string) =>
        'Many links have been requested from your internet connection, which others may share, ' +
        `so no new one was sent. Nothing was sent to anyone. Please try again ${wait}.`,
      stopped: (wait: string) =>
        'All emails are paused at the moment, so no link was sent. Nothing was sent to anyone. ' +
        `Please try again ${wait} or later.`,
      paused: (wait: string) =>
        'Emails with links are paused at the moment. If you have sent a letter with this ' +
        'address before, your link is on its way all the same: check your inbox. If not, please ' +
        `try again ${wait}.`,
    },
    title: 'That did not work',
    home: 'Go to the form',
  },
};

export type FailureWords = typeof failuresEn;
