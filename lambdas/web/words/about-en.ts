import type { Kept } from '../kept.ts';

/** A part of a page about the site. What it does not have is not shown. */
export interface AboutSection {
  readonly title: string;
  readonly paragraphs?: readonly string[];
  readonly points?: readonly string[];
  /** What something is, and what is said of it. */
  readonly rows?: readonly (readonly [what: string, said: string])[];
  /** Words before the operator's contact. */
  readonly ask?: string;
  /** Words of a link to the contacts. */
  readonly contacts?: string;
}

export interface AboutPage {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly AboutSection[];
}

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
const hours = (count: number): string => (count === 1 ? '1 hour' : `${count} hours`);

/** The texts of the pages `/privacy` and `/accessibility` in English. */
export const aboutEn = {
  notStated: 'not stated',
  privacy: (kept: Kept, operator: string): AboutPage => ({
    title: 'What we keep',
    lead:
      "We keep what it takes to send your letter and to remind you when it's time to write " +
      'again. There are no cookies, no ads and no tracking, and nothing comes from other sites.',
    sections: [
      {
        title: 'Who runs this site',
        rows: [
          ['Run by', operator],
          [
            'Where the data is',
            kept.region === undefined
              ? 'not stated'
              : `Amazon Web Services, in the region ${kept.region}`,
          ],
        ],
        ask: 'Questions',
      },
      {
        title: 'What we keep about you',
        points: [
          'Your name and email address: the letter is from you, and their reply goes to you.',
          "The letter: who it's for, the company, the role, your words, and what happened to it.",
          'Your reason, if you chose one. Only your own pages show it, no letter or email.',
          'The people you wrote to, when to write again, your notes about them, and which email ' +
            'of theirs your letter answered.',
          'Your language and time zone, so that reminders come at a good hour.',
        ],
        paragraphs: [
          "What you type before you ask for the link isn't stored here. A message of theirs " +
            'that you paste is read and not stored. Your browser keeps the form, without your ' +
            'reason, in that tab; once the link is sent, a new form starts empty. What you ' +
            'type on the other pages stays in that tab, too, until you save it. The form has a ' +
            'switch for both.',
        ],
      },
      {
        title: 'For how long',
        rows: [
          [
            "A letter you haven't sent",
            `until its link expires (${hours(kept.linkHours)}), and ${days(kept.draftDays)} more`,
          ],
          ["A letter that's sent or closed", days(kept.letterDays)],
          ['The people you wrote to', 'until you delete them'],
          [
            'Links to your contacts',
            `${hours(kept.linkHours)}; those in emails about a reminder ` +
              days(kept.reminderLinkDays),
          ],
          ['“Not you?” links', days(kept.notYouDays)],
          [
            'How many emails an address got, under a code made from it',
            `at most ${days(kept.countDays)}`,
          ],
          [
            'Which networks ask for links, as a code made with a random key of the day',
            `the key ${days(kept.saltDays)}; without it no one can tell the network`,
          ],
          [
            'That emails were turned off or letters stopped, as a code made from the address',
            "until it's undone",
          ],
          ['Logs of what happened and when, without names, addresses or texts', days(kept.logDays)],
          ['Backups of all this except the logs', `${days(kept.backupDays)} more`],
        ],
        paragraphs: [
          "What has expired can't be opened any more. The database removes it within a few days.",
        ],
      },
      {
        title: 'If you got a letter, or one names you',
        paragraphs: [
          'A candidate gave us your name, your email address if the letter was emailed, your ' +
            'company and the role. We use them to send the letter, to tell the candidate ' +
            'whether it arrived, and to remind them to keep in touch with you. People the letter ' +
            'thanks are kept by name only.',
          `The letter is deleted ${days(kept.letterDays)} after it's sent. Your name and address ` +
            "stay among the candidate's contacts until the candidate deletes them.",
          kept.hasNoLettersLink
            ? "You don't want letters from here? Use the link at the end of each letter. We then " +
              'keep a code made from your address, and no letter is sent to it any more. To have ' +
              'your name and address removed as well, write to us.'
            : "You don't want letters from here, or you want your name and address removed? " +
              'Write to us. To stop letters we keep a code made from your address.',
        ],
        ask: 'Contact:',
      },
      {
        title: 'Who else gets it',
        points: [
          'The person you write to gets the letter, with your name and your address for the reply.',
          'Amazon Web Services stores the data (DynamoDB) and sends the emails (SES), in an ' +
            'account of whoever runs this site.',
          'If an email bounces or is reported as spam, SES keeps that address on a list of ' +
            "addresses it doesn't email, until whoever runs this site removes it.",
          'Nobody else. Nothing is sold.',
        ],
      },
      {
        title: 'Your data is yours',
        paragraphs: [
          'On the page of your contacts you can see it, correct it, export it and erase it. ' +
            'Erasing removes everything at once, except from backups, which hold it for ' +
            `${days(kept.backupDays)} and are used only to repair damage. Codes made from an ` +
            'address stay as long as said above, or erasing would undo a stop.',
          "There's no account: the link we email you is the key. If you think your data isn't " +
            'treated as it should be, you can complain to the data protection authority where ' +
            'you live.',
        ],
        contacts: 'Open your contacts',
      },
    ],
  }),
  accessibility: (kept: Kept): AboutPage => ({
    title: 'Accessibility',
    lead:
      'Everyone should be able to say no without a struggle. This site is made to meet WCAG 2.2, ' +
      'level AA.',
    sections: [
      {
        title: 'What you can count on',
        points: [
          'Everything works with a keyboard alone, and without JavaScript.',
          'Everything fits a screen 320 pixels wide, so you can zoom to 400%.',
          'Text has a contrast of 4.5:1 or more; the edges of fields have 3:1 or more.',
          'Buttons and links leave at least 24 pixels for your finger.',
          'Your settings count: dark mode, text size, high contrast, reduced motion.',
          "Each field has a label, and each error says which field it's about and what to do.",
          'Each email has a version in plain text that says the same.',
        ],
      },
      {
        title: 'How we check',
        paragraphs: [
          'Every change is tested in a real browser: by axe, which looks for breaches of WCAG, ' +
            "and by keyboard; on a phone's screen and a large one, in both languages, light and " +
            'dark.',
        ],
      },
      {
        title: "What we know isn't good enough",
        points: [
          'Nobody outside has audited the site, and no one who uses a screen reader every day ' +
            'has tested it.',
          "Fields for a date or a time are your browser's own. Some of them are awkward with a " +
            'screen reader; typing the date always works.',
          `A link works for ${hours(kept.linkHours)}. After that its page offers you a new one.`,
        ],
      },
      {
        title: 'Something in your way?',
        paragraphs: [
          'Tell us what you wanted to do, and which browser and assistive technology you use.',
        ],
        ask: 'Contact:',
      },
    ],
  }),
};
export type AboutWords = typeof aboutEn;
