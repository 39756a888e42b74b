import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { RawMail, RawMailer, SendResult } from '../core/mail/mail.ts';
import { base64Lines, encodeText } from '../core/text/encoded-word.ts';
import { attemptToSend, messageTags } from './ses-mailer.ts';

/** The maximum length of a line, without its line end (RFC 5322). */
const MAX_LINE = 998;
const isPlainAscii = (text: string): boolean =>
  /^[\n\x20-\x7E]*$/.test(text) && text.split('\n').every(({ length }) => length <= MAX_LINE);

/**
 * A text part or HTML part with its headers. Nodemailer would choose quoted-printable,
 * which breaks each line after 76 characters, also within a link, and some mail programs
 * and gateways do not join the link again. Here no link is broken: ASCII lines stay as
 * they are, and other text is base64. ASCII as base64 would look like spam to filters.
 */
function bodyPart(contentType: string, content: string): { readonly raw: string } {
  const [encoding, body] = isPlainAscii(content)
    ? (['7bit', content] as const)
    : (['base64', base64Lines(content)] as const);
  return {
    raw: [
      `Content-Type: ${contentType}; charset=utf-8`,
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      body,
    ].join('\n'),
  };
}

/** Renders the message in its wire format (RFC 5322). */
function messageOf({
  from,
  to,
  replyTo,
  subject,
  text,
  html,
  headers,
  thread,
  attachment,
}: RawMail): Promise<Buffer> {
  const composer = new MailComposer({
    // A copy: nodemailer writes to it, and what is stored must not change.
    from: { ...from },
    to,
    ...(replyTo !== undefined && { replyTo }),
    // Nodemailer would leave an encoded-word that somebody typed as it is.
    headers: { ...headers, Subject: { prepared: true, value: encodeText(subject) } },
    ...(thread && { inReplyTo: thread.inReplyTo, references: [...thread.references] }),
    text: bodyPart('text/plain', text),
    html: bodyPart('text/html', html),
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
    return (await this.compose(mail))();
  }

  /** Composes the message. What it returns makes the one call to SES. */
  async compose(mail: RawMail): Promise<() => Promise<SendResult>> {
    const command = new SendRawEmailCommand({
      Source: mail.from.address,
      // All recipients: the message names only the first one, so the other is a Bcc.
      Destinations: [mail.to, ...(mail.bcc === undefined ? [] : [mail.bcc])],
      RawMessage: { Data: await messageOf(mail) },
      Tags: messageTags(mail),
      ConfigurationSetName: this.#configurationSet,
    });
    return () => attemptToSend(() => this.#client.send(command));
  }
}
