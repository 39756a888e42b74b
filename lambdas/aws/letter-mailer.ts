import type { SESClient } from '@aws-sdk/client-ses';
import { errorCode } from '../core/log.ts';
import type { RawMail, RawMailer, SendResult } from '../core/mail/mail.ts';
import { SesMailer } from './ses-mailer.ts';

/**
 * Sends letters. SES composes most of them (`SendEmail`). A letter that answers an email
 * has headers of its own, so we compose it (`SendRawEmail`): the code for that is loaded
 * with the first such letter. Both are one attempt with the same client.
 */
export class LetterMailer implements RawMailer {
  readonly #client: SESClient;
  readonly #configurationSet: string;
  readonly #plain: SesMailer;

  /** @param client makes a single attempt, see `singleAttemptSesClient` */
  constructor(client: SESClient, configurationSet: string) {
    this.#client = client;
    this.#configurationSet = configurationSet;
    this.#plain = new SesMailer(client, configurationSet);
  }

  async send(mail: RawMail): Promise<SendResult> {
    if (mail.thread === undefined) return this.#plain.send(mail);
    let call: () => Promise<SendResult>;
    try {
      const { SesRawMailer } = await import('./ses-raw-mailer.ts');
      call = await new SesRawMailer(this.#client, this.#configurationSet).compose(mail);
    } catch (error) {
      // Nothing was given to SES yet, and the same letter would fail again.
      return { kind: 'not-sent', retry: 'never', code: errorCode(error) };
    }
    return call();
  }
}
