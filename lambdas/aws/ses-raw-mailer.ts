import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { RawMail, RawMailer, SendResult } from '../core/mail/mail.ts';
import { attemptToSend, messageTags } from './ses-mailer.ts';

/** The message as it goes over the wire (RFC 5322). */
function messageOf({
  from,
  to,
  replyTo,
  subject,
  text,
  html,
  headers,
  attachment,
}: RawMail): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to,
    ...(replyTo !== undefined && { replyTo }),
    subject,
    text,
    html,
    ...(headers && { headers: { ...headers } }),
    ...(attachment && { attachments: [{ ...attachment }] }),
    // All line ends are CRLF: the text's own would stay bare, which servers refuse or
    // mend as they like.
    newline: 'windows',
    // Nothing is read from a disk or another server for a mail.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/**
 * Sends through SES what `SendEmail` cannot: headers of our own and attachments. Apart
 * from `SesMailer`, so that only who needs it carries the composer along.
 */
export class SesRawMailer implements RawMailer {
  readonly #client: SESClient;
  readonly #configurationSet: string;

  constructor(client: SESClient, configurationSet: string) {
    this.#client = client;
    this.#configurationSet = configurationSet;
  }

  async send(mail: RawMail): Promise<SendResult> {
    const command = new SendRawEmailCommand({
      Source: mail.from.address,
      Destinations: [mail.to],
      RawMessage: { Data: await messageOf(mail) },
      Tags: messageTags(mail),
      ConfigurationSetName: this.#configurationSet,
    });
    return attemptToSend(() => this.#client.send(command));
  }
}
