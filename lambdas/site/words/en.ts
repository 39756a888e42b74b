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
  /** While the browser has no connection. It is true on each page. */
  offline: "You're offline. Nothing leaves this page until you're connected again.",
  footer:
    "Nothing is sent until you've read the exact letter and sent it yourself. Your reasons " +
    'stay with you.',
  operator: {
    runBy: (name: string) => `This site is run by ${name}.`,
    questions: 'Questions:',
    kept: (days: number) =>
      `Letters are deleted ${days} days after they're sent or closed. Your contacts stay until ` +
      'you erase them.',
  },
  about: { privacy: 'What we keep', accessibility: 'Accessibility' },
  contacts: 'Your contacts',
  vague: {
    title: 'You could leave this out',
    lead: "It's your letter, so it can stay.",
    labels: {
      reason: 'A reason',
      apology: 'An apology',
      justification: 'An explanation',
      hedge: 'Leaves it open',
      negative: 'Something unkind',
      'contact-or-link': 'A contact or a link',
      register: 'Tú and usted',
    },
    without: 'Without it:',
    nothingLeft: 'Nothing of your line is left. The letter is complete without one.',
    take: 'Remove it',
    withoutAll: 'Without any of it:',
    takeAll: 'Remove all of it',
    review: 'About your own line',
    change: 'Change the line',
    status: (count: number) =>
      count === 1
        ? "There's one suggestion about your line."
        : `There are ${count} suggestions about your line.`,
  },
  advice: {
    title: 'Good to know',
    call: {
      soon:
        'The interview is less than two days away. Call them too, so nobody is left waiting; ' +
        'the letter puts it in writing.',
      final: "After a final round, it's kind to call first. The letter puts it in writing.",
      offer: 'An offer deserves a call first, if you can manage one. Send the letter the same day.',
    },
    timing: {
      outreach: "There's no hurry. A short answer is kind, even after weeks.",
      application: 'Nobody is waiting for you yet. Send it as soon as you know.',
      screen:
        'Replying within two days makes a good impression. Even weeks later a reply is welcome; ' +
        "there's no need to mention the wait.",
      scheduled: 'The sooner they know, the sooner they can use the time.',
      interviewing: 'Best within a day of deciding: they may be holding the next step for you.',
      final: "Best before they decide. If they've written already, answer within a day.",
      offer: 'Answer before the date they gave you, ideally within three days of the offer.',
    },
    vague: {
      title: 'Why say so little?',
      text:
        'Be clear about the decision, and keep the reason to yourself. A reason invites a reply; ' +
        "a thank-you doesn't.",
    },
    whenToCall:
      'Call too when the interview is less than two days away, after a final round, and for an ' +
      'offer.',
  },
  confirmation: {
    'not-ticked': 'Please tick the box first.',
    'not-from-page': "This didn't come from the form on this page. Please use the form here.",
  },
};

/** The texts of the pages in one language. */
export type Words = Omit<typeof en, 'language'> & {
  readonly language: PageLanguage;
  /** What the words say of this deployment; by default nothing. */
  readonly deployment?: Deployment;
};
