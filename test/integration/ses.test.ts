import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startSes } from '../support/ses.ts';

let ses: Awaited<ReturnType<typeof startSes>>;
let client: SESClient;
beforeAll(async () => {
  ses = await startSes();
  client = new SESClient({ endpoint: ses.endpoint });
});
beforeEach(() => ses.clear());
afterAll(async () => {
  client?.destroy();
  await ses?.stop();
});

const letter = (to: string) =>
  new SendEmailCommand({
    Source: 'Sam Ortiz <letters@door.example>',
    ReplyToAddresses: ['sam@candidate.example'],
    Destination: { ToAddresses: [to] },
    Message: { Subject: { Data: 'Interview: mañana' }, Body: { Text: { Data: 'Dear Dana,\n\nthank you.' } } },
  });

it('keeps the mails it takes, oldest first, until cleared', async () => {
  const { MessageId } = await client.send(letter('dana@recruiter.example'));
  await client.send(letter('Sam <sam@candidate.example>'));

  const mails = await ses.mails();
  expect(mails).toHaveLength(2);
  expect(mails[0]).toMatchObject({
    messageId: MessageId,
    from: 'Sam Ortiz <letters@door.example>',
    replyTo: ['sam@candidate.example'],
    destination: { to: ['dana@recruiter.example'] },
    subject: 'Interview: mañana',
    body: { text: 'Dear Dana,\n\nthank you.' },
  });

  await ses.clear();
  expect(await ses.mails()).toEqual([]);
});

it('finds mails by address, with or without a display name, and by the whole address only', async () => {
  await client.send(letter('Sam <sam@candidate.example>'));
  await client.send(letter('dana@recruiter.example'));

  expect(await ses.mailsTo('sam@candidate.example')).toHaveLength(1);
  expect(await ses.mailsTo('Dana@Recruiter.example')).toHaveLength(1);
  expect(await ses.mailsTo('am@candidate.example')).toEqual([]);
});

it('reads raw mails as well, with their attachments', async () => {
  const raw = [
    'From: review@door.example',
    'To: Ana <ana@candidate.example>, "Bo" <bo@candidate.example>',
    'Subject: =?utf-8?Q?ma=C3=B1ana?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Hello',
    '--b',
    'Content-Type: text/calendar; name=a.ics',
    'Content-Disposition: attachment; filename=a.ics',
    '',
    'BEGIN:VCALENDAR',
    '--b--',
  ].join('\r\n');
  await client.send(new SendRawEmailCommand({ RawMessage: { Data: new TextEncoder().encode(raw) } }));

  const [mail] = await ses.mailsTo('bo@candidate.example');
  expect(mail?.subject).toBe('mañana');
  expect(mail?.body.text?.trim()).toBe('Hello');
  const [attachment] = mail?.attachments ?? [];
  expect(attachment).toMatchObject({ filename: 'a.ics', contentType: 'text/calendar' });
  expect(Buffer.from(attachment?.content ?? '', 'base64').toString()).toContain('BEGIN:VCALENDAR');
});

it('gives each start an inbox of its own', async () => {
  const other = await startSes();
  await client.send(letter('dana@recruiter.example'));
  expect(await ses.mails()).toHaveLength(1);
  expect(await other.mails()).toEqual([]);
  await other.stop();
});
