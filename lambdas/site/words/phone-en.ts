import type { CallFacts, PhoneLines } from './phone-lines.ts';

/** What the page says around the words on the phone, in English. */
export const phoneEn = {
  title: 'What to say on the phone',
  lead: "Four short lines are enough. Change them as you like; you don't have to explain anything.",
  noCall: "There's no need to call: nobody is expecting one. Writing is enough.",
  voicemail: 'If you get their voicemail',
  askedWhy: 'If they ask why',
  offeredMore: 'If they come back with a better offer',
  byEmail: 'These answers work in writing, too.',
};

export type PhoneWords = typeof phoneEn;

const hello = ({ person, candidate }: CallFacts) => `Hi ${person}, this is ${candidate}`;
const theRole = ({ role, company }: CallFacts) => `the ${role} role at ${company}`;
/** Ends a sentence: the date is free again, if there is one. */
const freeing = ({ date }: CallFacts) =>
  date === undefined ? '.' : `, so please cancel the interview on ${date}.`;

/** What to say on the phone, in English. */
export const phoneLinesEn: PhoneLines = {
  scripts: {
    outreach: 'no-call',
    application: (facts) => [
      `${hello(facts)} I applied for ${theRole(facts)}`,
      `I've decided to withdraw my application${freeing(facts)}`,
      'Thank you for considering it.',
      "I hope we get to meet another time. I'm putting this in writing, too.",
    ],
    screen: (facts) => [
      `${hello(facts)} I'm calling about ${theRole(facts)}`,
      `I've decided not to go ahead with it${freeing(facts)}`,
      'Thank you for your time, and for telling me about it.',
      "I'd be glad to stay in touch. I'm putting this in writing, too.",
    ],
    scheduled: (facts) => [
      `${hello(facts)} I'm calling about the interview for ${theRole(facts)}`,
      "I've decided to withdraw from the process, so please cancel the interview" +
        `${facts.date === undefined ? '' : ` on ${facts.date}`}; there's no need to reschedule.`,
      'Thank you for setting it up, and please thank everyone who made time for it.',
      "I hope our paths cross again. I'm putting this in writing, too.",
    ],
    interviewing: (facts) => [
      `${hello(facts)} I'm calling about ${theRole(facts)}`,
      `I've decided to withdraw from the process${freeing(facts)}`,
      'Thank you for your time, and please thank everyone I spoke with.',
      "I'd be glad to stay in touch. I'm putting this in writing, too.",
    ],
    final: (facts) => [
      `${hello(facts)} I'm calling about ${theRole(facts)}`,
      `I wanted to tell you before you decide: I'm withdrawing from the process${freeing(facts)}`,
      'Thank you for bringing me to the final round, and please thank everyone who met me.',
      "I hope our paths cross again. I'm putting this in writing, too.",
    ],
    offer: (facts) => [
      `${hello(facts)} Thank you for offering me ${theRole(facts)}`,
      "I've decided to decline the offer.",
      'I really appreciate your trust in me, and please thank everyone who took part.',
      "I'd be very glad to stay in touch. I'm putting this in writing, too.",
    ],
  },
  voicemailEnd: "I'm putting this in writing, too. There's no need to call back.",
  whenAskedWhy: [
    "I'd like to keep that private, and my answer is final.",
    "Thank you for asking. I'll leave it there, and I'd be glad to stay in touch.",
  ],
  whenOfferedMore: [
    "Thank you for going to that trouble. My answer is the same: I'm not going ahead.",
    "That's very generous of you, and my decision stands. I hope you find the right person soon.",
  ],
};
