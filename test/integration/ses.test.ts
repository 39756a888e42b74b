import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SesRawMailer } from '../../lambdas/aws/ses-raw-mailer.ts';
import { type MailableContact, mailableContactSchema } from '../../lambdas/core/contact/contact.ts';
import { parseEmailAddress } from '../../lambdas/core/email-address.ts';
import type { RawMail } from '../../lambdas/core/mail/mail.ts';
import { receiptMail } from '../../lambdas/core/mail/receipt-mail.ts';
import { reminderMail } from '../../lambdas/core/mail/reminder-mail.ts';
import { readLine } from '../../lambdas/core/text/plain-text.ts';
import { templateFiles } from '../../lambdas/files/template-files.ts';
import { sampleContact } from '../support/fixtures.ts';
import { startSes } from '../support/ses.ts';
import {
  breakConnection,
  type FakeSes,
  refuseWith,
  type SesResponder,
  startFakeSes,
} from '../support/ses-wire.ts';

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
    Message: {
      Subject: { Data: 'Interview: mañana' },
      Body: { Text: { Data: 'Dear Dana,\n\nthank you.' } },
    },
  });

it('when mails are sent, then the inbox has them, oldest first, until it is cleared', async () => {
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

it('when mails are found by address, then display name and case do not matter', async () => {
  await client.send(letter('Sam <sam@candidate.example>'));
  await client.send(letter('dana@recruiter.example'));

  expect(await ses.mailsTo('sam@candidate.example')).toHaveLength(1);
  expect(await ses.mailsTo('Dana@Recruiter.example')).toHaveLength(1);
  expect(await ses.mailsTo('am@candidate.example')).toEqual([]);
});

it('when a raw mail is sent, then the inbox has its text and its attachment', async () => {
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
  await client.send(
    new SendRawEmailCommand({ RawMessage: { Data: new TextEncoder().encode(raw) } }),
  );

  const [mail] = await ses.mailsTo('bo@candidate.example');
  expect(mail?.subject).toBe('mañana');
  expect(mail?.body.text?.trim()).toBe('Hello');
  const [attachment] = mail?.attachments ?? [];
  expect(attachment).toMatchObject({ filename: 'a.ics', contentType: 'text/calendar' });
  expect(Buffer.from(attachment?.content ?? '', 'base64').toString()).toContain('BEGIN:VCALENDAR');
});

it('when a second emulator starts, then it has its own inbox', async () => {
  const other = await startSes();
  await client.send(letter('dana@recruiter.example'));
  expect(await ses.mails()).toHaveLength(1);
  expect(await other.mails()).toEqual([]);
  await other.stop();
});

const acceptRawMail: SesResponder = (response) => {
  response
    .writeHead(200, { 'content-type': 'text/xml' })
    .end(
      '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">' +
        '<SendRawEmailResult><MessageId>raw-1</MessageId></SendRawEmailResult>' +
        '</SendRawEmailResponse>',
    );
};

const decodeQuotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([\dA-F]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** The text of a header, with its encoded words (RFC 2047) decoded. */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) =>
      Buffer.concat(
        [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind = '', word = '']) =>
          kind.toLowerCase() === 'b'
            ? Buffer.from(word, 'base64')
            : decodeQuotedPrintable(word.replaceAll('_', ' ')),
        ),
      ).toString(),
    );

