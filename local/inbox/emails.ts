import { addressParser } from 'postal-mime';
import * as z from 'zod/mini';
import type { SentMail } from '../ses/events.ts';

/** What the emulator answers at `/store`. */
export const storeSchema = z.object({
  emails: z.array(
    z.object({
      messageId: z.string(),
      /** As sent, with the display name. */
      from: z.string(),
      replyTo: z.array(z.string()),
      destination: z.object({
        to: z.array(z.string()),
        cc: z.array(z.string()),
        bcc: z.array(z.string()),
      }),
      subject: z.string(),
      body: z.object({ html: z.optional(z.string()), text: z.optional(z.string()) }),
      /** `content` is Base64. */
      attachments: z.array(
        z.object({
          content: z.string(),
          contentType: z.string(),
          filename: z.optional(z.string()),
        }),
      ),
      /** Epoch seconds. */
      at: z.number(),
    }),
  ),
});
export type StoredEmail = z.infer<typeof storeSchema>['emails'][number];

/** What a request said of an email, and the emulator does not keep. */
export interface SentRequest {
  readonly mail: SentMail;
  /** The message as it was composed. Undefined if SES composes it. */
  readonly raw: Buffer | undefined;
}

interface Person {
  readonly name: string;
  readonly address: string;
}

interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** An email as the inbox shows it. All of it was written by others. */
export interface InboxEmail {
  readonly id: string;
  readonly at: Date;
  readonly from: Person;
  /** Addresses, with their names. */
  readonly to: readonly string[];
  /** Who gets it too, and is not named in it. */
  readonly copies: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly attachments: readonly Attachment[];
  /** What it is for: `letter`, `review`, … Undefined if it is not Open Door's. */
  readonly kind: string | undefined;
  readonly raw: Buffer | undefined;
  /** The headers that were sent, each on one line, in their order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The first address of a header, and its name. */
export function personIn(header: string): Person {
  const [first] = addressParser(header, { flatten: true });
  return { name: first?.name ?? '', address: first?.address ?? header };
}

const addressIn = (header: string): string => personIn(header).address.toLowerCase();

/** More bytes of headers than any program accepts. */
const MAX_HEAD_BYTES = 64 * 1024;

/** The headers at the beginning of a message. A folded header becomes one line. */
export function headersIn(raw: Buffer): [string, string][] {
  const [head = ''] = raw.toString('utf8', 0, MAX_HEAD_BYTES).split(/\r?\n\r?\n/, 1);
  return head
    .replace(/\r?\n[ \t]/g, ' ')
    .split(/\r?\n/)
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, Math.max(colon, 0)), line.slice(colon + 1).trim()];
    });
}

function headersOf({ from, replyTo, destination, subject }: StoredEmail, sent?: SentRequest) {
  if (sent?.raw !== undefined) return headersIn(sent.raw);
  const headers: [string, string][] = [
    ['From', sent?.mail.source ?? from],
    ['Reply-To', (sent?.mail.replyTo ?? replyTo).join(', ')],
    ['To', (sent?.mail.to ?? destination.to).join(', ')],
    ['Subject', subject],
  ];
  return headers.filter(([, value]) => value !== '');
}

function emailOf(stored: StoredEmail, sent: SentRequest | undefined): InboxEmail {
  const { messageId, from, destination, subject, body, attachments, at } = stored;
  const to = sent?.mail.to ?? destination.to;
  const named = new Set([...to, ...destination.cc].map(addressIn));
  const all = sent?.mail.destination ?? destination.bcc;
  return {
    id: messageId,
    at: new Date(at * 1000),
    from: personIn(from),
    to,
    copies: all.filter((recipient) => !named.has(addressIn(recipient))),
    replyTo: sent?.mail.replyTo ?? stored.replyTo,
    subject,
    text: body.text ?? '',
    html: body.html,
    attachments: attachments.map(({ content, contentType, filename }, index) => ({
      name: filename ?? `attachment-${index + 1}`,
      type: contentType,
      content: Buffer.from(content, 'base64'),
    })),
    kind: sent?.mail.tags.get('kind'),
    raw: sent?.raw,
    headers: headersOf(stored, sent),
  };
}

/** The emails of an SES emulator, with what their requests said of them. */
export class Emails {
  readonly #endpoint: string;
  readonly #sent = new Map<string, SentRequest>();
  /** Changes whenever the emails may have changed. */
  version = 0;

  /** @param endpoint of the emulator */
  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  record(messageId: string, request: SentRequest): void {
    this.#sent.set(messageId, request);
  }

  async #stored(): Promise<StoredEmail[]> {
    const answer = await fetch(`${this.#endpoint}/store`, { headers: { connection: 'close' } });
    return storeSchema.parse(await answer.json()).emails;
  }

  /** The newest emails, the newest first, and how many there are in all. */
  async newest(limit: number): Promise<{ emails: InboxEmail[]; total: number }> {
    // An email that arrives while the answer is read has its request, and is not in it.
    const known = [...this.#sent.keys()];
    const stored = await this.#stored();
    const ids = new Set(stored.map(({ messageId }) => messageId));
    for (const id of known) if (!ids.has(id)) this.#sent.delete(id);
    const emails = stored
      .slice(-limit)
      .reverse()
      .map((email) => emailOf(email, this.#sent.get(email.messageId)));
    return { emails, total: stored.length };
  }

  async find(id: string): Promise<InboxEmail | undefined> {
    const email = (await this.#stored()).find(({ messageId }) => messageId === id);
    return email && emailOf(email, this.#sent.get(id));
  }
}
