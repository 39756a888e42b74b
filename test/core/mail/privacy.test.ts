import { describe, expectTypeOf, test } from 'vitest';
import type { letterEml } from '../../../lambdas/core/letter/eml.ts';
import type { composeLetter, renderLetter } from '../../../lambdas/core/letter/render-letter.ts';
import type { Log } from '../../../lambdas/core/log.ts';
import type { letterMail } from '../../../lambdas/core/mail/letter-mail.ts';
import type { noticeMail } from '../../../lambdas/core/mail/notice-mail.ts';
import type { reminderMail } from '../../../lambdas/core/mail/reminder-mail.ts';
import type { reviewMail } from '../../../lambdas/core/mail/review-mail.ts';

type Keys<T> = T extends T ? keyof T : never;
/** What a candidate tells nobody but themselves. */
type Private = 'reason' | 'privatePlan' | 'reconnect' | 'reconnectOn';

/**
 * Whether a parameter of the function has a private field. `tsc` is what runs these: they
 * fail to compile.
 */
type Receives<F extends (...args: never[]) => unknown> = Private & Keys<Parameters<F>[number]>;

describe('no function that writes a mail can receive the reason, by its type', () => {
  test('the letter', () => {
    expectTypeOf<Receives<typeof renderLetter>>().toBeNever();
    expectTypeOf<Receives<typeof composeLetter>>().toBeNever();
    expectTypeOf<Receives<typeof letterMail>>().toBeNever();
    expectTypeOf<Receives<typeof letterEml>>().toBeNever();
  });

  test('mails to the candidate', () => {
    expectTypeOf<Receives<typeof reviewMail>>().toBeNever();
    expectTypeOf<Receives<typeof noticeMail>>().toBeNever();
    // The day to reconnect is what a reminder is about; of the reason it knows nothing.
    expectTypeOf<Receives<typeof reminderMail>>().toEqualTypeOf<'reconnectOn'>();
  });

  test('the log', () => {
    expectTypeOf<Receives<Log>>().toBeNever();
  });
});
