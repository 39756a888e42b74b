import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { RawMail, RawMailer, SendResult } from '../core/mail/mail.ts';
import { attemptToSend, messageTags } from './ses-mailer.ts';

/** Renders the message in its wire format (RFC 5322). */
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
    // All line ends become CRLF. Without this option the LFs of the text stay bare, and
    // mail servers refuse a bare LF or replace it, each in its own way.
    newline: 'windows',
    // The content of an email must not make the composer read a file or a URL.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/**
 * Sends through SES what `SendEmail` cannot: emails with our own headers or an
 * attachment. This class is separate from `SesMailer`, so that only the function that
 * needs it bundles nodemailer's composer.
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
