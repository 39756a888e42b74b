import { describe, expectTypeOf, test } from 'vitest';
import type { letterEml } from '../../../lambdas/core/letter/eml.ts';
import type { composeLetter, renderLetter } from '../../../lambdas/core/letter/render-letter.ts';
import type { Log } from '../../../lambdas/core/log.ts';
import type { letterMail } from '../../../lambdas/core/mail/letter-mail.ts';
import type { noticeMail } from '../../../lambdas/core/mail/notice-mail.ts';
import type { reminderMail } from '../../../lambdas/core/mail/reminder-mail.ts';
import type { reviewLinkMail } from '../../../lambdas/core/mail/review-link-mail.ts';

type Keys<T> = T extends T ? keyof T : never;
/** The fields that only the candidate may read. */
type Private = 'reason' | 'privatePlan' | 'reconnect' | 'reconnectOn';

/**
 * The private fields that the parameters of a function have. `tsc` checks these tests: a
 * test that fails does not compile.
 */
type Receives<F extends (...args: never[]) => unknown> = Private & Keys<Parameters<F>[number]>;

describe('the parameter types of mails and the log', () => {
  test('when a letter is rendered or mailed, then no parameter has a private field', () => {
    expectTypeOf<Receives<typeof renderLetter>>().toBeNever();
    expectTypeOf<Receives<typeof composeLetter>>().toBeNever();
    expectTypeOf<Receives<typeof letterMail>>().toBeNever();
    expectTypeOf<Receives<typeof letterEml>>().toBeNever();
  });

  test('when a candidate is mailed, then the day of a reminder is the only private field', () => {
    expectTypeOf<Receives<typeof reviewLinkMail>>().toBeNever();
    expectTypeOf<Receives<typeof noticeMail>>().toBeNever();
    // A reminder is about the day to reconnect. It does not receive the reason.
    expectTypeOf<Receives<typeof reminderMail>>().toEqualTypeOf<'reconnectOn'>();
  });

  test('when a log line is written, then no parameter has a private field', () => {
    expectTypeOf<Receives<Log>>().toBeNever();
  });
});
