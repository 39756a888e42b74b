import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';

const ses = new SESClient();

/** Emails a link by SES, as short as the example in the peer's documentation. */
export async function mailLink(to: string, url: string): Promise<void> {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  await ses.send(
    new SendEmailCommand({
      Source: 'review@door.example',
      Destination: { ToAddresses: [to] },
      Message: {
        Subject: utf8('Sign in to door.example'),
        Body: {
          Text: utf8(`Sign in to door.example\n${url}\n\n`),
          Html: utf8(`<p>Sign in to <b>door.example</b></p><p><a href="${url}">Sign in</a></p>`),
        },
      },
    }),
  );
}
