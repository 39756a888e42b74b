import { type SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import type { Mailer, OutgoingMail, SendResult } from '../core/mail/mail.ts';
import { formatAddress } from '../core/text/encoded-word.ts';
import { classifySendError } from './ses-errors.ts';

const utf8 = (data: string) => ({ Data: data, Charset: 'UTF-8' });

export const messageTags = ({ tags }: OutgoingMail) =>
  Object.entries(tags).map(([Name, Value]) => ({ Name, Value }));

/** Makes one attempt at sending, and says what is known after it. Never rejects. */
export async function attemptToSend(
  call: () => Promise<{ readonly MessageId?: string | undefined }>,
): Promise<SendResult> {
  try {
    const { MessageId } = await call();
    return MessageId === undefined
      ? { kind: 'cannot-know', code: 'NoMessageId' }
      : { kind: 'accepted', messageId: MessageId };
  } catch (error) {
    return classifySendError(error);
  }
}

/**
 * Sends through SES. Each email names the configuration set: without it SES would publish
 * no events about the email.
 */
export class SesMailer implements Mailer {
  readonly #client: SESClient;
  readonly #configurationSet: string;
  readonly #timeoutMs: number | undefined;

  /**
   * @param timeoutMs after this time, in ms, an email is given up, however many attempts
   *   the client would still make. Without it the client decides
   */
  constructor(client: SESClient, configurationSet: string, timeoutMs?: number) {
    this.#client = client;
    this.#configurationSet = configurationSet;
    this.#timeoutMs = timeoutMs;
  }

  async send(mail: OutgoingMail): Promise<SendResult> {
    const command = new SendEmailCommand({
      Source: formatAddress(mail.from),
      Destination: {
        ToAddresses: [mail.to],
        ...(mail.bcc !== undefined && { BccAddresses: [mail.bcc] }),
      },
      ...(mail.replyTo !== undefined && { ReplyToAddresses: [mail.replyTo] }),
      Message: {
        Subject: utf8(mail.subject),
        Body: { Text: utf8(mail.text), Html: utf8(mail.html) },
      },
      Tags: messageTags(mail),
      ConfigurationSetName: this.#configurationSet,
    });
    const limit = this.#timeoutMs;
    return attemptToSend(() =>
      limit === undefined
        ? this.#client.send(command)
        : this.#client.send(command, { abortSignal: AbortSignal.timeout(limit) }),
    );
  }
}
