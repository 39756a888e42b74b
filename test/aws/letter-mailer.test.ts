import { afterEach, expect, test, vi } from 'vitest';
import { singleAttemptSesClient } from '../../lambdas/aws/clients.ts';
import { LetterMailer } from '../../lambdas/aws/letter-mailer.ts';
import { letterMail } from '../../lambdas/core/mail/letter-mail.ts';
import { newDraft, sampleThread } from '../support/fixtures.ts';

afterEach(() => vi.unstubAllEnvs());

test('when a letter cannot be composed, then it was certainly not sent', async () => {
  // SES must not be called. A call to it would end as "cannot know": nothing listens.
  vi.stubEnv('AWS_ENDPOINT_URL_SES', 'http://127.0.0.1:9');
  const { decline } = newDraft({ thread: sampleThread });
  const mail = {
    ...letterMail(decline),
    get text(): string {
      throw new RangeError('too large');
    },
  };
  expect(await new LetterMailer(singleAttemptSesClient(), 'open-door').send(mail)).toEqual({
    kind: 'not-sent',
    retry: 'never',
    code: 'RangeError',
  });
});
