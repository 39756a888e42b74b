import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import * as z from 'zod';
import { sendRequest } from './http.ts';

/**
 * An email that SES accepted. MiniStack's own inbox does not store its reply-to, its tags
 * and its configuration set.
 */
const acceptedMailSchema = z.object({
  messageId: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  bcc: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** By their names in lower case. Only a raw email has headers here. */
  headers: z.record(z.string(), z.string()),
  attachments: z.array(
    z.object({ filename: z.string(), contentType: z.string(), content: z.string() }),
  ),
  configurationSet: z.string(),
  tags: z.record(z.string(), z.string()),
  /** The SDK writes the version of Node into it: `md/nodejs#24.0.0`. */
  userAgent: z.string(),
});
export type AcceptedMail = z.infer<typeof acceptedMailSchema>;

/**
 * The values of `Name.member.1`, `Name.member.2`, … in a request of AWS's query protocol.
 */
function members(parameters: URLSearchParams, name: string): string[] {
  const isMember = new RegExp(`^${name}\\.member\\.\\d+$`);
  return [...parameters].filter(([key]) => isMember.test(key)).map(([, value]) => value);
}

function tagsOf(parameters: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let n = 1; parameters.has(`Tags.member.${n}.Name`); n += 1) {
    tags[parameters.get(`Tags.member.${n}.Name`) ?? ''] =
      parameters.get(`Tags.member.${n}.Value`) ?? '';
  }
  return tags;
}

type MailContent = Pick<
  AcceptedMail,
  'from' | 'to' | 'bcc' | 'replyTo' | 'subject' | 'text' | 'html' | 'headers' | 'attachments'
>;

/** The content of an email in the parameters of a `SendEmail` request. */
const plainMail = (parameters: URLSearchParams): MailContent => ({
  from: parameters.get('Source') ?? '',
  to: members(parameters, 'Destination.ToAddresses'),
  bcc: members(parameters, 'Destination.BccAddresses'),
  replyTo: members(parameters, 'ReplyToAddresses'),
  subject: parameters.get('Message.Subject.Data') ?? '',
  text: parameters.get('Message.Body.Text.Data') ?? '',
  html: parameters.get('Message.Body.Html.Data') ?? '',
  headers: {},
  attachments: [],
});

/**
 * The content of an email in the message of a `SendRawEmail` request. The recipients are
 * in the parameters of the request.
 */
async function rawMail(parameters: URLSearchParams): Promise<MailContent> {
  const message = Buffer.from(parameters.get('RawMessage.Data') ?? '', 'base64');
  const { from, replyTo, subject, text, html, headers, attachments } = await PostalMime.parse(
    message,
    {
      attachmentEncoding: 'utf8',
    },
  );
  const senders = [from ?? []].flat().map(({ name, address }) => `${name} <${address}>`);
  return {
    from: senders.join(', '),
    to: members(parameters, 'Destinations'),
    bcc: [],
    replyTo: (replyTo ?? []).flatMap(({ address }) => address ?? []),
    subject: subject ?? '',
    text: text ?? '',
    html: html ?? '',
    headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
    attachments: attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? '',
      contentType: mimeType,
      content: z.string().parse(content),
    })),
  };
}

/** The email that a request sent; undefined if the request sent none. */
async function mailOf(
  request: string,
  answer: string,
  userAgent: string,
): Promise<AcceptedMail | undefined> {
  const parameters = new URLSearchParams(request);
  const messageId = /<MessageId>([^<]+)<\/MessageId>/.exec(answer)?.[1];
  const action = parameters.get('Action');
  if (messageId === undefined || (action !== 'SendEmail' && action !== 'SendRawEmail'))
    return undefined;
  return {
    messageId,
    ...(action === 'SendEmail' ? plainMail(parameters) : await rawMail(parameters)),
    configurationSet: parameters.get('ConfigurationSetName') ?? '',
    tags: tagsOf(parameters),
    userAgent,
  };
}

/** The emails of the recorder at an endpoint. */
export const mailsAt = (endpoint: string) => ({
  /** The emails that SES has accepted since the last `clearMails`, oldest first. */
  mails: async (): Promise<AcceptedMail[]> => {
    const response = await fetch(`${endpoint}/mails`);
    return z.array(acceptedMailSchema).parse(await response.json());
  },
  clearMails: async (): Promise<void> => {
    await fetch(`${endpoint}/mails`, { method: 'DELETE' });
  },
});

/**
 * Starts a proxy between the functions and MiniStack's SES. It forwards each request
 * unchanged, and records the emails that SES accepted: `GET /mails`, `DELETE /mails`.
 */
export async function startSesRecorder(
  sesEndpoint: string,
): Promise<{ endpoint: string; stop(): Promise<void> }> {
  let mails: AcceptedMail[] = [];

  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/mails') {
      if (request.method === 'DELETE') mails = [];
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(mails));
      return;
    }
    const { method = 'POST', url: path = '/', headers } = request;
    const body = await buffer(request);
    // Keep the `host` header of the caller: its signature includes it.
    const answer = await sendRequest(sesEndpoint, { method, path, headers, body });
    const userAgent = headers['user-agent'] ?? '';
    const mail =
      answer.status === 200
        ? await mailOf(body.toString(), answer.body.toString(), userAgent)
        : undefined;
    if (mail !== undefined) mails.push(mail);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  const server = createServer((request, response) => {
    forward(request, response).catch((error: unknown) => {
      response.writeHead(502).end(String(error));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
