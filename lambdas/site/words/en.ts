import type { PageLanguage } from '../../core/choices.ts';
import type { Deployment } from '../deployment.ts';

/**
 * The texts of the pages in English. The texts of the form and of the contacts' pages are
 * in `lambdas/web/words/`. The type `Words` makes sure that `es.ts` has the same texts.
 */
export const en = {
  language: 'en' as const,
  otherLanguage: { name: 'Español', code: 'es' },
  tagline: 'Decline the interview, leave the door open.',
  skip: 'Skip to the content',
  footer:
    'Nothing is sent until you have read the exact letter and sent it yourself. Your reasons ' +
    'stay with you.',
  operator: {
    runBy: (name: string) => `This site is run by ${name}.`,
    questions: 'Questions:',
    kept: (days: number) =>
      `Letters are deleted ${days} days after they leave. Your contacts stay until you erase ` +
      'them.',
  },
  contacts: 'Your contacts',
  vague: {
    title: 'Before it goes in',
    lead: 'You decide; the line can stay as it is.',
    labels: {
      reason: 'A reason',
      apology: 'An apology',
      justification: 'An explanation',
      hedge: 'An open answer',
      negative: 'Something unkind',
      'contact-or-link': 'A contact or a link',
    },
    without: 'Without it:',
    nothingLeft: 'Without it the line is empty. The letter is complete without one.',
    take: 'Take it out',
    review: 'About your personal line',
    change: 'Change the line',
    status: (count: number) =>
      count === 1
        ? 'There is one suggestion about your personal line.'
        : `There are ${count} suggestions about your personal line.`,
  },
  advice: {
    title: 'Good to know',
    call: {
      soon:
        'The interview is less than two days away. Phone them as well, so that nobody waits ' +
        'for you; the letter is the record.',
      final: 'After the final round a short call first is kind. The letter is the record.',
      offer: 'An offer deserves a call first, if you can. Send the letter the same day.',
    },
    timing: {
      application: 'Nobody is waiting for you yet. Send it as soon as you know.',
      screen:
        'An answer within two days of their message reads well. After weeks it is still ' +
        'welcome; the wait needs no word.',
      scheduled: 'The sooner they know, the sooner the time is theirs again.',
      interviewing: 'Best within a day of deciding: they may be holding the next step for you.',
      final: 'Best before they decide. If they have written already, answer within a day.',
      offer: 'Answer before the date they gave you, best within three days of the offer.',
    },
    vague: {
      title: 'Vague, and why',
      text:
        'Be plain about the decision and silent about the reason. A reason invites an answer; ' +
        'thanks do not.',
    },
    whenToCall:
      'Phone as well when the interview is less than two days away, after the final round, and ' +
      'for an offer.',
  },
  letter: {
    from: 'From',
    to: 'To',
    replyTo: 'Replies go to',
    subject: 'Subject',
    copy: 'You get a copy of it.',
  },
  confirmation: {
    'not-ticked': 'Please tick the box first.',
    'not-from-page': 'This did not come from the form on this page. Please use the form here.',
  },
  review: {
    title: 'Review your letter',
    lead: 'This is the letter exactly as it will arrive. Nothing has been sent.',
    remindOn: (name: string, day: string) =>
      `Only for you: we will remind you to write to ${name} on ${day}.`,
    until: (time: string, day: string) => `Your link works until ${time}, ${day}.`,
    notEmailed: 'We did not email this link: keep this page open until you have sent the letter.',
    greeting: 'Change the greeting',
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
        'It arrived, and their mail program then reported it. Please do not write to this ' +
        'address again.',
    },
    failed: {
      title: 'Your letter was not sent',
      text: 'We could not send it from here. Nothing has left. You can send the letter yourself.',
    },
    unknown: {
      title: 'We cannot tell whether your letter has left',
      text:
        'The connection broke before the mail service answered. We will not send it again by ' +
        'ourselves, so that nobody gets it twice. Look in your inbox: if your copy is there, ' +
        'the letter has left. If it does not come, you can send it again or by yourself.',
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
      `We could not save ${name} among your contacts, so no reminder will come.`,
    /** Without a reminder of ours. */
    reconnectYourself: (day: string) => `A good day to write again is ${day}.`,
    calendar: 'Add it to my calendar (.ics)',
    timeline: {
      title: 'What happened',
      confirmed: 'You confirmed it',
      accepted: 'Handed over to the mail service',
      delayed: 'Their mail server asked to try later',
      delivered: 'Accepted by their mail server',
      bounced: 'Refused by their mail server',
      complained: 'Reported as unwanted',
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

/** The texts of the pages in one language. */
export type Words = Omit<typeof en, 'language'> & {
  readonly language: PageLanguage;
  /** What the words say of this deployment; by default nothing. */
  readonly deployment?: Deployment;
};
