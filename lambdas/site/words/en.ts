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
      register: 'Tú and usted',
    },
    without: 'Without it:',
    nothingLeft: 'Without it the line is empty. The letter is complete without one.',
    take: 'Take it out',
    withoutAll: 'Without all of that:',
    takeAll: 'Take all out',
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
      outreach: 'There is no hurry. A short answer is kind, even after weeks.',
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
  confirmation: {
    'not-ticked': 'Please tick the box first.',
    'not-from-page': 'This did not come from the form on this page. Please use the form here.',
  },
};

/** The texts of the pages in one language. */
export type Words = Omit<typeof en, 'language'> & {
  readonly language: PageLanguage;
  /** What the words say of this deployment; by default nothing. */
  readonly deployment?: Deployment;
};