interface Part {
  /** The headers in order and unfolded, with their names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/**
 * Parses a message, or a part of one, by RFC 5322 and RFC 2045. It shares no code with
 * the program that wrote the message.
 */
function parsePart(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n');
  return {
    headers: lines.map((line) => {
      const [, name = '', value = ''] = /^([\x21-\x39\x3B-\x7E]+):\s*(.*)$/s.exec(line) ?? [];
      return [name.toLowerCase(), value] as const;
    }),
    body: raw.slice(end + 4),
  };
}

const header = ({ headers }: Part, wanted: string): string | undefined => {
  const found = headers.filter(([name]) => name === wanted);
  if (found.length > 1) throw new Error(`${found.length} headers ${wanted}`);
  return found[0]?.[1];
};

/**
 * The parts of a message that are not multipart, in order, each with its decoded text.
 */
function leavesOf(
  part: Part,
): { readonly type: string; readonly part: Part; readonly text: string }[] {
  const type = header(part, 'content-type') ?? '';
  const [, boundary] = /boundary="?([^";]+)"?/.exec(type) ?? [];
  if (boundary !== undefined) {
    return part.body
      .split(`--${boundary}`)
      .slice(1, -1)
      .flatMap((inner) => leavesOf(parsePart(inner.replace(/^\r\n/, '').replace(/\r\n$/, ''))));
  }
  const encoding = header(part, 'content-transfer-encoding');
  const bytes =
    encoding === 'base64'
      ? Buffer.from(part.body, 'base64')
      : encoding === 'quoted-printable'
        ? decodeQuotedPrintable(part.body)
        : Buffer.from(part.body);
  return [{ type, part, text: bytes.toString().replaceAll('\r\n', '\n') }];
}

