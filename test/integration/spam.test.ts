import { expect, test } from 'vitest';
import { letterLanguages, stages, tones } from '../../lambdas/core/choices.ts';
import { letterMail } from '../../lambdas/core/mail/letter-mail.ts';
import type { RawMail } from '../../lambdas/core/mail/mail.ts';
import { candidateMails } from '../support/candidate-mails.ts';
import { isContinuousIntegration } from '../support/continuous-integration.ts';
import { newDraft, sampleThread } from '../support/fixtures.ts';
import {
  findSpamAssassin,
  SPAM_LIMIT_MS,
  SPAM_SCORES,
  spamScores,
} from '../support/spamassassin.ts';
import { describeLeftOut } from '../support/tiers.ts';
import { wireFormats } from '../support/wire-format.ts';

/** The most that an email may score. A mail server refuses one from 5 on. */
const MAX_SCORE = 0.5;

/** A letter of each stage in each language. The tones take turns. */
const letters = letterLanguages.flatMap((letterLanguage) =>
  stages.map((stage, index): readonly [string, RawMail] => {
    const tone = tones[index % tones.length] ?? 'warm';
    return [
      `letter ${letterLanguage} ${stage} ${tone}`,
      letterMail(newDraft({ letterLanguage, stage, tone, peopleToThank: ['Sam Ortiz'] }).decline),
    ];
  }),
);
/** A candidate of the mail domain: the letter leaves from their own address. */
const ownSender = { candidateEmail: 'alex@door.example', senderDomain: 'door.example' };
const mails: ReadonlyMap<string, RawMail> = new Map([
  ...candidateMails().map(({ kind, language, mail }) => [`${kind} ${language}`, mail] as const),
  ...letters,
  ['letter in a thread', letterMail(newDraft({ thread: sampleThread }).decline)],
  ...letterLanguages.map((letterLanguage): readonly [string, RawMail] => [
    `letter from yourself ${letterLanguage}`,
    letterMail(newDraft({ letterLanguage, ...ownSender }).decline),
  ]),
  [
    'letter from yourself in a thread',
    letterMail(newDraft({ thread: sampleThread, ...ownSender }).decline),
  ],
]);

/** What every filter finds: the score of this proves that the rules are at work. */
const spam: RawMail = {
  from: { name: 'Winner', address: 'review@door.example' },
  to: 'alex@candidates.example',
  subject: 'URGENT!!! YOU WON $1,000,000.00',
  text: 'XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X',
  html: '<p>XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X</p>',
  tags: {},
};

const program = await findSpamAssassin();

test.skipIf(!program.found && !isContinuousIntegration())(
  `when a spam filter reads our emails, then each scores at most ${MAX_SCORE}` +
    (program.found ? '' : `: ${program.reason}; ${program.remedy}`),
  async () => {
    if (!program.found) throw new Error(describeLeftOut({ part: SPAM_SCORES, ...program }));
    const messages = await wireFormats([...mails.values(), spam]);
    const names = [...mails.keys(), 'spam'];
    const scores = await spamScores(
      new Map(names.map((name, index) => [name, messages[index] ?? ''])),
    );
    expect([...scores.keys()].sort()).toEqual(names.sort());
    expect(scores.get('spam')?.score).toBeGreaterThan(500);
    scores.delete('spam');
    expect(
      [...scores]
        .filter(([, { score }]) => score > MAX_SCORE)
        .map(([name, { score, rules }]) => [name, score, ...rules].join(' ')),
    ).toEqual([]);
  },
  SPAM_LIMIT_MS,
);
