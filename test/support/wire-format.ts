import { SESClient } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import { SesMailer } from '../../lambdas/aws/ses-mailer.ts';
import { SesRawMailer } from '../../lambdas/aws/ses-raw-mailer.ts';
import type { RawMail } from '../../lambdas/core/mail/mail.ts';
import { startFakeSes } from './ses-wire.ts';

/** What SES and the server of the recipient add to each email. */
function deliveryHeaders(recipient: string): string {
  const date = new Date().toUTCString().replace('GMT', '+0000');
  const id = '0100018f2b3c4d5e-6f708192-a3b4-4c5d-8e6f-708192a3b4c5-000000';
  return [
    // A deployment with a domain has a MAIL FROM domain of its own.
    `Return-Path: <${id}@mail.door.example>`,
    'Received: from a8-31.smtp-out.amazonses.com (a8-31.smtp-out.amazonses.com ' +
      `[54.240.8.31]) by mx.${recipient.split('@')[1]} with ESMTPS id 4c5d; ${date}`,
    `Date: ${date}`,
    `Message-ID: <${id}@email.amazonses.com>`,
    'Feedback-ID: ::1.us-east-1.abcdefghijklmnopqrstuvwxyz012345=:AmazonSES',
    'X-SES-Outgoing: 2027.12.03-54.240.8.31',
    '',
  ].join('\r\n');
}

/** The message that SES composes from the parameters of `SendEmail`. */
async function composedBySes(parameters: URLSearchParams): Promise<Buffer> {
  const value = (name: string) => parameters.get(name) ?? '';
  const replyTo = parameters.get('ReplyToAddresses.member.1');
  return new MailComposer({
    from: value('Source'),
    to: value('Destination.ToAddresses.member.1'),
    ...(replyTo !== null && { replyTo }),
    subject: value('Message.Subject.Data'),
    text: value('Message.Body.Text.Data'),
    html: value('Message.Body.Html.Data'),
    textEncoding: 'quoted-printable',
    newline: 'windows',
  })
    .compile()
    .build();
}

/** Our mailers and SES add these headers themselves. */
const withoutOwn = (message: string): string =>
  message.replace(/^(?:Date|Message-ID): [^\r\n]*\r\n/gm, '');

/**
 * The emails as their recipients get them: given to our mailers, and composed by SES. An
 * email with headers of its own or an attachment is composed by us.
 */
export async function wireFormats(mails: readonly RawMail[]): Promise<readonly string[]> {
  const ses = await startFakeSes();
  const client = new SESClient({ endpoint: ses.endpoint });
  try {
    const messages: string[] = [];
    for (const mail of mails) {
      const isRaw = (mail.headers ?? mail.attachment ?? mail.thread) !== undefined;
      await new (isRaw ? SesRawMailer : SesMailer)(client, 'open-door').send(mail);
      const parameters = ses.requests.at(-1);
      if (parameters === undefined || ses.requests.length !== messages.length + 1)
        throw new Error(`"${mail.subject}" was not sent.`);
      const raw = parameters.get('RawMessage.Data');
      const message = raw === null ? await composedBySes(parameters) : Buffer.from(raw, 'base64');
      const [head = '', ...body] = message.toString('latin1').split('\r\n\r\n');
      messages.push(
        [deliveryHeaders(mail.to) + withoutOwn(`${head}\r\n`).trimEnd(), ...body].join('\r\n\r\n'),
      );
    }
    return messages;
  } finally {
    client.destroy();
    await ses.stop();
  }
}