describe('a raw mail', () => {
  let fakeSes: FakeSes;
  let mailer: SesRawMailer;
  let fakeSesClient: SESClient;
  beforeAll(async () => {
    fakeSes = await startFakeSes();
    fakeSesClient = new SESClient({ endpoint: fakeSes.endpoint, maxAttempts: 1 });
    mailer = new SesRawMailer(fakeSesClient, 'open-door');
  });
  beforeEach(() => fakeSes.answerWith(acceptRawMail));
  afterAll(async () => {
    fakeSesClient?.destroy();
    await fakeSes?.stop();
  });

  const settings = { origin: 'https://door.example', fromAddress: 'review@door.example' };
  const link = { id: 'c'.repeat(22), secret: 's'.repeat(43) };
  const url = `https://door.example/contacts/${link.id}.${link.secret}`;
  const mailable = (changes: Partial<MailableContact> = {}) => ({
    ...mailableContactSchema().parse(sampleContact),
    reconnectOn: '2027-12-03',
    ...changes,
  });
  const reminder = (changes: Partial<MailableContact> = {}): RawMail =>
    reminderMail(templateFiles, settings, mailable(changes), link, '2027-12-03');
  const receipt = (changes: Partial<MailableContact> = {}): RawMail =>
    receiptMail(
      templateFiles,
      settings,
      { ...mailable(changes), reconnectOn: '2027-12-03' },
      link,
      new Date('2027-06-03T10:00:00Z'),
    );

  /** Sends an email, and gives the request to SES and the message in it. */
  async function sendAndRead(mail: RawMail) {
    expect(await mailer.send(mail)).toEqual({ kind: 'accepted', messageId: 'raw-1' });
    const request = fakeSes.requests.at(-1);
    const raw = Buffer.from(request?.get('RawMessage.Data') ?? '', 'base64').toString('latin1');
    return { request: Object.fromEntries(request ?? []), raw, message: parsePart(raw) };
  }

  it('when it is sent, then the request has only envelope, tags, configuration set', async () => {
    const { request } = await sendAndRead(reminder());
    const { 'RawMessage.Data': _data, ...rest } = request;
    expect(rest).toEqual({
      Action: 'SendRawEmail',
      Version: '2010-12-01',
      Source: 'review@door.example',
      'Destinations.member.1': 'alex@candidates.example',
      ConfigurationSetName: 'open-door',
      'Tags.member.1.Name': 'letter',
      'Tags.member.1.Value': 'decline-1',
      'Tags.member.2.Name': 'kind',
      'Tags.member.2.Value': 'reminder',
    });
    expect((await sendAndRead(receipt())).request).toMatchObject({
      'Tags.member.2.Value': 'receipt',
    });
  });

  it('when it is a reminder, then it has our From and the RFC 8058 headers unfolded', async () => {
    const { raw, message } = await sendAndRead(reminder());
    expect(header(message, 'from')).toBe('Open Door <review@door.example>');
    expect(header(message, 'to')).toBe('alex@candidates.example');
    // RFC 8058 §3.1: one HTTPS URL, and exactly this pair of headers. If the URL were
    // folded, mail programs would not read it.
    expect(raw).toMatch(/^List-Unsubscribe:(?:\r\n)? <https:\S+>\r\n/m);
    expect(header(message, 'list-unsubscribe')).toBe(`<${url}/unsubscribe>`);
    expect(raw).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    for (const name of ['cc', 'bcc', 'reply-to', 'sender'])
      expect(header(message, name)).toBeUndefined();
    expect((await sendAndRead(receipt())).raw).not.toContain('List-Unsubscribe');
  });

  it('when it is sent, then its lines are ASCII and at most 998 characters long', async () => {
    for (const mail of [reminder(), receipt(), reminder({ role: '李雷'.repeat(60) })]) {
      const { raw } = await sendAndRead(mail);
      expect(raw).toMatch(/^[\x20-\x7E\r\n\t]*$/);
      expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
    }
  });

  it('when it is sent, then its text part and its HTML part are unchanged', async () => {
    for (const mail of [
      reminder(),
      receipt(),
      reminder({ role: 'Dirección 👩‍👩‍👧', candidateName: 'Íñigo' }),
    ]) {
      const { message } = await sendAndRead(mail);
      const leaves = leavesOf(message);
      expect(leaves[0]?.type).toBe('text/plain; charset=utf-8');
      expect(leaves[1]?.type).toBe('text/html; charset=utf-8');
      expect(leaves[0]?.text).toBe(mail.text);
      expect(leaves[1]?.text).toBe(mail.html);
      expect(leaves).toHaveLength(mail.attachment === undefined ? 2 : 3);
    }
  });

  it('when it is a receipt, then the calendar is attached byte for byte', async () => {
    const mail = receipt({ company: 'Café; "x", y\\' });
    const leaf = leavesOf((await sendAndRead(mail)).message)[2];
    expect(leaf?.type).toMatch(/^text\/calendar; charset=utf-8; method=PUBLISH(?:;|$)/);
    expect(header(leaf?.part ?? { headers: [], body: '' }, 'content-disposition')).toBe(
      'attachment; filename=open-door.ics',
    );
    expect(leaf?.text).toBe(mail.attachment?.content.replaceAll('\r\n', '\n'));
    expect(leaf?.text).toContain('BEGIN:VEVENT');
  });

  it('when it is sent, then it says that a program sent it (RFC 3834)', async () => {
    for (const mail of [reminder(), receipt(), reminder({ pageLanguage: 'en', language: 'en' })]) {
      const { raw } = await sendAndRead(mail);
      expect(raw.match(/^auto-submitted:.*$/gim)).toEqual(['Auto-Submitted: auto-generated']);
    }
  });

  /** Values that change how a part is encoded: ASCII, accents, and a line over 998. */
  const contents: readonly (readonly [string, Partial<MailableContact>])[] = [
    ['ASCII', { pageLanguage: 'en', language: 'en', role: 'Data Engineer' }],
    ['accents', { pageLanguage: 'es', language: 'es', role: 'Ingeniería de Datos' }],
    ['a letter at the end of each line', { role: 'é'.repeat(120), candidateName: 'ñ'.repeat(80) }],
    ['a drafted hello of over 998 characters', { language: 'es', role: '李'.repeat(120) }],
    ['ASCII of over 998 characters', { pageLanguage: 'en', language: 'en', role: '%'.repeat(400) }],
    ['an equals sign at every place', { role: '=3D='.repeat(30), company: '='.repeat(100) }],
    ['emoji', { role: '👩‍👩‍👧'.repeat(40), company: '🚪' }],
    ['right-to-left text', { role: 'מהנדס נתונים', company: 'مرحبا' }],
  ];

  it.each(contents)(
    'when it has %s, then no line break is within a link',
    async (_kind, changes) => {
      for (const mail of [reminder(changes), receipt(changes)]) {
        const { raw, message } = await sendAndRead(mail);
        expect(raw).not.toMatch(/quoted-printable/i);
        const leaves = leavesOf(message).slice(0, 2);
        expect(leaves.map(({ text }) => text)).toEqual([mail.text, mail.html]);
        for (const { part, text } of leaves) {
          const links = text.match(/(?:https:|mailto:)[^\s"<]+/g) ?? [];
          expect(links.some((found) => found.startsWith(url))).toBe(true);
          // Either the part has each link as it is, or base64, which has no link at all.
          const encoding = header(part, 'content-transfer-encoding');
          expect(encoding).toMatch(/^(?:7bit|base64)$/);
          // Only what is ASCII in lines that mail servers accept may stay as it is.
          if (encoding === '7bit') expect(text).toMatch(/^(?:[\x20-\x7E]{0,998}\n)*$/);
          if (encoding === '7bit') for (const found of links) expect(part.body).toContain(found);
          else expect(part.body.trim()).toMatch(/^(?:[A-Za-z\d+/]{76}\r\n)*[A-Za-z\d+/=]{1,76}$/);
        }
      }
    },
  );

  it('when a part is ASCII, then it is not encoded, as spam filters like it', async () => {
    const changes = { pageLanguage: 'en', language: 'en', role: 'Data Engineer' } as const;
    for (const mail of [reminder(changes), receipt(changes)]) {
      const { raw } = await sendAndRead(mail);
      expect(raw.match(/^content-transfer-encoding: 7bit$/gim)).toHaveLength(2);
      expect(raw).toContain(`\r\n${url}`);
    }
  });

  it.each([
    'Dana "Dee" Lee',
    'Lee, Dana; PhD',
    'Dana <x@evil.example>',
    'Dana (HR)',
    'Íñigo, "el Ñandú"',
    '李'.repeat(80),
    'د'.repeat(80),
    '👩‍👩‍👧 Dana',
    "O'Brien\\",
    '=?utf-8?B?eA==?=',
    'x'.repeat(80),
  ])('when a person is called %s, then postal-mime reads the email back', async (name) => {
    const mail = reminder({ person: { name, address: 'dana@northwind.example' } });
    const { raw } = await sendAndRead(mail);
    const parsed = await PostalMime.parse(Buffer.from(raw, 'latin1'));
    expect(parsed.from).toEqual({ name: 'Open Door', address: 'review@door.example' });
    expect(parsed.to).toEqual([{ name: '', address: 'alex@candidates.example' }]);
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(mail.text.trimEnd());
    expect(parsed.html?.replaceAll('\r\n', '\n').trimEnd()).toBe(mail.html.trimEnd());
  });

  const headerNames = [
    'auto-submitted',
    'date',
    'from',
    'list-unsubscribe',
    'list-unsubscribe-post',
    'message-id',
    'mime-version',
  ];
  /** The headers that an email of ours may have. */
  const allowedHeaders = new Set([
    ...headerNames,
    'to',
    'subject',
    'content-type',
    'content-transfer-encoding',
  ]);
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '\r\nBcc: x@evil.example',
          '\nX: y',
          '\r',
          '\u2028Cc: x@evil.example',
          '\u0085',
        ),
        fc.constantFrom(
          '=?utf-8?B?DQpCY2M6IHhAeS5leGFtcGxl?=',
          '=?',
          '?=',
          '"',
          ',',
          '<x@evil.example>',
          ';',
          ':',
        ),
        fc.constantFrom(
          'Ñandú',
          '李雷'.repeat(30),
          'word '.repeat(20),
          'x'.repeat(90),
          '👩‍👩‍👧',
          '\\',
          '--',
          '.',
        ),
        fc.string({ unit: 'binary', maxLength: 6 }),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join(''));
  const typed = hostile
    .map((text) => readLine(text, 120))
    .filter((read) => read.ok)
    .map((read) => read.value);

  it('when typed text is hostile, then it adds no header, recipient or part', async () => {
    await fc.assert(
      fc.asyncProperty(typed, typed, typed, async (name, company, role) => {
        const mail = reminder({
          person: { name, address: 'dana@northwind.example' },
          candidateName: role,
          company,
          role,
        });
        const { message, request } = await sendAndRead(mail);
        expect(message.headers.filter(([header]) => !allowedHeaders.has(header))).toEqual([]);
        expect(new Set(message.headers.map(([header]) => header)).size).toBe(
          message.headers.length,
        );
        expect(header(message, 'to')).toBe('alex@candidates.example');
        expect(decodeWords(header(message, 'subject') ?? '')).toBe(mail.subject);
        expect(leavesOf(message).map(({ text }) => text)).toEqual([mail.text, mail.html]);
        expect(
          Object.keys(request).filter((parameter) => parameter.startsWith('Destinations')),
        ).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('when text that no form accepts is hostile, then it stays within its header', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, subject) => {
        const from = { name, address: 'review@door.example' };
        const { message, request } = await sendAndRead({ ...reminder(), from, subject });
        expect(message.headers.filter(([header]) => !allowedHeaders.has(header))).toEqual([]);
        expect(new Set(message.headers.map(([header]) => header)).size).toBe(
          message.headers.length,
        );
        expect(header(message, 'from')).toMatch(/^(?:.*<)?review@door\.example>?$/);
        expect(request).toMatchObject({
          Source: 'review@door.example',
          'Destinations.member.1': 'alex@candidates.example',
        });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    "o'brien+jobs@candidates.example",
    'a!#$%&*/=?^_`{|}~-b@candidates.example',
    'alex@xn--bcher-kva.example',
    'Alex@Candidates.example',
    '=x@candidates.example',
    "'alex'@candidates.example",
    '-alex@candidates.example',
    `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(58)}.example`,
  ])('when the candidate is %s, then it goes to this address unchanged', async (typedAddress) => {
    const address = parseEmailAddress(typedAddress) ?? '';
    const { message, request } = await sendAndRead(reminder({ candidateEmail: address }));
    expect(request['Destinations.member.1']).toBe(address);
    expect(header(message, 'to')).toBe(address);
  });

  it.each([
    ['Throttling', 'Maximum sending rate exceeded.', 400, 'not-sent', 'backoff'],
    ['Throttling', 'Daily message quota exceeded.', 400, 'not-sent', 'quota'],
    ['MessageRejected', 'Email address is not verified.', 400, 'not-sent', 'never'],
    ['InternalFailure', 'Try again.', 500, 'cannot-know', undefined],
  ] as const)(
    'when SES answers %s: %s (%i), then it is %s %s',
    async (code, message, status, kind, retry) => {
      fakeSes.answerWith(refuseWith(code, message, status));
      const before = fakeSes.requests.length;
      expect(await mailer.send(reminder())).toEqual({ kind, code, ...(retry && { retry }) });
      expect(fakeSes.requests.length - before).toBe(1);
    },
  );

  it('when the answer is interrupted or has no id, then the result is cannot-know', async () => {
    fakeSes.answerWith(breakConnection);
    expect(await mailer.send(reminder())).toMatchObject({ kind: 'cannot-know' });
    fakeSes.answerWith((response) => {
      response.writeHead(200, { 'content-type': 'text/xml' }).end('<SendRawEmailResponse/>');
    });
    expect(await mailer.send(reminder())).toMatchObject({ kind: 'cannot-know' });
  });
});
